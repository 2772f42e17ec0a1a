"""Input files of bulk runs: their forms, and what is wrong with a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aimlkit.bulk import BulkInputError
from aimlkit.bulk._checks import contract_check
from aimlkit.bulk._ids import HashedIds
from aimlkit.bulk._lines import InputLines, check_lines, parse_request, require_unique
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, PREFIX
from tests.models import CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs, require
from tests.wrapper.bulk.sessions import chat_body, write_requests

pytestmark = needs(CHAT_OPERATION)

CHAT_PATH = CREATE_CHAT_COMPLETION.path


def as_line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


@pytest.mark.parametrize(
    "value",
    [
        {"custom_id": "a", "method": "POST", "url": CHAT_PATH, "body": chat_body("Hi")},
        {"custom_id": "a", "url": CHAT_PATH.removeprefix(PREFIX), "body": chat_body("Hi")},
        {"custom_id": "a", "body": chat_body("Hi")},
        {"custom_id": "a", **chat_body("Hi")},
    ],
)
def test_chat_requests_are_read_in_each_form(value: Any) -> None:
    request = parse_request(as_line(value))
    assert (request.custom_id, request.body) == ("a", chat_body("Hi"))
    assert request.endpoint.spec is CREATE_CHAT_COMPLETION


def test_required_parameters_select_the_api() -> None:
    require(RESPONSES_OPERATION)
    request = parse_request(as_line({"custom_id": "a", "model": RESPONSES_MODEL, "input": "Hi"}))
    assert request.endpoint.spec is CREATE_RESPONSE


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "the line is not JSON"),
        (b"\xff", "the line is not"),
        (b"[]", "must be a JSON object"),
        (b"[" * 100_000, "nested too deeply"),
        (as_line(chat_body("Hi")), "custom_id must be a string"),
        (as_line({"custom_id": 1, **chat_body("Hi")}), "custom_id must be a string"),
        (as_line({"custom_id": "a", "body": []}), "body must be a JSON object"),
        (as_line({"custom_id": "a", "model": "m"}), "a request without url needs"),
        (as_line({"custom_id": "a", "url": "/v1/files", "body": {}}), "method and url must be"),
        (
            as_line({"custom_id": "a", "method": "GET", "url": CHAT_PATH, "body": {}}),
            "method and url must be",
        ),
        (as_line({"custom_id": "a", **chat_body("Hi"), "stream": True}), "cannot be streamed"),
        (as_line({"custom_id": "a", **chat_body("Hi"), "n": "many"}), "/n"),
    ],
)
def test_invalid_line_is_reported_with_its_file_and_number(line: bytes, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    write_requests(file, 2)
    with file.open("ab") as appended:
        appended.write(b"\n" + line.removesuffix(b"\n") + b"\n" + line)
    with InputLines(str(file)) as source, pytest.raises(BulkInputError) as raised:
        check_lines(source, contract_check())
    assert str(raised.value).startswith(f"{file}:4: ")
    assert problem in str(raised.value)
    assert "(and 1 more)" in str(raised.value)
    assert raised.value.line == 4


def test_repeated_id_is_reported_with_both_lines(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    write_requests(file, 5)
    with file.open("ab") as appended:
        appended.write(as_line({"custom_id": "r2", **chat_body("Hi")}))
    with InputLines(str(file)) as source, pytest.raises(BulkInputError) as raised:
        check_lines(source, lambda request: None)
    assert str(raised.value) == f"{file}:6: custom_id 'r2' is already on line 3"


def test_ids_with_the_same_hash_are_not_confused(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    write_requests(file, 2)
    ids = HashedIds(hash_id=lambda custom_id: 7)
    ids.add("r0")
    ids.add("r1")
    with InputLines(str(file)) as source, pytest.raises(BulkInputError, match="start the command again"):
        require_unique(source, ids)


def test_hashed_ids_contain_what_was_added() -> None:
    ids = HashedIds()
    for number in range(10_000):
        ids.add(f"r{number}")
    assert not ids.freeze()
    assert len(ids) == 10_000
    assert all(f"r{number}" in ids for number in range(10_000))
    assert not any(f"r{number}" in ids for number in range(10_000, 20_000))


def test_blank_lines_are_skipped(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\n  \n" + as_line({"custom_id": "a", **chat_body("Hi")}) + b"\n")
    with InputLines(str(file)) as source:
        assert check_lines(source, lambda request: None) == 1
        assert [(number, request.custom_id) for number, request in source.requests()] == [(3, "a")]


def test_hashed_ids_know_an_id_that_was_added() -> None:
    ids = HashedIds()
    assert [ids.add_new(name) for name in ("a", "b", "a", "c", "c")] == [True, True, False, True, False]
    assert len(ids) == 3
    assert "b" in ids
    assert "d" not in ids
