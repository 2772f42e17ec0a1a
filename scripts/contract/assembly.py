"""Put the pieces together: the operations, their schemas, and what is said of servers and keys."""

import re

from scripts.common.documents import Json, Object, as_object
from scripts.common.sources import Operation
from scripts.contract.discriminate import discriminate
from scripts.contract.hoist import Hoist
from scripts.contract.naming import renamed
from scripts.contract.operations import Change, Described, with_schemas
from scripts.contract.places import Family, Root, family_of
from scripts.contract.words import words_of

JSON = "application/json"
STREAM = "text/event-stream"
#: What a method does, as operation ids say it.
_LABEL = re.compile(r"[A-Za-z0-9._-]+")
VERBS = {"get": "get", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


class Assembly:
    """The operations with their schemas hoisted, and where names start.

    `hoisted` and `roots` are what naming works on; `document` takes the names it found.
    """

    def __init__(self, operations: list[Described]) -> None:
        self.hoisted = Hoist()
        self.roots: list[Root] = []
        self.operations = [with_schemas(one, self._hoisting(family_of(one.operation))) for one in operations]

    def _hoisting(self, family: Family) -> Change:
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
        """What is valid as one server-sent event.

        The documents give the schema of an event's payload; on the wire the payload is the text of `data`,
        and the last event says that it is.
        """
        payload: Object = {
            "type": "string",
            "contentMediaType": JSON,
            "contentSchema": self._root(family, "stream", schema),
        }
        event: Object = {
            "type": "object",
            "properties": {
                "data": {"anyOf": [{"type": "string", "const": "[DONE]"}, payload]},
                "event": {"type": "string"},
            },
            "required": ["data"],
        }
        hoisted = self.hoisted.root(event)
        self.roots.append(Root(family=family, side="event", schema=hoisted))
        return hoisted

    def document(self, documents: list[Object], names: dict[str, str]) -> Object:
        """The OpenAPI document, its components under their names."""
        schemas: Object = {
            names[key]: renamed(schema, names)
            for key, schema in discriminate(self.hoisted.components).items()
        }
        paths: dict[str, Object] = {}
        ids: set[str] = set()
        for one in self.operations:
            chosen = _operation_id(one.operation, ids)
            ids.add(chosen)
            named = with_schemas(one, lambda _, __, schema: renamed(schema, names))
            paths.setdefault(one.operation.path, {})[one.operation.method] = _operation(named, chosen)
        return {
            "openapi": "3.1.0",
            "info": {"title": "AI/ML API", "version": "1.0.0"},
            "paths": dict(paths),
            "components": {"schemas": schemas, "securitySchemes": _security_schemes(documents)},
        }


def _operation(described: Described, operation_id: str) -> Object:
    """The Operation Object."""
    responses: Object = {
        status: {"content": _content(contents)} if contents else {}
        for status, contents in described.answers.items()
    }
    operation: Object = {
        "operationId": operation_id,
        "tags": [family_of(described.operation).words[0].lower()],
        "responses": responses,
    }
    if described.parameters:
        operation["parameters"] = list(described.parameters)
    if described.request:
        content = _content(described.request)
        operation["requestBody"] = {"content": content, "required": described.request_required}
    return operation


def _content(schemas: dict[str, Json]) -> Object:
    return {media_type: {"schema": schema} for media_type, schema in schemas.items()}


def _operation_id(operation: Operation, taken: set[str]) -> str:
    """`createChatCompletion`; with all of the path for a second operation of the same family."""
    verb = VERBS.get(operation.method, operation.method)
    short = verb + "".join(family_of(operation).words)
    return short if short not in taken else verb + "".join(words_of(operation.path))


def _security_schemes(documents: list[Object]) -> Object:
    """How a request is authorised: the kind of scheme, without the documents' words for it."""
    schemes: Object = {}
    for document in documents:
        given = as_object(as_object(document.get("components")).get("securitySchemes"))
        for label, scheme in given.items():
            if as_object(scheme).get("type") == "http" and _LABEL.fullmatch(label):
                schemes[label] = {"type": "http", "scheme": str(as_object(scheme).get("scheme", "bearer"))}
    return schemes
