"""Rules: which requests to a model they match, and the replies to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aimlkit.mock.conditions import Conditions
from aimlkit.mock.faults import Faults
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model_request import ModelRequest

MAX_RULES = 1000
MAX_REPLIES = 1000  # of one rule


@dataclass(eq=False)
class Rule:
    """A rule: its conditions, and its replies in order, of which the last one repeats.

    With `times`, the rule stops matching after that many replies. `faults` are random faults of the replies.
    """

    conditions: Conditions
    replies: Sequence[MockResponse]
    times: int | None = None
    faults: Faults | None = None
    name: str = ""
    uses: int = field(default=0, init=False)
    attempts: int = field(default=0, init=False)  # its replies, and the faults in place of them

    def __post_init__(self) -> None:
        if not self.replies:
            raise ValueError("a rule has at least one reply")
        if len(self.replies) > MAX_REPLIES:
            raise ValueError(f"a rule has at most {MAX_REPLIES:,} replies")
        if self.times is not None and self.times < max(1, len(self.replies)):
            raise ValueError(f"times is at least {len(self.replies)}, the number of replies")
        self.name = self.name or f"on({self.conditions})"

    def __repr__(self) -> str:
        return f"<Rule {self.name}, used {self.uses} {'time' if self.uses == 1 else 'times'}>"

    @property
    def is_used_up(self) -> bool:
        """True if all replies of the rule are used."""
        return self.times is not None and self.uses >= self.times

    @property
    def is_used(self) -> bool:
        """True if the rule has replied `times` times or, without `times`, once with each of its replies."""
        return self.uses >= (self.times or len(self.replies))

    def next_reply(self) -> MockResponse:
        """Return the next reply, and count it."""
        reply = self.replies[min(self.uses, len(self.replies) - 1)]
        self.uses += 1
        return reply

    def restart(self) -> None:
        """Set the counters to zero, so that the replies start again."""
        self.uses = self.attempts = 0


class RuleSet:
    """The rules of a mock: those that were added, then those of its file. The first that matches is used."""

    def __init__(self) -> None:
        self._added: list[Rule] = []
        self._of_file: list[Rule] = []

    def __iter__(self) -> Iterator[Rule]:
        return iter([*self._added, *self._of_file])

    def __len__(self) -> int:
        return len(self._added) + len(self._of_file)

    @property
    def added(self) -> Sequence[Rule]:
        """The rules that were added, without those of the file."""
        return self._added

    def add(self, *rules: Rule) -> None:
        """Add rules after those that were added before. Raises ValueError if there would be too many."""
        if len(self._added) + len(rules) > MAX_RULES:
            raise ValueError(f"there are at most {MAX_RULES:,} rules")
        self._added += rules

    def set_file_rules(self, rules: Sequence[Rule]) -> None:
        """Replace the rules of the file."""
        self._of_file = [*rules]

    def reset(self) -> None:
        """Remove the added rules, and restart those of the file."""
        self._added = []
        for rule in self._of_file:
            rule.restart()

    def find(self, request: ModelRequest) -> Rule | None:
        """Return the first rule that matches and is not used up. Raises RuleError if a function of a test fails."""
        for rules in (self._added, self._of_file):
            for rule in rules:
                if not rule.is_used_up and rule.conditions.are_met(request):
                    return rule
        return None

    def closest_mismatch(self, request: ModelRequest) -> str:
        """Return a message with the rule that has the fewest mismatches, and with these mismatches."""
        closest: tuple[int, str] | None = None
        for number, rule in enumerate(self, 1):
            mismatches = rule.conditions.mismatches(request)
            if rule.is_used_up:
                mismatches.append(f"it has replied {rule.uses} of {rule.times} times")
            if closest is None or len(mismatches) < closest[0]:
                closest = len(mismatches), f"rule {number}, {rule.name}: {'; '.join(mismatches)}"
        if closest is None:
            return "no rule matches the request: there are no rules"
        return f"no rule matches the request; the closest is {closest[1]}"
