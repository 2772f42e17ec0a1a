"""Instances of schemas: the smallest ones, and those at the edges of what a schema allows."""

import contextlib
import itertools
from collections.abc import Iterator, Mapping
from random import Random

import jsonschema_rs

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.open_enums import EXTENSIBLE_ENUM
from scripts.contract.schemas import required_of
from scripts.drift.alternatives import alternatives, group_of

#: No instance is nested deeper, nor longer in items and characters: what needs more is meant to harm.
DEPTH = 60
LENGTH = 2_000
#: So many instances are drawn, what may be left out is in them to such a depth, and of so many values.
DRAWN = 40
DEEP = 4
FEW = 12
#: A property that no document names.
UNNAMED = "x_unnamed"
#: The simplest type first.
SIMPLEST = ("string", "integer", "number", "boolean", "null", "array", "object")
#: One text of each format that is checked.
FORMATS = {
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
#: What may refer to other schemas.
ELSEWHERE = {"allOf", "contentSchema", "else", "if", "not", "then"}
#: One value of each type.
OF_TYPES: tuple[Json, ...] = ("a", 1, 0.5, True, None, [], {})


_NONE: Json = object()  # type: ignore[assignment]


class NoInstance(Exception):
    """No instance was found; there may be none."""


class Samples:
    """Instances of the schemas of one document.

    What only `allOf` and its like say is not heeded: whoever takes an instance validates it.
    """

    def __init__(self, components: Mapping[str, Object]) -> None:
        self.components = components

    def smallest(self, schema: Json, depth: int = 0) -> Json:
        """An instance with nothing in it that may be left out. Raises NoInstance."""
        return self.shared(schema, schema, self, depth)

    def shared(self, schema: Json, other: Json, others: "Samples", depth: int = 0) -> Json:
        """A small instance of `schema` and of the other document's `other`. Raises NoInstance."""
        if depth > DEPTH:
            raise NoInstance
        rivals = alternatives(other, others.components)
        mine = alternatives(schema, self.components)
        for one in sorted(mine, key=lambda one: SIMPLEST.index(str(one["type"]))):
            for rival in rivals:
                if group_of(one) == group_of(rival):
                    with contextlib.suppress(NoInstance):
                        return self.both(one, rival, others, depth)
        raise NoInstance

    def both(self, one: Object, rival: Object, others: "Samples", depth: int = 0) -> Json:
        """A small instance of two alternatives of the same type. Raises NoInstance."""
        match group_of(one):
            case "object":
                return self.object(one, rival, others, depth)
            case "array":
                return self.array(one, rival, others, depth)
            case _:
                plain = [{key: side[key] for key in side.keys() - ELSEWHERE} for side in (one, rival)]
                for value in edges(one, rival):
                    if all(_fits(value, side) for side in plain):
                        return value
        raise NoInstance

    def object(self, one: Object, rival: Object, others: "Samples", depth: int = 0) -> Object:
        """A small instance of two object schemas. Raises NoInstance."""
        made = {
            name: self.shared(_property(one, name), _property(rival, name), others, depth + 1)
            for name in sorted({*_needed(one), *_needed(rival)})
        }
        least = max(_count(one, "minProperties"), _count(rival, "minProperties"))
        for number in range(least - len(made)):
            made[f"{UNNAMED}_{number}"] = self.shared(_further(one), _further(rival), others, depth + 1)
        return made

    def full(self, one: Object) -> Object:
        """An instance of an object schema that has every property that it declares. Raises NoInstance."""
        made = self.object(one, one, self)
        for name in sorted(as_object(one.get("properties")).keys() - made.keys()):
            with contextlib.suppress(NoInstance):
                made[name] = self.smallest(_property(one, name))
        return made

    def array(
        self, one: Object, rival: Object, others: "Samples", depth: int = 0, least: int = 0
    ) -> list[Json]:
        """An instance of two array schemas, with `least` items or more. Raises NoInstance."""
        size = max(least, _count(one, "minItems"), _count(rival, "minItems"))
        return [
            self.shared(_item(one, index), _item(rival, index), others, depth + 1) for index in range(size)
        ]

    def variants(self, schema: Json, other: Json, others: "Samples") -> Iterator[Json]:
        """Instances of `schema` at its edges and at those of the other document's `other`."""
        beside = alternatives(other, others.components)
        mine = alternatives(schema, self.components)
        edgy = []
        for one in mine:
            rivals = [rival for rival in beside if group_of(rival) == group_of(one)]
            # One that stayed as it is has no other rival.
            rivals = [one] if one in rivals else rivals or [one]
            edgy += [self._edges(one, rival, others) for rival in rivals]
        # What no edge shows may be deep inside.
        if any(group_of(one) in ("array", "object") for one in mine):
            edgy.append(self._several(schema))
        # The first of each, then the second of each: how many are asked for is up to others.
        for values in itertools.zip_longest(*edgy, fillvalue=_NONE):
            yield from (value for value in values if value is not _NONE)

    def _several(self, schema: Json) -> Iterator[Json]:
        chance = Random(0)  # noqa: S311 - no secret: always the same are drawn
        for _ in range(DRAWN):
            with contextlib.suppress(NoInstance):
                yield self.drawn(schema, chance)

    def _edges(self, one: Object, rival: Object, others: "Samples") -> Iterator[Json]:
        match group_of(one):
            case "object":
                return self._objects(one, rival, others)
            case "array":
                return self._arrays(one, rival, others)
            case _:
                return edges(one, rival)

    def drawn(self, schema: Json, chance: Random, depth: int = 0) -> Json:
        """Any instance: some of what may be left out is in it, and so on inside. Raises NoInstance."""
        options = alternatives(schema, self.components)
        if not options or depth > DEPTH:
            raise NoInstance
        one = chance.choice(options)
        more = depth < DEEP
        match group_of(one):
            case "object":
                made = {name: self.drawn(_property(one, name), chance, depth + 1) for name in _needed(one)}
                for name in sorted(as_object(one.get("properties")).keys() - made.keys()) if more else ():
                    with contextlib.suppress(NoInstance):
                        if chance.random() < 0.5:
                            made[name] = self.drawn(_property(one, name), chance, depth + 1)
                return made
            case "array":
                size = max(_count(one, "minItems"), chance.randint(0, 2) if more else 0)
                return [self.drawn(_item(one, index), chance, depth + 1) for index in range(size)]
            case _:
                return chance.choice(_few(one))

    def bases(self, one: Object, rival: Object, others: "Samples") -> Iterator[Object]:
        """Instances of an object schema: if there is one the other takes, too; the smallest; the fullest."""
        with contextlib.suppress(NoInstance):
            yield self.object(one, rival, others)
        with contextlib.suppress(NoInstance):
            yield self.object(one, one, self)
            yield self.full(one)

    def _objects(self, one: Object, rival: Object, others: "Samples") -> Iterator[Json]:
        bases = list(self.bases(one, rival, others))
        yield from bases
        if not bases:
            return
        small, full = bases[0], bases[-1]
        yield {**small, UNNAMED: "a"}
        for optional in sorted(full.keys() - small.keys()):
            yield {**small, optional: full[optional]}
        # Where no name is declared, names are the user's: they may be any.
        named = [] if one.get("properties") else sorted(as_object(rival.get("properties")))
        for name, value in itertools.product([UNNAMED, *named], OF_TYPES):
            yield {**small, name: value}
        for count in _around([one, rival], "minProperties", "maxProperties"):
            more: Object = {f"{UNNAMED}_{number}": "a" for number in range(count - len(small))}
            yield {**small, **more}

    def _arrays(self, one: Object, rival: Object, others: "Samples") -> Iterator[Json]:
        for count in [0, 1, 2, *_around([one, rival], "minItems", "maxItems")]:
            for beside, whose in ((rival, others), (one, self)):
                with contextlib.suppress(NoInstance):
                    yield self.array({**one, "minItems": 0}, {**beside, "minItems": 0}, whose, least=count)
        for value in OF_TYPES:
            yield [value]


def _fits(value: Json, schema: Object) -> bool:
    try:
        return jsonschema_rs.is_valid(schema, value)
    except (ValueError, jsonschema_rs.ValidationError):
        # Such as a pattern that means nothing here; who judges by the whole schema will say so.
        return False


def _few(one: Object) -> list[Json]:
    plain = {key: one[key] for key in one.keys() - ELSEWHERE}
    values = [value for value in itertools.islice(edges(one, one), FEW) if _fits(value, plain)]
    if not values:
        raise NoInstance
    return values


def _property(one: Object, name: str) -> Json:
    return as_object(one.get("properties")).get(name, _further(one))


def _needed(one: Object) -> list[str]:
    return sorted(required_of(one))


def _further(one: Object) -> Json:
    return one.get("additionalProperties", {})


def _item(one: Object, index: int) -> Json:
    first = as_list(one.get("prefixItems"))
    return first[index] if index < len(first) else one.get("items", {})


def _count(one: Object, keyword: str) -> int:
    value = one.get(keyword, 0)
    if not isinstance(value, int) or value > LENGTH:
        raise NoInstance
    return value


def edges(one: Object, rival: Object) -> Iterator[Json]:
    """Values of a schema of one type, at its edges and at those of `rival`; not all are valid."""
    yield from (
        value
        for side in (one, rival)
        for key in ("enum", EXTENSIBLE_ENUM)
        for value in as_list(side.get(key))
    )
    match group_of(one):
        case "null":
            yield None
        case "boolean":
            yield from (True, False)
        case "string":
            yield from _texts(one, rival)
        case "number":
            yield from _numbers(one, rival)


def _texts(one: Object, rival: Object) -> Iterator[Json]:
    yield from (FORMATS[name] for side in (one, rival) if (name := str(side.get("format"))) in FORMATS)
    for side in (one, rival):
        if isinstance(side.get("pattern"), str):
            yield from _matching(str(side["pattern"]))
    yield from ("a", "", "0", "A b")
    yield from ("a" * count for count in _around([one, rival], "minLength", "maxLength"))
    yield from FORMATS.values()


def _matching(pattern: str) -> list[Json]:
    """A few texts that match `pattern`, always the same."""
    # They take a while to load, and are seldom needed.
    from hypothesis import given, settings  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415
    from hypothesis.errors import HypothesisException  # noqa: PLC0415

    found: list[Json] = []

    @settings(max_examples=20, derandomize=True, database=None, deadline=None)
    @given(st.from_regex(pattern))
    def draw(text: str) -> None:
        found.append(text)

    with contextlib.suppress(HypothesisException):
        draw()
    return found


def _numbers(one: Object, rival: Object) -> Iterator[Json]:
    keywords = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
    bounds = [
        value
        for side in (one, rival)
        for key in keywords
        if isinstance(value := side.get(key), int | float) and not isinstance(value, bool)
    ]
    steps = [value for side in (one, rival) if isinstance(value := side.get("multipleOf"), int | float)]
    near = [bound + step for bound in bounds for step in (0, 1, -1, 0.5, -0.5, *steps, *(-s for s in steps))]
    for value in [1, 0, -1, 2, *near, 0.5, 1.5, 10**6, -(10**6)]:
        whole = float(value).is_integer()
        if whole or one["type"] == "number":
            yield int(value) if whole else value


def _around(schemas: list[Object], *keywords: str) -> list[int]:
    """The counts at the limits, and one on either side of them."""
    limits = [value for schema in schemas for key in keywords if isinstance(value := schema.get(key), int)]
    counts = {count for limit in limits for count in (limit - 1, limit, limit + 1)}
    return sorted(count for count in counts if 0 <= count <= LENGTH)
