"""The data model of a comparison: findings, changes with their severity, and the whole drift."""

import enum

from attrs import field, frozen

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation


class Severity(enum.IntEnum):
    """The effect of a change on users of the client. The number is the exit status of the command."""

    COMPATIBLE = 10
    RISKY = 11
    BREAKING = 12

    def __str__(self) -> str:
        return self.name.lower()


@frozen(eq=False)
class Step:
    """One step from a schema into a subschema, in both documents."""

    #: The keyword, followed by the property name or list index if the keyword has one.
    key: tuple[str | int, ...]
    #: The alternatives of the outer schema that the step starts from, in the old and the new document.
    old: Object
    new: Object
    #: The value that distinguishes the alternative from its siblings; empty if there is none.
    tag: str = ""


@frozen(eq=False)
class SchemaFinding:
    """One difference between two schemas and its location, without a severity."""

    #: The rule that applies: a key of RULES.
    rule: str
    #: The old and the new value as text; empty if there is none.
    before: str
    after: str
    #: The schemas to draw instances from that show the difference.
    old: Json
    new: Json
    #: The property that differs, for differences of an object's properties.
    name: str = ""
    #: The value that distinguishes the differing branch from its siblings; empty if there is none.
    tag: str = ""
    #: The steps from the root schema to the schema that differs.
    steps: tuple[Step, ...] = ()
    #: An identity shared by all findings of one difference that is reached on several paths.
    origin: object = field(factory=object)


@frozen
class Counterexample:
    """An instance that one document accepts and the other rejects."""

    instance: Json
    #: `old` or `new`.
    accepted_by: str


@frozen
class Change:
    """One difference with its severity."""

    #: The rule that applies: a key of RULES.
    rule: str
    severity: Severity
    #: Where it is in the API, such as `chat request › messages[] › content`. The first of `locations`.
    location: str
    #: What changed, as a predicate of the location, such as `is now required`.
    message: str
    #: The old and the new value as text; empty if there is none.
    before: str = ""
    after: str = ""
    #: Why the change has this severity.
    reason: str = ""
    #: Every location of the change, the shortest first.
    locations: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    #: The severity that the rule assigns, if the counterexample, or the lack of one, changed it.
    corrected_from: Severity | None = None


@frozen
class OperationMove:
    """An operation that is gone, and the operations that may replace it, the most similar first."""

    operation: Operation
    candidates: tuple[Operation, ...]

    def __str__(self) -> str:
        listed = ", ".join(str(operation) for operation in self.candidates[:20]) or "no operation at all"
        more = f" and {len(self.candidates) - 20:,} more" if len(self.candidates) > 20 else ""
        return f"{self.operation} is gone; the document now offers {listed}{more}"


@frozen
class Drift:
    """Every change between two documents, the most severe first."""

    changes: tuple[Change, ...] = ()
    moves: tuple[OperationMove, ...] = ()
    #: How many instances were validated to find counterexamples.
    checks: int = 0

    @property
    def severity(self) -> Severity | None:
        """The severity of the most severe change; None if nothing changed."""
        return max((change.severity for change in self.changes), default=None)

    @property
    def corrected(self) -> int:
        """The number of changes that have another severity than their rule assigns."""
        return sum(change.corrected_from is not None for change in self.changes)

    @property
    def exit_status(self) -> int:
        """The exit status of the command: 1 if an operation is gone, otherwise the severity, or 0 for no change."""
        return 1 if self.moves else self.severity or 0
