"""From documents to the contract: the steps in a row."""

from pathlib import Path

from attrs import frozen
from openapi_spec_validator import OpenAPIV31SpecValidator

from scripts.contract.answers import open_enums
from scripts.contract.descriptions import describe
from scripts.contract.discriminate import discriminate
from scripts.contract.fold import fold, folded
from scripts.contract.hoist import Hoist
from scripts.contract.merge import Merged, merge
from scripts.contract.naming import missing_places, name, renamed
from scripts.contract.normalise import normalise
from scripts.contract.overlay import Overlay, apply
from scripts.contract.places import Family, Root, family_of
from scripts.contract.schemas import target_of
from scripts.contract.select import select
from scripts.contract.strip import strip
from scripts.documents import Json, Object, read
from scripts.faults import Fault, printable
from scripts.pointers import pointer
from scripts.sources import Source

JSON = "application/json"
STREAM = "text/event-stream"
VERBS = {"get": "get", "post": "create", "put": "replace", "patch": "update", "delete": "delete"}


@frozen
class Contract:
    """The contract, and what of the overlay found nothing to apply to."""

    document: Object
    idle: list[str]

    @property
    def schemas(self) -> int:
        """How many schemas it names."""
        return len(_schemas(self.document))


def build(sources: list[Source], upstream: Path, overlay: Overlay) -> Contract:
    """The contract for `sources`, whose documents are in the folder `upstream`. Raises Fault."""
    documents = [(source, read(upstream / f"{source.name}.json", source.name)) for source in sources]
    return contract_of(documents, overlay)


def contract_of(documents: list[tuple[Source, Object]], overlay: Overlay) -> Contract:
    """The contract for documents that have been read. The documents are left as they are. Raises Fault."""
    described = []
    for source, document in documents:
        at = ("paths", source.operation.path, source.operation.method)
        facts = strip(select(document, source), source.name, at)
        described.append((source.operation, _normalised(facts, open_answers=overlay.open_answers)))
    assembly = _Assembly(merge(described))
    given = overlay.names
    names = name(assembly.hoisted.components, assembly.roots, given)
    idle = [
        f"x-names: {place}" for place in missing_places(assembly.hoisted.components, assembly.roots, given)
    ]
    contract = assembly.document(documents, names)
    idle += [f"{action.target} ({action.reason.strip()})" for action in apply(overlay, contract)]
    idle += [f"x-words: {subject}" for subject in describe(_schemas(contract), overlay.words)]
    contract = _folded(contract, list(names.values()))
    _prune(contract)
    _require_valid(contract)
    return Contract(document=contract, idle=idle)


def _normalised(facts: Object, *, open_answers: bool) -> Object:
    """The facts of one operation in the normal form, the enums of its answers open."""

    def content(holder: Json, *, answer: bool) -> Object:
        given = holder.get("content") if isinstance(holder, dict) else None
        schemas: Object = {}
        for media_type, body in given.items() if isinstance(given, dict) else ():
            schema = normalise(body.get("schema", {}) if isinstance(body, dict) else {})
            schemas[media_type] = {"schema": open_enums(schema) if answer and open_answers else schema}
        return {**(holder if isinstance(holder, dict) else {}), "content": schemas}

    normal: Object = {"responses": {}}
    parameters = facts.get("parameters")
    if isinstance(parameters, list):
        normal["parameters"] = [
            {**parameter, "schema": normalise(parameter.get("schema", {}))}
            for parameter in parameters
            if isinstance(parameter, dict)
        ]
    if "requestBody" in facts:
        normal["requestBody"] = content(facts["requestBody"], answer=False)
    responses = facts["responses"]
    normal["responses"] = {
        status: content(answer, answer=True)
        for status, answer in (responses.items() if isinstance(responses, dict) else ())
    }
    return normal


class _Assembly:
    """The operations with their schemas hoisted, and where names start."""

    def __init__(self, operations: list[Merged]) -> None:
        self.hoisted = Hoist()
        self.roots: list[Root] = []
        self.operations = [(merged.operation, self._operation(merged)) for merged in operations]

    def _operation(self, merged: Merged) -> Object:
        family = family_of(merged.operation)
        verb = VERBS.get(merged.operation.method, merged.operation.method)
        operation: Object = {
            "operationId": verb + "".join(family.words),
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
    urls = (
        [server.get("url") for server in servers if isinstance(server, dict)]
        if isinstance(servers, list)
        else []
    )
    return [url for url in urls if isinstance(url, str) and url.startswith("https://") and url.isprintable()]


def _security_schemes(documents: list[tuple[Source, Object]]) -> Object:
    """How a request is authorised: the kind of scheme, without the documents' words for it."""
    schemes: Object = {}
    for _, document in documents:
        components = document.get("components")
        given = components.get("securitySchemes") if isinstance(components, dict) else None
        for label, scheme in given.items() if isinstance(given, dict) else ():
            if (
                isinstance(scheme, dict)
                and scheme.get("type") == "http"
                and label.isascii()
                and label.isprintable()
            ):
                schemes[label] = {"type": "http", "scheme": scheme.get("scheme")}
    return schemes


def _folded(contract: Object, order: list[str]) -> Object:
    components = contract["components"]
    named = {label: schema for label, schema in _schemas(contract).items() if isinstance(schema, dict)}
    final = fold(named, order)
    kept: Object = {label: renamed(named[label], final) for label in set(final.values())}
    rest = folded({**components, "schemas": {}} if isinstance(components, dict) else {}, final)
    outside: Object = {key: folded(value, final) for key, value in contract.items() if key != "components"}
    return {**outside, "components": {**(rest if isinstance(rest, dict) else {}), "schemas": kept}}


def _schemas(contract: Object) -> Object:
    components = contract["components"]
    schemas = components.get("schemas") if isinstance(components, dict) else None
    return schemas if isinstance(schemas, dict) else {}


def _prune(contract: Object) -> None:
    """Drop the schemas that nothing refers to any more."""
    components = contract["components"]
    schemas = _schemas(contract)
    used: set[str] = set()
    ahead: list[Json] = [{key: value for key, value in contract.items() if key != "components"}]
    ahead += (
        [value for key, value in components.items() if key != "schemas"]
        if isinstance(components, dict)
        else []
    )
    while ahead:
        node = ahead.pop()
        ahead += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        target = target_of(node)
        if target in schemas and target not in used:
            used.add(target)
            ahead.append(schemas[target])
    for unused in set(schemas) - used:
        del schemas[unused]


def _require_valid(contract: Object) -> None:
    error = next(iter(OpenAPIV31SpecValidator(contract).iter_errors()), None)
    if error is not None:
        raise Fault(
            f"is not valid OpenAPI 3.1 ({printable(error.message)})",
            where=f"the contract#{pointer(error.absolute_path)}",
            remedy="add what is missing to the overlay",
        )
