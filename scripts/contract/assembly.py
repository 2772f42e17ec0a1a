"""Put the pieces together: the operations, their schemas, and what is said of servers and keys."""

import re

from scripts.contract.discriminate import discriminate
from scripts.contract.hoist import Hoist
from scripts.contract.merge import Merged
from scripts.contract.naming import renamed
from scripts.contract.places import Family, Root, family_of
from scripts.contract.words import words_of
from scripts.documents import Json, Object
from scripts.sources import Operation, Source

JSON = "application/json"
STREAM = "text/event-stream"
#: What a method does, as operation ids say it.
_LABEL = re.compile(r"[A-Za-z0-9._-]+")
VERBS = {"get": "get", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


class Assembly:
    """The operations with their schemas hoisted, and where names start.

    `hoisted` and `roots` are what naming works on; `document` takes the names it found.
    """

    def __init__(self, operations: list[Merged]) -> None:
        self.hoisted = Hoist()
        self.roots: list[Root] = []
        self.ids: set[str] = set()
        self.operations = [(merged.operation, self._operation(merged)) for merged in operations]

    def _operation(self, merged: Merged) -> Object:
        family = family_of(merged.operation)
        operation: Object = {
            "operationId": self._operation_id(merged.operation, family),
            "tags": [family.words[0].lower()],
        }
        if merged.parameters:
            operation["parameters"] = list(merged.parameters)
        if merged.request:
            content: Object = {
                media_type: {"schema": self._root(family, "request", schema)}
                for media_type, schema in merged.request.items()
            }
            operation["requestBody"] = {"content": content, "required": merged.request_required}
        responses: Object = {}
        for status, contents in merged.answers.items():
            side = "response" if status.startswith("2") else status
            answer: Object = {}
            if contents:
                answer["content"] = {
                    media_type: {
                        "schema": self._events(family, schema)
                        if media_type == STREAM
                        else self._root(family, side, schema)
                    }
                    for media_type, schema in contents.items()
                }
            responses[status] = answer
        operation["responses"] = responses
        return operation

    def _operation_id(self, operation: Operation, family: Family) -> str:
        """`createChatCompletion`; with all of the path for a second operation of the same family."""
        verb = VERBS.get(operation.method, operation.method)
        short = verb + "".join(family.words)
        chosen = short if short not in self.ids else verb + "".join(words_of(operation.path))
        self.ids.add(chosen)
        return chosen

    def _paths(self, names: dict[str, str]) -> Object:
        paths: dict[str, Object] = {}
        for operation, facts in self.operations:
            paths.setdefault(operation.path, {})[operation.method] = _with_schemas(facts, names)
        return dict(paths)

    def _root(self, family: Family, side: str, schema: Object) -> Object:
        hoisted = self.hoisted.root(schema)
        self.roots.append(Root(family=family, side=side, schema=hoisted))
        return hoisted

    def _events(self, family: Family, schema: Object) -> Object:
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

    def document(self, documents: list[tuple[Source, Object]], names: dict[str, str]) -> Object:
        """The OpenAPI document, its components under their names."""
        schemas: Object = {
            names[key]: renamed(schema, names)
            for key, schema in discriminate(self.hoisted.components).items()
        }
        urls = dict.fromkeys(url for _, document in documents for url in _server_urls(document))
        return {
            "openapi": "3.1.0",
            "info": {"title": "AI/ML API", "version": "1.0.0"},
            "servers": [{"url": url} for url in urls],
            "paths": self._paths(names),
            "components": {"schemas": schemas, "securitySchemes": _security_schemes(documents)},
        }


def _with_schemas(operation: Object, names: dict[str, str]) -> Object:
    """`operation`, which `_operation` made, with its schemas referring to components by name."""

    def content(holder: Json) -> Json:
        given = holder.get("content") if isinstance(holder, dict) else None
        if not isinstance(holder, dict) or not isinstance(given, dict):
            return holder
        schemas: Object = {
            media_type: {"schema": renamed(body.get("schema"), names)}
            for media_type, body in given.items()
            if isinstance(body, dict)
        }
        return {**holder, "content": schemas}

    copy = dict(operation)
    if "requestBody" in operation:
        copy["requestBody"] = content(operation["requestBody"])
    responses = operation["responses"]
    if isinstance(responses, dict):
        copy["responses"] = {status: content(answer) for status, answer in responses.items()}
    return copy


def _server_urls(document: Object) -> list[str]:
    servers = document.get("servers")
    given = servers if isinstance(servers, list) else []
    urls = [server.get("url") for server in given if isinstance(server, dict)]
    return [url for url in urls if isinstance(url, str) and url.startswith("https://") and url.isprintable()]


def _security_schemes(documents: list[tuple[Source, Object]]) -> Object:
    """How a request is authorised: the kind of scheme, without the documents' words for it."""
    schemes: Object = {}
    for _, document in documents:
        components = document.get("components")
        given = components.get("securitySchemes") if isinstance(components, dict) else None
        for label, scheme in given.items() if isinstance(given, dict) else ():
            if isinstance(scheme, dict) and scheme.get("type") == "http" and _LABEL.fullmatch(label):
                schemes[label] = {"type": "http", "scheme": str(scheme.get("scheme", "bearer"))}
    return schemes
