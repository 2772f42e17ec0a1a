"""The summary of a bulk run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import define, evolve, field

from aimlkit.bulk._results import BulkResult

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aimlkit.structured import OutputFormat

OutputT = TypeVar("OutputT")


@define
class BulkSummary(Generic[OutputT]):
    """The figures of a bulk run, those of its earlier parts included; iterating over it reads the results."""

    output: str
    """The name of the output file."""
    errors: str | None = None
    """The name of the file with the requests that failed."""
    requests: int = 0
    """The number of requests in the input."""
    succeeded: int = 0
    failures: Counter[str] = field(factory=Counter[str])
    """The number of requests that failed, by the name of the exception."""
    cost_usd: float = 0.0
    """The known cost in US dollars."""
    unknown_costs: int = 0
    """The number of results whose cost is unknown."""
    input_tokens: float = 0
    """The tokens of the requests of this part of the run."""
    output_tokens: float = 0
    sent: int = 0
    """The number of results of this part of the run."""
    retries: int = 0
    seconds: float = 0.0
    is_interrupted: bool = False
    """True if the run was interrupted; the same command continues it."""
    stopped_by: Exception | None = None
    """The exception that stopped the run, such as SpendLimitError."""
    output_format: OutputFormat[OutputT] | None = field(default=None, repr=False)
    """The format by which iterating parses the output."""

    @property
    def failed(self) -> int:
        """The number of requests that failed."""
        return self.failures.total()

    @property
    def done(self) -> int:
        """The number of requests that have a result."""
        return self.succeeded + self.failed

    @property
    def rate(self) -> float:
        """The number of results per second, in this part of the run."""
        return self.sent / self.seconds if self.seconds else 0.0

    @property
    def expected_cost_usd(self) -> float:
        """The cost of all requests if the others cost as much as those that are done."""
        known = self.done - self.unknown_costs
        return self.cost_usd / known * self.requests if known > 0 else 0.0

    def add(self, result: BulkResult[object]) -> None:
        """Count a result."""
        if result.error is None:
            self.succeeded += 1
        else:
            self.failures[result.error.code] += 1
        if result.cost_usd is None:
            self.unknown_costs += 1
        else:
            self.cost_usd += result.cost_usd
        if result.tokens is not None:
            self.input_tokens += result.tokens.input
            self.output_tokens += result.tokens.output

    def __iter__(self) -> Iterator[BulkResult[OutputT]]:
        """Read the results from the output file, with their structured output."""
        with Path(self.output).open("rb") as file:
            for line in file:
                result = BulkResult[OutputT].from_line(line)
                if self.output_format is not None and result.error is None and result.text is not None:
                    result = evolve(result, parsed=self.output_format.parse(result.text))
                yield result

    def to_dict(self) -> dict[str, object]:
        """Return the figures as JSON."""
        return {
            "requests": self.requests,
            "succeeded": self.succeeded,
            "failed": self.failed,
            "failures": dict(self.failures),
            "left": self.requests - self.done,
            "cost_usd": self.cost_usd,
            "unknown_costs": self.unknown_costs,
            "input_tokens": self.input_tokens,
            "output_tokens": self.output_tokens,
            "retries": self.retries,
            "seconds": round(self.seconds, 3),
            "requests_per_second": round(self.rate, 3),
            "output": self.output,
            "errors": self.errors,
            "interrupted": self.is_interrupted,
            "stopped_by": None if self.stopped_by is None else str(self.stopped_by),
        }

    def __str__(self) -> str:
        """Return the figures as lines of text."""
        failures = ", ".join(f"{count:,} {name}" for name, count in self.failures.most_common())
        unknown = f" (unknown for {self.unknown_costs:,})" if self.unknown_costs else ""
        lines = [
            f"succeeded  {self.succeeded:,} of {self.requests:,}",
            f"failed     {self.failed:,}{f' ({failures})' if failures else ''}",
            f"cost       ${self.cost_usd:.6g}{unknown}",
            f"this part  {self.sent:,} in {self.seconds:.1f} s, {self.rate:.1f}/s, {self.retries:,} retries,"
            f" {self.input_tokens:,.0f} input and {self.output_tokens:,.0f} output tokens",
            f"output     {self.output}",
        ]
        if self.errors is not None and self.failed:
            lines.append(f"errors     {self.errors}")
        return "\n".join(lines)


#: The summary of a run with output of any type.
AnySummary: TypeAlias = BulkSummary[Any]
