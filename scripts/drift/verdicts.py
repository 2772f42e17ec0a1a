"""Compare two documents: assign each finding the severity of its rule, and check it with a counterexample."""

from collections.abc import Container, Iterable, Sequence

from attrs import evolve, frozen

from scripts.common.documents import Object
from scripts.contract.schemas import MODEL
from scripts.drift.changes import Change, Counterexample, Drift, OperationMove, SchemaFinding, Severity
from scripts.drift.counterexample import SchemaValidator, Side, find_counterexample
from scripts.drift.interface import Interface, interface_of
from scripts.drift.labels import format_location
from scripts.drift.matching import listed_values
from scripts.drift.operation_diff import (
    Direction,
    OperationFinding,
    SchemaPair,
    accepts_exchange,
    compare_operations,
    missing_operation_finding,
)
from scripts.drift.rules import RULES
from scripts.drift.schema_diff import SchemaComparison

#: How many locations of a finding are searched for a counterexample.
LOCATIONS_SEARCHED = 4
#: Findings that are reported only with a counterexample, and whether the old document is the one that accepts it.
ONLY_IF_PROVEN = {"union-overlap-allowed": False, "union-overlap-refused": True}
#: A finding that is a possible side effect of others. It is reported only with a counterexample, which is searched
#: only in request schemas that no other finding is known to break.
SIDE_EFFECT = "union-overlap-grown"
#: Findings about the style of a document, which often apply to all of it. They are merged into one change each.
MERGED = {
    ("object-closed", Direction.RESPONSE),
    ("object-opened", Direction.RESPONSE),
    ("object-opened", Direction.REQUEST),
}


@frozen(eq=False)
class LocatedFinding:
    """One difference and every location where it occurs, those with the fewest steps first."""

    rule: str
    direction: Direction
    occurrences: list[tuple[SchemaPair, SchemaFinding]]

    @property
    def locations(self) -> tuple[str, ...]:
        """The locations as text, without duplicates."""
        return tuple(dict.fromkeys(_location(pair, finding) for pair, finding in self.occurrences))

    @property
    def severity(self) -> Severity:
        """The severity that the rule assigns."""
        return _severity_by_rule(self.rule, self.direction)


def compare_documents(old: Object, new: Object, old_name: str, new_name: str) -> Drift:
    """Return every change between two documents, which messages call by their names."""
    return compare_interfaces(interface_of(old, old_name), interface_of(new, new_name))


def compare_interfaces(old: Interface, new: Interface) -> Drift:
    """Return every change between two interfaces, the most severe first."""
    operations = compare_operations(old, new)
    changes = [_operation_change(finding, old, new) for finding in operations.findings]
    findings = _locate(operations.schemas, SchemaComparison(old.components, new.components))
    validators = SchemaValidator("old", old.components), SchemaValidator("new", new.components)
    changes += _schema_changes(findings, validators)
    exchanges = sum(finding.exchange is not None for finding in operations.findings)
    checks = sum(validator.checks for validator in validators) + 2 * exchanges
    return Drift(tuple(sorted(_merge_equal(changes), key=_sort_key)), tuple(operations.moves), checks)


def drift_of_moves(moves: Iterable[OperationMove]) -> Drift:
    """Return the drift of missing operations only, for documents of which nothing else can be compared."""
    changes = [_operation_change(missing_operation_finding(move)) for move in moves]
    return Drift(tuple(sorted(changes, key=_sort_key)), tuple(moves))


def _operation_change(
    finding: OperationFinding, old: Interface | None = None, new: Interface | None = None
) -> Change:
    """Return the change for `finding`. It is breaking only if one interface accepts its exchange and one does not."""
    rule = RULES[finding.rule]
    by_rule = _severity_by_rule(finding.rule, finding.direction)
    counterexample = None
    if finding.exchange is not None and by_rule is Severity.BREAKING:
        old_accepts = old is None or accepts_exchange(old, finding.exchange)
        new_accepts = new is not None and accepts_exchange(new, finding.exchange)
        if old_accepts != new_accepts:
            counterexample = Counterexample(finding.exchange, "old" if old_accepts else "new")
    severity = by_rule if counterexample is not None else min(by_rule, Severity.RISKY)
    return Change(
        rule=finding.rule,
        severity=severity,
        location=finding.location,
        message=rule.message,
        before=finding.before,
        after=finding.after,
        reason=_reason(finding.rule, finding.direction),
        locations=(finding.location,),
        counterexample=counterexample,
        corrected_from=by_rule if by_rule is not severity else None,
    )


def _schema_changes(
    findings: Sequence[LocatedFinding], validators: tuple[SchemaValidator, SchemaValidator]
) -> list[Change]:
    """Return the changes for `findings`, each with the severity that a counterexample, or the lack of one, gives it."""
    proofs = {
        id(finding): _search(finding, validators, len(findings))
        for finding in findings
        if finding.rule != SIDE_EFFECT
        and (finding.severity is Severity.BREAKING or finding.rule in ONLY_IF_PROVEN)
    }
    # If a finding is known to break requests by a schema, a counterexample of the same schema may show only that one.
    broken_schemas = {
        id(pair)
        for finding in findings
        if finding.direction is Direction.REQUEST
        and finding.severity is Severity.BREAKING
        and proofs.get(id(finding))
        for pair, _ in finding.occurrences
    }
    changes: list[Change] = []
    for finding in findings:
        is_request = finding.direction is Direction.REQUEST
        counterexample = proofs.get(id(finding))
        # A request is also checked if its rule says that it does not break.
        if is_request and id(finding) not in proofs:
            counterexample = _search(finding, validators, len(findings), excluded=broken_schemas)
        if finding.rule in ONLY_IF_PROVEN or finding.rule == SIDE_EFFECT:
            if counterexample is not None:
                changes.append(_change(finding, finding.severity, counterexample))
        elif counterexample is not None:
            changes.append(_change(finding, Severity.BREAKING, counterexample))
        else:
            changes.append(_change(finding, min(finding.severity, Severity.RISKY), None))
    return changes


def _search(
    finding: LocatedFinding,
    validators: tuple[SchemaValidator, SchemaValidator],
    findings: int,
    excluded: Container[int] = (),
) -> Counterexample | None:
    """Search for a counterexample in the first locations of `finding`, except in schema pairs whose id is `excluded`.

    It is one of so many `findings`. For a request it is an instance that used to be valid; for a response, one that used
    to be invalid.
    """
    occurrences = [pair for pair in finding.occurrences if id(pair[0]) not in excluded]
    for pair, schema_finding in occurrences[:LOCATIONS_SEARCHED]:
        old, new = Side(validators[0], pair.old), Side(validators[1], pair.new)
        if ONLY_IF_PROVEN.get(finding.rule, finding.direction is Direction.REQUEST):
            counterexample = find_counterexample(
                schema_finding, accepting=old, rejecting=new, findings=findings
            )
        else:
            counterexample = find_counterexample(
                schema_finding, accepting=new, rejecting=old, findings=findings
            )
        if counterexample is not None:
            return counterexample
    return None


def _change(finding: LocatedFinding, severity: Severity, counterexample: Counterexample | None) -> Change:
    rule = RULES[finding.rule]
    first = finding.occurrences[0][1]
    return Change(
        rule=finding.rule,
        severity=severity,
        location=finding.locations[0],
        message=rule.message,
        before=first.before,
        after=first.after,
        reason=_reason(finding.rule, finding.direction),
        locations=finding.locations,
        counterexample=counterexample if severity is Severity.BREAKING else None,
        corrected_from=finding.severity if finding.severity is not severity else None,
    )


def _locate(pairs: Iterable[SchemaPair], comparison: SchemaComparison) -> list[LocatedFinding]:
    """Compare the schemas, and collect the occurrences of each difference."""
    found: dict[tuple[int, str, Direction], list[tuple[SchemaPair, SchemaFinding]]] = {}
    for pair in pairs:
        for finding in comparison.compare(pair.old, pair.new):
            rule = _specific_rule(pair, finding)
            identity = 0 if (rule, pair.direction) in MERGED else id(finding.origin)
            found.setdefault((identity, rule, pair.direction), []).append((pair, finding))
    for occurrences in found.values():
        occurrences.sort(key=lambda one: (len(one[1].steps), len(_location(*one)), _location(*one)))
    return [LocatedFinding(rule, direction, several) for (_, rule, direction), several in found.items()]


def _location(pair: SchemaPair, finding: SchemaFinding) -> str:
    return format_location(pair.location, finding.steps, finding.name, finding.tag)


#: The rules for differences of the property `model`, instead of the general ones.
_MODEL_RULES = {
    "branch-added": "model-added",
    "branch-removed": "model-removed",
    "value-added": "model-added",
    "value-changed": "model-replaced",
    "value-removed": "model-removed",
}
#: The rules for differences of the union of a stream's events, instead of the general ones.
_EVENT_RULES = {"branch-added": "event-added", "branch-removed": "event-removed"}


def _specific_rule(pair: SchemaPair, finding: SchemaFinding) -> str:
    """Return the rule of `finding`, or a more specific one if it is about models or events."""
    branch = finding.new if finding.rule == "branch-added" else finding.old
    names_model = [step.key for step in finding.steps] == [("properties", MODEL)] or (
        not finding.steps and isinstance(branch, dict) and bool(listed_values(branch, MODEL))
    )
    if pair.direction is Direction.REQUEST and names_model:
        return _MODEL_RULES.get(finding.rule, finding.rule)
    if pair.streamed and not finding.steps:
        return _EVENT_RULES.get(finding.rule, finding.rule)
    return finding.rule


def _severity_by_rule(rule: str, direction: Direction) -> Severity:
    return RULES[rule].request if direction is Direction.REQUEST else RULES[rule].response


def _reason(rule: str, direction: Direction) -> str:
    return RULES[rule].request_reason if direction is Direction.REQUEST else RULES[rule].response_reason


def _merge_equal(changes: Iterable[Change]) -> list[Change]:
    """Merge changes that read the same, such as those of two branches with one tag; the locations are combined."""
    merged: dict[tuple[object, ...], Change] = {}
    for change in changes:
        first = merged.setdefault(_sort_key(change), change)
        locations = dict.fromkeys((*first.locations, *change.locations))
        merged[_sort_key(change)] = evolve(first, locations=tuple(locations))
    return list(merged.values())


def _sort_key(change: Change) -> tuple[object, ...]:
    """Return the sort key of a change: missing operations first, then by severity, then by location."""
    return (
        change.rule != "operation-gone",
        -change.severity,
        change.location,
        change.rule,
        change.before,
        change.after,
    )
