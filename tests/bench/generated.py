"""Compare the generated models with those that openapi-python-client generates without our templates.

The latter are generated from the published documents, unchanged except for a description of each response, which
openapi-python-client requires. Both read the responses that the publisher documents. pyperf runs many processes
for each figure.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pyperf
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
    """A documented response, and the class with which each side reads it."""

    name: str
    response: dict[str, Any]
    ours: str
    theirs: str
    package: str


def main() -> int:
    """Measure, and print a line for each figure."""
    pages = SHARED / "docs" / "o3-mini.md"
    if not pages.is_file():
        print("the published documents are not next to the repository: nothing to compare with")
        return 0
    chat, responses = documented(pages.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = SHARED / "upstream" / "current"
        subjects = [
            Subject(name, response, ours, stock(documents / f"{document}.json", folder, package), package)
            for name, response, ours, document, package in (
                ("chat response", chat, "ChatCompletion", "o3-mini", "stock_chat"),
                ("Responses response", responses, "Response", "o3-mini-RESPONSES", "stock_responses"),
            )
        ]
        for subject in subjects:
            compare(f"reading a {subject.name}", 1e6, "µs", subject, folder, first=False)
        for subject in subjects:
            compare(f"import and first read, {subject.name}", 1e3, "ms", subject, folder, first=True)
        setup = "from aimlkit_api.models import ChatCompletionChunk as cls"
        chunk = measured(setup, "cls.from_dict(value)", CHUNK, folder)
        setup = "from aimlkit_api.models.response_stream_event import read"
        event = measured(setup, "read(value)", EVENT, folder)
        print(f"reading a chat chunk: {chunk * 1e6:.2f} µs")
        print(f"reading a text delta: {event * 1e6:.2f} µs")
    return 0


def compare(label: str, scale: float, unit: str, subject: Subject, folder: Path, *, first: bool) -> None:
    """Measure both sides, and print their figures and the ratio."""
    times = []
    for package, class_name in (("aimlkit_api", subject.ours), (subject.package, subject.theirs)):
        load, read = f"from {package}.models import {class_name} as cls", "cls.from_dict(value)"
        setup, statement = ("pass", f"{load}; {read}") if first else (load, read)
        times.append(measured(setup, statement, subject.response, folder, once=first) * scale)
    ours, theirs = times
    print(f"{label}: {ours:.2f} {unit}, stock {theirs:.2f} {unit}: {theirs / ours:.1f} times as fast")


def measured(setup: str, statement: str, value: object, folder: Path, *, once: bool = False) -> float:
    """Return the seconds that `statement` takes: the median of many processes of pyperf.

    With `once`, each process runs it a single time, so that the time includes its imports.
    """
    (folder / "value.json").write_text(json.dumps(value))
    result = folder / "result.json"
    result.unlink(missing_ok=True)
    load = f"import json; value = json.load(open({str(folder / 'value.json')!r}))"
    # Compiled modules are cached, as for an installed package: the first process writes them.
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(folder), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    common = ["--quiet", "--inherit-environ=PYTHONPATH,PYTHONPYCACHEPREFIX", "--output", str(result)]
    processes = ["--loops=1", "--warmups=0", "--values=1", "--processes=25"] if once else ["--fast"]
    command = [sys.executable, "-m", "pyperf", "timeit", *common, *processes]
    subprocess.run(
        [*command, "--setup", f"{load}; {setup}", statement], env=environment, check=True, capture_output=True
    )
    return float(pyperf.Benchmark.load(str(result)).median())


def documented(page: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the responses on the publisher's page: of chat (in Python's notation) and of Responses (in JSON)."""
    chat, responses = re.findall(r"```json5\n(.*?)```", page, re.DOTALL)
    return ast.literal_eval(chat.strip()), json.loads(responses)


def stock(document: Path, folder: Path, package: str) -> str:
    """Generate `package` from `document` into `folder`, without our templates; return the response class."""
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
