"""Compare two schemas: walk through both at once, from the root down, following references.

The findings have no severity yet. The findings within a pair of components are computed once, however many locations
refer to the pair. A pair that refers back to itself has no further findings there: they are reported at its start.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping

from attrs import evolve

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError
from scripts.contract.schemas import canonical, required_of, target_of
from scripts.drift.alternatives import NEVER, alternatives, group_of, is_exclusive
from scripts.drift.changes import SchemaFinding, Step
from scripts.drift.labels import format_names, format_types, format_value, format_values
from scripts.drift.matching import BranchPair, listed_values, match_branches
from scripts.drift.scalar_diff import compare_keywords, compare_scalars

#: Annotations that are compared. They do not affect which values are valid.
ANNOTATIONS = ("default", "deprecated", "readOnly", "writeOnly")
#: How many parts of a new property are reported, and how deep inside it.
PARTS_REPORTED = 30
PARTS_DEPTH = 4
#: The limit on findings of one pair of schemas. Only a hostile document reaches it.
FINDINGS_LIMIT = 5_000
#: The rules about which values a scalar may have.
VALUE_RULES = (
    "value-added",
    "value-removed",
    "value-changed",
    "known-added",
    "known-removed",
    "values-opened",
    "values-closed",
)

#: A method that compares a matched pair of branches of a union with the tag of that name.
_CompareBranches = Callable[[BranchPair, str | None], Iterator[SchemaFinding]]


class SchemaComparison:
    """Compares schemas of two documents, whose components are `old` and `new`."""

    def __init__(self, old: Mapping[str, Object], new: Mapping[str, Object]) -> None:
        self.old = old
        self.new = new
        self._found: dict[tuple[str, str], list[SchemaFinding]] = {}
        #: The pairs without a name that are being compared, such as unions of a recursive schema and null.
        self._open: set[tuple[str, str]] = set()

    def compare(self, old: Json, new: Json) -> list[SchemaFinding]:
        """Return every difference between two schemas. Raises PipelineError if there are too many."""
        old_target, new_target = target_of(old), target_of(new)
        if old_target is None or new_target is None:
            return self._compare_once(old, new)
        annotations = list(_compare_annotations(old, new))
        # Components are named by their structure, so an equal name means an equal schema.
        if old_target == new_target and old_target in self.old:
            return annotations
        key = (old_target, new_target)
        if key not in self._found:
            # For a reference from inside the pair to itself.
            self._found[key] = []
            self._found[key] = self._compare(
                {"$ref": as_object(old)["$ref"]}, {"$ref": as_object(new)["$ref"]}
            )
        return [*annotations, *self._found[key]]

    def _compare_once(self, old: Json, new: Json) -> list[SchemaFinding]:
        """Compare two schemas of which one is not a reference, unless that is being done already."""
        if old == new and target_of(old) is None:
            return []
        key = (canonical(old), canonical(new))
        if key in self._open:
            return []
        self._open.add(key)
        findings = self._compare(old, new)
        self._open.remove(key)
        return findings

    def _compare(self, old: Json, new: Json) -> list[SchemaFinding]:
        if old == new and target_of(old) is None:
            return []
        findings = list(_compare_annotations(old, new))
        before, after = alternatives(old, self.old), alternatives(new, self.new)
        findings += _compare_types(before, after)
        for group in ("string", "number", "boolean", "null"):
            findings += compare_scalars(_of_group(before, group), _of_group(after, group))
        for group, compare in (("array", self._compare_arrays), ("object", self._compare_objects)):
            old_branches, new_branches = _of_group(before, group), _of_group(after, group)
            if old_branches and new_branches:
                findings += self._compare_unions(old_branches, new_branches, compare)
        if len(before) > 1 and len(after) > 1:
            old_exclusive, new_exclusive = is_exclusive(old, self.old), is_exclusive(new, self.new)
            if old_exclusive != new_exclusive:
                rule = "union-overlap-allowed" if old_exclusive else "union-overlap-refused"
                findings.append(SchemaFinding(rule, "", "", old, new))
            elif old_exclusive and findings:
                # A branch that changed may accept values that another one accepts, too.
                findings.append(SchemaFinding("union-overlap-grown", "", "", old, new))
        if len(findings) > FINDINGS_LIMIT:
            problem = f"differ in more than {FINDINGS_LIMIT:,} places"
            hint = "check that both are versions of the same API"
            raise PipelineError(problem, where="the two documents", hint=hint)
        return findings

    def _compare_unions(
        self, old: list[Object], new: list[Object], compare: _CompareBranches
    ) -> Iterator[SchemaFinding]:
        """Compare unions whose branches are all objects, or all arrays."""
        matching = match_branches(old, new)
        tag = matching.tag
        for branch in matching.removed:
            yield SchemaFinding("branch-removed", _branch_label(branch, tag), "", branch, NEVER)
        for branch in matching.added:
            yield SchemaFinding("branch-added", "", _branch_label(branch, tag), NEVER, branch)
        if tag is not None:
            yield from _compare_tag_values(matching.pairs, tag)
        for pair in matching.pairs:
            for finding in compare(pair, tag):
                yield finding if finding.steps else evolve(finding, tag=pair.value)

    def _compare_arrays(self, pair: BranchPair, _: str | None) -> Iterator[SchemaFinding]:
        old, new = pair.old, pair.new
        yield from compare_keywords(old, new)
        old_prefix, new_prefix = as_list(old.get("prefixItems")), as_list(new.get("prefixItems"))
        old_items, new_items = old.get("items", {}), new.get("items", {})
        for index in range(max(len(old_prefix), len(new_prefix))):
            old_item = old_prefix[index] if index < len(old_prefix) else old_items
            new_item = new_prefix[index] if index < len(new_prefix) else new_items
            yield from self._compare_inside(Step(("prefixItems", index), old, new), old_item, new_item)
        yield from self._compare_inside(Step(("items",), old, new), old_items, new_items)

    def _compare_objects(self, pair: BranchPair, tag: str | None) -> Iterator[SchemaFinding]:
        old, new = pair.old, pair.new
        yield from compare_keywords(old, new)
        old_properties, new_properties = _known_properties(old), _known_properties(new)
        old_names, new_names = required_of(old), required_of(new)
        for name in sorted(old_properties.keys() | new_properties.keys()):
            old_required, new_required = name in old_names, name in new_names
            if name not in new_properties:
                yield from self._property_removed(name, old_properties[name], pair, required=old_required)
            elif name not in old_properties:
                yield from self._property_added(name, new_properties[name], pair, required=new_required)
            else:
                if old_required != new_required:
                    rule = "property-required" if new_required else "property-optional"
                    yield SchemaFinding(rule, "", "", old, new, name)
                step = Step(("properties", name), old, new, pair.value)
                for finding in self._compare_inside(step, old_properties[name], new_properties[name]):
                    # Values of the tag are compared for the union as a whole.
                    of_tag = name == tag and len(finding.steps) == 1 and finding.rule in VALUE_RULES
                    if not of_tag:
                        yield finding
        old_further, new_further = old.get("additionalProperties", {}), new.get("additionalProperties", {})
        old_closed, new_closed = old_further == NEVER, new_further == NEVER
        if old_closed != new_closed:
            yield SchemaFinding("object-closed" if new_closed else "object-opened", "", "", old, new)
        elif not old_closed:
            step = Step(("additionalProperties",), old, new, pair.value)
            yield from self._compare_inside(step, old_further, new_further)

    def _property_removed(
        self, name: str, schema: Json, pair: BranchPair, *, required: bool
    ) -> Iterator[SchemaFinding]:
        rejected = pair.new.get("additionalProperties") == NEVER
        rule = ("required-" if required else "") + ("property-refused" if rejected else "property-removed")
        types = format_types(alternatives(schema, self.old))
        yield SchemaFinding(rule, types, "", pair.old, pair.new, name)

    def _property_added(
        self, name: str, schema: Json, pair: BranchPair, *, required: bool
    ) -> Iterator[SchemaFinding]:
        rule = "required-property-added" if required else "property-added"
        types = format_types(alternatives(schema, self.new))
        yield SchemaFinding(rule, "", types, pair.old, pair.new, name)
        step = Step(("properties", name), {}, pair.new, pair.value)
        yield from itertools.islice(self._parts(schema, (step,)), PARTS_REPORTED)

    def _parts(self, schema: Json, steps: tuple[Step, ...]) -> Iterator[SchemaFinding]:
        """Yield the properties inside a new property."""
        for alternative in alternatives(schema, self.new) if len(steps) <= PARTS_DEPTH else ():
            required = required_of(alternative)
            for name, child in sorted(_known_properties(alternative).items()):
                rule = "required-part-added" if name in required else "part-added"
                types = format_types(alternatives(child, self.new))
                yield SchemaFinding(rule, "", types, NEVER, NEVER, name, steps=steps)
                yield from self._parts(child, (*steps, Step(("properties", name), {}, alternative)))
            if "items" in alternative:
                yield from self._parts(alternative["items"], (*steps, Step(("items",), {}, alternative)))

    def _compare_inside(self, step: Step, old: Json, new: Json) -> Iterator[SchemaFinding]:
        """Compare the subschemas that `step` leads to."""
        for finding in self.compare(old, new):
            yield evolve(finding, steps=(step, *finding.steps))


def _of_group(schemas: list[Object], group: str) -> list[Object]:
    return [schema for schema in schemas if group_of(schema) == group]


def _known_properties(schema: Object) -> Object:
    """Return the properties of an object schema, including those that are only listed as required."""
    return {**{name: {} for name in required_of(schema)}, **as_object(schema.get("properties"))}


def _branch_label(branch: Object, tag: str | None) -> str:
    """Return the name of a branch in reports: the values of its tag, or its properties."""
    values = listed_values(branch, tag) if tag is not None else []
    if values:
        return format_values([*values])
    if branch["type"] == "array":
        return "array"
    names = sorted(as_object(branch.get("properties")))
    return f"object with {format_names(names)}" if names else "object"


def _compare_tag_values(pairs: Iterable[BranchPair], tag: str) -> Iterator[SchemaFinding]:
    """Yield the values of the tag that were added to, or removed from, the matched branches."""
    before = {value for pair in pairs for value in listed_values(pair.old, tag)}
    after = {value for pair in pairs for value in listed_values(pair.new, tag)}
    for pair in {id(pair.old): pair for pair in pairs}.values():
        removed: list[Json] = [*sorted(set(listed_values(pair.old, tag)) - after)]
        if removed:
            step = Step(("properties", tag), pair.old, pair.new)
            enum: Object = {"enum": removed}
            yield SchemaFinding("value-removed", format_values(removed), "", enum, NEVER, steps=(step,))
    for pair in {id(pair.new): pair for pair in pairs}.values():
        added: list[Json] = [*sorted(set(listed_values(pair.new, tag)) - before)]
        if added:
            step = Step(("properties", tag), pair.old, pair.new)
            enum = {"enum": added}
            yield SchemaFinding("value-added", "", format_values(added), NEVER, enum, steps=(step,))


def _compare_annotations(old: Json, new: Json) -> Iterator[SchemaFinding]:
    for keyword in ANNOTATIONS:
        before, after = as_object(old).get(keyword), as_object(new).get(keyword)
        old_present, new_present = keyword in as_object(old), keyword in as_object(new)
        if keyword != "default":
            # The other annotations are flags: absent means false.
            before, after = bool(before), bool(after)
            old_present, new_present = before, after
        if not old_present and not new_present:
            continue
        if old_present and new_present and canonical(before) == canonical(after):
            continue
        action = "changed" if old_present and new_present else "added" if new_present else "removed"
        yield SchemaFinding(
            f"{keyword}-{action}",
            format_value(before) if old_present else "",
            format_value(after) if new_present else "",
            old,
            new,
        )


def _compare_types(before: list[Object], after: list[Object]) -> Iterator[SchemaFinding]:
    """Yield the difference of the allowed types. The type number includes integer."""
    old_types, new_types = _type_names(before), _type_names(after)
    removed = [schema for schema in before if not _type_names([schema]) <= new_types]
    added = [schema for schema in after if not _type_names([schema]) <= old_types]
    if not removed and not added:
        return
    if {str(schema["type"]) for schema in (*removed, *added)} == {"null"}:
        rule = "null-added" if added else "null-removed"
    else:
        rule = "type-changed" if removed and added else "type-added" if added else "type-removed"
    yield SchemaFinding(rule, format_types(before), format_types(after), _any_of(removed), _any_of(added))


def _type_names(schemas: Iterable[Object]) -> set[str]:
    names = {str(schema["type"]) for schema in schemas}
    return names | {"integer"} if "number" in names else names


def _any_of(schemas: list[Object]) -> Object:
    return {"anyOf": [*schemas]} if schemas else NEVER
