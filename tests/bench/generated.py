"""The generated models against those that openapi-python-client makes of the same documents by itself.

Theirs are made from the published documents as they are, but for a description on each response, which the
generator insists on. What is read are the answers that the publisher documents. All is measured in turns, and
the best turn counts: what else the machine does can only slow a turn down.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import frozen
from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData

from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"

CHUNK = {
    "id": "chatcmpl-1",
    "object": "chat.completion.chunk",
    "created": 1744186373,
    "model": "o3-mini-2025-01-31",
    "choices": [{"index": 0, "delta": {"content": "Hello"}, "finish_reason": None}],
    "usage": None,
}
EVENT = {
    "type": "response.output_text.delta",
    "item_id": "msg_1",
    "output_index": 0,
    "content_index": 0,
    "delta": "Hel",
    "logprobs": [],
    "sequence_number": 4,
}


@frozen
class Subject:
    """An answer, and the class that each side reads it by."""

    name: str
    answer: dict[str, Any]
    ours: str
    theirs: str
    package: str


def main() -> int:
    """Measure, and print a line for each figure."""
    pages = SHARED / "docs" / "o3-mini.md"
    if not pages.is_file():
        print("the published documents are not beside the repository: nothing to compare with")
        return 0
    chat, responses = documented(pages.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        sys.path.insert(0, folder)
        documents = SHARED / "upstream" / "current"
        subjects = [
            Subject(name, answer, ours, stock(documents / f"{document}.json", Path(folder), package), package)
            for name, answer, ours, document, package in (
                ("chat answer", chat, "ChatCompletion", "o3-mini", "stock_chat"),
                ("Responses answer", responses, "Response", "o3-mini-RESPONSES", "stock_responses"),
            )
        ]
        for subject in subjects:
            compare(f"reading a {subject.name}", "µs", reading(subject))
        for subject in subjects:
            compare(f"import and first read, {subject.name}", "ms", first_reading(subject, Path(folder)))
    from aimlkit_api.models import ChatCompletionChunk  # noqa: PLC0415
    from aimlkit_api.models.response_stream_event import read  # noqa: PLC0415

    print(f"reading a chat chunk: {best({'': partial(ChatCompletionChunk.from_dict, CHUNK)})['']:.2f} µs")
    print(f"reading a text delta: {best({'': partial(read, EVENT)})['']:.2f} µs")
    return 0


def compare(what: str, unit: str, times: Mapping[str, float]) -> None:
    """Print one comparison."""
    ours, theirs = times["ours"], times["theirs"]
    print(f"{what}: {ours:.2f} {unit}, stock {theirs:.2f} {unit}: {theirs / ours:.1f} times as fast")


def documented(page: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The chat answer (in Python's notation) and the Responses answer (in JSON) on the publisher's page."""
    chat, responses = re.findall(r"```json5\n(.*?)```", page, re.DOTALL)
    return ast.literal_eval(chat.strip()), json.loads(responses)


def stock(document: Path, folder: Path, package: str) -> str:
    """Generate `package` of `document` into `folder`, with nothing of ours; its answer's class."""
    contract = json.loads(document.read_bytes())
    for path in contract["paths"].values():
        for operation in path.values():
            for response in operation["responses"].values():
                response.setdefault("description", "")
    config = Config.from_sources(
        ConfigFile(project_name_override=package, package_name_override=package, post_hooks=[]),
        MetaType.NONE,
        document_source=document,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder / package,
    )
    data = GeneratorData.from_dict(contract, config=config)
    assert isinstance(data, GeneratorData), data
    with contextlib.redirect_stdout(io.StringIO()):
        Project(openapi=data, config=config).build()
    (collection,) = data.endpoint_collections_by_tag.values()
    prop: Any = next(iter(collection.endpoints[0].responses)).prop
    return str(prop.class_info.name)


def best(functions: Mapping[str, Callable[[], object]], rounds: int = 200) -> dict[str, float]:
    """Microseconds a call, of each function's best round."""
    times = dict.fromkeys(functions, float("inf"))
    for _ in range(rounds):
        for name, function in functions.items():
            start = time.perf_counter_ns()
            for _ in range(500):
                function()
            times[name] = min(times[name], (time.perf_counter_ns() - start) / 500_000)
    return times


def reading(subject: Subject) -> dict[str, float]:
    """Microseconds to read the answer once everything is loaded."""
    ours = getattr(importlib.import_module("aimlkit_api.models"), subject.ours).from_dict
    theirs = getattr(importlib.import_module(f"{subject.package}.models"), subject.theirs).from_dict
    return best({"ours": partial(ours, subject.answer), "theirs": partial(theirs, subject.answer)})


def first_reading(subject: Subject, folder: Path, rounds: int = 15) -> dict[str, float]:
    """Milliseconds, in a new process, from nothing imported to the answer read."""
    times = {"ours": float("inf"), "theirs": float("inf")}
    # Compiled modules are kept, as they are where a package is installed: the first turn makes them.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(rounds):
        for side, package, name in (
            ("ours", "aimlkit_api", subject.ours),
            ("theirs", subject.package, subject.theirs),
        ):
            program = (
                f"import sys, time; sys.path.insert(0, {str(folder)!r}); answer = {subject.answer!r}\n"
                f"start = time.perf_counter()\n"
                f"from {package}.models import {name}\n"
                f"{name}.from_dict(answer)\n"
                f"print((time.perf_counter() - start) * 1000)"
            )
            command = [sys.executable, "-X", f"pycache_prefix={folder / 'compiled'}", "-c", program]
            done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            times[side] = min(times[side], float(done.stdout))
    return times
