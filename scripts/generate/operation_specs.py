"""The operations as data: method, path, parameters, and the facts of their responses and streams."""

import re
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from scripts.generate.api import (
    Api,
    ApiOperation,
    ApiParameter,
    ListFacts,
    ObjectSchema,
    Property,
    Schema,
)
from scripts.generate.discriminators import members, objects
from scripts.generate.request_objects import RequestObjectContext, request_objects
from scripts.generate.types import Literals, Named, PythonType

#: The beginning of a path, its version included.
_VERSION = re.compile(r"(?:/[^/{}]+)*?/v[0-9]+(?=/)")

#: The names that `operations.py` uses for something other than an operation.
OTHER_CONSTANTS = frozenset(
    {"ERROR_FIELDS", "OPENAI_CLIENT_OPTIONS", "OPERATIONS", "OPTIONS", "PREFIX", "TOKEN_MEASURES", "VALUES"}
)

#: The suffixes of the `type` of an event with a delta, and of the event that repeats the whole.
_DELTA, _DONE = ".delta", ".done"


@frozen
class AccumulationContext:
    """The template's view of one event whose `delta` adds to an output item."""

    event: str
    item: str
    list: str | None
    part: str | None
    field: str
    done_event: str | None


@frozen
class OperationContext:
    """The template's view of one operation."""

    constant: str
    id: str
    method: str
    path: str
    parameters: list[str]
    required: list[str]
    models: list[str]
    response: str | None
    event: str | None
    end_of_stream: str | None
    terminal_events: list[str]
    accumulations: list[AccumulationContext]
    cost_path: tuple[str, ...] | None
    credits_path: tuple[str, ...] | None
    output_format_path: tuple[str, ...] | None
    request_objects: Mapping[str, RequestObjectContext]
    url_parameters: list[ApiParameter]
    listing: ListFacts | None
    authenticated: bool
    openai_parameters: list[str]
    stream_padding: list[str]


@frozen
class ErrorFieldsContext:
    """The names of the fields of an error body; empty if the contract does not mark them."""

    message: str
    path: str
    request_id: str
    status: str
    timestamp: str


def common_prefix(operations: Sequence[ApiOperation]) -> str:
    """Return the segments that most paths begin with, up to the version, such as `/v1`; empty if there are none.

    Of several prefixes that are equally frequent, it is the first one in the order of the alphabet.
    """
    prefixes = [match[0] if (match := _VERSION.match(operation.path)) else "" for operation in operations]
    return min(prefixes, key=lambda prefix: (-prefixes.count(prefix), prefix), default="")


def operation_contexts(named: Mapping[str, ApiOperation], api: Api) -> list[OperationContext]:
    """Return the context of each operation; `named` has them by their names in Python."""
    return [_context(name, operation, api.schemas) for name, operation in named.items()]


def error_fields(api: Api) -> ErrorFieldsContext:
    """Return the names of the fields of an error body, by their `x-role`."""
    names: dict[str, str] = {}
    for operation in api.operations:
        for response in operation.responses:
            if response.status[0] in "45" and response.type is not None:
                for schema in objects(response.type, api.schemas):
                    for field in schema.properties:
                        names.setdefault(field.role or "", field.name)
    return ErrorFieldsContext(
        message=names.get("error-message", ""),
        path=names.get("error-path", ""),
        request_id=names.get("request-id", ""),
        status=names.get("status", ""),
        timestamp=names.get("timestamp", ""),
    )


def output_format_path(operation: ApiOperation, schemas: Mapping[str, Schema]) -> tuple[str, ...] | None:
    """Return the path of property names from the request to its output format; None if it has none."""
    return _path(operation.body, schemas, lambda field: field.is_output_format)


def _context(name: str, operation: ApiOperation, schemas: Mapping[str, Schema]) -> OperationContext:
    bodies = objects(operation.body, schemas) if operation.body else []
    always = [{field.name for field in body.by_name.values() if field.required} for body in bodies]
    required = (
        {name for name in always[0] if all(name in names for names in always)} if always else set[str]()
    )
    good = next((response for response in operation.responses if response.status[0] == "2"), None)
    response = good.type if good else None
    stream = good.events if good else None
    events = objects(Named(stream.schema), schemas) if stream and stream.schema else []
    constant = name.upper()
    parameters = {name for body in bodies for name in body.by_name}
    return OperationContext(
        constant=f"{constant}_" if constant in OTHER_CONSTANTS else constant,
        id=operation.id,
        method=operation.method.upper(),
        path=operation.path,
        parameters=sorted(parameters),
        required=sorted(required),
        models=[*dict.fromkeys(name for body in bodies for name in _values(body, "model", schemas))],
        response=response.name if isinstance(response, Named) else None,
        event=stream.schema if stream else None,
        end_of_stream=stream.end if stream else None,
        terminal_events=sorted(
            {value for event in events if event.is_terminal for value in _values(event, "type", schemas)}
        ),
        accumulations=[*_accumulations(events, schemas)],
        cost_path=_path(response, schemas, lambda field: field.role == "cost-usd"),
        credits_path=_path(response, schemas, lambda field: field.role == "credits"),
        output_format_path=output_format_path(operation, schemas),
        request_objects=request_objects(operation.body, schemas),
        url_parameters=[*operation.parameters],
        listing=operation.listing,
        authenticated=operation.authenticated,
        # Those that no source documents, whatever the overlay lists.
        openai_parameters=sorted({*operation.openai_parameters} - parameters),
        stream_padding=sorted({*operation.stream_padding}),
    )


def _values(schema: ObjectSchema, name: str, schemas: Mapping[str, Schema]) -> list[str]:
    """Return the strings that the property `name` of an object can be; an empty list if it can be any."""
    field = schema.by_name.get(name)
    parts = members(field.type, schemas) if field else []
    values = [literal_eval(code) for part in parts if isinstance(part, Literals) for code in part.codes]
    return [value for value in values if isinstance(value, str)]


def _accumulations(
    events: Sequence[ObjectSchema], schemas: Mapping[str, Schema]
) -> Iterator[AccumulationContext]:
    """Yield the accumulation of each event with `x-accumulates`."""
    by_type = {value: event for event in events for value in _values(event, "type", schemas)}
    for event_type, event in by_type.items():
        growth = event.growth
        if growth is None:
            continue
        done = by_type.get(done_type := event_type.removesuffix(_DELTA) + _DONE)
        yield AccumulationContext(
            event=event_type,
            item=growth.item,
            list=growth.list,
            part=growth.part,
            field=growth.field,
            done_event=done_type if done and growth.field in done.by_name else None,
        )


def _path(
    type_: PythonType | None, schemas: Mapping[str, Schema], matches: Callable[[Property], bool]
) -> tuple[str, ...] | None:
    """Return the shortest path of property names from `type_` to a property that matches; None if there is none."""
    pending: list[tuple[PythonType, tuple[str, ...]]] = [(type_, ())] if type_ else []
    seen: set[str] = set()
    for current, path in pending:  # The list grows while it is traversed: nearer objects come first.
        for schema in objects(current, schemas):
            if schema.name in seen:
                continue
            seen.add(schema.name)
            for field in schema.properties:
                if matches(field):
                    return (*path, field.name)
            pending.extend((field.type, (*path, field.name)) for field in schema.properties)
    return None
