"""The interface that a document offers, in a normal form that does not depend on how the document is written.

The first steps of the contract stage normalise every operation and name each object schema by its structure. So a
schema that was renamed, moved, inlined or reordered keeps its key.

Parts that cannot break a user are left out: descriptions, titles, examples and tags; and operation ids, because the
contract derives its own from the path. Keys that are not supported, such as links, callbacks and webhooks, are reduced to
digests, which show whether they have changed.
"""

import json
import re
from collections.abc import Iterator

from attrs import evolve, field, frozen

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.sources import METHODS, Operation, Source, operations_of
from scripts.contract.defaults import without_invalid_defaults
from scripts.contract.directions import relax_read_and_write_only
from scripts.contract.document_keys import Place, digests_by_place, surrounding_keys
from scripts.contract.extract_facts import extract_facts
from scripts.contract.hoist import Hoist
from scripts.contract.media_types import normal_media_type
from scripts.contract.normalise import normalise
from scripts.contract.open_enums import open_enums
from scripts.contract.operation_spec import STREAM, OperationSpec, map_schemas
from scripts.contract.recursion import name_recursive_schemas
from scripts.contract.schemas import types_of
from scripts.contract.select import RESPONSE, select
from scripts.drift.discriminators import discriminators

#: The keys of an operation that only describe it.
_DESCRIPTIVE_KEYS = ("description", "externalDocs", "operationId", "summary", "tags")
#: A path parameter. Its name has no meaning: /a/{id} and /a/{name} are the same path.
_PATH_PARAMETER = re.compile(r"\{[^}]*\}")


@frozen(eq=False)
class OperationInterface:
    """One operation in the normal form. Object schemas are references into the components of the interface."""

    operation: Operation
    #: An object schema with a property for each location (query, header, …), an object schema of its parameters.
    parameters: Object
    #: How a list or an object is written, by the location and name of the parameter; empty for other values.
    parameter_styles: dict[tuple[str, str], str]
    #: The schemas of the request body, by media type.
    request: dict[str, Object]
    request_required: bool
    #: The schemas of the response body, by status and media type. For a stream, the schema of an event's payload.
    responses: dict[str, dict[str, Object]]
    #: The schemas of a whole server-sent event without its payload, by status, if the document has them.
    envelopes: dict[str, Object]
    #: Object schemas of the response headers, in lower case, by status.
    headers: dict[str, Object]
    #: The discriminators, by status ("" for the request) and media type, then by location in the schema.
    discriminators: dict[tuple[str, str], dict[str, str]]
    #: The sets of credentials, each of which is sufficient; an empty set if none are needed.
    security: tuple[frozenset[str], ...]
    deprecated: bool
    #: A digest of the value of each key that is not supported, by the object that has the key.
    unsupported: dict[Place, dict[str, str]]

    @property
    def key(self) -> tuple[str, str]:
        """The method and the path without parameter names. Equal keys mean the same operation."""
        return self.operation.method, _PATH_PARAMETER.sub("{}", self.operation.path)


@frozen(eq=False)
class Interface:
    """Every operation of a document by its key, and the schemas that they refer to."""

    operations: dict[tuple[str, str], OperationInterface]
    components: dict[str, Object] = field(factory=dict)
    servers: tuple[str, ...] = ()


def interface_of(document: Object, name: str) -> Interface:
    """Return the interface of `document`, which messages call `name`. Raises PipelineError if it is invalid."""
    hoist = Hoist()
    operations: dict[tuple[str, str], OperationInterface] = {}
    # Documents list one operation under several paths, and reading a large one takes seconds.
    cache: dict[str, OperationInterface] = {}
    for operation in operations_of(document):
        item = as_object(as_object(document["paths"])[operation.path])
        parameter_names = _PATH_PARAMETER.findall(operation.path)
        description = {
            key: value
            for key, value in as_object(item[operation.method]).items()
            if key not in _DESCRIPTIVE_KEYS
        }
        shared = {
            key: value for key, value in item.items() if key not in (*METHODS, "summary", "description")
        }
        cache_key = json.dumps([operation.method, parameter_names, shared, description])
        if cache_key not in cache:
            cache[cache_key] = _read_operation(document, Source(name, "", operation), hoist)
        interface = evolve(cache[cache_key], operation=operation)
        operations[interface.key] = interface
    servers = [as_object(server).get("url") for server in as_list(document.get("servers"))]
    return Interface(
        operations=dict(sorted(operations.items())),
        components=hoist.components,
        servers=tuple(sorted({url.rstrip("/") for url in servers if isinstance(url, str)})),
    )


def _read_operation(document: Object, source: Source, hoist: Hoist) -> OperationInterface:
    selected, recursive = select(document, source)
    spec = _normalised(without_invalid_defaults(extract_facts(selected, source, recursive)))
    unsupported = [*surrounding_keys(document, source), *spec.unsupported]
    for name, schema in spec.recursive.items():
        hoist.define(name, schema)
    responses, envelopes = _read_responses(spec)
    security = selected.get("security", document.get("security"))
    bodies = [("", selected.get("requestBody")), *as_object(selected.get("responses")).items()]
    return OperationInterface(
        operation=source.operation,
        parameters=hoist.root(normalise(_parameters_by_location(spec))),
        parameter_styles={place: _parameter_style(parameter) for place, parameter in _named_parameters(spec)},
        request={media_type: hoist.root(schema) for media_type, schema in spec.request.items()},
        request_required=spec.request_required,
        responses={
            status: {media_type: hoist.root(schema) for media_type, schema in contents.items()}
            for status, contents in responses.items()
        },
        envelopes={status: hoist.root(schema) for status, schema in envelopes.items()},
        headers={status: hoist.root(_header_schema(headers)) for status, headers in spec.headers.items()},
        discriminators={
            (status, normal_media_type(media_type)): discriminators(as_object(content).get("schema"))
            for status, body in bodies
            for media_type, content in as_object(as_object(body).get("content")).items()
        },
        security=_read_security(security, document),
        deprecated=spec.deprecated,
        unsupported=digests_by_place(
            evolve(key, place=_named_place(key.place, source.operation.path)) for key in unsupported
        ),
    )


def _normalised(spec: OperationSpec) -> OperationSpec:
    """Return `spec` with its schemas in the normal form, and its recursive schemas named by their structure."""
    recursive: dict[str, Json] = {
        name: _normal_form(schema, response=name.startswith(RESPONSE))
        for name, schema in spec.recursive.items()
    }
    parameters: list[Object] = [{**one, "schema": normalise(one["schema"])} for one in spec.parameters]
    return name_recursive_schemas(
        map_schemas(
            evolve(spec, parameters=parameters, recursive=recursive),
            lambda side, _media_type, schema: _normal_form(schema, response=side != "request"),
        )
    )


def _normal_form(schema: Json, *, response: bool) -> Object:
    """Return the normalised schema. The enums of a response are open, as the client accepts unknown values."""
    normal = relax_read_and_write_only(normalise(schema), request=not response)
    return open_enums(normal) if response else normal


#: Where an operation accepts only the parameters that it describes: clients have no other ones. Every request has a
#: query, which may be empty.
_QUERY = "query"


def _parameters_by_location(spec: OperationSpec) -> Object:
    """Return the parameters as an object schema of object schemas, so that they are compared like properties."""
    locations: dict[str, list[tuple[str, Object]]] = {_QUERY: []}
    for (location, name), parameter in _named_parameters(spec):
        locations.setdefault(location, []).append((name, parameter))
    return _object_schema(
        {
            location: _object_schema(
                {name: _value_schema(parameter) for name, parameter in parameters},
                [name for name, parameter in parameters if parameter["required"]],
            )
            | ({"additionalProperties": False} if location == _QUERY else {})
            for location, parameters in locations.items()
        },
        [
            location
            for location, parameters in locations.items()
            if location == _QUERY or any(parameter["required"] for _, parameter in parameters)
        ],
    )


def _named_parameters(spec: OperationSpec) -> Iterator[tuple[tuple[str, str], Object]]:
    """Yield the location and the name of each parameter, and the parameter.

    Path parameters are named by their position, because their names have no meaning.
    """
    for parameter in spec.parameters:
        name, location = str(parameter["name"]), str(parameter["in"])
        yield (location, _parameter_name(location, name, spec.operation.path)), parameter


def _parameter_name(location: str, name: str, path: str) -> str:
    path_parameters = _PATH_PARAMETER.findall(path)
    if location == "path" and f"{{{name}}}" in path_parameters:
        return f"{{{path_parameters.index(f'{{{name}}}') + 1}}}"
    return name.lower() if location == "header" else name


def _named_place(place: Place, path: str) -> Place:
    """Return `place` with the name of a parameter that has a meaning; see _named_parameters."""
    match place:
        case (operation, "parameters", location, name):
            return operation, "parameters", location, _parameter_name(location, name, path)
        case _:
            return place


def _value_schema(holder: Object) -> Object:
    """Return the schema of a parameter or a header, marked as deprecated if the parameter or header is."""
    deprecated: Object = {"deprecated": True} if holder.get("deprecated") is True else {}
    return {**normalise(holder["schema"]), **deprecated}


def _parameter_style(parameter: Object) -> str:
    """Return how a list or an object is written as a parameter, such as `form, exploded`; empty for other values."""
    types = types_of(as_object(normalise(parameter["schema"])))
    if types and not {"array", "object"} & set(types):
        return ""
    default = "simple" if parameter["in"] in ("path", "header") else "form"
    style = str(parameter.get("style", default))
    exploded = parameter.get("explode", style == "form") is True
    return f"{style}, exploded" if exploded else style


def _object_schema(properties: Object, required: list[str]) -> Object:
    return {"type": "object", "properties": properties, "required": [*required]}


def _read_responses(spec: OperationSpec) -> tuple[dict[str, dict[str, Object]], dict[str, Object]]:
    """Return the schemas of the responses by status and media type, and the envelopes of events by status."""
    responses: dict[str, dict[str, Object]] = {}
    envelopes: dict[str, Object] = {}
    for status, contents in spec.responses.items():
        responses[status] = {}
        for media_type, schema in contents.items():
            normal = as_object(schema)
            payload = _event_payload(normal) if media_type == STREAM else None
            if payload is None:
                responses[status][media_type] = normal
            else:
                responses[status][media_type] = payload
                envelopes[status] = _without_payload(normal)
    return responses, envelopes


def _event_payload(envelope: Object) -> Object | None:
    """Return the schema of an event's payload if `envelope` is a schema of whole events, as in the contract."""
    data = as_object(as_object(envelope.get("properties")).get("data"))
    for branch in as_list(data.get("anyOf")):
        payload = as_object(branch).get("contentSchema")
        if isinstance(payload, dict):
            return payload
    return None


def _without_payload(node: Json) -> Object:
    copy = {key: value for key, value in as_object(node).items() if key != "contentSchema"}
    for key in ("properties", "data"):
        if isinstance(copy.get(key), dict):
            copy[key] = _without_payload(copy[key])
    if isinstance(copy.get("anyOf"), list):
        copy["anyOf"] = [_without_payload(branch) for branch in as_list(copy["anyOf"])]
    return copy


def _header_schema(headers: dict[str, Object]) -> Object:
    """Return the headers of a response as an object schema, so that they are compared like properties."""
    schemas: Object = {name.lower(): _value_schema(header) for name, header in headers.items()}
    required = [name.lower() for name, header in headers.items() if header.get("required") is True]
    return _normal_form(_object_schema(schemas, required), response=True)


def _read_security(security: Json, document: Object) -> tuple[frozenset[str], ...]:
    """Return the sufficient sets of credentials, each described by its type: the scheme's name has no meaning."""
    schemes = as_object(as_object(document.get("components")).get("securitySchemes"))
    alternatives = {
        frozenset(
            " ".join([_describe_scheme(as_object(schemes.get(name))), *sorted(map(str, as_list(scopes)))])
            for name, scopes in as_object(requirement).items()
        )
        for requirement in as_list(security)
    }
    return tuple(sorted(alternatives or {frozenset[str]()}, key=sorted))


def _describe_scheme(scheme: Object) -> str:
    """Return a security scheme as text, such as `http bearer` or `apiKey header x-api-key`."""
    keys = ("type", "scheme") if scheme.get("type") == "http" else ("type", "in", "name")
    values = {key: str(scheme[key]) for key in keys if isinstance(scheme.get(key), str)}
    # The names of authentication schemes and of headers are not case-sensitive.
    insensitive = "name" if scheme.get("in") == "header" else "scheme"
    texts = [text.lower() if key == insensitive else text for key, text in values.items()]
    return " ".join(texts) or "unknown"
