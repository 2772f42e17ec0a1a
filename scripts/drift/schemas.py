"""What differs between two schemas: a walk through both at once, from the top down, following references.

The findings do not say yet whom a difference breaks. Those within a pair of components are found once,
however many places lead to it; a pair that is being compared already is a circle, and differs where it began.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError
from scripts.contract.schemas import canonical, required_of, target_of
from scripts.drift.alternatives import NEVER, alternatives, exclusive, group_of
from scripts.drift.changes import Finding, Step
from scripts.drift.matching import Pair, listed, match
from scripts.drift.scalars import keywords, scalars
from scripts.drift.words import names_in_words, types_in_words, value_in_words, values_in_words

#: Keywords that say how to use a value, and nothing about which values are valid.
NOTES = ("default", "deprecated", "readOnly", "writeOnly")
#: Of what comes with a new property, so much is told.
PARTS = 30
DEEP = 4
#: A difference in more places than these is a document that means harm.
LIMIT = 5_000


class Comparison:
    """Compares schemas of two documents, whose components are `old` and `new`."""

    def __init__(self, old: Mapping[str, Object], new: Mapping[str, Object]) -> None:
        self.old = old
        self.new = new
        self._found: dict[tuple[str, str], list[Finding]] = {}

    def schemas(self, old: Json, new: Json) -> list[Finding]:
        """Every difference between two schemas."""
        mine, others = target_of(old), target_of(new)
        if mine is None or others is None:
            return self._schemas(old, new)
        notes = list(_notes(old, new))
        if mine == others and mine in self.old:
            return notes
        pair = (mine, others)
        if pair not in self._found:
            self._found[pair] = []
            self._found[pair] = self._schemas(
                {"$ref": as_object(old)["$ref"]}, {"$ref": as_object(new)["$ref"]}
            )
        return [*notes, *self._found[pair]]

    def _schemas(self, old: Json, new: Json) -> list[Finding]:
        if old == new and target_of(old) is None:
            return []
        findings = list(_notes(old, new))
        before, after = alternatives(old, self.old), alternatives(new, self.new)
        findings += _types(before, after)
        for group in ("string", "number", "boolean", "null"):
            findings += scalars(
                [one for one in before if group_of(one) == group],
                [one for one in after if group_of(one) == group],
            )
        for group, inner in (("array", self._arrays), ("object", self._objects)):
            mine = [one for one in before if group_of(one) == group]
            others = [one for one in after if group_of(one) == group]
            if mine and others:
                findings += self._branches(mine, others, inner)
        if len(before) > 1 and len(after) > 1:
            was, now = exclusive(old, self.old), exclusive(new, self.new)
            if was != now:
                kind = "union-overlap-allowed" if was else "union-overlap-refused"
                findings.append(Finding(kind, "", "", old, new))
            elif was and findings:
                # What became of one branch may be valid by another as well now.
                findings.append(Finding("union-overlap-grown", "", "", old, new))
        if len(findings) > LIMIT:
            what, hint = f"differ in more than {LIMIT:,} places", "see whether they are the right ones"
            raise PipelineError(what, where="the two documents", hint=hint)
        return findings

    def _branches(self, old: list[Object], new: list[Object], inner: "Inner") -> Iterator[Finding]:
        """The differences of unions whose branches are all objects, or all arrays."""
        matching = match(old, new)
        tag = matching.tag
        for branch in matching.removed:
            yield Finding("branch-removed", _label(branch, tag), "", branch, NEVER)
        for branch in matching.added:
            yield Finding("branch-added", "", _label(branch, tag), NEVER, branch)
        if tag is not None:
            yield from _tag_values(matching.pairs, tag)
        for pair in matching.pairs:
            for finding in inner(pair, tag):
                yield finding if finding.steps else evolve(finding, tag=pair.value)

    def _arrays(self, pair: Pair, _: str | None) -> Iterator[Finding]:
        old, new = pair.old, pair.new
        yield from keywords(old, new)
        first, second = as_list(old.get("prefixItems")), as_list(new.get("prefixItems"))
        rest = old.get("items", {}), new.get("items", {})
        for index in range(max(len(first), len(second))):
            here = first[index] if index < len(first) else rest[0]
            there = second[index] if index < len(second) else rest[1]
            yield from self._inside(Step(("prefixItems", index), old, new), here, there)
        yield from self._inside(Step(("items",), old, new), *rest)

    def _objects(self, pair: Pair, tag: str | None) -> Iterator[Finding]:
        old, new = pair.old, pair.new
        yield from keywords(old, new)
        mine, others = _declared(old), _declared(new)
        further = old.get("additionalProperties", {}), new.get("additionalProperties", {})
        for name in sorted(mine.keys() | others.keys()):
            required = name in required_of(old), name in required_of(new)
            if name not in others:
                yield from self._removed(name, pair, required=required[0])
            elif name not in mine:
                yield from self._added(name, pair, required=required[1])
            else:
                if required[0] != required[1]:
                    kind = "property-required" if required[1] else "property-optional"
                    yield Finding(kind, "", "", old, new, name)
                inside = self._inside(
                    Step(("properties", name), old, new, pair.value), mine[name], others[name]
                )
                # What the tag may be is a matter of the union.
                yield from (
                    one for one in inside if not (name == tag and one.kind in VALUES and len(one.steps) == 1)
                )
        closed = further[0] == NEVER, further[1] == NEVER
        if closed[0] != closed[1]:
            yield Finding("object-closed" if closed[1] else "object-opened", "", "", old, new)
        elif not any(closed):
            yield from self._inside(Step(("additionalProperties",), old, new, pair.value), *further)

    def _removed(self, name: str, pair: Pair, *, required: bool) -> Iterator[Finding]:
        refused = pair.new.get("additionalProperties") == NEVER
        kind = ("required-" if required else "") + ("property-refused" if refused else "property-removed")
        was = types_in_words(alternatives(_declared(pair.old)[name], self.old))
        yield Finding(kind, was, "", pair.old, pair.new, name)

    def _added(self, name: str, pair: Pair, *, required: bool) -> Iterator[Finding]:
        kind = "required-property-added" if required else "property-added"
        now = types_in_words(alternatives(_declared(pair.new)[name], self.new))
        yield Finding(kind, "", now, pair.old, pair.new, name)
        step = Step(("properties", name), {}, pair.new, pair.value)
        yield from itertools.islice(self._parts(_declared(pair.new)[name], (step,)), PARTS)

    def _parts(self, schema: Json, steps: tuple[Step, ...]) -> Iterator[Finding]:
        """The properties that come with one that is new."""
        for one in alternatives(schema, self.new) if len(steps) <= DEEP else ():
            for name, child in sorted(_declared(one).items()):
                kind = "required-part-added" if name in required_of(one) else "part-added"
                now = types_in_words(alternatives(child, self.new))
                yield Finding(kind, "", now, NEVER, NEVER, name, steps=steps)
                yield from self._parts(child, (*steps, Step(("properties", name), {}, one)))
            if "items" in one:
                yield from self._parts(one["items"], (*steps, Step(("items",), {}, one)))

    def _inside(self, step: Step, old: Json, new: Json) -> Iterator[Finding]:
        for finding in self.schemas(old, new):
            yield evolve(finding, steps=(step, *finding.steps))


#: What compares a matched pair of branches; it is told the union's tag.
Inner = Callable[[Pair, str | None], Iterator[Finding]]
#: Findings about which values are allowed.
VALUES = (
    "value-added",
    "value-removed",
    "value-changed",
    "known-added",
    "known-removed",
    "values-opened",
    "values-closed",
)


def _declared(schema: Object) -> Object:
    """Every property that an object schema knows of, those included that it only requires."""
    return {**{name: {} for name in required_of(schema)}, **as_object(schema.get("properties"))}


def _label(branch: Object, tag: str | None) -> str:
    """What a branch is called: by its tag's values, or by what it holds."""
    values = listed(branch, tag) if tag is not None else []
    if values:
        return values_in_words([*values])
    if branch["type"] == "array":
        return "array"
    names = sorted(as_object(branch.get("properties")))
    return f"object with {names_in_words(names)}" if names else "object"


def _tag_values(pairs: Iterable[Pair], tag: str) -> Iterator[Finding]:
    """The tag's values that came to, or went from, branches that stayed."""
    before = {value for pair in pairs for value in listed(pair.old, tag)}
    after = {value for pair in pairs for value in listed(pair.new, tag)}
    for pair in {id(pair.old): pair for pair in pairs}.values():
        gone = sorted(set(listed(pair.old, tag)) - after)
        if gone:
            step = Step(("properties", tag), pair.old, pair.new)
            yield Finding(
                "value-removed", values_in_words([*gone]), "", {"enum": [*gone]}, NEVER, steps=(step,)
            )
    for pair in {id(pair.new): pair for pair in pairs}.values():
        come = sorted(set(listed(pair.new, tag)) - before)
        if come:
            step = Step(("properties", tag), pair.old, pair.new)
            yield Finding(
                "value-added", "", values_in_words([*come]), NEVER, {"enum": [*come]}, steps=(step,)
            )


def _notes(old: Json, new: Json) -> Iterator[Finding]:
    for keyword in NOTES:
        was, now = as_object(old).get(keyword), as_object(new).get(keyword)
        given = keyword in as_object(old), keyword in as_object(new)
        if keyword != "default":
            was, now = bool(was), bool(now)
            given = was, now
        if given == (False, False) or (given[0] == given[1] and canonical(was) == canonical(now)):
            continue
        kind = (
            f"{keyword}-added"
            if not given[0]
            else f"{keyword}-removed"
            if not given[1]
            else f"{keyword}-changed"
        )
        texts = (value_in_words(was) if given[0] else "", value_in_words(now) if given[1] else "")
        yield Finding(kind, *texts, old, new)


def _types(before: list[Object], after: list[Object]) -> Iterator[Finding]:
    """The types that came and went; an integer is a number that has no fraction."""
    old, new = _kinds(before), _kinds(after)
    gone = [one for one in before if not _kinds([one]) <= new]
    come = [one for one in after if not _kinds([one]) <= old]
    if not gone and not come:
        return
    if {str(one["type"]) for one in (*gone, *come)} == {"null"}:
        kind = "null-added" if come else "null-removed"
    else:
        kind = "type-changed" if gone and come else "type-added" if come else "type-removed"
    yield Finding(kind, types_in_words(before), types_in_words(after), _any_of(gone), _any_of(come))


def _kinds(schemas: Iterable[Object]) -> set[str]:
    names = {str(one["type"]) for one in schemas}
    return names | {"integer"} if "number" in names else names


def _any_of(schemas: list[Object]) -> Object:
    return {"anyOf": [*schemas]} if schemas else NEVER
