"""Measurements of an attack, each checked against its bound."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Measurement:
    """A row of the table."""

    attack: str
    bound: float
    measured: float
    unit: str
    """For example `MB`, `s` or `errors`."""

    def format(self, value: float) -> str:
        """Return one of the two numbers with its unit."""
        digits = 0 if float(value).is_integer() else 2
        return f"{value:,.{digits}f} {self.unit}"

    @property
    def verdict(self) -> str:
        """A suffix for a measurement beyond its bound."""
        return "  FAILED" if self.measured > self.bound else ""


@dataclass
class Measurements:
    """The measurements of one test."""

    rows: list[Measurement] = field(default_factory=list[Measurement])

    def at_most(self, attack: str, *, bound: float, measured: float, unit: str) -> None:
        """Add a row to the table; fail if `measured` is greater than `bound`."""
        row = Measurement(attack, bound, measured, unit)
        self.rows.append(row)
        assert measured <= bound, f"{attack}: {row.format(measured)}; the bound is {row.format(bound)}"
