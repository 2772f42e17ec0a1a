"""Output files of bulk runs, which are their state on disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aimlkit.bulk import BulkError, BulkOutputError, BulkResult
from aimlkit.bulk._journal import Journal
from tests.wrapper.bulk.sessions import read_lines

RESULTS = [
    BulkResult[object]("a", "bulk-1", 200, "req", {"text": "é\u2028\ud800"}, None, 0.25),
    BulkResult[object]("b", "bulk-2", None, None, None, BulkError("APITimeoutError", "late"), 0.0),
    BulkResult[object]("c", "bulk-3", 200, None, {"x": float("inf")}, None, None),
]


def write(file: Path) -> None:
    with Journal(str(file), lambda result: None) as journal:
        for result in RESULTS:
            journal.append(result)
        journal.sync()


def read(file: Path) -> list[BulkResult[object]]:
    results: list[BulkResult[object]] = []
    with Journal(str(file), results.append):
        return results


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path / "out")
    assert read(tmp_path / "out") == RESULTS


def test_lines_have_the_form_of_the_batch_api(tmp_path: Path) -> None:
    write(tmp_path / "out")
    first, second, _ = read_lines(tmp_path / "out")
    assert list(first) == ["id", "custom_id", "response", "error", "cost_usd"]
    assert list(first["response"]) == ["status_code", "request_id", "body"]
    assert (first["error"], second["response"]) == (None, None)
    assert second["error"] == {"code": "APITimeoutError", "message": "late"}


def test_line_that_was_cut_off_anywhere_is_removed(tmp_path: Path) -> None:
    file = tmp_path / "out"
    write(file)
    content = file.read_bytes()
    start = content.rindex(b"\n", 0, -1) + 1
    for end in range(start, len(content) - 1):
        file.write_bytes(content[:end])
        assert read(file) == RESULTS[:2]
        assert file.read_bytes() == content[:start]


def test_line_that_lacks_only_its_end_is_completed(tmp_path: Path) -> None:
    file = tmp_path / "out"
    write(file)
    content = file.read_bytes()
    file.write_bytes(content[:-1])
    assert read(file) == RESULTS
    assert file.read_bytes() == content


def test_zeros_that_a_power_failure_left_are_removed(tmp_path: Path) -> None:
    file = tmp_path / "out"
    write(file)
    content = file.read_bytes()
    file.write_bytes(content + bytes(5000))
    assert read(file) == RESULTS
    assert file.read_bytes() == content


@pytest.mark.parametrize("content", [b"a letter", b"a letter\n", b"{}\n", b'{"custom_id": "a"}\n'])
def test_file_with_other_content_is_left_alone(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "out"
    file.write_bytes(content)
    with pytest.raises(BulkOutputError, match=r"out:1: not the result of a bulk run"):
        read(file)
    assert file.read_bytes() == content


def test_file_is_used_by_one_run_at_a_time(tmp_path: Path) -> None:
    file = str(tmp_path / "out")
    with (
        Journal(file, lambda result: None),
        pytest.raises(BulkOutputError, match="another process writes to"),
    ):
        Journal(file, lambda result: None)
    Journal(file, lambda result: None).close()


def test_full_disk_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out"
    write(file)
    content, write_bytes = file.read_bytes(), os.write
    space = 10

    def write_until_full(descriptor: int, data: bytes) -> int:
        nonlocal space
        if not space:
            raise OSError(28, "No space left on device")
        written = write_bytes(descriptor, data[:space])
        space -= written
        return written

    with Journal(str(file), lambda result: None) as journal:
        monkeypatch.setattr(os, "write", write_until_full)
        with pytest.raises(OSError, match="No space left"):
            journal.append(RESULTS[0])
    assert file.read_bytes() == content
