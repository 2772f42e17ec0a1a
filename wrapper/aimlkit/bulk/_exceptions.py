"""The exceptions of bulk runs."""

from __future__ import annotations

from aimlkit._exceptions import AIMLAPIError


class BulkInputError(AIMLAPIError, ValueError):
    """Raised for a line that is no valid request, or whose id is missing or not unique; no request was sent."""

    def __init__(self, file: str, line: int, problem: str, others: int = 0) -> None:
        more = f" (and {others} more)" if others else ""
        super().__init__(f"{file}:{line}: {problem}{more}")
        self.file = file
        self.line = line
        """The number of the first invalid line, from 1."""


class BulkOutputError(AIMLAPIError, ValueError):
    """Raised if the output file cannot be continued: it is in use, or is not the output of a bulk run."""
