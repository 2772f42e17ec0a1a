"""What a document offers, in one form, whichever form the document has.

The steps of the contract bring every operation into the normal form, and the objects in it get keys that only
their structure decides. So what was renamed, moved, inlined or reordered has the key it had.

Left alone is what breaks nobody: prose, titles, examples and tags; links, callbacks and webhooks, which the
client does not follow; and operation ids: the contract makes its own of the path, whose change is told.
"""

import json
import re
from collections.abc import Iterator

from attrs import evolve, field, frozen

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.sources import Operation, Source, operations_of
from scripts.contract.assembly import STREAM
from scripts.contract.extract_facts import extract_facts, schema_facts
from scripts.contract.hoist import Hoist
from scripts.contract.normalise import normalise
from scripts.contract.open_enums import open_enums
from scripts.contract.operation_spec import OperationSpec
from scripts.contract.select import select_open
from scripts.drift.discriminators import discriminators

#: What is read of an operation.
_READ = ("deprecated", "parameters", "requestBody", "responses", "security")
#: The names of a path's parameters say nothing: /a/{id} is /a/{ident}.
_PARAMETER = re.compile(r"\{[^}]*\}")


@frozen(eq=False)
class Offer:
    """One operation: what it takes, what it answers, and what opens it. Schemas are hoisted."""

    operation: Operation
    #: An object of objects: by location, then by name.
    parameters: Object
    request: dict[str, Object]
    request_required: bool
    #: By status, then by media type; the payload of events for streams.
    answers: dict[str, dict[str, Object]]
    #: What is around the payload of events, by status, where the document says it.
    envelopes: dict[str, Object]
    #: By status: an object by lower-case name.
    headers: dict[str, Object]
    #: By status (none for the request) and media type, then by place.
    discriminators: dict[tuple[str, str], dict[str, str]]
    #: The sets of credentials each of which opens the operation; an empty set when it needs none.
    security: tuple[frozenset[str], ...]
    deprecated: bool

    @property
    def key(self) -> tuple[str, str]:
        """Equal for what is the same operation."""
        return self.operation.method, _PARAMETER.sub("{}", self.operation.path)


@frozen(eq=False)
class Interface:
    """All operations of a document, and the schemas they refer to, by their keys."""

    offers: dict[tuple[str, str], Offer]
    components: dict[str, Object] = field(factory=dict)
    servers: tuple[str, ...] = ()


def interface_of(document: Object, name: str) -> Interface:
    """The interface that `document`, called `name` in messages, offers. Raises PipelineError."""
    hoist = Hoist()
    offers: dict[tuple[str, str], Offer] = {}
    # Documents have one operation under several paths, and a large one takes its time.
    known: dict[str, Offer] = {}
    for operation in operations_of(document):
        item = as_object(as_object(document["paths"])[operation.path])
        named = _PARAMETER.findall(operation.path)
        facts = {key: value for key, value in as_object(item[operation.method]).items() if key in _READ}
        text = json.dumps([operation.method, named, item.get("parameters"), facts])
        if text not in known:
            known[text] = _offer(document, Source(name, "", operation), hoist)
        offer = evolve(known[text], operation=operation)
        offers[offer.key] = offer
    servers = [as_object(server).get("url") for server in as_list(document.get("servers"))]
    return Interface(
        offers=dict(sorted(offers.items())),
        components=hoist.components,
        servers=tuple(sorted({url for url in servers if isinstance(url, str)})),
    )


def _offer(document: Object, source: Source, hoist: Hoist) -> Offer:
    selected, circles = select_open(document, source)
    described = extract_facts(selected, source)
    for name, circle in circles.items():
        facts = schema_facts(circle, source.name, ("circle", name))
        hoist.components[name] = hoist.root(_normal(facts, answer=name.startswith("cycle-response")))
    answers, envelopes = _answers(described)
    security = selected.get("security", document.get("security"))
    responses = as_object(selected.get("responses"))
    return Offer(
        operation=source.operation,
        parameters=hoist.root(normalise(_by_location(described))),
        request={
            media: hoist.root(_normal(schema, answer=False)) for media, schema in described.request.items()
        },
        request_required=described.request_required,
        answers={
            status: {media: hoist.root(schema) for media, schema in contents.items()}
            for status, contents in answers.items()
        },
        envelopes={status: hoist.root(schema) for status, schema in envelopes.items()},
        headers={status: hoist.root(schema) for status, schema in _headers(selected, source)},
        discriminators={
            (status, media): discriminators(as_object(body).get("schema"))
            for status, holder in [("", selected.get("requestBody")), *responses.items()]
            for media, body in as_object(as_object(holder).get("content")).items()
        },
        security=_security(security, document),
        deprecated=selected.get("deprecated") is True,
    )


def _normal(schema: Json, *, answer: bool) -> Object:
    # Readers are generous, whether the document is: an enum of an answer is what is known of it.
    return open_enums(normalise(schema)) if answer else normalise(schema)


def _by_location(described: OperationSpec) -> Object:
    """The parameters as one object of objects, so that they are compared as properties are.

    Those of the path are known by their place: what they are called says nothing.
    """
    named = _PARAMETER.findall(described.operation.path)
    places: dict[str, list[tuple[str, Object]]] = {}
    for parameter in described.parameters:
        name, place = str(parameter["name"]), str(parameter["in"])
        if place == "path" and f"{{{name}}}" in named:
            name = f"{{{named.index(f'{{{name}}}') + 1}}}"
        places.setdefault(place, []).append((name.lower() if place == "header" else name, parameter))
    return _object(
        {
            place: _object(
                {name: one["schema"] for name, one in several},
                [name for name, one in several if one["required"]],
            )
            for place, several in places.items()
        },
        [place for place, several in places.items() if any(one["required"] for _, one in several)],
    )


def _object(properties: Object, required: list[str]) -> Object:
    return {"type": "object", "properties": properties, "required": [*required]}


def _answers(described: OperationSpec) -> tuple[dict[str, dict[str, Object]], dict[str, Object]]:
    answers: dict[str, dict[str, Object]] = {}
    envelopes: dict[str, Object] = {}
    for status, contents in described.responses.items():
        answers[status] = {}
        for media_type, schema in contents.items():
            whole = _normal(schema, answer=True)
            payload = _payload(whole) if media_type == STREAM else None
            answers[status][media_type] = whole if payload is None else payload
            if payload is not None:
                envelopes[status] = _without_payload(whole)
    return answers, envelopes


def _payload(envelope: Object) -> Object | None:
    """The schema of an event's payload, where `envelope` is a contract's schema of a whole event."""
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


def _headers(selected: Object, source: Source) -> Iterator[tuple[str, Object]]:
    for status, response in as_object(selected.get("responses")).items():
        headers = as_object(as_object(response).get("headers"))
        facts = {
            name.lower(): schema_facts(as_object(header).get("schema", {}), source.name, (status, name))
            for name, header in headers.items()
        }
        required = [name.lower() for name, header in headers.items() if as_object(header).get("required")]
        if facts:
            yield status, _normal(_object(facts, required), answer=True)


def _security(security: Json, document: Object) -> tuple[frozenset[str], ...]:
    """The sets of credentials, each as what kind it is: what a scheme is called says nothing."""
    schemes = as_object(as_object(document.get("components")).get("securitySchemes"))
    several = {
        frozenset(
            " ".join([_kind(as_object(schemes.get(name))), *sorted(map(str, as_list(scopes)))])
            for name, scopes in as_object(one).items()
        )
        for one in as_list(security)
    }
    return tuple(sorted(several or {frozenset[str]()}, key=sorted))


def _kind(scheme: Object) -> str:
    keys = ("type", "scheme") if scheme.get("type") == "http" else ("type", "in", "name")
    return " ".join(str(scheme[key]) for key in keys if isinstance(scheme.get(key), str)) or "unknown"
