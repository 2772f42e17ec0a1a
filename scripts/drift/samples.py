"""Generate instances of schemas: small ones, and ones at the limits of what a schema allows."""

import contextlib
import itertools
from collections.abc import Iterator, Mapping
from random import Random
from typing import Generic, TypeVar

import jsonschema_rs

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import canonical, required_of, target_of
from scripts.drift.alternatives import alternatives, group_of

ValueT = TypeVar("ValueT")

#: Limits on the nesting of an instance, and on its items, properties and characters. Only hostile schemas need more.
DEPTH_LIMIT = 60
LENGTH_LIMIT = 2_000
#: The depths down to which a small instance is searched, one after the other: schemas that contain themselves have
#: instances of any depth, and the deep ones are enormous.
SEARCH_DEPTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, DEPTH_LIMIT)
#: How many random instances are generated, down to which depth they have optional parts, and how many values each
#: scalar in them is chosen from.
RANDOM_INSTANCES = 40
OPTIONAL_DEPTH = 4
SCALAR_VALUES = 12
#: How many parts of a random instance are chosen at random; the others are small.
RANDOM_PARTS = 2_000
#: The name of a property that no document has.
UNNAMED = "x_unnamed"
#: The types in the order of preference for small instances.
SIMPLEST_FIRST = ("string", "integer", "number", "boolean", "null", "array", "object")
#: A string of each format that is validated.
FORMAT_EXAMPLES = {
    "date": "2025-01-31",
    "date-time": "2025-01-31T12:00:00Z",
    "duration": "P1D",
    "email": "a@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "regex": "a",
    "time": "12:00:00Z",
    "uri": "https://example.com/",
    "uri-reference": "/a",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
#: Keywords that may contain references, which cannot be validated without the whole document.
REFERRING_KEYWORDS = {"allOf", "contentSchema", "else", "if", "not", "then"}
#: A value of each type.
TYPE_EXAMPLES: tuple[Json, ...] = ("a", 1, 0.5, True, None, [], {})


class NoInstance(Exception):
    """No instance of a schema was found. There may be none."""


class Replay(Generic[ValueT]):
    """The values of an iterator, which can be iterated more than once; each is generated when it is first needed."""

    def __init__(self, values: Iterator[ValueT]) -> None:
        self._values = values
        self._generated: list[ValueT] = []

    def __iter__(self) -> Iterator[ValueT]:
        """Yield the values generated so far, then the further ones."""
        for index in itertools.count():
            if index == len(self._generated):
                try:
                    self._generated.append(next(self._values))
                except StopIteration:
                    return
            yield self._generated[index]


class Samples:
    """Generates instances of the schemas of one document.

    Constraints in `allOf` and similar keywords are ignored, so the caller must validate the instances.

    Most methods take two schemas: one of this document, and `other` of another document, whose samples are
    `other_samples`. The instances are at the limits of both, or valid by both, as each docstring states.
    """

    def __init__(self, components: Mapping[str, Object]) -> None:
        self.components = components
        #: The depth down to which components, paired with others, have no instance, as far as that is known.
        self._searched: dict[tuple[str | None, str | None, int], int] = {}
        #: The small instances found so far, by the schemas; an empty tuple if there is none.
        self._found: dict[tuple[str, str, int], tuple[Json, ...]] = {}
        #: The values of scalar schemas found so far.
        self._scalars: dict[str, list[Json]] = {}
        #: The variants, the small objects and the full ones found so far, by the ids of the schemas and of the other
        #: samples. The schemas are stored with them, so that the ids are not reused; None stands for no instance.
        self._variants: dict[tuple[int, int, int], tuple[Json, Json, Replay[Json]]] = {}
        self._objects: dict[tuple[int, int, int], tuple[Object, Object, Object | None]] = {}
        self._full: dict[int, tuple[Object, Object | None]] = {}
        self._random_parts_left = 0

    def smallest(self, schema: Json) -> Json:
        """Return an instance without optional parts. Raises NoInstance if none is found."""
        return self.shared(schema, schema, self)

    def shared(self, schema: Json, other: Json, other_samples: "Samples") -> Json:
        """Return a small instance of both schemas. Raises NoInstance if none is found."""
        key = (canonical(schema), canonical(other), id(other_samples))
        if key not in self._found:
            self._found[key] = self._search(schema, other, other_samples)
        found = self._found[key]
        if not found:
            raise NoInstance
        return found[0]

    def _search(self, schema: Json, other: Json, other_samples: "Samples") -> tuple[Json, ...]:
        """Return the least nested instance of both schemas, or nothing if none is found."""
        for depth in SEARCH_DEPTHS:
            with contextlib.suppress(NoInstance):
                return (self._shared(schema, other, other_samples, depth),)
        return ()

    def _shared(self, schema: Json, other: Json, other_samples: "Samples", depth: int) -> Json:
        """Return a small instance of both schemas that is nested at most `depth` levels deep.

        Raises NoInstance if none is found.
        """
        if depth < 0:
            raise NoInstance
        target, other_target = target_of(schema), target_of(other)
        key = (target, other_target, id(other_samples))
        if target is not None and other_target is not None and depth <= self._searched.get(key, -1):
            raise NoInstance
        others = alternatives(other, other_samples.components)
        mine = alternatives(schema, self.components)
        for one in sorted(mine, key=lambda one: SIMPLEST_FIRST.index(str(one["type"]))):
            for candidate in others:
                if group_of(one) == group_of(candidate):
                    with contextlib.suppress(NoInstance):
                        return self._shared_of_type(one, candidate, other_samples, depth)
        if target is not None:
            self._searched[key] = depth
        raise NoInstance

    def _shared_of_type(self, one: Object, other: Object, other_samples: "Samples", depth: int) -> Json:
        """Return a small instance of two alternatives of the same type. Raises NoInstance if none is found."""
        match group_of(one):
            case "object":
                return self._object(one, other, other_samples, depth)
            case "array":
                return self.array(one, other, other_samples, depth=depth)
            case _:
                schemas = [_without_references(one), _without_references(other)]
                for value in scalars(one, other):
                    if all(_is_valid(value, schema) for schema in schemas):
                        return value
        raise NoInstance

    def _part(self, schema: Json, other: Json, other_samples: "Samples", depth: int | None) -> Json:
        """Return a part of an instance: nested at most `depth` - 1 levels deep, or as little as possible if it is None."""
        if depth is None:
            return self.shared(schema, other, other_samples)
        return self._shared(schema, other, other_samples, depth - 1)

    def object(self, one: Object, other: Object, other_samples: "Samples") -> Object:
        """Return a small instance of two object schemas, not to be modified. Raises NoInstance if none is found."""
        key = (id(one), id(other), id(other_samples))
        if key not in self._objects:
            instance: Object | None = None
            with contextlib.suppress(NoInstance):
                instance = self._object(one, other, other_samples, None)
            self._objects[key] = one, other, instance
        found = self._objects[key][2]
        if found is None:
            raise NoInstance
        return found

    def _object(self, one: Object, other: Object, other_samples: "Samples", depth: int | None) -> Object:
        """Return a small instance of two object schemas; see `_part` for `depth`. Raises NoInstance if none is found."""
        instance = {
            name: self._part(_property_schema(one, name), _property_schema(other, name), other_samples, depth)
            for name in sorted({*required_of(one), *required_of(other)})
        }
        least = max(_count(one, "minProperties"), _count(other, "minProperties"))
        for number in range(least - len(instance)):
            instance[f"{UNNAMED}_{number}"] = self._part(
                _further_schema(one), _further_schema(other), other_samples, depth
            )
        return instance

    def full(self, schema: Object) -> Object:
        """Return an instance of an object schema with all declared properties, not to be modified.

        Raises NoInstance if none is found.
        """
        if id(schema) not in self._full:
            instance: Object | None = None
            with contextlib.suppress(NoInstance):
                instance = dict(self.object(schema, schema, self))
                for name in sorted(as_object(schema.get("properties")).keys() - instance.keys()):
                    with contextlib.suppress(NoInstance):
                        instance[name] = self.smallest(_property_schema(schema, name))
            self._full[id(schema)] = schema, instance
        found = self._full[id(schema)][1]
        if found is None:
            raise NoInstance
        return found

    def array(
        self,
        one: Object,
        other: Object,
        other_samples: "Samples",
        *,
        depth: int | None = None,
        least: int = 0,
    ) -> list[Json]:
        """Return an instance of two array schemas with at least `least` items. Raises NoInstance if none is found."""
        size = max(least, _count(one, "minItems"), _count(other, "minItems"))
        return [
            self._part(_item_schema(one, index), _item_schema(other, index), other_samples, depth)
            for index in range(size)
        ]

    def variants(self, schema: Json, other: Json, other_samples: "Samples") -> Iterator[Json]:
        """Yield instances of `schema` at its limits and at the limits of `other`.

        The alternatives of a union take turns, so that the first few instances are of all of them. Each is generated
        once: many findings may be about the same two schemas.
        """
        key = (id(schema), id(other), id(other_samples))
        if key not in self._variants:
            instances = Replay(self._all_variants(schema, other, other_samples))
            self._variants[key] = schema, other, instances
        return iter(self._variants[key][2])

    def _all_variants(self, schema: Json, other: Json, other_samples: "Samples") -> Iterator[Json]:
        others = alternatives(other, other_samples.components)
        mine = alternatives(schema, self.components)
        streams: list[Iterator[Json]] = []
        groups: dict[str, list[Object]] = {}
        for candidate in others:
            groups.setdefault(group_of(candidate), []).append(candidate)
        unchanged = {canonical(candidate) for candidate in others}
        for one in mine:
            # An alternative that is unchanged is compared with itself only.
            counterparts = [one] if canonical(one) in unchanged else groups.get(group_of(one), [one])
            streams += [
                self._variants_of_type(one, counterpart, other_samples) for counterpart in counterparts
            ]
        # Differences deep inside are only found by random instances.
        if any(group_of(one) in ("array", "object") for one in mine):
            streams.append(self._random_instances(schema))
        yield from _take_turns(streams)

    def _random_instances(self, schema: Json) -> Iterator[Json]:
        random = Random(0)  # noqa: S311 - a fixed seed: every run must generate the same
        for _ in range(RANDOM_INSTANCES):
            self._random_parts_left = RANDOM_PARTS
            with contextlib.suppress(NoInstance):
                yield self._random(schema, random)

    def _random(self, schema: Json, random: Random, depth: int = 0) -> Json:
        """Return a random instance, with some of its optional parts down to OPTIONAL_DEPTH.

        Raises NoInstance if none is found.
        """
        self._random_parts_left -= 1
        if self._random_parts_left < 0:
            return self.smallest(schema)
        options = alternatives(schema, self.components)
        if not options or depth > DEPTH_LIMIT:
            raise NoInstance
        chosen = random.choice(options)
        with_optional = depth < OPTIONAL_DEPTH
        match group_of(chosen):
            case "object":
                instance = {
                    name: self._random(_property_schema(chosen, name), random, depth + 1)
                    for name in sorted(required_of(chosen))
                }
                optional = sorted(as_object(chosen.get("properties")).keys() - instance.keys())
                for name in optional if with_optional else ():
                    if self._random_parts_left < 0:
                        break
                    with contextlib.suppress(NoInstance):
                        if random.random() < 0.5:
                            instance[name] = self._random(_property_schema(chosen, name), random, depth + 1)
                return instance
            case "array":
                size = max(_count(chosen, "minItems"), random.randint(0, 2) if with_optional else 0)
                return [self._random(_item_schema(chosen, index), random, depth + 1) for index in range(size)]
            case _:
                return random.choice(self._valid_scalars(chosen))

    def _valid_scalars(self, schema: Object) -> list[Json]:
        """Return up to SCALAR_VALUES valid values of a scalar schema. Raises NoInstance if there are none."""
        key = canonical(schema)
        if key not in self._scalars:
            checked = _without_references(schema)
            candidates = itertools.islice(scalars(schema, schema), SCALAR_VALUES)
            self._scalars[key] = [value for value in candidates if _is_valid(value, checked)]
        if not self._scalars[key]:
            raise NoInstance
        return self._scalars[key]

    def _variants_of_type(self, one: Object, other: Object, other_samples: "Samples") -> Iterator[Json]:
        match group_of(one):
            case "object":
                return self._object_variants(one, other, other_samples)
            case "array":
                return self._array_variants(one, other, other_samples)
            case _:
                return scalars(one, other)

    def bases(self, one: Object, other: Object, other_samples: "Samples") -> Iterator[Object]:
        """Yield instances of an object schema: one that `other` also accepts, if there is one; a small and a full one."""
        with contextlib.suppress(NoInstance):
            yield self.object(one, other, other_samples)
        with contextlib.suppress(NoInstance):
            yield self.object(one, one, self)
            yield self.full(one)

    def _object_variants(self, one: Object, other: Object, other_samples: "Samples") -> Iterator[Json]:
        bases = list(self.bases(one, other, other_samples))
        yield from bases
        if not bases:
            return
        small, full = bases[0], bases[-1]
        yield {**small, UNNAMED: "a"}
        for optional in sorted(full.keys() - small.keys()):
            yield {**small, optional: full[optional]}
        # An object without declared properties is a map: its keys may be those that the other schema declares.
        names = [] if one.get("properties") else sorted(as_object(other.get("properties")))
        for name, value in itertools.product([UNNAMED, *names], TYPE_EXAMPLES):
            yield {**small, name: value}
        for count in _counts_around([one, other], "minProperties", "maxProperties"):
            further: Object = {f"{UNNAMED}_{number}": "a" for number in range(count - len(small))}
            yield {**small, **further}

    def _array_variants(self, one: Object, other: Object, other_samples: "Samples") -> Iterator[Json]:
        for count in [0, 1, 2, *_counts_around([one, other], "minItems", "maxItems")]:
            for counterpart, samples in ((other, other_samples), (one, self)):
                with contextlib.suppress(NoInstance):
                    yield self.array(
                        {**one, "minItems": 0}, {**counterpart, "minItems": 0}, samples, least=count
                    )
        for value in TYPE_EXAMPLES:
            yield [value]


def _take_turns(streams: list[Iterator[Json]]) -> Iterator[Json]:
    """Yield the first value of each stream, then the second of each, and so on until all are exhausted."""
    while streams:
        remaining: list[Iterator[Json]] = []
        for stream in streams:
            for value in stream:
                yield value
                remaining.append(stream)
                break
        streams = remaining


def _is_valid(value: Json, schema: Object) -> bool:
    try:
        return jsonschema_rs.is_valid(schema, value)
    except (ValueError, jsonschema_rs.ValidationError):
        # Such as a pattern that is not a regular expression. Validation by the whole schema reports it.
        return False


def _without_references(schema: Object) -> Object:
    return {keyword: schema[keyword] for keyword in schema.keys() - REFERRING_KEYWORDS}


def _property_schema(schema: Object, name: str) -> Json:
    return as_object(schema.get("properties")).get(name, _further_schema(schema))


def _further_schema(schema: Object) -> Json:
    """Return the schema of the properties that an object schema does not declare."""
    return schema.get("additionalProperties", {})


def _item_schema(schema: Object, index: int) -> Json:
    prefix = as_list(schema.get("prefixItems"))
    return prefix[index] if index < len(prefix) else schema.get("items", {})


def _count(schema: Object, keyword: str) -> int:
    """Return the value of a minimum count, 0 if there is none. Raises NoInstance if it is too large."""
    value = schema.get(keyword, 0)
    if not isinstance(value, int) or value > LENGTH_LIMIT:
        raise NoInstance
    return value


def scalars(one: Object, other: Object) -> Iterator[Json]:
    """Yield values of a scalar schema at its limits and at those of `other`. Not all of them are valid."""
    for schema in (one, other):
        for keyword in ("enum", EXTENSIBLE_ENUM):
            yield from as_list(schema.get(keyword))
    match group_of(one):
        case "null":
            yield None
        case "boolean":
            yield from (True, False)
        case "string":
            yield from _strings(one, other)
        case "number":
            yield from _numbers(one, other)
        case _:
            pass


def _strings(one: Object, other: Object) -> Iterator[Json]:
    for schema in (one, other):
        format_name = str(schema.get("format"))
        if format_name in FORMAT_EXAMPLES:
            yield FORMAT_EXAMPLES[format_name]
    for schema in (one, other):
        if isinstance(schema.get("pattern"), str):
            yield from _matching_strings(str(schema["pattern"]))
    yield from ("a", "", "0", "A b")
    yield from ("a" * count for count in _counts_around([one, other], "minLength", "maxLength"))
    yield from FORMAT_EXAMPLES.values()


def _matching_strings(pattern: str) -> list[Json]:
    """Return up to 20 strings that match `pattern`, the same on every run."""
    # Imported here because it takes a while, and few schemas have a pattern.
    from hypothesis import given, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415
    from hypothesis.errors import HypothesisException  # noqa: PLC0415

    found: list[Json] = []

    @settings(max_examples=20, derandomize=True, database=None, deadline=None)
    @given(st.from_regex(pattern))
    def collect(text: str) -> None:
        found.append(text)

    with contextlib.suppress(HypothesisException):
        collect()
    return found


def _numbers(one: Object, other: Object) -> Iterator[Json]:
    keywords = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
    limits: list[float] = []
    multiples: list[float] = []
    for schema in (one, other):
        for keyword in keywords:
            value = schema.get(keyword)
            if isinstance(value, int | float) and not isinstance(value, bool):
                limits.append(value)
        multiple = schema.get("multipleOf")
        if isinstance(multiple, int | float):
            multiples.append(multiple)
    offsets = (0, 1, -1, 0.5, -0.5, *multiples, *(-multiple for multiple in multiples))
    near_limits = [limit + offset for limit in limits for offset in offsets]
    for value in (1, 0, -1, 2, *near_limits, 0.5, 1.5, 10**6, -(10**6)):
        whole = float(value).is_integer()
        if whole or one["type"] == "number":
            yield int(value) if whole else value


def _counts_around(schemas: list[Object], *keywords: str) -> list[int]:
    """Return the limits that `keywords` set, and the numbers one below and one above, in order."""
    limits: list[int] = []
    for schema in schemas:
        for keyword in keywords:
            value = schema.get(keyword)
            if isinstance(value, int):
                limits.append(value)
    counts = {count for limit in limits for count in (limit - 1, limit, limit + 1)}
    return sorted(count for count in counts if 0 <= count <= LENGTH_LIMIT)
