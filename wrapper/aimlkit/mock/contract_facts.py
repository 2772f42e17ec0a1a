"""Facts of the API that the contract states in extensions: property roles, events, header names.

| extension | on | meaning |
|---|---|---|
| `x-role` | a property | the role of its value: `cost-usd`, `credits`, `error-message`, `request-id`, … |
| `x-terminal` | an event | it ends the stream |
| `x-accumulates` | an event | the field of an output item that grows by the event's `delta` |
| `x-headers` | the document | header names by their purpose |
| `x-list` | an operation | how its list of objects depends on its parameters |
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from aimlkit.mock.json_types import JsonObject

#: The names that lead from an object to one of its properties, such as `("meta", "usage", "usd_spent")`.
PropertyPath: TypeAlias = tuple[str, ...]

#: Returns the schema that a reference refers to; returns any other schema unchanged.
Resolve: TypeAlias = Callable[[JsonObject], JsonObject]


@dataclass(frozen=True, slots=True)
class GrowingField:
    """A field of an output item that a stream fills with the deltas of one event type.

    The field is `item[list][index][field]`, where the part at `index` has the type `part`; or `item[field]` if
    `list` and `part` are None.
    """

    event: str  # the event's type, such as "response.output_text.delta"
    item: str
    list: str | None
    part: str | None
    field: str
    has_logprobs: bool  # the event requires log probabilities


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """Facts about the events of an operation's stream."""

    end_mark: str | None  # the data of the last server-sent event, if the contract has one
    terminal_events: frozenset[str]
    growing_fields: Sequence[GrowingField]
    cost_paths: Mapping[str, PropertyPath]  # by role, in an event

    def terminal_event(self, status: str) -> str:
        """Return the type of the event that ends the stream of a response with this status."""
        matching = (name for name in self.terminal_events if name.rpartition(".")[2] == status)
        return next(matching, f"response.{status}")


#: The facts of an operation that is not streamed.
NO_STREAM = StreamFacts(None, frozenset(), (), {})


@dataclass(frozen=True, slots=True)
class ListFacts:
    """The way in which the list of objects in a response depends on the parameters of the request."""

    items: str  # the property of the response with the objects
    filters: Mapping[str, Sequence[str]]  # by parameter: paths of properties, with dots between their names
    sections: Sequence[str]  # properties that an object has only if the request names them
    sections_parameter: str
    all_sections: str  # the value that stands for all of them
    all_sections_parameter: str  # a parameter that requests all of them, whatever its value

    def requested_sections(self, parameters: JsonObject) -> set[str]:
        """Return the sections that the parameters of a request name; names that are not known are ignored."""
        named: set[str] = {name.casefold() for name in parameters.get(self.sections_parameter, ())}
        if self.all_sections in named or self.all_sections_parameter in parameters:
            return {*self.sections}
        return named.intersection(self.sections)


def list_facts(facts: JsonObject) -> ListFacts:
    """Return the facts of an operation's `x-list`, which may be empty."""
    return ListFacts(
        items=facts.get("items", "data"),
        filters=facts.get("filters", {}),
        sections=facts.get("sections", ()),
        sections_parameter=facts.get("sections-parameter", ""),
        all_sections=facts.get("all-sections", ""),
        all_sections_parameter=facts.get("all-sections-parameter", ""),
    )


def property_paths_by_role(schema: JsonObject, resolve: Resolve) -> dict[str, PropertyPath]:
    """Return the path of each property inside `schema` that has an `x-role`.

    Arrays are ignored: a path through an array does not lead to a single property. If several properties have
    the same role, the outermost one is used.
    """
    paths: dict[str, PropertyPath] = {}
    level: list[tuple[JsonObject, PropertyPath]] = [(schema, ())]
    visited: set[int] = set()
    while level:
        inner: list[tuple[JsonObject, PropertyPath]] = []
        for current, path in level:
            for variant in _variants(current, resolve):
                if id(variant) in visited:
                    continue
                visited.add(id(variant))
                for name, child in _properties(variant):
                    role = child.get("x-role")
                    if isinstance(role, str):
                        paths.setdefault(role, (*path, name))
                    inner.append((child, (*path, name)))
        level = inner
    return paths


def get_property(source: JsonObject, path: PropertyPath) -> object:
    """Return the value in `source` at `path`; None if there is none."""
    *parents, name = path
    for parent in parents:
        source = source.get(parent) or {}
    return source.get(name)


def set_property(target: JsonObject, path: PropertyPath, value: object) -> None:
    """Write `value` into `target` at `path`, creating missing objects on the way."""
    *parents, name = path
    for parent in parents:
        target = target.setdefault(parent, {})
    target[name] = value


def stream_facts(server_sent_event: JsonObject, resolve: Resolve) -> StreamFacts:
    """Read the facts about a stream from the schema of its server-sent events.

    Its property `data` is a union: the end mark is a constant, and the other events are JSON text whose
    `contentSchema` describes the parsed event.
    """
    end_mark: str | None = None
    terminal_events: set[str] = set()
    growing_fields: list[GrowingField] = []
    cost_paths: dict[str, PropertyPath] = {}
    for data in _variants(resolve(server_sent_event).get("properties", {}).get("data", {}), resolve):
        if "const" in data:
            end_mark = data["const"]
        elif "contentSchema" in data:
            cost_paths = property_paths_by_role(data["contentSchema"], resolve)
            for event in _variants(data["contentSchema"], resolve):
                event_type = event.get("properties", {}).get("type", {}).get("const")
                if event.get("x-terminal"):
                    terminal_events.add(event_type)
                if "x-accumulates" in event:
                    growing_fields.append(_growing_field(event_type, event))
    return StreamFacts(end_mark, frozenset(terminal_events), growing_fields, cost_paths)


def header_name(document: JsonObject, purpose: str, default: str = "") -> str:
    """Return the first name that the contract's `x-headers` has for this purpose."""
    names: str | list[str] = document.get("x-headers", {}).get(purpose, default)
    return names if isinstance(names, str) else names[0]


def _growing_field(event_type: str, event: JsonObject) -> GrowingField:
    accumulates: Mapping[str, str] = event["x-accumulates"]
    return GrowingField(
        event=event_type,
        item=accumulates["item"],
        list=accumulates.get("list"),
        part=accumulates.get("part"),
        field=accumulates["field"],
        has_logprobs="logprobs" in event.get("required", ()),
    )


def _variants(schema: JsonObject, resolve: Resolve) -> Iterator[JsonObject]:
    """Yield the resolved schema; for a union or an intersection, yield each of its branches."""
    schema = resolve(schema)
    branches: list[JsonObject] = [
        branch for keyword in ("allOf", "anyOf", "oneOf") for branch in schema.get(keyword, ())
    ]
    if "properties" in schema or not branches:
        yield schema
    for branch in branches:
        yield from _variants(branch, resolve)


def _properties(schema: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    properties: Mapping[str, JsonObject | bool] = schema.get("properties", {})
    for name, child in properties.items():
        if isinstance(child, dict):
            yield name, child
