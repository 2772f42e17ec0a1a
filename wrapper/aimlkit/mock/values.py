"""Values that are valid by a JSON Schema: arguments for somebody's tool, answers in somebody's form."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import ceil
from typing import Any

import jsonschema_rs

from aimlkit.mock import patterns

Json = Any

BRANCHES = 4  # how many ways through its unions a schema is tried
NODES = 5_000  # values inside one value; a schema that needs more gets none
DEEP = 5  # from here on only what a schema requires
DEEPEST = 50  # and from here on nothing: it has no end

FORMATS = {
    "date": "2026-01-05",
    "date-time": "2026-01-05T09:30:00Z",
    "duration": "P1D",
    "email": "ada@example.com",
    "hostname": "example.com",
    "idn-email": "ada@example.com",
    "idn-hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "iri": "https://example.com/",
    "iri-reference": "https://example.com/",
    "json-pointer": "/a",
    "regex": "a",
    "relative-json-pointer": "0",
    "time": "09:30:00Z",
    "uri": "https://example.com/",
    "uri-reference": "https://example.com/",
    "uri-template": "https://example.com/{id}",
    "uuid": "6f1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d",
}

# Keywords that show the type of what they speak of, where the schema does not name it.
_HINTS = {
    "object": ("properties", "required", "additionalProperties", "minProperties", "patternProperties"),
    "array": ("items", "prefixItems", "minItems", "contains"),
    "string": ("format", "pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


class NoValue(Exception):
    """There is no value, or this module does not find it."""


@lru_cache(maxsize=256)
def text(schema: str) -> str:
    """JSON that is valid by `schema`, both as text. A program asks with the same schemas all the time."""
    return json.dumps(value(json.loads(schema)), ensure_ascii=False)


def value(schema: Json) -> Json:
    """A value that is valid by `schema`, with its optional parts if that can be; always the same one."""
    try:
        validator = jsonschema_rs.validator_for(schema, validate_formats=True, retriever=_unreachable)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        reason = getattr(error, "message", None) or str(error)
        raise NoValue(f"is not a JSON Schema that can be used: {reason}") from error
    for found in _attempts(schema):
        if validator.is_valid(found):
            return found
    raise NoValue("no value was found that is valid by this schema; script the answer instead")


def _unreachable(uri: str) -> Json:
    raise ValueError(f"{uri} is outside the schema, and is not fetched")


def _attempts(schema: Json) -> Iterator[Json]:
    for optional in (True, False):
        for branch in range(BRANCHES):
            try:
                yield _Writer(schema, optional=optional, branch=branch).value(schema)
            except (
                NoValue,
                patterns.Unmatched,
                RecursionError,
                ArithmeticError,
                LookupError,
                TypeError,
                ValueError,
            ):
                continue  # a way through the schema that leads nowhere


class _Writer:
    """Writes one value, taking one way through the schema."""

    def __init__(self, root: Json, *, optional: bool, branch: int) -> None:
        self.root = root
        self.optional = optional
        self.branch = branch
        self.left = NODES

    def value(self, schema: Json, depth: int = 0, name: str = "", nth: int = 0) -> Json:
        """A value by `schema`, for the property `name`, the `nth` in its array."""
        self.left -= 1
        if self.left < 0 or depth > DEEPEST or schema is False:
            raise NoValue
        schema = self._flat(schema, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][nth % len(schema["enum"])]
        match _kind(schema, depth):
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth, name)
            case "string":
                return _string(schema, name, nth)
            case "integer":
                return _number(schema, nth, whole=True)
            case "number":
                return _number(schema, nth, whole=False)
            case "boolean":
                return nth % 2 == 0
            case _:
                return None

    def _flat(self, schema: Json, depth: int) -> dict[str, Json]:
        """The schema without references and unions: one way through them."""
        flat: dict[str, Json] = {} if schema is True else dict(schema)
        for _ in range(100):  # references may go round in circles
            if reference := flat.pop("$ref", None):
                flat = _both(flat, self._target(reference))
            elif parts := flat.pop("allOf", None):
                for part in parts:
                    flat = _both(flat, part)
            elif branches := flat.pop("anyOf", None) or flat.pop("oneOf", None):
                flat = _both(flat, self._chosen(branches, depth))
            else:
                return flat
        raise NoValue

    def _chosen(self, branches: list[Json], depth: int) -> Json:
        if depth > DEEP:  # out of a recursive schema by the way that is shortest
            return min(branches, key=lambda branch: len(json.dumps(branch)) + 1000 * ("$ref" in branch))
        return branches[self.branch % len(branches)]

    def _target(self, reference: str) -> Json:
        if not reference.startswith("#"):
            raise NoValue
        node = self.root
        for step in reference[1:].split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            node = node[int(key)] if isinstance(node, list) else node[key]
        return node

    def _object(self, schema: Mapping[str, Json], depth: int) -> Json:
        properties: Mapping[str, Json] = schema.get("properties", {})
        extra = schema.get("additionalProperties", True)
        required: list[str] = schema.get("required", [])
        optional = properties if self.optional and depth <= DEEP else ()
        most = schema.get("maxProperties", NODES)
        names = list(dict.fromkeys([*required, *optional]))[: max(most, len(required))]
        spare = (name for name in [*properties, *(f"key{n}" for n in range(NODES))] if name not in names)
        missing = schema.get("minProperties", 0) - len(names)
        if missing > self.left:
            raise NoValue
        names += islice(spare, max(0, missing))
        return {name: self.value(properties.get(name, extra), depth + 1, name) for name in names}

    def _array(self, schema: Mapping[str, Json], depth: int, name: str) -> Json:
        first: list[Json] = [*schema.get("prefixItems", [])]
        if "contains" in schema:
            first += [schema["contains"]] * schema.get("minContains", 1)
        wanted = max(schema.get("minItems", 0), int(self.optional and depth <= DEEP), len(first))
        wanted = min(wanted, schema.get("maxItems", wanted))
        items = schema.get("items", True)
        return [
            self.value(first[nth] if nth < len(first) else items, depth + 1, name, nth)
            for nth in range(min(wanted, NODES + 1))
        ]


def _kind(schema: Mapping[str, Json], depth: int) -> str:
    types = schema.get("type")
    if isinstance(types, str):
        return types
    if types:
        return "null" if depth > DEEP and "null" in types else next((t for t in types if t != "null"), "null")
    for kind, keywords in _HINTS.items():
        if any(keyword in schema for keyword in keywords):
            return kind
    return "string" if depth else "object"


def _string(schema: Mapping[str, Json], name: str, nth: int) -> str:
    least, most = schema.get("minLength", 0), schema.get("maxLength", patterns.LONGEST)
    if least > patterns.LONGEST:
        raise NoValue
    if pattern := schema.get("pattern"):
        examples = (patterns.example(pattern, extra) for extra in range(nth, nth + least + 1))
        return next((example for example in examples if len(example) >= least), "")
    if known := FORMATS.get(schema.get("format", "")):
        return known
    word = (name or "text") + (str(nth + 1) if nth else "")
    if len(word) < least:
        word = (word + " " + "text " * least)[:least]
    return str(word[-most:] if most else "")  # its end tells it from the others


def _number(schema: Mapping[str, Json], nth: int, *, whole: bool) -> int | float:
    step = Fraction(str(schema.get("multipleOf", 1)))
    if whole and step.denominator > 1:
        step = Fraction(step.numerator)
    low = _bound(schema, "minimum", "exclusiveMinimum", max)
    high = _bound(schema, "maximum", "exclusiveMaximum", min)
    if not whole and "multipleOf" not in schema:
        number = _between(low, high, nth)
    else:
        first = step if low is None else ceil(low / step) * step
        if first == schema.get("exclusiveMinimum"):
            first += step
        last = None if high is None else high // step * step
        if last is not None and last == schema.get("exclusiveMaximum"):
            last -= step
        if last is not None and low is None:
            first = min(first, last)
        number = first + step * (nth if last is None else nth % ((last - first) // step + 1))
    return int(number) if number.denominator == 1 else float(number)


def _between(low: Fraction | None, high: Fraction | None, nth: int) -> Fraction:
    """The `nth` number inside the bounds, which need not be whole."""
    if low is not None and high is not None:
        return low + (high - low) / (nth + 2)
    if high is not None:
        return high - nth - Fraction(1, 2)
    return (low or 0) + nth + Fraction(3, 2)


def _bound(schema: Mapping[str, Json], closed: str, opened: str, strictest: Any) -> Fraction | None:
    bounds = [Fraction(str(schema[key])) for key in (closed, opened) if key in schema]
    return strictest(bounds) if bounds else None


def _both(one: Mapping[str, Json], other: Json) -> dict[str, Json]:
    """A schema for what is valid by both."""
    if other is False:
        raise NoValue
    both = dict(one)
    for key, theirs in ({} if other is True else other).items():
        if key not in both:
            both[key] = theirs
            continue
        ours = both[key]
        match key:
            case "properties":
                both[key] = {**ours, **{n: _inside(ours.get(n), theirs[n]) for n in theirs}}
            case "required" | "allOf":
                both[key] = [*ours, *(item for item in theirs if item not in ours)]
            case "enum":
                both[key] = [item for item in ours if item in theirs]
            case "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties":
                both[key] = max(ours, theirs)
            case "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties":
                both[key] = min(ours, theirs)
            case "type":
                both[key] = _types(ours, theirs)
            case _:
                both[key] = theirs
    return both


def _inside(ours: Json, theirs: Json) -> Json:
    return theirs if ours is None else {"allOf": [ours, theirs]}


def _types(ours: str | list[str], theirs: str | list[str]) -> list[str]:
    one, other = ([t] if isinstance(t, str) else t for t in (ours, theirs))
    narrow = [t for t in one if t in other or (t == "integer" and "number" in other)]
    return narrow or [t for t in other if t == "integer" and "number" in one]
