"""The report of violations, grouped by direction, schema path and rule."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aimlkit.mock.contract_check import ContractChecker, UncheckedError
from aimlkit.mock.exchanges import Exchange
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.violation import Violation
from aimlkit.mock.yaml_text import dump_yaml

MAX_GROUPS = 1000

#: The exit status of a command that found violations.
VIOLATIONS_FOUND = 10


@dataclass
class ViolationGroup:
    """The violations of one rule at one schema path."""

    first: Violation
    origin: str  # of the first one
    count: int = 0

    def to_json(self) -> JsonObject:
        """Return the group as JSON."""
        return {
            "direction": self.first.direction,
            "schema_path": self.first.schema_path,
            "rule": self.first.rule,
            "count": self.count,
            "sample": self.first.sample,
            "first": self.origin,
            "action": self.first.action,
        }


class ViolationReport:
    """A report of the violations in exchanges, in groups."""

    def __init__(self, checker: ContractChecker) -> None:
        self._checker = checker
        self._groups: dict[tuple[str, str, str], ViolationGroup] = {}
        self.checked = 0
        self.violations = 0
        self.unchecked: Counter[str] = Counter()  # exchanges by the reason

    def add(self, exchange: Exchange | None, origin: str) -> None:
        """Check an exchange; None stands for one that is too large. `origin` is its file or number, for messages."""
        if exchange is None:
            self.unchecked["a response is too large"] += 1
            return
        try:
            violations = self._checker.check(exchange)
        except UncheckedError as error:
            self.unchecked[str(error)] += 1
            return
        self.checked += 1
        self.violations += len(violations)
        for violation in violations:
            key = violation.direction, violation.schema_path, violation.rule
            if key not in self._groups and len(self._groups) >= MAX_GROUPS:
                continue
            self._groups.setdefault(key, ViolationGroup(violation, origin)).count += 1

    @property
    def groups(self) -> Sequence[ViolationGroup]:
        """The groups, the most frequent first."""
        return sorted(
            self._groups.values(),
            key=lambda each: (-each.count, each.first.direction, each.first.schema_path, each.first.rule),
        )

    @property
    def exit_status(self) -> int:
        """0 if there are no violations, otherwise 10."""
        return VIOLATIONS_FOUND if self.violations else 0

    def render(self, form: str) -> str:
        """Return the report in one of FORMATS."""
        return "".join(f"{line}\n" for line in FORMATS[form](self))

    @property
    def summary(self) -> str:
        """The numbers in one line."""
        numbers = (
            f"exchanges checked: {self.checked}, violations: {self.violations}, groups: {len(self._groups)}"
        )
        reasons = "; ".join(f"not checked: {count}, {reason}" for reason, count in self.unchecked.items())
        return f"{numbers}; {reasons}" if reasons else numbers


def _text_lines(report: ViolationReport) -> Iterator[str]:
    for group in report.groups:
        first = group.first
        yield f"{group.count} x {first.direction} {first.schema_path}: {first.rule}: {first.sample}"
        yield f"    first in {group.origin}"
        yield from (f"    {line}" for line in _action_lines(first))
    yield report.summary


def _markdown_lines(report: ViolationReport) -> Iterator[str]:
    yield "| count | direction | schema path | rule | sample |"
    yield "|---|---|---|---|---|"
    for group in report.groups:
        first = group.first
        cells = (str(group.count), first.direction, f"`{first.schema_path}`", first.rule, first.sample)
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
    actions = [group.first for group in report.groups if group.first.action is not None]
    if actions:
        yield from ("", "Actions of the overlay that would allow these values:", "", "```yaml", "actions:")
        for violation in actions:
            yield from (f"  {line}" for line in _action_lines(violation))
        yield "```"
    yield ""
    yield report.summary


def _json_lines(report: ViolationReport) -> Iterator[str]:
    groups = [group.to_json() for group in report.groups]
    yield json.dumps(
        {
            "checked": report.checked,
            "unchecked": dict(report.unchecked),
            "violations": report.violations,
            "groups": groups,
        },
        indent=2,
    )


def _github_lines(report: ViolationReport) -> Iterator[str]:
    for group in report.groups:
        first = group.first
        message = f"{first.direction} {first.schema_path}: {first.rule}: {first.sample} ({group.count} times, first in {group.origin})"
        yield f"::error title=Traffic violates the contract::{_escaped(message)}"
    yield report.summary


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _action_lines(violation: Violation) -> list[str]:
    """Return the action of the overlay as YAML, an item of a list."""
    return [] if violation.action is None else dump_yaml([violation.action]).splitlines()


#: The formats of a report, by name: functions that yield its lines.
FORMATS: Mapping[str, Callable[[ViolationReport], Iterator[str]]] = {
    "text": _text_lines,
    "markdown": _markdown_lines,
    "json": _json_lines,
    "github": _github_lines,
}
