"""Values drawn from JSON Schemas, and values that are nearly right: what the property tests work on."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Json = Any  # JSON is whatever it is: these tests are about every value of it.

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


class Instances:
    """Draws values that are valid by the schemas of one document (OpenAPI 3.0 or 3.1)."""

    def __init__(self, document: Json) -> None:
        self.document = document

    def of(self, schema: Json, depth: int = 0) -> st.SearchStrategy[Json]:
        """Values valid by `schema`; deep inside, the smallest ones."""
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
        for kind in [types] if isinstance(types, str) else types:
            options.append(self._typed(kind, schema, depth))
        return st.one_of(*options) if options else ANYTHING

    def _typed(self, kind: str, schema: Json, depth: int) -> st.SearchStrategy[Json]:
        low, high = schema.get("minimum"), schema.get("maximum")
        if kind == "integer":
            return st.integers(low if low is not None else -3, high if high is not None else (low or 0) + 40)
        if kind == "number":
            floats = st.floats(low if low is not None else -3, high if high is not None else (low or 0) + 9)
            return floats.map(lambda number: round(number, 3))
        if kind == "string":
            known = schema.get("x-extensible-enum", ())
            uri = schema.get("format") == "uri"
            words = ["https://example.com/a"] if uri else ["", "a", "ein Text", *known]
            return st.sampled_from(words)
        if kind == "array":
            size = 0 if depth > 6 else 2
            return st.lists(self.of(schema.get("items", True), depth + 1), max_size=size)
        if kind == "object":
            return self._object(schema, depth)
        return st.none() if kind == "null" else st.booleans()

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
        return st.tuples(extras, fixed).map(lambda both: {**both[0], **both[1]})


@st.composite
def nearly(draw: st.DrawFn, instances: st.SearchStrategy[Json]) -> Json:
    """A drawn instance with at most two things about it changed: often no longer valid."""
    value = draw(instances)
    for _ in range(draw(st.integers(0, 2))):
        value = _changed(draw, value)
    return value


def _changed(draw: st.DrawFn, value: Json) -> Json:
    """`value` with one change, anywhere in it."""
    if isinstance(value, dict) and value:
        key = draw(st.sampled_from(sorted(value)))
        how = draw(st.sampled_from(["inside", "inside", "inside", "drop", "replace", "null"]))
        if how == "inside":
            return {**value, key: _changed(draw, value[key])}
        if how == "drop":
            return {name: child for name, child in value.items() if name != key}
        return {**value, key: None if how == "null" else draw(ANYTHING)}
    if isinstance(value, list) and value:
        index = draw(st.integers(0, len(value) - 1))
        return [*value[:index], _changed(draw, value[index]), *value[index + 1 :]]
    return draw(ANYTHING)
