"""What changed: the data that the other modules pass on."""

import enum

from attrs import field, frozen

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation


class Severity(enum.IntEnum):
    """What a change means for the client's users; its number is the exit status."""

    COMPATIBLE = 10
    RISKY = 11
    BREAKING = 12

    def __str__(self) -> str:
        return self.name.lower()


@frozen(eq=False)
class Step:
    """One step from a schema into a schema inside it, on both sides."""

    #: The keyword, and the property's name or the place in the list, if it has one.
    key: tuple[str | int, ...]
    #: The alternative of the outer schema that was chosen, on either side.
    old: Object
    new: Object
    #: The value that tells the alternative from its siblings; empty when there are none.
    tag: str = ""


@frozen(eq=False)
class Finding:
    """One difference between two schemas, where it is, and not yet what it means."""

    kind: str
    #: In a few words; empty where there was, or is, nothing.
    was: str
    now: str
    #: What an instance has to be drawn from to show the difference.
    old: Json
    new: Json
    #: The property that it is about, for differences of an object.
    name: str = ""
    #: The value that tells the branch that it is about from its siblings.
    tag: str = ""
    #: From the root to the schema that differs.
    steps: tuple[Step, ...] = ()
    #: The same for one difference that is reached in several ways.
    origin: object = field(factory=object)


@frozen
class Witness:
    """An instance that one side takes and the other does not."""

    instance: Json
    #: `old` or `new`
    accepted_by: str


@frozen
class Change:
    """One difference with its verdict."""

    kind: str
    severity: Severity
    #: In the words of the API: `chat request › messages[] › content`
    place: str
    what: str
    was: str = ""
    now: str = ""
    reason: str = ""
    #: All places, the shortest first; `place` is the first of them.
    places: tuple[str, ...] = ()
    witness: Witness | None = None
    #: What the rule said, where the instances said otherwise.
    corrected_from: Severity | None = None


@frozen
class Move:
    """An operation that is gone, and what is offered now: where it may have gone, likeliest first."""

    operation: Operation
    offered: tuple[Operation, ...]

    def __str__(self) -> str:
        listed = ", ".join(str(operation) for operation in self.offered[:20]) or "no operation at all"
        more = f" and {len(self.offered) - 20:,} more" if len(self.offered) > 20 else ""
        return f"{self.operation} is gone; the document now offers {listed}{more}"


@frozen
class Drift:
    """Everything that changed, the worst first, and how it was found out."""

    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    #: How many instances were held against both sides.
    checks: int = 0

    @property
    def severity(self) -> Severity | None:
        """That of the worst change; None when there is none."""
        return max((change.severity for change in self.changes), default=None)

    @property
    def corrected(self) -> int:
        """How many verdicts of the rules the instances corrected."""
        return sum(change.corrected_from is not None for change in self.changes)

    @property
    def exit_status(self) -> int:
        """0 for none, the severity's number, or 1 when an operation is gone."""
        return 1 if self.moves else self.severity or 0
