"""The API that a contract describes, parsed and validated: its named schemas, operations and facts."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, frozen

from scripts.common import documents
from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.common.graphs import strong_components
from scripts.common.pointers import parse_pointer, pointer
from scripts.common.reserved_names import CLASS_NAMES
from scripts.common.schema_names import MAX_LENGTH_WITH_MODEL
from scripts.common.sources import METHODS
from scripts.generate.names import is_plain
from scripts.generate.types import Named, PythonType, Union, names_in, type_of, union_of, without_names

_NAME = re.compile(rf"[A-Z][A-Za-z0-9]{{0,{MAX_LENGTH_WITH_MODEL - 1}}}")
_PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9._\[\]-]*")
_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")
_PARAMETER_TYPES = ("integer", "number", "boolean")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]|\{[A-Za-z][A-Za-z0-9_-]*\})*)+")

_HINT = "fix it in openapi/overlay.yaml"


@frozen
class Property:
    """One property of an object."""

    name: str
    type: PythonType
    required: bool
    description: str | None
    role: str | None = None
    """What the value is to clients, such as `cost-usd` or `error-message` (`x-role`)."""
    is_open: bool = False
    """True if clients accept any string, in addition to the documented values (`x-open`)."""
    is_output_format: bool = False
    """True if this property of a request holds the output format (`x-output-format`)."""


@frozen
class Growth:
    """The field of an output item that grows by the `delta` of an event (`x-accumulates`)."""

    item: str
    """The `type` of the output item."""
    list: str | None
    """The list of the item that holds the growing part; None if the item itself has the field."""
    part: str | None
    """The `type` of the growing part."""
    field: str
    """The property that grows."""


@frozen
class ObjectSchema:
    """A named schema with properties, which becomes a class."""

    name: str
    properties: tuple[Property, ...]
    description: str | None
    is_terminal: bool = False
    """True if a stream is over after this event (`x-terminal`)."""
    growth: Growth | None = None
    """For an event with a delta: the field that grows (`x-accumulates`)."""
    has_client_class: bool = False
    """True if the client has its own class for this event or output item (`x-client-class`)."""
    is_closed: bool = False
    """True if an object cannot have other properties than these."""

    @cached_property
    def by_name(self) -> Mapping[str, Property]:
        """The properties by name."""
        return {field.name: field for field in self.properties}


@frozen
class AliasSchema:
    """A named schema without properties, mostly a union, which becomes a type alias."""

    name: str
    type: PythonType
    description: str | None


Schema: TypeAlias = ObjectSchema | AliasSchema


@frozen
class StringLimits:
    """The strings that a schema accepts."""

    min_length: int = 0
    max_length: int | None = None
    pattern: str | None = None


@frozen
class ApiParameter:
    """A parameter of an operation."""

    name: str
    location: str
    required: bool
    type: str
    """The JSON type of a scalar; `string` for every other parameter, which is written as text."""
    value: PythonType
    explode: bool
    """True if each item of an array is a parameter of its own; otherwise, there are commas between them."""
    description: str | None
    limits: StringLimits
    """The values that the parameter may have, if it is a string."""


@frozen
class ListFacts:
    """The way in which the response of an operation that lists objects depends on its parameters (`x-list`)."""

    items: str
    """The property of the response that holds the objects."""
    filters: Mapping[str, tuple[str, ...]]
    """The properties of an object that a parameter filters by, as paths with dots between their names."""
    retrieve_by: str | None
    """The filter that finds one object."""
    retrieve_as: str | None
    """The name of the client's parameter for it."""


@frozen
class EventStream:
    """The events of a streamed response."""

    schema: str | None
    """The named schema of the JSON in an event."""
    end: str | None
    """The data of the event that ends the stream, which is not JSON."""


@frozen
class ApiResponse:
    """The response of an operation for one status: a code, a range such as `4XX`, or `default`."""

    status: str
    type: PythonType | None
    """The type of the JSON body; None if there is none."""
    events: EventStream | None
    """The events, if the response can be streamed."""


@frozen
class ApiOperation:
    """An operation of the API."""

    id: str
    method: str
    path: str
    tag: str | None
    description: str | None
    parameters: tuple[ApiParameter, ...]
    body: PythonType | None
    body_required: bool
    responses: tuple[ApiResponse, ...]
    authenticated: bool
    client_method: str | None = None
    """The name of the client's method, with dots between its parts (`x-client-method`)."""
    listing: ListFacts | None = None
    openai_parameters: tuple[str, ...] = ()
    """The parameters of openai-python that the operation does not have (`x-openai-parameters`)."""
    stream_padding: tuple[str, ...] = ()
    """The fields of an event that are no part of the response (`x-stream-padding`)."""


@frozen
class HeaderNames:
    """The response headers that clients read (`x-headers`). A name that the contract does not state is empty."""

    inference_id: str
    """The header that holds the request id in every response of the service."""
    request_id: tuple[str, ...]
    """Other headers that may hold the request id, the preferred one first."""
    client_request_id: str
    cost_usd: str
    credits: str
    retry_after: str
    retry_after_milliseconds: str
    should_retry: str
    etag: str
    if_none_match: str


@frozen
class TypeTarget:
    """The counterpart of a type of openai-python (`x-openai-types`)."""

    path: str
    """A schema path, the name of a schema, or the name of one of the client's own classes."""
    is_list: bool
    """True if it stands for a list of these."""


#: The types of openai-python by package, module and name.
TypeTargets: TypeAlias = Mapping[str, Mapping[str, Mapping[str, TypeTarget]]]


@frozen
class Api:
    """An API, as the generator needs it."""

    base_url: str
    schemas: Mapping[str, Schema]
    operations: tuple[ApiOperation, ...]
    headers: HeaderNames
    client_request_id: StringLimits
    """The ids that clients may give their requests."""
    token_measures: Mapping[str, str]
    """Which tokens the measure of a rate counts: `input`, `output`, and others (`x-token-measures`)."""
    value_roles: Mapping[str, Sequence[str]]
    """The values of properties that clients act on, by role (`x-value-roles`)."""
    openai_types: TypeTargets
    """The types of openai-python that have a counterpart (`x-openai-types`)."""
    absent_properties: Mapping[str, Mapping[str, PythonType]]
    """The properties of openai-python's objects that a schema does not have, by schema (`x-absent-properties`)."""
    openai_client_options: tuple[str, ...] = ()
    """The options of openai-python's client that have no meaning for the service (`x-openai-client-options`)."""


def contract_digest(path: Path) -> str:
    """Return the sha256 of the contract at `path`; that of no bytes if there is no such file."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def read_api(path: Path) -> Api:
    """Read the contract at `path`. Raises PipelineError if it is missing, or cannot be turned into code."""
    name = path.name
    if not path.is_file():
        raise PipelineError("is missing", where=str(path), hint="build it first: make contract")
    document = documents.read_document(path, name)
    components = _object(document, "components")
    schemas = _object(components, "schemas")
    _check_names(schemas, f"{name}#/components/schemas")
    servers = document.get("servers")
    server = servers[0] if isinstance(servers, list) and servers else None
    read_schemas = _without_alias_cycles(
        {
            key: _schema(key, schema, f"{name}#/components/schemas/{key}", schemas)
            for key, schema in schemas.items()
        }
    )
    operations = tuple(_operations(document, name, schemas))
    headers = _header_names(_object(document, "x-headers"))
    return Api(
        base_url=(_text(server, "url") if isinstance(server, dict) else None) or "/",
        schemas={**read_schemas, **_unions_without_client_classes(read_schemas)},
        operations=operations,
        headers=headers,
        client_request_id=_client_request_id(headers, operations, f"{name}#/x-headers/client-request-id"),
        token_measures=_token_measures(schemas),
        value_roles=_value_roles(schemas),
        openai_client_options=tuple(_texts(document.get("x-openai-client-options"))),
        openai_types=_type_targets(_object(document, "x-openai-types"), f"{name}#/x-openai-types"),
        absent_properties=_absent_properties(document, read_schemas, f"{name}#/x-absent-properties"),
    )


def _header_names(headers: Object) -> HeaderNames:
    request_id = [name for name in _list(headers, "request-id") if isinstance(name, str)]
    return HeaderNames(
        inference_id=_text(headers, "inference-id") or "",
        request_id=tuple(request_id),
        client_request_id=_text(headers, "client-request-id") or "",
        cost_usd=_text(headers, "cost-usd") or "",
        credits=_text(headers, "credits") or "",
        retry_after=_text(headers, "retry-after") or "",
        retry_after_milliseconds=_text(headers, "retry-after-milliseconds") or "",
        should_retry=_text(headers, "should-retry") or "",
        etag=_text(headers, "etag") or "",
        if_none_match=_text(headers, "if-none-match") or "",
    )


def _client_request_id(headers: HeaderNames, operations: Sequence[ApiOperation], where: str) -> StringLimits:
    """Return the limits of the parameter for the client's own id of a request; no limits if there is none."""
    name = headers.client_request_id.lower()
    parameters = [parameter for operation in operations for parameter in operation.parameters]
    limits = (each.limits for each in parameters if (each.location, each.name.lower()) == ("header", name))
    found = next(limits, StringLimits())
    try:
        re.compile(found.pattern or "")
    except (re.error, RecursionError, OverflowError) as error:
        raise PipelineError(
            f"has a parameter whose pattern is not one of Python ({printable(error)})",
            where=where,
            hint=_HINT,
        ) from None
    return found


def _token_measures(schemas: Object) -> dict[str, str]:
    """Return what each measure counts, of all properties that have `x-token-measures`."""
    return {
        measure: tokens
        for name in schemas
        for field in _object(_object(schemas, name), "properties").values()
        if isinstance(field, dict)
        for tokens, measures in _object(field, "x-token-measures").items()
        for measure in _texts(measures)
    }


def _value_roles(schemas: Object) -> dict[str, list[str]]:
    """Return the values with each role, of all properties that have `x-value-roles`, in alphabetical order."""
    roles: dict[str, set[str]] = {}
    for name in schemas:
        for field in _object(_object(schemas, name), "properties").values():
            if isinstance(field, dict):
                for role, values in _object(field, "x-value-roles").items():
                    roles.setdefault(role, set()).update(_texts(values))
    return {role: sorted(values) for role, values in roles.items()}


def _type_targets(packages: Object, where: str) -> TypeTargets:
    """Return the types of openai-python. Raises PipelineError for a name that Python does not allow."""
    found: dict[str, dict[str, dict[str, TypeTarget]]] = {}
    for package in packages:
        modules = _object(packages, package)
        for module in modules:
            for name, target in _object(modules, module).items():
                here = where + pointer([printable(package), printable(module), printable(name)])
                if not all(is_plain(part) for part in (package or "types", module, name)):
                    raise PipelineError("is not the name of a type in a module", where=here, hint=_HINT)
                path = target[0] if isinstance(target, list) and len(target) == 1 else target
                if not isinstance(path, str):
                    raise PipelineError("is not a schema path, or a list of one", where=here, hint=_HINT)
                types = found.setdefault(package, {}).setdefault(module, {})
                types[name] = TypeTarget(path, isinstance(target, list))
    return found


def _absent_properties(
    document: Object, schemas: Mapping[str, Schema], where: str
) -> dict[str, dict[str, PythonType]]:
    """Return the properties that the client's classes have in addition to those of their schemas."""
    listed = _object(document, "x-absent-properties")
    return {
        name: {
            key: type_of(value, where + pointer([name, printable(key)]), schemas)
            for key, value in _object(listed, name).items()
            if key not in schema.by_name
        }
        for name, schema in schemas.items()
        if isinstance(schema, ObjectSchema) and name in listed
    }


def _unions_without_client_classes(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return, for each union that has members with `x-client-class`, an alias of its other members.

    A client defines its own union of its own classes and that alias.
    """
    aliases: dict[str, Schema] = {}
    for name, schema in schemas.items():
        if not isinstance(schema, AliasSchema) or not isinstance(schema.type, Union):
            continue
        others = [member for member in schema.type.members if not _has_client_class(member, schemas)]
        if others and len(others) < len(schema.type.members):
            other = f"Other{name}"
            if other in schemas or not _NAME.fullmatch(other):
                raise PipelineError(
                    f"has members with x-client-class, and {other} is not free for the union of the others",
                    where=f"contract.json#/components/schemas/{name}",
                    hint="rename the schema in openapi/overlay.yaml",
                )
            mapping = tuple(
                (value, target) for value, target in schema.type.mapping if Named(target) in others
            )
            description = f"The members of `{name}` for which the client has no separate class."
            aliases[other] = AliasSchema(other, union_of(others, schema.type.tag, mapping), description)
    return aliases


def _has_client_class(type_: PythonType, schemas: Mapping[str, Schema]) -> bool:
    schema = schemas[type_.name] if isinstance(type_, Named) else None
    return isinstance(schema, ObjectSchema) and schema.has_client_class


def _check_names(schemas: Object, where: str) -> None:
    seen: dict[str, str] = {}
    for name in schemas:
        here = where + pointer([printable(name)])
        if not _NAME.fullmatch(name):
            raise PipelineError(
                "is not a name for a class (a capital letter, then letters and digits, at most "
                f"{MAX_LENGTH_WITH_MODEL} in all)",
                where=here,
                hint=_HINT,
            )
        if name in CLASS_NAMES:
            raise PipelineError(
                "is a name that the generated code reserves",
                where=here,
                hint="rename the schema in openapi/overlay.yaml",
            )
        if (other := seen.setdefault(name.casefold(), name)) != name:
            raise PipelineError(
                f"differs from {other} only in case, and would be in the same module",
                where=here,
                hint="rename one of them in openapi/overlay.yaml",
            )


def _schema(name: str, schema: Json, where: str, names: Container[str]) -> Schema:
    fields = schema if isinstance(schema, dict) else {}
    description = _text(fields, "description")
    properties = fields.get("properties")
    if not isinstance(properties, dict):
        return AliasSchema(name, type_of(schema, where, names), description)
    required = fields.get("required")
    needed = (
        {name for name in required if isinstance(name, str)} if isinstance(required, list) else set[str]()
    )
    return ObjectSchema(
        name,
        tuple(
            Property(
                name=key,
                type=type_of(value, where + pointer(["properties", printable(key)]), names),
                required=key in needed,
                description=_text(value, "description") if isinstance(value, dict) else None,
                role=_text(value, "x-role") if isinstance(value, dict) else None,
                is_open=isinstance(value, dict) and value.get("x-open") is True,
                is_output_format=isinstance(value, dict) and value.get("x-output-format") is True,
            )
            for key, value in properties.items()
        ),
        description,
        is_terminal=fields.get("x-terminal") is True,
        growth=_growth(_object(fields, "x-accumulates")),
        has_client_class=fields.get("x-client-class") is True,
        is_closed=fields.get("additionalProperties") in (False, {"not": {}}),
    )


def _growth(growth: Object) -> Growth | None:
    item, field = _text(growth, "item"), _text(growth, "field")
    if item is None or field is None:
        return None
    return Growth(item, _text(growth, "list"), _text(growth, "part"), field)


def _without_alias_cycles(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return `schemas` with cycles of aliases broken: such a reference becomes any JSON value.

    Python can express a recursive class, but not an alias that leads back to itself with no class in between.
    """
    aliases = {name: schema.type for name, schema in schemas.items() if isinstance(schema, AliasSchema)}
    leads_to = {name: set(names_in(type_)) & aliases.keys() for name, type_ in aliases.items()}
    cycles = strong_components(leads_to, lambda name: leads_to[name])
    circular = {name for cycle in cycles for name in cycle if len(cycle) > 1 or name in leads_to[name]}
    return {
        name: evolve(schema, type=without_names(schema.type, circular))
        if isinstance(schema, AliasSchema) and name in circular
        else schema
        for name, schema in schemas.items()
    }


def _operations(document: Object, name: str, names: Container[str]) -> Iterator[ApiOperation]:
    for path, item in _object(document, "paths").items():
        if not isinstance(item, dict):
            continue
        for method in METHODS:
            operation = item.get(method)
            if not isinstance(operation, dict):
                continue
            where = f"{name}#" + pointer(["paths", printable(path), method])
            # The path becomes the template of a format string, in which a stray brace would be evaluated.
            if not _PATH.fullmatch(path):
                raise PipelineError("is not a valid path", where=where, hint=_HINT)
            body = _resolved(document, operation.get("requestBody"), f"{where}/requestBody")
            parameters = [*_list(operation, "parameters"), *_list(item, "parameters")]
            yield ApiOperation(
                id=_text(operation, "operationId") or f"{method} {path}",
                method=method,
                path=path,
                tag=next((tag for tag in _list(operation, "tags") if isinstance(tag, str)), None),
                description=_text(operation, "description") or _text(operation, "summary"),
                parameters=tuple(_parameters(document, parameters, f"{where}/parameters", names)),
                body=_body(body, f"{where}/requestBody", names),
                body_required=body.get("required") is True,
                responses=tuple(
                    _responses(document, _object(operation, "responses"), f"{where}/responses", names)
                ),
                authenticated=bool(operation.get("security", document.get("security"))),
                client_method=_client_method(operation, where),
                listing=_list_facts(_object(operation, "x-list"), f"{where}/x-list"),
                openai_parameters=tuple(_texts(operation.get("x-openai-parameters"))),
                stream_padding=tuple(_texts(operation.get("x-stream-padding"))),
            )


def _client_method(operation: Object, where: str) -> str | None:
    name = _text(operation, "x-client-method")
    if name is not None and not all(is_plain(part) for part in name.split(".")):
        raise PipelineError(
            "is not a name of a method, such as models.list", where=f"{where}/x-client-method", hint=_HINT
        )
    return name


def _list_facts(facts: Object, where: str) -> ListFacts | None:
    items = _text(facts, "items")
    if items is None:
        return None
    argument = _text(facts, "retrieve-as")
    if argument is not None and not is_plain(argument):
        raise PipelineError("is not a name of a parameter", where=f"{where}/retrieve-as", hint=_HINT)
    filters = _object(facts, "filters")
    by = _text(facts, "retrieve-by")
    return ListFacts(
        items=items,
        filters={name: tuple(_texts(paths)) for name, paths in filters.items()},
        retrieve_by=by if by in filters else None,
        retrieve_as=argument,
    )


def _responses(
    document: Object, responses: Object, where: str, names: Container[str]
) -> Iterator[ApiResponse]:
    for status, value in responses.items():
        here = where + pointer([printable(status)])
        if not _STATUS.fullmatch(status):
            raise PipelineError("is not an HTTP status", where=here, hint=_HINT)
        response = _resolved(document, value, here)
        yield ApiResponse(status, _json(response, here, names), _events(document, response, here, names))


def _events(document: Object, response: Object, where: str, names: Container[str]) -> EventStream | None:
    """Return the events of a streamed response; None if the response is not streamed."""
    stream = _object(response, "content").get("text/event-stream")
    if not isinstance(stream, dict):
        return None
    here = where + pointer(["content", "text/event-stream", "schema"])
    data = _object(_object(_resolved(document, stream.get("schema"), here), "properties"), "data")
    alternatives = [data, *_list(data, "anyOf"), *_list(data, "oneOf")]
    schemas = [schema for schema in alternatives if isinstance(schema, dict)]
    types = [type_of(schema["contentSchema"], here, names) for schema in schemas if "contentSchema" in schema]
    return EventStream(
        schema=next((type_.name for type_ in types if isinstance(type_, Named)), None),
        end=next((text for schema in schemas if (text := _text(schema, "const"))), None),
    )


def _parameters(
    document: Object, parameters: list[Json], where: str, names: Container[str]
) -> Iterator[ApiParameter]:
    seen: set[tuple[str, str]] = set()
    for number, value in enumerate(parameters):
        parameter = _resolved(document, value, f"{where}/{number}")
        name, location = _text(parameter, "name"), _text(parameter, "in")
        if not name or not _PARAMETER.fullmatch(name):
            raise PipelineError("has no usable name", where=f"{where}/{number}/name", hint=_HINT)
        if location not in ("path", "query", "header", "cookie"):
            raise PipelineError(
                "is not one of path, query, header and cookie", where=f"{where}/{number}/in", hint=_HINT
            )
        # The parameters of the operation come first, and override those of the path.
        if (name, location) in seen:
            continue
        seen.add((name, location))
        schema = _object(parameter, "schema")
        schema_type = schema.get("type")
        yield ApiParameter(
            name=name,
            location=location,
            required=parameter.get("required") is True,
            type=schema_type
            if isinstance(schema_type, str) and schema_type in _PARAMETER_TYPES
            else "string",
            limits=_string_limits(schema),
            value=type_of(parameter.get("schema"), f"{where}/{number}/schema", names),
            explode=parameter.get("explode", parameter.get("style", "form") == "form") is True,
            description=_text(parameter, "description"),
        )


def _string_limits(schema: Object) -> StringLimits:
    min_length, max_length = schema.get("minLength"), schema.get("maxLength")
    return StringLimits(
        min_length=min_length if isinstance(min_length, int) else 0,
        max_length=max_length if isinstance(max_length, int) else None,
        pattern=_text(schema, "pattern"),
    )


def _body(body: Object, where: str, names: Container[str]) -> PythonType | None:
    type_ = _json(body, where, names)
    if body and type_ is None:
        raise PipelineError("is not JSON, and no other media type is supported", where=where, hint=_HINT)
    return type_


def _json(holder: Object, where: str, names: Container[str]) -> PythonType | None:
    """Return the type of the JSON in a request body or a response; None if there is none."""
    for media_type, media in _object(holder, "content").items():
        essence = media_type.partition(";")[0].strip().lower()
        if (essence == "application/json" or essence.endswith("+json")) and isinstance(media, dict):
            here = where + pointer(["content", printable(media_type), "schema"])
            return type_of(media["schema"], here, names) if "schema" in media else None
    return None


def _resolved(document: Object, value: Json, where: str) -> Object:
    """Return `value` with its reference followed."""
    reference: Json = None
    for _ in range(8):
        if not isinstance(value, dict):
            return {}
        reference = value.get("$ref")
        if reference is None:
            return value
        target: Json = document
        for step in parse_pointer(reference) if isinstance(reference, str) else ():
            target = target.get(step) if isinstance(target, dict) else None
        if not isinstance(target, dict) or target is document:
            break
        value = target
    raise PipelineError(f"{printable(reference)} does not resolve", where=f"{where}/$ref", hint=_HINT)


def _object(holder: Object, key: str) -> Object:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _list(holder: Object, key: str) -> list[Json]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _text(holder: Object, key: str) -> str | None:
    value = holder.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _texts(value: Json) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
