"""The folder of recordings: which recording a request matches, and new files."""

import os
import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aimlkit.mock.exchanges import Request
from aimlkit.mock.json_files import FileProblem
from aimlkit.mock.normal_form import differences, differences_message, form_key, normal_form
from aimlkit.mock.recording_file import read_recording, recording_text
from aimlkit.mock.recordings import Mode, Recording

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

#: The number, a hint at the request, and its key: `0003-chat-completions-0f1e2d3c4b5a6978.yaml`.
_NAME = re.compile(r"(\d+)-.*?-?([0-9a-f]{16})\.yaml")

MAX_COMPARED = 200  # recordings, to find the nearest one


class RecordingFolder:
    """The recordings in a folder, by the normal form of their requests. Repeated requests get successive recordings.

    The name of a file contains the key of its request, so that only the files that are needed are read. The key in a
    name is wrong if the file was edited, or recorded with other ignored fields. If no file name matches,
    all files are read.

    The requests that the methods take have no credentials (see Cleaner).
    """

    def __init__(self, folder: Path, mode: Mode, ignored: Collection[str]) -> None:
        """Read the names of the files. Raises FileProblem if the folder is a file, or cannot be read."""
        self.folder = folder
        self._mode = mode
        self._ignored = ignored
        self._keys: dict[Path, str] = {}  # of each recording, in order
        self._read: dict[Path, Recording] = {}
        self._uses: dict[str, int] = {}
        try:
            names = sorted(folder.glob("*.yaml")) if folder.is_dir() or not folder.exists() else None
        except OSError as error:
            raise FileProblem(f"{folder}: {error.strerror or error}") from error
        if names is None:
            raise FileProblem(f"{folder}: is not a folder")
        for path in names:
            match = _NAME.fullmatch(path.name)
            self._keys[path] = match[2] if match else ""
        numbers = [int(match[1]) for path in names if (match := _NAME.fullmatch(path.name))]
        self._last_number = max(numbers, default=0)
        self._was_empty = not names
        #: Recordings of earlier runs, which new ones replace.
        self._replaceable = {*names} if mode == "all" else set[Path]()

    @property
    def is_recording(self) -> bool:
        """True if a request without a recording is recorded."""
        return self._mode in ("new", "all") or (self._mode == "once" and self._was_empty)

    def next_recording(self, request: Request) -> Recording | None:
        """Return the recording for a request; None if the request has to be recorded, or has no recording.

        The last recording repeats, unless further ones can be made. Raises FileProblem if a file is invalid.
        """
        if self._mode == "all" or (self._mode == "once" and self._was_empty):
            return None
        key = form_key(normal_form(request, self._ignored))
        if not self._recordings_of(key):
            self._read_all()
        recordings = self._recordings_of(key)
        number = self._uses.get(key, 0)
        if number >= len(recordings) and (self.is_recording or not recordings):
            return None
        self._uses[key] = number + 1
        return self._read[recordings[min(number, len(recordings) - 1)]]

    def reserve(self, request: Request) -> Path:
        """Return the path for the next recording of a request; repeats of a request are in the order of these calls."""
        key = form_key(normal_form(request, self._ignored))
        self._uses[key] = self._uses.get(key, 0) + 1
        self._last_number += 1
        hint = "-".join(re.findall(r"[a-z0-9]+", request.path.lower())[-2:])[:60]
        return self.folder / f"{self._last_number:04}-{hint}{'-' if hint else ''}{key}.yaml"

    def write(self, path: Path, recording: Recording) -> None:
        """Write a recording without credentials: the whole file, or nothing. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        recorded_at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(recording_text(recording, recorded_at), encoding="utf-8")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
        key = form_key(normal_form(recording.request, self._ignored))
        for replaced in [each for each in self._replaceable if self._keys[each] == key]:
            self._replaceable.discard(replaced)
            replaced.unlink(missing_ok=True)
            del self._keys[replaced]
        self._keys[path] = key

    def mismatch(self, request: Request) -> str:
        """Return a message about a request without a recording: the nearest one, and the difference."""
        sent = normal_form(request, self._ignored)
        problem = f"no recording in {self.folder.name} of {request.method} {request.path}"
        nearest: tuple[tuple[bool, int], Path, list[str]] | None = None
        for path in [*self._keys][-MAX_COMPARED:]:
            form: JsonObject = normal_form(self._recording(path).request, self._ignored)
            lines = differences(form, sent)
            distance = (form["path"] != sent["path"], len(lines))
            if nearest is None or distance < nearest[0]:
                nearest = distance, path, lines
        if nearest is None:
            return f"{problem}: the folder has no recordings"
        return f"{problem}; the nearest is {nearest[1].name}: {differences_message(nearest[2])}"

    def _recordings_of(self, key: str) -> list[Path]:
        """Return the recordings with this key, after reading them."""
        for path in [path for path, named in self._keys.items() if named == key]:
            self._recording(path)
        return sorted(path for path, actual in self._keys.items() if actual == key)

    def _read_all(self) -> None:
        for path in self._keys:
            self._recording(path)

    def _recording(self, path: Path) -> Recording:
        """Return a recording; correct its key when it is read."""
        if path not in self._read:
            recording = read_recording(path)
            self._read[path] = recording
            self._keys[path] = form_key(normal_form(recording.request, self._ignored))
        return self._read[path]
