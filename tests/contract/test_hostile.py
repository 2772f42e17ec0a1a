"""Test hostile documents, from building the contract to importing the client generated from it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripts.common.documents import dump, parse_document
from scripts.common.errors import PipelineError
from scripts.common.schema_names import MAX_LENGTH
from scripts.common.sources import Operation, Source
from scripts.contract.build import BuiltContract, build_from_documents, write
from scripts.generate.project import generate
from tests.conftest import ROOT
from tests.contract.documents import (
    MINIMAL_OVERLAY,
    TEXT,
    chat,
    obj,
    request_of,
    response_of,
    schemas_of,
    tagged,
)

Json = Any


def attacks(canary: Path) -> list[str]:
    """Return texts that would create the file `canary` or break generated source if treated as code."""
    call = f"__import__('pathlib').Path({str(canary)!r}).touch()"
    return [
        call,
        f'"; {call}; "',
        f"'; {call}; '",
        f'"""\n{call}\n"""',
        f"'''\n{call}\n'''",
        f'\\"\\n{call}#',
        f"\n{call}\n",
        f"\r{call}\u2028{call}\u0085{call}",
        f"{{{{ {call} }}}}",
        f"{{% set x = {call} %}}",
        f"{{{call}}}",
        f"x]; {call}; y: list[int",
        f"x = field(default={call})",
        "../../../escaped",
        "/etc/escaped",
        "..\\..\\escaped",
        "__class__",
        "__init__",
        "__dict__",
        "to_dict",
        "from_dict",
        "class",
        "None",
        "import",
        "str",
        "dict",
        "Model",
        "ﬁeld",
        "К",
        "a\x00b",
        "a\u202eb",
        "\ud800",
        "",
        " ",
        "1",
        "\\",
        "\\u0022",
        "\\N{QUOTATION MARK}",
        "#",
        "Foo",
        "foo",
        "FOO",
        "x" * 5000,
    ]


def hostile(texts: list[str]) -> Json:
    """Return a chat document with each of the texts wherever a document can contain text."""
    document = chat()
    document["info"] = {"title": texts[0], "version": texts[1], "description": texts[3]}
    document["servers"] = [{"url": text} for text in texts] + [{"url": "https://" + texts[3]}]
    document["components"]["securitySchemes"] |= {text: {"type": "http", "scheme": text} for text in texts}
    operation = document["paths"]["/v1/chat/completions"]["post"]
    operation |= {"operationId": texts[3], "summary": texts[3], "description": texts[3], "tags": texts}
    for schema in (request_of(document), response_of(document)):
        for number, text in enumerate(texts):
            annotations = {"title": text, "description": text, "example": text, "x-" + text: text}
            schema["properties"][f"p{number}"] = {
                "type": "string",
                "enum": [text, "b"],
                "default": text,
                **annotations,
            }
            schema["properties"][f"q{number}"] = {
                "type": "string",
                "pattern": re.escape(text),
                "format": text,
                **annotations,
            }
            schema["properties"][f"r{number}"] = {"const": text, **annotations}
            schema["properties"][f"s{number}"] = {
                "type": "object",
                "additionalProperties": TEXT,
                "default": {text: text},
            }
            schema["properties"][f"t{number}"] = obj(f"f{number}", **{f"f{number}": TEXT, text: TEXT})
            schema["properties"].setdefault(text, {"type": "string", **annotations})
        schema["properties"]["u"] = {
            "oneOf": [tagged(text, f"u{number}", **{f"u{number}": TEXT}) for number, text in enumerate(texts)]
        }
    return document


def contract_for(texts: list[str]) -> BuiltContract:
    """Return the contract of a hostile document, parsed from bytes as a pulled document is."""
    # A lone surrogate is valid JSON, but cannot be encoded.
    content = json.dumps(hostile(texts)).encode()
    source = Source(name="doc", url="", operation=Operation("post", "/v1/chat/completions"))
    return build_from_documents([(source, parse_document(content, "doc"))], MINIMAL_OVERLAY)


IMPORT_ALL = """
import sys
sys.path.insert(0, sys.argv[1])
from aimlkit_api import models, params, types, client, api
for name in models.__all__:
    getattr(models, name)
import pkgutil, importlib
for module in pkgutil.walk_packages(api.__path__, "aimlkit_api.api."):
    importlib.import_module(module.name)
import json
value = json.loads(sys.stdin.read())
completion = models.ChatCompletion.from_dict(value)
assert completion.to_dict() == value
repr(completion)
print("imported", len(models.__all__))
"""


@pytest.mark.parametrize("surrogates", [False, True])
def test_hostile_documents_execute_nothing(tmp_path: Path, surrogates: bool) -> None:
    canary = tmp_path / "canary"
    texts = [text for text in attacks(canary) if surrogates or "\ud800" not in text]
    output = tmp_path / "deep" / "er" / "out"
    try:
        contract = contract_for(texts)
        write(contract, tmp_path / "contract.json")
        generate(tmp_path / "contract.json", output)
    except PipelineError as error:
        assert surrogates, "only text that cannot be encoded may be refused"
        assert "\n" not in str(error)
        assert not canary.exists()
        return
    value = dict.fromkeys(texts, "v") | {
        "u": {"type": texts[0], "u0": "x"},
        "t0": {"f0": "x", texts[0]: "y"},
    }
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, str(output)],
        cwd=ROOT,
        input=json.dumps(value),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("imported ")
    assert not canary.exists()
    left = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")}
    assert left == {"contract.json", "deep"}
    assert {path.name for path in output.iterdir()} == {"aimlkit_api"}
    written = [path for path in output.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert [path for path in written if not re.fullmatch(r"[a-z0-9_]+\.py|py\.typed", path.name)] == []


def test_schemas_of_hostile_documents_have_plain_names(tmp_path: Path) -> None:
    texts = [text for text in attacks(tmp_path / "canary") if "\ud800" not in text]
    names = list(schemas_of(contract_for(texts)))
    assert all(name.isidentifier() and name.isascii() and len(name) <= MAX_LENGTH for name in names)
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/{{ 7 * 7 }}",
        "/v1/../../x",
        '/v1/"""',
        "/v1/a\nb",
        "/v1/__init__",
        "/v1/class",
        "/v1/%7B{a}",
        "/",
        "/v1/1",
    ],
)
def test_hostile_paths_are_refused_or_generate_importable_modules(tmp_path: Path, path: str) -> None:
    document = chat()
    document["paths"] = {path: document["paths"]["/v1/chat/completions"]}
    source = Source(name="doc", url="", operation=Operation("post", path))
    try:
        contract = build_from_documents([(source, parse_document(dump(document), "doc"))], MINIMAL_OVERLAY)
        write(contract, tmp_path / "contract.json")
        generate(tmp_path / "contract.json", tmp_path / "out")
    except PipelineError as error:
        assert "\n" not in str(error)
        return
    code = (
        "import sys, pkgutil, importlib; sys.path.insert(0, sys.argv[1]); from aimlkit_api import api;"
        "modules = pkgutil.walk_packages(api.__path__, 'aimlkit_api.api.');"
        "print([importlib.import_module(module.name) for module in modules])"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "out")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
