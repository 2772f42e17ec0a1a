"""Assemble the OpenAPI document of the contract: operations, named schemas and security schemes."""

from collections.abc import Iterator

from attrs import evolve

from scripts.common.documents import Json, Object, as_object
from scripts.common.pointers import follow, pointer
from scripts.common.sources import Operation
from scripts.contract.discriminate import discriminate
from scripts.contract.document_keys import Place, UnsupportedKey, digests_by_place
from scripts.contract.hoist import Hoist
from scripts.contract.identifiers import singular, split_identifier
from scripts.contract.naming import NamedComponents, with_names
from scripts.contract.operation_spec import (
    JSON,
    STREAM,
    Addition,
    OperationSpec,
    SchemaTransform,
    map_schemas,
)
from scripts.contract.schema_paths import Root, api_name_of
from scripts.contract.schemas import UNSUPPORTED, Steps
from scripts.contract.security import security_schemes

#: The `data` of a stream's last event.
STREAM_END = "[DONE]"
#: The verbs with which operation ids start, by HTTP method. A GET whose path ends with a plural lists objects.
VERBS = {"get": "get", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


class Assembly:
    """The operations of the contract with their schemas hoisted.

    The names of schemas are chosen from `hoisted`, `roots_by_source` and `requests`; `document` then puts everything together.
    """

    def __init__(self, specs: list[OperationSpec]) -> None:
        self.hoisted = Hoist()
        self.specs = specs
        for spec in specs:
            for key, schema in spec.recursive.items():
                self.hoisted.define(key, schema)
        additions = [(addition, spec) for spec in specs for addition in spec.additions]
        additions.sort(key=lambda pair: pair[0].source)
        #: The schemas at which schema paths start, as each source adds or changes them.
        self.roots_by_source = [[*self._roots(addition, spec.operation)] for addition, spec in additions]
        #: The requests, by their place: a union if there are several request shapes.
        self.requests: dict[tuple[str, ...], Root] = {}
        shapes: dict[tuple[str, ...], list[Root]] = {}
        for root in (root for roots in self.roots_by_source for root in roots if root.side == "request"):
            shapes.setdefault(root.place[:-1], []).append(root)
        for place, of_place in shapes.items():
            union = self.hoisted.union([root.schema for root in of_place])
            self.requests[place] = evolve(of_place[0], schema=union, place=place)

    def _roots(self, addition: Addition, operation: Operation) -> Iterator[Root]:
        """Yield the roots that a source adds or changes: responses before streams before requests."""
        api = api_name_of(operation)
        streams: list[Root] = []
        for status, contents in addition.responses.items():
            side = "response" if status.startswith("2") else status
            for media_type, schema in contents.items():
                place = (str(operation), status, media_type)
                if media_type == STREAM:
                    payload = self.hoisted.root(schema)
                    streams.append(Root(api, "stream", payload, (*place, "data")))
                    streams.append(Root(api, "event", self._event(payload), place))
                else:
                    yield Root(api, side, self.hoisted.root(schema), place)
        yield from streams
        for media_type, shapes in addition.shapes.items():
            for number, schema in shapes.items():
                shape_place = (str(operation), "request", media_type, str(number))
                yield Root(api, "request", self.hoisted.root(schema), shape_place, shape=number)

    def _event(self, payload_schema: Object) -> Object:
        """Return the schema of a server-sent event whose `data` is JSON that is valid by `payload_schema`.

        The documents describe the payload of an event only. On the wire it is the text of `data`, and the last
        event has STREAM_END instead.
        """
        payload: Object = {
            "type": "string",
            "contentMediaType": JSON,
            "contentSchema": payload_schema,
        }
        event: Object = {
            "type": "object",
            "properties": {
                "data": {"anyOf": [{"type": "string", "const": STREAM_END}, payload]},
                "event": {"type": "string"},
            },
            "required": ["data"],
        }
        return self.hoisted.hoist(event)

    def final_roots(self, named: NamedComponents) -> list[Root]:
        """Return the schemas at which schema paths start, as they are in the contract."""
        roots = {root.place: root for roots in self.roots_by_source for root in roots} | self.requests
        return [
            evolve(root, schema=named.roots[place]) for place, root in roots.items() if place in named.roots
        ]

    def document(self, documents: list[Object], named: NamedComponents) -> Object:
        """Return the OpenAPI document with its components under their names.

        The security schemes come from `documents`.
        """
        names = named.names
        schemas: Object = {
            names[key]: with_names(schema, names) for key, schema in discriminate(named.components).items()
        }
        paths: dict[str, Object] = {}
        ids: set[str] = set()
        for spec in self.specs:
            operation_id = _operation_id(spec.operation, ids)
            ids.add(operation_id)
            with_references = map_schemas(spec, _references_at(spec.operation, named))
            path_item = paths.setdefault(spec.operation.path, {})
            path_item[spec.operation.method] = _operation_object(with_references, operation_id)
        contract: Object = {
            "openapi": "3.1.0",
            "info": {"title": "AI/ML API", "version": "1.0.0"},
            "paths": dict(paths),
            "components": {"schemas": schemas, "securitySchemes": security_schemes(documents)},
        }
        for steps, digests in self._unsupported_keys():
            holder = follow(contract, [str(step) for step in steps])
            if isinstance(holder, dict):
                holder[UNSUPPORTED] = {**as_object(holder.get(UNSUPPORTED)), **digests}
        return contract

    def _unsupported_keys(self) -> Iterator[tuple[Steps, dict[str, str]]]:
        """Yield the steps to each object of the contract that has unsupported keys, and their digests."""
        # The document and its paths have the keys of several operations.
        keys: dict[Steps, list[UnsupportedKey]] = {}
        for spec in self.specs:
            for key in spec.unsupported:
                steps = steps_of(key.place, spec)
                keys.setdefault(steps, []).append(evolve(key, place=()))
        for steps, several in keys.items():
            yield steps, digests_by_place(several)[()]

    def origins(self) -> dict[tuple[str, str], list[str]]:
        """Return where the documents have each unsupported key, by the pointer of its object in the contract and the key."""
        origins: dict[tuple[str, str], list[str]] = {}
        for spec in self.specs:
            for key in spec.unsupported:
                place = pointer(steps_of(key.place, spec)), key.key
                origins[place] = [*dict.fromkeys([*origins.get(place, []), key.origin])]
        return origins


def _references_at(operation: Operation, named: NamedComponents) -> SchemaTransform:
    """Return a function that returns the named schema in place of each schema of an operation."""

    def reference(side: str, media_type: str, _schema: Json) -> Json:
        return with_names(named.roots[str(operation), side, media_type], named.names)

    return reference


def steps_of(place: Place, spec: OperationSpec) -> Steps:
    """Return the steps to the object at `place` in the contract."""
    match place:
        case ("document",):
            return ()
        case ("path",):
            return "paths", spec.operation.path
        case ("operation", "parameters", location, name):
            names = [(one["in"], one["name"]) for one in spec.parameters]
            index = names.index((location, name))
            return "paths", spec.operation.path, spec.operation.method, "parameters", index
        case ("operation", "responses", status, "headers", name):
            header = next(one for one in spec.headers[status] if one.lower() == name)
            response = ("paths", spec.operation.path, spec.operation.method, "responses", status)
            return *response, "headers", header
        case (_, *rest):
            return "paths", spec.operation.path, spec.operation.method, *rest
        case _:
            return ()


def _operation_object(spec: OperationSpec, operation_id: str) -> Object:
    """Return the Operation Object of OpenAPI for `spec`."""
    responses: dict[str, Object] = {
        status: {"content": _content(contents)} if contents else {}
        for status, contents in spec.responses.items()
    }
    for status, headers in spec.headers.items():
        responses[status]["headers"] = dict(headers)
    operation: Object = {
        "operationId": operation_id,
        "tags": [api_name_of(spec.operation).name_parts[0].lower()],
        "responses": dict(responses),
    }
    if spec.deprecated:
        operation["deprecated"] = True
    if spec.security is not None:
        operation["security"] = list(spec.security)
    if spec.parameters:
        operation["parameters"] = list(spec.parameters)
    in_body = any(key.place[:2] == ("operation", "requestBody") for key in spec.unsupported)
    if spec.request or in_body:
        content = _content(spec.request)
        operation["requestBody"] = {"content": content, "required": spec.request_required}
    return operation


def _content(schemas: dict[str, Json]) -> Object:
    return {media_type: {"schema": schema} for media_type, schema in schemas.items()}


def _operation_id(operation: Operation, taken: set[str]) -> str:
    """Return an id such as `createChatCompletion`; if it is taken, one made of the operation's whole path."""
    verb = VERBS.get(operation.method, operation.method)
    parts = api_name_of(operation).name_parts
    segment = split_identifier(operation.path.rsplit("/", 1)[-1])
    if operation.method == "get" and segment and segment[-1] != singular(segment[-1]):
        verb, parts = "list", [*parts[: -len(segment)], *segment]
    short = verb + "".join(parts)
    return short if short not in taken else verb + "".join(split_identifier(operation.path))
