"""Input files: lines with requests, checked before anything is sent."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from aimlkit.bulk._exceptions import BulkInputError
from aimlkit.bulk._ids import HashedIds
from aimlkit.bulk._requests import BulkRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

#: The name of standard input on the command line.
STDIN = "-"


class InputLines:
    """The lines of an input file, which can be read several times.

    Standard input is copied to a temporary file first, because its lines are checked before the first request is sent.
    """

    def __init__(self, name: str) -> None:
        """Open a file. Raises OSError."""
        self.name = "<stdin>" if name == STDIN else name
        self._file = _spool(sys.stdin.buffer) if name == STDIN else Path(name).open("rb")  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        error_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield the number and the content of each line that is not blank. Only one iterator may be in use."""
        self._file.seek(0)
        for number, line in enumerate(self._file, 1):
            if not line.isspace():
                yield number, line

    def requests(self) -> Iterator[tuple[int, BulkRequest]]:
        """Yield the number and the request of each line. Raises BulkInputError."""
        for number, line in self.lines():
            try:
                yield number, parse_request(line)
            except ValueError as error:
                raise BulkInputError(self.name, number, str(error)) from None


def _spool(stream: IO[bytes]) -> IO[bytes]:
    spooled = cast("IO[bytes]", tempfile.TemporaryFile())  # noqa: SIM115 - closed by InputLines
    while chunk := stream.read(1 << 20):
        spooled.write(chunk)
    return spooled


def parse_request(line: bytes) -> BulkRequest:
    """Return the request in a line. Raises ValueError."""
    try:
        value = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("the line is not UTF-8") from None
    except RecursionError:
        raise ValueError("the JSON of the line is nested too deeply") from None
    except ValueError as error:
        raise ValueError(f"the line is not JSON: {error}") from None
    return BulkRequest.from_json(value)


def check_lines(source: InputLines, check: Callable[[BulkRequest], None]) -> int:
    """Check all lines and their ids; return the number of requests. `check` raises ValueError for an invalid request.

    Raises BulkInputError for the first invalid line, with the number of the others.
    """
    ids = HashedIds()
    first: tuple[int, str] | None = None
    invalid = 0
    for number, line in source.lines():
        try:
            request = parse_request(line)
            ids.add(request.custom_id)
            check(request)
        except ValueError as error:
            invalid += 1
            first = first or (number, str(error))
    if first is not None:
        raise BulkInputError(source.name, *first, others=invalid - 1)
    require_unique(source, ids)
    return len(ids)


def require_unique(source: InputLines, ids: HashedIds) -> None:
    """Raise BulkInputError if two lines have the same id, or, which is improbable, the same hash of it."""
    repeated = ids.freeze()
    if not repeated:
        return
    line_by_id: dict[str, int] = {}
    for number, request in source.requests():
        if ids.has_hash_in(request.custom_id, repeated):
            earlier = line_by_id.setdefault(request.custom_id, number)
            if earlier != number:
                problem = f"custom_id {request.custom_id!r} is already on line {earlier}"
                raise BulkInputError(source.name, number, problem)
    number = max(line_by_id.values())
    raise BulkInputError(source.name, number, "the hash of custom_id is not unique; start the command again")
