"""From what differs to what it means: the rule's word on each difference, proven or corrected."""

from collections.abc import Container, Iterable

from attrs import evolve, frozen

from scripts.common.documents import Object
from scripts.contract.merge_operations import MODEL
from scripts.drift.changes import Change, Drift, Finding, Move, Severity, Witness
from scripts.drift.interface import Interface, interface_of
from scripts.drift.matching import listed
from scripts.drift.operations import Direction, Fact, Root, gone_fact, outline, takes
from scripts.drift.rules import RULES
from scripts.drift.schemas import Comparison
from scripts.drift.witness import Judge, Party, witness
from scripts.drift.words import place_of

#: A difference is proven in one of its first places, or in none.
PLACES = 4
#: Differences that are none unless an instance shows them, and whether it is valid by the old one only.
SHOWN_ONLY = {"union-overlap-allowed": False, "union-overlap-refused": True}
#: And one that is sought only where nothing else is known to break requests: it is an effect of others.
EFFECT = "union-overlap-grown"
#: A way of writing rather than a change, and often one of a whole document: said once, with all its places.
SWEEPING = {
    ("object-closed", Direction.ANSWER),
    ("object-opened", Direction.ANSWER),
    ("object-opened", Direction.REQUEST),
}


@frozen(eq=False)
class Located:
    """One difference and everywhere it is, the nearest first."""

    kind: str
    direction: Direction
    findings: list[tuple[Root, Finding]]

    @property
    def places(self) -> tuple[str, ...]:
        """Everywhere it is, in the words of the API."""
        return tuple(dict.fromkeys(_place(root, finding) for root, finding in self.findings))


def drift_of(old: Interface, new: Interface) -> Drift:
    """Everything that changed between two interfaces, the worst first. Raises PipelineError."""
    found = outline(old, new)
    facts = [_of_fact(fact, old, new) for fact in found.facts]
    judges = Judge("old", old.components), Judge("new", new.components)
    located = _located(found.roots, Comparison(old.components, new.components))
    proven = {
        id(one): _proof(one, judges)
        for one in located
        if one.kind != EFFECT and (_ruled(one) is Severity.BREAKING or one.kind in SHOWN_ONLY)
    }
    # Where something is known to break requests, any instance may show just that.
    broken = {
        id(root)
        for one in located
        if one.direction is Direction.REQUEST and _ruled(one) is Severity.BREAKING and proven.get(id(one))
        for root, _ in one.findings
    }
    changes = []
    for one in located:
        shown = proven.get(id(one))
        if one.kind == EFFECT:
            shown = _proof(one, judges, without=broken) if one.direction is Direction.REQUEST else None
        if one.kind in SHOWN_ONLY or one.kind == EFFECT:
            if shown is not None:
                changes.append(_change(one, _ruled(one), shown))
            continue
        if one.direction is Direction.REQUEST and id(one) not in proven:
            shown = _proof(one, judges, without=broken)
        verdict = Severity.BREAKING if shown is not None else min(_ruled(one), Severity.RISKY)
        changes.append(_change(one, verdict, shown))
    exchanges = sum(fact.exchange is not None for fact in found.facts)
    checks = sum(judge.checks for judge in judges) + 2 * exchanges
    return Drift(tuple(sorted(_together([*facts, *changes]), key=_rank)), tuple(found.moves), checks)


def compare(old: Object, new: Object, old_name: str, new_name: str) -> Drift:
    """Everything that changed between two documents, whose names are for messages. Raises PipelineError."""
    return drift_of(interface_of(old, old_name), interface_of(new, new_name))


def _together(changes: Iterable[Change]) -> list[Change]:
    """The changes, those that read the same being one: branches with one tag have one place."""
    told: dict[tuple[object, ...], Change] = {}
    for change in changes:
        first = told.setdefault(_rank(change), change)
        places = dict.fromkeys((*first.places, *change.places))
        told[_rank(change)] = evolve(first, places=tuple(places))
    return list(told.values())


def moved(moves: Iterable[Move]) -> Drift:
    """The drift where operations are gone and nothing else can be compared."""
    changes = [_of_fact(gone_fact(move)) for move in moves]
    return Drift(tuple(sorted(changes, key=_rank)), tuple(moves))


def _rank(change: Change) -> tuple[object, ...]:
    return (
        change.kind != "operation-gone",
        -change.severity,
        change.place,
        change.kind,
        change.was,
        change.now,
    )


def _of_fact(fact: Fact, old: Interface | None = None, new: Interface | None = None) -> Change:
    rule = RULES[fact.kind]
    said = rule.request if fact.direction is Direction.REQUEST else rule.answer
    shown = None
    if fact.exchange is not None and said is Severity.BREAKING:
        before = old is None or takes(old, fact.exchange)
        after = new is not None and takes(new, fact.exchange)
        shown = Witness(fact.exchange, "old" if before else "new") if before != after else None
    verdict = said if shown is not None else min(said, Severity.RISKY)
    return Change(
        kind=fact.kind,
        severity=verdict,
        place=fact.place,
        what=rule.what,
        was=fact.was,
        now=fact.now,
        reason=rule.why,
        places=(fact.place,),
        witness=shown,
        corrected_from=said if said is not verdict else None,
    )


def _located(roots: Iterable[Root], comparison: Comparison) -> list[Located]:
    """Every difference of the schemas, once, and in a set order."""
    found: dict[tuple[int, str, Direction], list[tuple[Root, Finding]]] = {}
    for root in roots:
        for finding in comparison.schemas(root.old, root.new):
            kind = _kind(root, finding)
            key = 0 if (kind, root.direction) in SWEEPING else id(finding.origin)
            found.setdefault((key, kind, root.direction), []).append((root, finding))
    for several in found.values():
        several.sort(key=lambda one: (len(one[1].steps), len(_place(*one)), _place(*one)))
    return [Located(kind, direction, several) for (_, kind, direction), several in found.items()]


def _place(root: Root, finding: Finding) -> str:
    return place_of(root.place, finding.steps, finding.name, finding.tag)


#: What some differences are called where they are about models.
_OF_MODELS = {
    "branch-added": "model-added",
    "branch-removed": "model-removed",
    "value-added": "model-added",
    "value-changed": "model-replaced",
    "value-removed": "model-removed",
}
_OF_EVENTS = {"branch-added": "event-added", "branch-removed": "event-removed"}


def _kind(root: Root, finding: Finding) -> str:
    """The finding's kind, by a better name where it is about models or events."""
    branch = finding.new if finding.kind == "branch-added" else finding.old
    names_model = [step.key for step in finding.steps] == [("properties", MODEL)] or (
        not finding.steps and isinstance(branch, dict) and bool(listed(branch, MODEL))
    )
    if root.direction is Direction.REQUEST and names_model:
        return _OF_MODELS.get(finding.kind, finding.kind)
    if root.streamed and not finding.steps:
        return _OF_EVENTS.get(finding.kind, finding.kind)
    return finding.kind


def _ruled(one: Located) -> Severity:
    rule = RULES[one.kind]
    return rule.request if one.direction is Direction.REQUEST else rule.answer


def _proof(one: Located, judges: tuple[Judge, Judge], without: Container[int] = ()) -> Witness | None:
    """An instance that shows the difference to break someone, in one of its first places."""
    for root, finding in [pair for pair in one.findings if id(pair[0]) not in without][:PLACES]:
        old, new = Party(judges[0], root.old), Party(judges[1], root.new)
        # A request that was valid no longer is; an answer that was not possible is.
        narrows = SHOWN_ONLY.get(one.kind, one.direction is Direction.REQUEST)
        shown = witness(finding, old, new) if narrows else witness(finding, new, old)
        if shown is not None:
            return shown
    return None


def _change(one: Located, verdict: Severity, shown: Witness | None) -> Change:
    rule, said = RULES[one.kind], _ruled(one)
    finding = one.findings[0][1]
    return Change(
        kind=one.kind,
        severity=verdict,
        place=one.places[0],
        what=rule.what,
        was=finding.was,
        now=finding.now,
        reason=rule.why,
        places=one.places,
        witness=shown if verdict is Severity.BREAKING else None,
        corrected_from=said if said is not verdict else None,
    )
