"""The flows behind the methods for operations without a request body, and the lists of the async client."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from aimlkit._drivers import drive_async
from aimlkit._exceptions import NotFoundError
from aimlkit._json import json_array
from aimlkit._models import APIResponse, ListResponse, derive
from aimlkit._raw import raw_response_flow
from aimlkit._redaction import redact_error
from aimlkit._replies import with_details
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Generator, Iterable, Mapping

    from aimlkit._effects import Flow
    from aimlkit._raw import RawResponse
    from aimlkit._replies import ParsedReply
    from aimlkit._requests import RequestOptions
    from aimlkit._session import AsyncSession, SyncSession
    from aimlkit._transport import AsyncTransport
    from aimlkit_api.operations import OperationSpec

ResponseT = TypeVar("ResponseT", bound=APIResponse)
ListT = TypeVar("ListT", bound=ListResponse[Model])
ItemT = TypeVar("ItemT", bound=Model)


def operation_flow(
    session: SyncSession | AsyncSession,
    spec: OperationSpec,
    response_class: type[ResponseT],
    params: Mapping[str, object],
    options: RequestOptions,
) -> Flow[ResponseT]:
    """Send a request without a body; return its response."""
    reply = yield from session.operation_flow(spec, params, options)
    return _read(response_class, reply)


def operation_raw_flow(
    session: SyncSession | AsyncSession,
    spec: OperationSpec,
    response_class: type[ResponseT],
    params: Mapping[str, object],
    options: RequestOptions,
) -> Flow[RawResponse[ResponseT]]:
    """Send a request as `operation_flow` does; return its response with its status and headers."""
    replies = session.operation_flow(spec, params, options)
    read = partial(_read, response_class)
    return (yield from raw_response_flow(replies, read, session.echo_redactor))


def retrieve_flow(
    session: SyncSession | AsyncSession,
    spec: OperationSpec,
    list_class: type[ListResponse[Model]],
    item_class: type[ResponseT],
    selector: str,
    params: Mapping[str, object],
    options: RequestOptions,
) -> Flow[ResponseT]:
    """Send a request for the object that the parameter `selector` selects from a list; return the object.

    Raises TypeError if the parameter is not text, and NotFoundError if no object matches it.
    """
    reply = yield from _retrieve_reply(session, spec, selector, params, options)
    return _selected(spec, list_class, item_class, reply, selector, params)


def retrieve_raw_flow(
    session: SyncSession | AsyncSession,
    spec: OperationSpec,
    list_class: type[ListResponse[Model]],
    item_class: type[ResponseT],
    selector: str,
    params: Mapping[str, object],
    options: RequestOptions,
) -> Flow[RawResponse[ResponseT]]:
    """Send a request as `retrieve_flow` does; return the object with the status and headers of the list."""

    def read(reply: ParsedReply) -> ResponseT:
        return _selected(spec, list_class, item_class, reply, selector, params)

    replies = _retrieve_reply(session, spec, selector, params, options)
    return (yield from raw_response_flow(replies, read, session.echo_redactor))


class AsyncListRequest(Generic[ListT, ItemT]):
    """The list that a method of the async client returns: `await` returns it, and `async for` yields its objects."""

    def __init__(self, flow: Flow[ListT], transport: AsyncTransport) -> None:
        self._flow = flow
        self._transport = transport

    def __await__(self) -> Generator[object, None, ListT]:
        return drive_async(self._flow, self._transport).__await__()

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        for item in await self:
            yield cast("ItemT", item)


def _read(response_class: type[ResponseT], reply: ParsedReply) -> ResponseT:
    return with_details(response_class.from_dict(reply.data), reply)


def _retrieve_reply(
    session: SyncSession | AsyncSession,
    spec: OperationSpec,
    selector: str,
    params: Mapping[str, object],
    options: RequestOptions,
) -> Flow[ParsedReply]:
    value = params[selector]
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"retrieve() takes the name of one object, as a string, not {value!r}")
    return (yield from session.operation_flow(spec, params, options))


def _selected(
    spec: OperationSpec,
    list_class: type[ListResponse[Model]],
    item_class: type[ResponseT],
    reply: ParsedReply,
    selector: str,
    params: Mapping[str, object],
) -> ResponseT:
    """Return the first object of a list that the selector matches; servers that do not filter return others, too."""
    searched = str(params[selector]).strip().casefold()
    paths = spec.listing.filters[selector] if spec.listing else ()
    for item in _read(list_class, reply):
        names = [name for path in paths for name in _texts_at(item, path.split("."))]
        if searched in (name.casefold() for name in names):
            return with_details(derive(item_class, item), reply)
    message = f"{spec.path} lists no object whose {' or '.join(paths)} match {params[selector]!r}"
    error = NotFoundError(message, response=reply.response, body=reply.data)
    error.status_code = 404  # That of the list is 200.
    redact_error(error)
    raise error


def _texts_at(item: Model, path: list[str]) -> Iterable[str]:
    """Return the text at a path of properties, or the texts of a list there."""
    value: object = item
    for name in path:
        value = value.__dict__.get(name) if isinstance(value, Model) else None
    return [text for text in json_array(value) or [value] if isinstance(text, str)]
