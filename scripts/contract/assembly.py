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
from scripts.contract.naming import with_names
from scripts.contract.operation_spec import JSON, STREAM, OperationSpec, SchemaTransform, map_schemas
from scripts.contract.schema_paths import Family, Root, family_of
from scripts.contract.schemas import UNSUPPORTED, Steps
from scripts.contract.security import security_schemes

#: The `data` of a stream's last event.
STREAM_END = "[DONE]"
#: The verbs with which operation ids start, by HTTP method. A GET whose path ends with a plural lists objects.
VERBS = {"get": "get", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


class Assembly:
    """The operations of the contract with their schemas hoisted.

    The names of schemas are chosen from `hoisted` and `roots`; `document` then puts everything together.
    """

    def __init__(self, specs: list[OperationSpec]) -> None:
        self.hoisted = Hoist()
        #: The schemas at which schema paths start.
        self.roots: list[Root] = []
        for spec in specs:
            for key, schema in spec.recursive.items():
                self.hoisted.define(key, schema)
        self.specs = [map_schemas(spec, self._hoisting(family_of(spec.operation))) for spec in specs]

    def _hoisting(self, family: Family) -> SchemaTransform:
        def hoist(side: str, media_type: str, schema: Json) -> Json:
            if media_type == STREAM and side != "request":
                return self._event(family, schema)
            return self._root(family, "response" if side.startswith("2") else side, schema)

        return hoist

    def _root(self, family: Family, side: str, schema: Json) -> Object:
        hoisted = self.hoisted.root(schema)
        self.roots.append(Root(family=family, side=side, schema=hoisted))
        return hoisted

    def _event(self, family: Family, schema: Json) -> Object:
        """Return the schema of a server-sent event whose `data` is JSON that is valid by `schema`.

        The documents describe the payload of an event only. On the wire it is the text of `data`, and the last
        event has STREAM_END instead.
        """
        payload: Object = {
            "type": "string",
            "contentMediaType": JSON,
            "contentSchema": self._root(family, "stream", schema),
        }
        event: Object = {
            "type": "object",
            "properties": {
                "data": {"anyOf": [{"type": "string", "const": STREAM_END}, payload]},
                "event": {"type": "string"},
            },
            "required": ["data"],
        }
        hoisted = self.hoisted.root(event)
        self.roots.append(Root(family=family, side="event", schema=hoisted))
        return hoisted

    def document(self, documents: list[Object], names: dict[str, str]) -> Object:
        """Return the OpenAPI document with its components under `names`, which maps their keys to names.

        The security schemes come from `documents`.
        """
        schemas: Object = {
            names[key]: with_names(schema, names)
            for key, schema in discriminate(self.hoisted.components).items()
        }
        paths: dict[str, Object] = {}
        ids: set[str] = set()
        for spec in self.specs:
            operation_id = _operation_id(spec.operation, ids)
            ids.add(operation_id)
            named = map_schemas(spec, lambda _side, _media_type, schema: with_names(schema, names))
            path_item = paths.setdefault(spec.operation.path, {})
            path_item[spec.operation.method] = _operation_object(named, operation_id)
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
        "tags": [family_of(spec.operation).name_parts[0].lower()],
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
    parts = family_of(operation).name_parts
    segment = split_identifier(operation.path.rsplit("/", 1)[-1])
    if operation.method == "get" and segment and segment[-1] != singular(segment[-1]):
        verb, parts = "list", [*parts[: -len(segment)], *segment]
    short = verb + "".join(parts)
    return short if short not in taken else verb + "".join(split_identifier(operation.path))
