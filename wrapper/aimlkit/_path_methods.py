"""The methods of the clients that send requests by path, for endpoints that the client does not cover."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar, cast, overload

from aimlkit._drivers import drive, drive_async

if TYPE_CHECKING:
    from aimlkit._path_requests import PathOptions
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit.streaming import AsyncStream, Stream

TargetT = TypeVar("TargetT")
StreamT = TypeVar("StreamT", bound="Stream[object]")
AsyncStreamT = TypeVar("AsyncStreamT", bound="AsyncStream[object]")


class SyncPathMethods:
    """Methods that send requests to any path of the server, with the API key, retries and limits of the client."""

    _session: SyncSession

    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: Literal[False] = False,
    ) -> TargetT: ...

    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: Literal[True],
        stream_cls: type[StreamT],
    ) -> StreamT: ...

    @overload
    def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: bool,
        stream_cls: type[StreamT] | None = None,
    ) -> TargetT | StreamT: ...

    def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: bool = False,
        stream_cls: type[StreamT] | None = None,
    ) -> TargetT | StreamT:
        """Send a GET request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.
            stream: Whether to return a stream of events; only for the paths of Chat Completions and Responses.
            stream_cls: The class of the stream, for type checkers: `Stream`, or `AsyncStream` with the async client.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        if stream:
            return self._path_stream("GET", path, None, options, stream_cls)
        return self._send_by_path("GET", path, None, options, cast_to)

    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: Literal[False] = False,
    ) -> TargetT: ...

    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: Literal[True],
        stream_cls: type[StreamT],
    ) -> StreamT: ...

    @overload
    def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: bool,
        stream_cls: type[StreamT] | None = None,
    ) -> TargetT | StreamT: ...

    def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: bool = False,
        stream_cls: type[StreamT] | None = None,
    ) -> TargetT | StreamT:
        """Send a POST request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.
            stream: Whether to return a stream of events; only for the paths of Chat Completions and Responses.
            stream_cls: The class of the stream, for type checkers: `Stream`, or `AsyncStream` with the async client.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        if stream:
            return self._path_stream("POST", path, body, options, stream_cls)
        return self._send_by_path("POST", path, body, options, cast_to)

    def put(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a PUT request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return self._send_by_path("PUT", path, body, options, cast_to)

    def patch(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a PATCH request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return self._send_by_path("PATCH", path, body, options, cast_to)

    def delete(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a DELETE request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return self._send_by_path("DELETE", path, body, options, cast_to)

    def _send_by_path(
        self, method: str, path: str, body: object, options: PathOptions | None, cast_to: type[TargetT]
    ) -> TargetT:
        from aimlkit._path_requests import PathRequest, path_flow  # noqa: PLC0415 - only for requests by path

        flow = path_flow(self._session, PathRequest(method, path, body, options), cast_to)
        return drive(flow, self._session.transport)

    def _path_stream(
        self,
        method: str,
        path: str,
        body: object,
        options: PathOptions | None,
        stream_class: type[StreamT] | None,
    ) -> StreamT:
        from aimlkit._path_requests import PathRequest, path_stream_flow  # noqa: PLC0415
        from aimlkit.streaming import Stream  # noqa: PLC0415

        request = PathRequest(method, path, body, options)
        flow = path_stream_flow(self._session, request, Stream, stream_class)
        reply, endpoint = drive(flow, self._session.transport)
        stream: Stream[object] = Stream(reply, endpoint.plain_reader(reply), endpoint.text_delta)
        return cast("StreamT", stream)


class AsyncPathMethods:
    """`SyncPathMethods` of the async client."""

    _session: AsyncSession

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: Literal[False] = False,
    ) -> TargetT: ...

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: Literal[True],
        stream_cls: type[AsyncStreamT],
    ) -> AsyncStreamT: ...

    @overload
    async def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: bool,
        stream_cls: type[AsyncStreamT] | None = None,
    ) -> TargetT | AsyncStreamT: ...

    async def get(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        options: PathOptions | None = None,
        stream: bool = False,
        stream_cls: type[AsyncStreamT] | None = None,
    ) -> TargetT | AsyncStreamT:
        """Send a GET request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.
            stream: Whether to return a stream of events; only for the paths of Chat Completions and Responses.
            stream_cls: The class of the stream, for type checkers: `Stream`, or `AsyncStream` with the async client.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        if stream:
            return await self._path_stream("GET", path, None, options, stream_cls)
        return await self._send_by_path("GET", path, None, options, cast_to)

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: Literal[False] = False,
    ) -> TargetT: ...

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: Literal[True],
        stream_cls: type[AsyncStreamT],
    ) -> AsyncStreamT: ...

    @overload
    async def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: bool,
        stream_cls: type[AsyncStreamT] | None = None,
    ) -> TargetT | AsyncStreamT: ...

    async def post(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
        stream: bool = False,
        stream_cls: type[AsyncStreamT] | None = None,
    ) -> TargetT | AsyncStreamT:
        """Send a POST request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.
            stream: Whether to return a stream of events; only for the paths of Chat Completions and Responses.
            stream_cls: The class of the stream, for type checkers: `Stream`, or `AsyncStream` with the async client.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        if stream:
            return await self._path_stream("POST", path, body, options, stream_cls)
        return await self._send_by_path("POST", path, body, options, cast_to)

    async def put(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a PUT request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return await self._send_by_path("PUT", path, body, options, cast_to)

    async def patch(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a PATCH request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return await self._send_by_path("PATCH", path, body, options, cast_to)

    async def delete(
        self,
        path: str,
        *,
        cast_to: type[TargetT],
        body: object = None,
        options: PathOptions | None = None,
    ) -> TargetT:
        """Send a DELETE request; return its response as `cast_to`.

        Args:
            path: A path below the base URL, such as `/images`, with or without a query; or a URL of the same server.
            cast_to: The type of the result: `httpx.Response`, `dict`, `list`, `str`, `bytes`, `type(None)`, a class of
                this package such as `ChatCompletion`, or any type that pydantic reads.
            body: A JSON value: dictionaries, lists, objects of the API and pydantic models; by default no body.
            options: `headers`, `params`, `extra_json`, `timeout`, `max_retries` and `client_request_id` of this
                request; `extra_headers`, `extra_query` and `extra_body` mean the same as the first three.

        Raises:
            TypeError: An argument has the wrong type; no request was sent.
            ValueError: `path` is a URL of another server, which would receive the API key; no request was sent.
            SpendLimitError: `max_spend_usd` of the client is reached; no request was sent.
            APIError: There is no usable response.
            OutputValidationError: The response is not of the type `cast_to`.
        """
        return await self._send_by_path("DELETE", path, body, options, cast_to)

    async def _send_by_path(
        self, method: str, path: str, body: object, options: PathOptions | None, cast_to: type[TargetT]
    ) -> TargetT:
        from aimlkit._path_requests import PathRequest, path_flow  # noqa: PLC0415 - only for requests by path

        flow = path_flow(self._session, PathRequest(method, path, body, options), cast_to)
        return await drive_async(flow, self._session.transport)

    async def _path_stream(
        self,
        method: str,
        path: str,
        body: object,
        options: PathOptions | None,
        stream_class: type[AsyncStreamT] | None,
    ) -> AsyncStreamT:
        from aimlkit._path_requests import PathRequest, path_stream_flow  # noqa: PLC0415
        from aimlkit.streaming import AsyncStream  # noqa: PLC0415

        request = PathRequest(method, path, body, options)
        flow = path_stream_flow(self._session, request, AsyncStream, stream_class)
        reply, endpoint = await drive_async(flow, self._session.transport)
        stream: AsyncStream[object] = AsyncStream(reply, endpoint.plain_reader(reply), endpoint.text_delta)
        return cast("AsyncStreamT", stream)
