"""Hypothesis strategies that draw valid and nearly valid instances of JSON Schemas."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Json = Any  # The property tests use every JSON value, and index into it freely.

SCALARS: st.SearchStrategy[Json] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 40),
    st.sampled_from([0.5, -1.25, 3.0]),
    st.sampled_from(["", "a", "text", "message", "user", "é\n"]),
)
ANYTHING: st.SearchStrategy[Json] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["a", "type", "content"]), inner, max_size=2)
    ),
    max_leaves=4,
)


_OF_FORMAT = {"date-time": "2026-01-05T09:30:00Z", "uri": "https://example.com/a"}


class Instances:
    """Strategies for instances of the schemas of one document (OpenAPI 3.0 or 3.1)."""

    def __init__(self, document: Json) -> None:
        self.document = document

    def of(self, schema: Json, depth: int = 0) -> st.SearchStrategy[Json]:
        """Return a strategy for instances of `schema`; deeply nested ones are as small as possible."""
        return st.deferred(lambda: self._of(schema, depth))

    def _of(self, schema: Json, depth: int) -> st.SearchStrategy[Json]:
        if schema is True or schema == {}:
            return ANYTHING
        if "$ref" in schema:
            node = self.document
            for step in schema["$ref"].split("/")[1:]:
                node = node[step.replace("~1", "/").replace("~0", "~")]
            return self.of(node, depth)
        options: list[st.SearchStrategy[Json]] = []
        if schema.get("nullable"):
            options.append(st.none())
        if "const" in schema:
            return st.one_of(st.just(schema["const"]), *options)
        if "enum" in schema:
            return st.one_of(st.sampled_from(schema["enum"]), *options)
        branches = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
        if branches:
            return st.one_of(*(self.of(branch, depth) for branch in branches), *options)
        types = schema.get("type", [])
        for type_name in [types] if isinstance(types, str) else types:
            options.append(self._typed(type_name, schema, depth))
        return st.one_of(*options) if options else ANYTHING

    def _typed(self, type_name: str, schema: Json, depth: int) -> st.SearchStrategy[Json]:
        low, high = schema.get("minimum"), schema.get("maximum")
        if type_name == "integer":
            return st.integers(low if low is not None else -3, high if high is not None else (low or 0) + 40)
        if type_name == "number":
            floats = st.floats(low if low is not None else -3, high if high is not None else (low or 0) + 9)
            return floats.map(lambda number: round(number, 3))
        if type_name == "string":
            known = schema.get("x-extensible-enum", ())
            formatted = _OF_FORMAT.get(schema.get("format"))
            return st.sampled_from([formatted] if formatted else ["", "a", "a text", *known])
        if type_name == "array":
            size = 0 if depth > 6 else 2
            return st.lists(self.of(schema.get("items", True), depth + 1), max_size=size)
        if type_name == "object":
            return self._object(schema, depth)
        return st.none() if type_name == "null" else st.booleans()

    def _object(self, schema: Json, depth: int) -> st.SearchStrategy[Json]:
        properties = schema.get("properties", {})
        required = {
            name: self.of(properties.get(name, True), depth + 1) for name in schema.get("required", [])
        }
        optional = {
            name: self.of(child, depth + 1) for name, child in properties.items() if name not in required
        }
        if depth > 6:
            optional = {}
        fixed = st.fixed_dictionaries(required, optional=optional)
        extra = schema.get("additionalProperties", True)
        if extra is False:
            return fixed
        names = st.sampled_from(["x_new", "y-new"])
        extras = st.dictionaries(names, self.of(extra, depth + 1), max_size=1)
        return st.tuples(extras, fixed).map(lambda pair: {**pair[0], **pair[1]})


@st.composite
def nearly(draw: st.DrawFn, instances: st.SearchStrategy[Json]) -> Json:
    """Draw an instance with at most two random changes: it is often no longer valid."""
    value = draw(instances)
    for _ in range(draw(st.integers(0, 2))):
        value = _changed(draw, value)
    return value


def _changed(draw: st.DrawFn, value: Json) -> Json:
    """Return `value` with one random change somewhere in it."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        change = draw(st.sampled_from(["inside", "inside", "inside", "drop", "replace", "null"]))
        if change == "inside":
            return {**value, key: _changed(draw, value[key])}
        if change == "drop":
            return {name: child for name, child in value.items() if name != key}
        return {**value, key: None if change == "null" else draw(ANYTHING)}
    if isinstance(value, list) and value:
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], _changed(draw, value[index]), *value[index + 1 :]]
    return draw(ANYTHING)
