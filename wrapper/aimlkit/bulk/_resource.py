"""`client.bulk`: bulk runs from Python."""

from __future__ import annotations

from collections.abc import AsyncIterable
from typing import TYPE_CHECKING
from uuid import uuid4

from aimlkit.bulk._checks import contract_check, format_of
from aimlkit.bulk._engine import Engine
from aimlkit.bulk._files import FileRun
from aimlkit.bulk._ids import HashedIds
from aimlkit.bulk._options import MAX_CONCURRENCY, MAX_RETRIES, BulkOptions
from aimlkit.bulk._requests import BulkRequest
from aimlkit.bulk._sessions import async_session, run_in_new_loop

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
    from os import PathLike

    from typing_extensions import TypeVar

    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit.bulk._results import BulkResult
    from aimlkit.bulk._summary import BulkSummary
    from aimlkit.structured._json import Json

    # The type of the structured output; without a Python type, it is JSON.
    OutputT = TypeVar("OutputT", default=Json)


class SyncBulk:
    """`client.bulk`: many requests from a file, within limits."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    def run(
        self,
        source: str | PathLike[str],
        output: str | PathLike[str],
        *,
        output_format: type[OutputT] | Mapping[str, object] | None = None,
        errors: str | PathLike[str] | None = None,
        max_concurrency: int = MAX_CONCURRENCY,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        max_spend_usd: float | None = None,
        max_retries: int = MAX_RETRIES,
        retry_invalid: int = 0,
        check: bool = True,
    ) -> BulkSummary[OutputT]:
        """Send the requests in the file `source`; append their results to the file `output`.

        If the run ends early, the same call continues it. It sends with connections of its own, not with the
        `http_client` of this client.

        Args:
            source: A file with a request in each line: `custom_id`, `method`, `url` and `body` as in the Batch API, or
                a body with a `custom_id`.
            output: The file of the results, in the form of the Batch API with the cost of each. A request whose id is
                in it is not sent.
            output_format: A Python type or a JSON Schema for structured output, which is validated.
            errors: A file for the requests that failed, to be the `source` of another run.
            max_concurrency: The maximum number of concurrent requests. The run begins with fewer, and uses as many as
                the server allows.
            requests_per_minute: The maximum number of requests per minute; by default there is no limit.
            tokens_per_minute: The approximate maximum number of tokens per minute; by default there is no limit.
            max_spend_usd: The cost in US dollars at which no further request is sent, that of the results in `output`
                included. It may be exceeded by the cost of the requests that are then in flight.
            max_retries: The maximum number of retries of a request.
            retry_invalid: The maximum number of further attempts if the structured output is invalid.
            check: Whether to check the requests against the contract before any is sent; needs `aimlkit[bulk]`.

        Raises:
            BulkInputError: A line is invalid; no request was sent.
            BulkOutputError: The file `output` is in use or contains something else; no request was sent.
            MissingPackageError: `check` needs a package that is not installed; no request was sent.
            SpendLimitError: `max_spend_usd` is reached; `output` has the results so far.
            AuthenticationError: The API key is invalid.
            OutOfCreditsError: The account has no credits left.
            OSError: A file cannot be read or written.
        """

        async def run() -> BulkSummary[OutputT]:
            async with async_session(self._session) as session:
                return await AsyncBulk(session).run(
                    source,
                    output,
                    output_format=output_format,
                    errors=errors,
                    max_concurrency=max_concurrency,
                    requests_per_minute=requests_per_minute,
                    tokens_per_minute=tokens_per_minute,
                    max_spend_usd=max_spend_usd,
                    max_retries=max_retries,
                    retry_invalid=retry_invalid,
                    check=check,
                )

        return run_in_new_loop(run())


class AsyncBulk:
    """`client.bulk` of the async client: many requests, from a file or from Python, within limits. Needs asyncio."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def __call__(
        self,
        requests: Iterable[Mapping[str, object]] | AsyncIterable[Mapping[str, object]],
        *,
        output_format: type[OutputT] | Mapping[str, object] | None = None,
        run_id: str | None = None,
        max_concurrency: int = MAX_CONCURRENCY,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        max_spend_usd: float | None = None,
        max_retries: int = MAX_RETRIES,
        retry_invalid: int = 0,
        check: bool = True,
    ) -> AsyncGenerator[BulkResult[OutputT]]:
        """Send requests; yield their results in the order in which they arrive.

        Requests are read when they can be sent, so that there may be any number of them. Nothing is stored: use `run()`
        for a run that can be continued.

        Args:
            requests: The requests, in the forms that `run()` reads from a file, with unique ids.
            output_format: A Python type or a JSON Schema for structured output, which is validated.
            run_id: A name for the run, on which the client request ids depend; by default a random one.
            max_concurrency: The maximum number of requests that are in flight, or whose results wait to be read.
            requests_per_minute: The maximum number of requests per minute; by default there is no limit.
            tokens_per_minute: The approximate maximum number of tokens per minute; by default there is no limit.
            max_spend_usd: The cost of these requests in US dollars at which no further one is sent.
            max_retries: The maximum number of retries of a request.
            retry_invalid: The maximum number of further attempts if the structured output is invalid.
            check: Whether to check each request against the contract before it is sent; needs `aimlkit[bulk]`.

        Raises:
            ValueError: A request is invalid, or its id is that of an earlier one; those in flight have ended.
            MissingPackageError: `check` needs a package that is not installed.
            SpendLimitError: `max_spend_usd` is reached.
            AuthenticationError: The API key is invalid.
            OutOfCreditsError: The account has no credits left.
        """
        options = BulkOptions(
            max_concurrency=max_concurrency,
            requests_per_minute=requests_per_minute,
            tokens_per_minute=tokens_per_minute,
            max_spend_usd=max_spend_usd,
            max_retries=max_retries,
            retry_invalid=retry_invalid,
            output_format=format_of(output_format),
        )
        engine = Engine(self._session, options, run_id or uuid4().hex)
        return engine.results(_checked_requests(requests, _check(enabled=check)))

    async def run(
        self,
        source: str | PathLike[str],
        output: str | PathLike[str],
        *,
        output_format: type[OutputT] | Mapping[str, object] | None = None,
        errors: str | PathLike[str] | None = None,
        max_concurrency: int = MAX_CONCURRENCY,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        max_spend_usd: float | None = None,
        max_retries: int = MAX_RETRIES,
        retry_invalid: int = 0,
        check: bool = True,
    ) -> BulkSummary[OutputT]:
        """Send the requests in a file as `SyncBulk.run` does, with the connections of this client."""
        options = BulkOptions(
            max_concurrency=max_concurrency,
            requests_per_minute=requests_per_minute,
            tokens_per_minute=tokens_per_minute,
            max_spend_usd=max_spend_usd,
            max_retries=max_retries,
            retry_invalid=retry_invalid,
            output_format=format_of(output_format),
        )
        run = FileRun(
            str(source),
            str(output),
            options,
            errors=None if errors is None else str(errors),
            check=_check(enabled=check),
        )
        summary = await run.run(self._session)
        if summary.stopped_by is not None:
            raise summary.stopped_by
        return summary


def _check(*, enabled: bool) -> Callable[[BulkRequest], None]:
    return contract_check() if enabled else lambda request: None


async def _checked_requests(
    requests: Iterable[Mapping[str, object]] | AsyncIterable[Mapping[str, object]],
    check: Callable[[BulkRequest], None],
) -> AsyncIterator[BulkRequest]:
    """Read and check one request at a time. Raises ValueError, also if an id is not unique."""
    ids = HashedIds()
    if isinstance(requests, AsyncIterable):
        async for value in requests:
            yield _checked(value, check, ids)
    else:
        for value in requests:
            yield _checked(value, check, ids)


def _checked(value: object, check: Callable[[BulkRequest], None], ids: HashedIds) -> BulkRequest:
    request = BulkRequest.from_json(value)
    if not ids.add_new(request.custom_id):
        raise ValueError(f"custom_id {request.custom_id!r} is not unique")
    check(request)
    return request
