"""Values that satisfy a JSON Schema: arguments for a caller's tools, output in a caller's format."""

import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from itertools import islice
from math import ceil
from typing import Any

import jsonschema_rs

from aimlkit.mock.json_text import without_surrogates
from aimlkit.mock.json_types import JsonObject, Schema
from aimlkit.mock.pattern_examples import MAX_LENGTH, UnsupportedPattern, example_string
from aimlkit.mock.validation_cost import MAX_EVALUATIONS, evaluations_per_value
from aimlkit.mock.work_budget import MAX_SECONDS, LimitExceeded, WorkBudget

BRANCH_CHOICES = 4  # how many selections of union branches are tried
MAX_SCHEMA_BYTES = 256 * 1024
MAX_NODES = 5_000  # values inside one example
MAX_OPTIONAL_DEPTH = 5  # levels; deeper values have only the parts that their schema requires
MAX_DEPTH = 50  # levels
MAX_REFERENCES = 100  # in a chain of references, unions and intersections; chains may be circular

FORMAT_EXAMPLES = {
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

# Keywords that reveal the type of a schema without the keyword `type`.
_TYPE_KEYWORDS = {
    "object": ("properties", "required", "additionalProperties", "minProperties", "patternProperties"),
    "array": ("items", "prefixItems", "minItems", "contains"),
    "string": ("format", "pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}


class UnsatisfiableSchema(Exception):
    """The schema is invalid, or this module finds no value that satisfies it."""


@lru_cache(maxsize=256)
def example_json(schema_json: str) -> str:
    """Return JSON text that satisfies a schema, which is also JSON text.

    The result is cached: programs send the same schemas with every request. Raises UnsatisfiableSchema under the
    same conditions as example_value, and if the schema is too large.
    """
    if len(schema_json) > MAX_SCHEMA_BYTES:
        raise UnsatisfiableSchema(f"is larger than {MAX_SCHEMA_BYTES:,} bytes")
    return json.dumps(example_value(json.loads(schema_json)), ensure_ascii=False)


def example_value(schema: Schema) -> Any:
    """Return a value that satisfies `schema`: the same one on every call, with optional parts if possible.

    Raises UnsatisfiableSchema if the schema is invalid, or if no value is found within the limits of a WorkBudget.
    """
    deadline = time.thread_time() + MAX_SECONDS
    try:
        validator = jsonschema_rs.validator_for(
            without_surrogates(schema), validate_formats=True, retriever=refuse_to_retrieve
        )
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        reason = getattr(error, "message", None) or str(error)
        raise UnsatisfiableSchema(f"is not a usable JSON Schema: {reason}") from error
    try:
        evaluations = evaluations_per_value(schema, partial(resolve_reference, schema))
    except LimitExceeded as error:
        raise UnsatisfiableSchema(f"an example needs {error}; enqueue a response instead") from error
    except RecursionError as error:
        raise UnsatisfiableSchema("has too long a chain of references; enqueue a response instead") from error
    exceeded = None
    for with_optional in (True, False):
        for branch in range(BRANCH_CHOICES):
            builder = _ExampleBuilder(
                schema, WorkBudget(deadline), with_optional=with_optional, branch=branch
            )
            try:
                candidate = builder.build(schema)
                builder.check_validation(evaluations)
            except LimitExceeded as error:
                exceeded = error
            except _NO_CANDIDATE:
                continue
            else:
                if validator.is_valid(without_surrogates(candidate)):
                    return candidate
    if exceeded:
        raise UnsatisfiableSchema(f"an example needs {exceeded}; enqueue a response instead")
    raise UnsatisfiableSchema("no example of this schema was found; enqueue a response instead")


#: Raised if a selection of union branches has no value, or if the schema is invalid there.
_NO_CANDIDATE = (
    UnsatisfiableSchema,
    UnsupportedPattern,
    RecursionError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
)


def refuse_to_retrieve(uri: str) -> Any:
    """Raise ValueError: no schema is fetched from a URL."""
    raise ValueError(f"{uri} is outside the schema and is not retrieved")


class _ExampleBuilder:
    """A builder of one example value, with one selection of union branches."""

    def __init__(self, root: Schema, budget: WorkBudget, *, with_optional: bool, branch: int) -> None:
        self._root = root
        self._budget = budget
        self._with_optional = with_optional
        self._branch = branch
        self._nodes_left = MAX_NODES

    def build(self, schema: Schema, depth: int = 0, name: str = "", index: int = 0) -> Any:
        """Return a value for `schema`, the schema of the property `name` or of item `index` of an array in it."""
        self._nodes_left -= 1
        if self._nodes_left < 0:
            raise LimitExceeded(f"more than {MAX_NODES:,} values")
        if depth > MAX_DEPTH or schema is False:
            raise UnsatisfiableSchema
        self._budget.spend(1)
        flat = self._flatten(schema, depth)
        if "const" in flat:
            return self._constant(flat["const"])
        if "enum" in flat:
            return self._constant(flat["enum"][index % len(flat["enum"])])
        match _schema_type(flat, depth):
            case "object":
                return self._object(flat, depth)
            case "array":
                return self._array(flat, depth, name)
            case "string":
                return self._string(flat, name, index)
            case "integer":
                return _number(flat, index, is_integer=True)
            case "number":
                return _number(flat, index, is_integer=False)
            case "boolean":
                return index % 2 == 0
            case _:
                return None

    def _constant(self, value: Any) -> Any:
        """Return a value that stands in the schema, which may repeat it any number of times."""
        self._budget.spend_characters(len(json.dumps(value)))
        return value

    def _flatten(self, schema: Schema, depth: int) -> JsonObject:
        """Return the schema without references, unions and intersections: one selection of branches."""
        flat: JsonObject = {} if isinstance(schema, bool) else dict(schema)
        for _ in range(MAX_REFERENCES):
            if reference := flat.pop("$ref", None):
                flat = self._intersection(flat, resolve_reference(self._root, reference))
            elif parts := flat.pop("allOf", None):
                for part in parts:
                    flat = self._intersection(flat, part)
            elif branches := flat.pop("anyOf", None) or flat.pop("oneOf", None):
                flat = self._intersection(flat, self._select_branch(branches, depth))
            else:
                return flat
        raise UnsatisfiableSchema

    def _select_branch(self, branches: Sequence[Schema], depth: int) -> Schema:
        self._budget.spend(len(branches))
        if depth > MAX_OPTIONAL_DEPTH:  # the shortest branch without a reference ends a recursive schema
            return min(branches, key=_branch_size)
        return branches[self._branch % len(branches)]

    def check_validation(self, evaluations: int) -> None:
        """Raise LimitExceeded if validating the value would take too long, at `evaluations` for each part of it."""
        if evaluations * (MAX_NODES - self._nodes_left) > MAX_EVALUATIONS:
            raise LimitExceeded(f"more than {MAX_EVALUATIONS:,} schemas to validate")

    def _object(self, schema: JsonObject, depth: int) -> JsonObject:
        properties: Mapping[str, Schema] = schema.get("properties", {})
        additional: Schema = schema.get("additionalProperties", True)
        required: Sequence[str] = schema.get("required", [])
        optional = properties if self._with_optional and depth <= MAX_OPTIONAL_DEPTH else ()
        max_properties: int = schema.get("maxProperties", MAX_NODES)
        names = list(dict.fromkeys([*required, *optional]))[: max(max_properties, len(required))]
        missing: int = schema.get("minProperties", 0) - len(names)
        if missing > self._nodes_left:
            raise LimitExceeded(f"more than {MAX_NODES:,} values")
        self._budget.spend(len(names))
        invented = (f"key{number}" for number in range(MAX_NODES))
        spare = (name for name in [*properties, *invented] if name not in names)
        names += islice(spare, max(0, missing))
        self._budget.spend_characters(sum(map(len, names)))
        return {name: self.build(properties.get(name, additional), depth + 1, name) for name in names}

    def _array(self, schema: JsonObject, depth: int, name: str) -> list[Any]:
        first_items: list[Schema] = [*schema.get("prefixItems", [])]
        if "contains" in schema:
            count: int = schema.get("minContains", 1)
            if count > MAX_NODES:
                raise LimitExceeded(f"more than {MAX_NODES:,} values")
            first_items += [schema["contains"]] * count
        optional_items = int(self._with_optional and depth <= MAX_OPTIONAL_DEPTH)
        length: int = max(schema.get("minItems", 0), optional_items, len(first_items))
        length = min(length, schema.get("maxItems", length))
        if length > MAX_NODES:
            raise LimitExceeded(f"more than {MAX_NODES:,} values")
        if schema.get("uniqueItems"):
            self._budget.spend(length * length // 40)  # The validator compares each item with all others.
        items: Schema = schema.get("items", True)
        return [
            self.build(
                first_items[index] if index < len(first_items) else items,
                depth + 1,
                name,
                index,
            )
            for index in range(length)
        ]

    def _string(self, schema: JsonObject, name: str, index: int) -> str:
        """Return a string; by default the property's name, with a number if it is in an array."""
        min_length: int = schema.get("minLength", 0)
        max_length: int = schema.get("maxLength", MAX_LENGTH)
        if min_length > MAX_LENGTH:
            raise LimitExceeded(f"a string of more than {MAX_LENGTH:,} characters")
        pattern: str | None = schema.get("pattern")
        if pattern:
            return self._matching_string(pattern, min_length, index)
        example = FORMAT_EXAMPLES.get(schema.get("format", ""))
        if example:
            return example
        text = (name or "text") + (str(index + 1) if index else "")
        if len(text) < min_length:
            text = (text + " " + "text " * min_length)[:min_length]
        self._budget.spend_characters(len(text))
        # The end of the text is the part that differs between the items of an array.
        return text[-max_length:] if max_length else ""

    def _matching_string(self, pattern: str, min_length: int, index: int) -> str:
        """Return a string of some length that matches a regular expression; different ones for different indices."""
        for repeats in range(index, index + min_length + 1):
            text = example_string(pattern, repeats, self._budget)
            self._budget.spend(1 + len(pattern))
            if len(text) >= min_length:
                return text
        raise UnsatisfiableSchema

    def _intersection(self, left: JsonObject, right: Schema) -> JsonObject:
        """Return a schema for the values that satisfy both schemas."""
        if right is False:
            raise UnsatisfiableSchema
        merged = dict(left)
        if isinstance(right, bool):
            return merged
        self._budget.spend(1 + len(right))
        for keyword, value in right.items():
            if keyword in left:
                self._budget.spend(_merge_steps(keyword, left[keyword], value))
                merged[keyword] = _merge_keyword(keyword, left[keyword], value)
            else:
                merged[keyword] = value
        return merged


def resolve_reference(root: Schema, reference: str) -> Schema:
    """Return the schema that a reference within `root` refers to. Raises LookupError, TypeError or ValueError."""
    if not reference.startswith("#"):
        raise LookupError(reference)
    node: Any = root
    for step in reference[1:].split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        is_array = isinstance(node, list)
        node = node[int(key) if is_array else key]
    resolved: Schema = node
    return resolved


def _branch_size(branch: Schema) -> int:
    has_reference = isinstance(branch, dict) and "$ref" in branch
    return len(json.dumps(branch)) + (1000 if has_reference else 0)


def _schema_type(schema: JsonObject, depth: int) -> str:
    """Return the type of the values to build; for deeply nested values, null if it is allowed."""
    types: str | list[str] | None = schema.get("type")
    if isinstance(types, str):
        return types
    if types:
        if depth > MAX_OPTIONAL_DEPTH and "null" in types:
            return "null"
        return next((name for name in types if name != "null"), "null")
    for name, keywords in _TYPE_KEYWORDS.items():
        if any(keyword in schema for keyword in keywords):
            return name
    return "string" if depth else "object"


def _number(schema: JsonObject, index: int, *, is_integer: bool) -> int | float:
    """Return a number within the bounds of the schema; different ones for different indices, if possible."""
    low = _bound(schema, "minimum", "exclusiveMinimum", max)
    high = _bound(schema, "maximum", "exclusiveMaximum", min)
    if is_integer or "multipleOf" in schema:
        number = _multiple(schema, low, high, index, is_integer=is_integer)
    else:
        number = _between(low, high, index)
    return int(number) if number.denominator == 1 else float(number)


def _multiple(
    schema: JsonObject, low: Fraction | None, high: Fraction | None, index: int, *, is_integer: bool
) -> Fraction:
    """Return a multiple of the schema's `multipleOf`, by default of 1."""
    step = Fraction(str(schema.get("multipleOf", 1)))
    if is_integer and step.denominator > 1:
        step = Fraction(step.numerator)
    first = step if low is None else ceil(low / step) * step
    if first == schema.get("exclusiveMinimum"):
        first += step
    if high is None:
        return first + step * index
    last = high // step * step
    if last == schema.get("exclusiveMaximum"):
        last -= step
    if low is None:
        first = min(first, last)
    return first + step * (index % ((last - first) // step + 1))


def _between(low: Fraction | None, high: Fraction | None, index: int) -> Fraction:
    """Return a number inside the bounds, which may be exclusive."""
    if low is not None and high is not None:
        return low + (high - low) / (index + 2)
    if high is not None:
        return high - index - Fraction(1, 2)
    return (low or 0) + index + Fraction(3, 2)


def _bound(
    schema: JsonObject,
    inclusive: str,
    exclusive: str,
    strictest: Callable[[Iterable[Fraction]], Fraction],
) -> Fraction | None:
    bounds = [Fraction(str(schema[keyword])) for keyword in (inclusive, exclusive) if keyword in schema]
    return strictest(bounds) if bounds else None


def _merge_steps(keyword: str, left: Any, right: Any) -> int:
    """Return the number of steps that merging the values of a keyword takes."""
    if keyword == "enum":
        return len(left) * len(right) // 10
    return len(left) + len(right) if keyword in ("properties", "required", "allOf") else 1


def _merge_keyword(keyword: str, left: Any, right: Any) -> Any:
    """Return the value of a keyword that both schemas of an intersection have."""
    match keyword:
        case "properties":
            return {
                **left,
                **{
                    name: {"allOf": [left[name], schema]} if name in left else schema
                    for name, schema in right.items()
                },
            }
        case "required":
            return [*dict.fromkeys([*left, *right])]
        case "allOf":
            return [*left, *right]
        case "enum":
            return [item for item in left if item in right]
        case "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties":
            return max(left, right)
        case "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties":
            return min(left, right)
        case "type":
            return _common_types(_as_list(left), _as_list(right))
        case _:
            return right


def _as_list(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


def _common_types(left: list[str], right: list[str]) -> list[str]:
    common = [name for name in left if name in right or (name == "integer" and "number" in right)]
    return common or [name for name in right if name == "integer" and "number" in left]
