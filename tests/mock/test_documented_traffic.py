"""`aimlkit check` over what the provider's pages document, and over streams of the forms that real servers send.

The recorded traffic that the design counts (698 of 716 chunks, 13 of 56 completions violate the published schemas) is
not here, only its figures and the ways in which it does. So two things are checked in its place: the responses on the
provider's pages, and exchanges with each of these ways, against two contracts. One is made of the published documents
alone; against it, they violate what the design says. The other is the committed contract with its repairs, which
accepts them.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from aimlkit.mock import Call, MockServer, check_command
from aimlkit.mock.contract import MockContract, packaged_contract
from aimlkit.mock.contract_check import ContractChecker
from aimlkit.mock.traffic_files import read_traffic
from aimlkit.mock.violation_report import ViolationReport
from scripts.common.documents import read_document
from scripts.common.sources import read_sources
from scripts.contract.build import build_from_documents
from tests.conftest import ROOT
from tests.contract.documents import MINIMAL_OVERLAY, published_file
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

PAGES = ("o3-mini.md", "o3-pro.txt")


@pytest.fixture(scope="module")
def published(shared: Path) -> ContractChecker:
    """A checker of the published documents, without any repair."""
    sources = read_sources(ROOT / "openapi" / "sources.toml")
    documents = [(each, read_document(published_file(shared, each.name), each.name)) for each in sources]
    return ContractChecker(MockContract(build_from_documents(documents, MINIMAL_OVERLAY).document))


@pytest.fixture(scope="module")
def repaired() -> ContractChecker:
    """A checker of the committed contract."""
    return ContractChecker(packaged_contract())


# --- the pages of the provider ---


def documented_responses(shared: Path) -> Iterator[dict[str, Any]]:
    """Yield the responses on the pages: JSON, or in one case an object of Python."""
    for name in PAGES:
        text = (shared / "docs" / name).read_text(encoding="utf-8")
        for match in re.finditer(r"^\{$", text, re.MULTILINE):
            value, _ = json.JSONDecoder().raw_decode(text, match.start())
            yield value
        for match in re.finditer(r"^\{'id'.*\}$", text, re.MULTILINE):
            yield ast.literal_eval(match[0])


def exchange_line(path: str, request: dict[str, Any], **response: Any) -> str:
    """Return a line of a file of traffic."""
    return json.dumps({"request": {"path": path, "body": request}, "response": response}) + "\n"


def checked(checker: ContractChecker, file: Path) -> ViolationReport:
    """Return the report about a file of traffic."""
    report = ViolationReport(checker)
    for origin, exchange in read_traffic(file):
        report.add(exchange, origin)
    return report


def test_check_finds_no_violation_in_documented_responses(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], published: ContractChecker
) -> None:
    file = tmp_path / "documented.jsonl"
    lines = [exchange_line(*request_for(each), body=each) for each in documented_responses(shared)]
    file.write_text("".join(lines), encoding="utf-8")
    assert check_command.check([str(file)]) == 0
    assert capsys.readouterr().out == f"exchanges checked: {len(lines)}, violations: 0, groups: 0\n"
    assert len(lines) == 4
    assert checked(published, file).violations == 0


def request_for(response: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the path and the body of the request on the pages that gets a response."""
    if response["object"] == "chat.completion":
        return CHAT_PATH, CHAT_REQUEST
    return RESPONSES_PATH, {"model": RESPONSES_MODEL, "input": "Hello"}


# --- what real servers send ---

CHAT_PATH, RESPONSES_PATH = "/v1/chat/completions", "/v1/responses"
CHAT_REQUEST = {"model": CHAT_MODEL, "messages": [{"role": "user", "content": "Hello"}]}
CHUNK = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": CHAT_MODEL}
USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def chunk(delta: dict[str, Any], finish_reason: str | None = "stop", **choice: Any) -> dict[str, Any]:
    return {**CHUNK, "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason, **choice}]}


def completion(**message: Any) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": "stop"}
    return {
        "id": "c",
        "object": "chat.completion",
        "created": 1,
        "model": CHAT_MODEL,
        "choices": [choice],
        "usage": USAGE,
    }


CALL = {"id": "call", "type": "function", "function": {"name": "f", "arguments": "{}"}}

#: Objects with the ways of the design's table in which real ones violate the published schemas.
CHUNKS: dict[str, dict[str, Any]] = {
    "no finish_reason until the last": chunk({"role": "assistant", "content": "a"}, None),
    "no role after the first": chunk({"content": "a"}),
    "no content": chunk({"role": "assistant"}),
    "null as content": chunk({"role": "assistant", "content": None}),
    "a fragment of a call": chunk({"tool_calls": [{"index": 0, "function": {"arguments": "{"}}]}),
    "null in logprobs": chunk(
        {"role": "assistant", "content": "a"}, logprobs={"content": None, "refusal": None}
    ),
}
COMPLETIONS: dict[str, dict[str, Any]] = {
    "null as content of a call": completion(content=None, tool_calls=[CALL]),
    "no content of a call": completion(tool_calls=[CALL]),
    "null as content of a refusal": completion(content=None, refusal="No."),
}


@pytest.mark.parametrize("way", [*CHUNKS, *COMPLETIONS])
def test_repaired_contract_accepts_what_the_published_documents_refuse(
    published: ContractChecker, repaired: ContractChecker, tmp_path: Path, way: str
) -> None:
    file = tmp_path / "traffic.jsonl"
    if way in CHUNKS:
        line = exchange_line(CHAT_PATH, {**CHAT_REQUEST, "stream": True}, events=[CHUNKS[way], "[DONE]"])
    else:
        line = exchange_line(CHAT_PATH, CHAT_REQUEST, body=COMPLETIONS[way])
    file.write_text(line, encoding="utf-8")
    report = checked(published, file)
    assert report.violations > 0
    assert all(group.first.action for group in report.groups)
    assert not any(".anyOf[" in str(group.first.action) for group in report.groups), (
        "the branch of null is no repair"
    )
    assert checked(repaired, file).violations == 0


def test_published_documents_refuse_almost_every_chunk_of_a_stream(
    published: ContractChecker, repaired: ContractChecker, tmp_path: Path
) -> None:
    """The streams of the mock have the form of real ones: a share of 698 of 716 chunks violated the published schema."""
    file = tmp_path / "traffic.jsonl"
    refused, total = 0, 0
    texts = ("Hello", "call", "refuse")
    with MockServer() as server:
        server.on(contains="call").reply(tool_calls=[Call("f", {"a": [1, 2, 3]})])
        server.on(contains="refuse").reply(refusal="That is no question that I can answer.")
        for text in texts:
            request = {**CHAT_REQUEST, "messages": [{"role": "user", "content": text}], "stream": True}
            request |= {"tools": [FUNCTION], "stream_options": {"include_usage": True}}
            response = httpx.post(
                f"{server.url}{CHAT_PATH}", json=request, headers={"Authorization": f"Bearer {server.key}"}
            )
            for line in response.text.split("\n\n")[:-2]:
                event = json.loads(line.removeprefix("data: "))
                file.write_text(exchange_line(CHAT_PATH, request, events=[event, "[DONE]"]), encoding="utf-8")
                refused += checked(published, file).violations > 0
                total += 1
                assert checked(repaired, file).violations == 0
    assert total > 20
    assert refused == total - len(texts)  # all but the chunk with the usage, one in each stream


FUNCTION = {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
