"""Assemble the OpenAPI document of the contract: operations, named schemas and security schemes."""

import re

from scripts.common.documents import Json, Object, as_object
from scripts.common.sources import Operation
from scripts.contract.discriminate import discriminate
from scripts.contract.hoist import Hoist
from scripts.contract.identifiers import singular, split_identifier
from scripts.contract.naming import with_names
from scripts.contract.operation_spec import JSON, STREAM, OperationSpec, SchemaTransform, map_schemas
from scripts.contract.schema_paths import Family, Root, family_of

#: The `data` of a stream's last event.
STREAM_END = "[DONE]"
_SCHEME_NAME = re.compile(r"[A-Za-z0-9._-]+")
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
        return {
            "openapi": "3.1.0",
            "info": {"title": "AI/ML API", "version": "1.0.0"},
            "paths": dict(paths),
            "components": {"schemas": schemas, "securitySchemes": _security_schemes(documents)},
        }


def _operation_object(spec: OperationSpec, operation_id: str) -> Object:
    """Return the Operation Object of OpenAPI for `spec`."""
    responses: Object = {
        status: {"content": _content(contents)} if contents else {}
        for status, contents in spec.responses.items()
    }
    operation: Object = {
        "operationId": operation_id,
        "tags": [family_of(spec.operation).name_parts[0].lower()],
        "responses": responses,
    }
    if spec.parameters:
        operation["parameters"] = list(spec.parameters)
    if spec.request:
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


def _security_schemes(documents: list[Object]) -> Object:
    """Return the HTTP security schemes that the documents declare, without their descriptions."""
    schemes: Object = {}
    for document in documents:
        declared = as_object(as_object(document.get("components")).get("securitySchemes"))
        for name, scheme in declared.items():
            if as_object(scheme).get("type") == "http" and _SCHEME_NAME.fullmatch(name):
                schemes[name] = {"type": "http", "scheme": str(as_object(scheme).get("scheme", "bearer"))}
    return schemes
