"""`python -m scripts.drift`: its output, its exit status, and one line for every error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from scripts.common.errors import run
from scripts.common.sources import Operation
from scripts.contract.build import BuiltContract
from scripts.contract.warnings import print_warnings
from scripts.drift.__main__ import main
from scripts.drift.changes import Drift, OperationMove, Severity
from scripts.drift.html_report import as_html
from tests.commands import run_command
from tests.conftest import ROOT
from tests.contract.documents import chat
from tests.drift.builders import TEXT, document, obj, with_request, with_response

Json = Any


@frozen
class Result:
    """The exit status and output of a command."""

    returncode: int
    stdout: str
    stderr: str


OLD = with_request(obj("a", a={"type": "string", "enum": ["x", "y"]}))
NEW = with_request(obj("a", a={"type": "string", "enum": ["x"]}, b=TEXT))


def drift(folder: Path, old: Json, new: Json, *more: str) -> Result:
    """Run the command on two documents."""
    for name, content in (("old.json", old), ("new.json", new)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    options = ["--old", str(folder / "old.json"), "--new", str(folder / "new.json"), *more]
    return command(folder, *options)


def command(folder: Path, *options: str, seed: str | None = None) -> Result:
    """Run the command in `folder`: in this process, or in one whose hashes have the seed `seed`."""
    if seed is None:
        done = run_command(lambda: run(main), *options, folder=folder)
        return Result(done.returncode, done.stdout, done.stderr)
    done = subprocess.run(
        [sys.executable, "-m", "scripts.drift", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("status", "old", "new", "says"),
    [
        (0, OLD, OLD, "nothing changed"),
        (10, with_request(obj(b=TEXT)), with_request(obj(a=TEXT, b=TEXT)), "1 compatible"),
        (11, with_request(obj(a=TEXT, b=TEXT)), with_request(obj(b=TEXT)), "1 risky"),
        (12, OLD, NEW, "1 breaking, 1 compatible"),
        (1, document({}, "/v1/a"), document({}, "/v1/b"), "1 breaking, 1 compatible"),
    ],
)
def test_drift_exit_status_is_the_severity(
    tmp_path: Path, status: int, old: Json, new: Json, says: str
) -> None:
    result = drift(tmp_path, old, new)
    assert result.returncode == status
    assert result.stdout.splitlines()[-1].startswith(says)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.json", "old.json"]


def test_drift_reports_a_moved_operation_on_standard_error(tmp_path: Path) -> None:
    result = drift(tmp_path, document({}, "/v1/a/b"), document({}, "/v1/{c}"))
    assert "POST /v1/a/b is gone; the document now offers POST /v1/{c}; " in result.stderr
    assert result.stderr.endswith('write into openapi/sources.toml: operation = "POST /v1/{c}"\n')
    assert result.stderr.count("\n") == 1
    assert result.stdout.startswith("breaking   POST /v1/a/b: was removed: POST /v1/{c}")


def test_text_format_has_a_line_for_each_change_and_its_counterexample(tmp_path: Path) -> None:
    assert drift(tmp_path, OLD, NEW).stdout.splitlines()[:3] == [
        'breaking   chat request › a: no longer allows the value: "y" (requests with it were valid)',
        '           {"a": "y"} is valid in the old version and invalid in the new one',
        "compatible chat request › b: was added, optional: string"
        " (it may be omitted, and clients keep unknown properties)",
    ]


def test_markdown_format_groups_changes_by_severity(tmp_path: Path) -> None:
    lines = drift(tmp_path, OLD, NEW, "--format", "markdown").stdout.splitlines()
    assert lines[0].startswith("**The API: 1 breaking, 1 compatible; ")
    assert lines[2:6] == [
        "### Breaking",
        "",
        '- `chat request › a` no longer allows the value: `"y"` (requests with it were valid)',
        '  - `{"a": "y"}` is valid in the old version and invalid in the new one',
    ]


def test_json_format_has_counts_and_changes(tmp_path: Path) -> None:
    report: Json = json.loads(drift(tmp_path, OLD, NEW, "--format", "json").stdout)
    assert (report["severity"], report["exit_status"], report["moves"]) == ("breaking", 12, [])
    assert report["counts"] == {"breaking": 1, "risky": 0, "compatible": 1}
    first = report["changes"][0]
    assert first["counterexample"] == {"instance": {"a": "y"}, "accepted_by": "old"}
    assert (first["rule"], first["location"], first["before"]) == ("value-removed", "chat request › a", '"y"')


def test_github_format_has_an_annotation_for_each_change(tmp_path: Path) -> None:
    lines = drift(tmp_path, OLD, NEW, "--format", "github").stdout.splitlines()
    assert lines[0].startswith("::error file=")
    assert ",title=breaking%3A chat request › a::no longer allows the value" in lines[0]
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice", "::notice"]


class Page(HTMLParser):
    """The elements of an HTML page: their names, attributes and text, and the elements that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)


def test_html_format_has_each_change_with_its_counterexample_side_by_side(tmp_path: Path) -> None:
    page = Page(drift(tmp_path, OLD, NEW, "--format", "html").stdout)
    assert page.open == []
    assert page.texts["h2"] == ["chat request"]
    assert page.texts["h3"] == ["chat request › a", "chat request › b"]
    assert page.texts["h4"] == ["old", "new"]
    assert page.texts["pre"] == ['{\n  "a": "y"\n}'] * 2
    assert [text for text in page.texts["p"] if text in ("valid:", "invalid:")] == ["valid:", "invalid:"]
    assert page.texts["label"] == [" breaking (1)", " compatible (1)"]
    assert [attributes["class"] for tag, attributes in page.tags if tag == "article"] == [
        "breaking",
        "compatible",
    ]


def test_html_format_filters_each_severity_of_the_report(tmp_path: Path) -> None:
    text = drift(tmp_path, OLD, NEW, "--format", "html").stdout
    boxes = [attributes["id"] for tag, attributes in Page(text).tags if tag == "input"]
    assert boxes == ["show-breaking", "show-compatible"]
    for severity in Severity:
        assert f"body:has(#show-{severity}:not(:checked)) article.{severity}" in text


def test_html_format_loads_nothing_and_runs_no_script(tmp_path: Path) -> None:
    page = Page(drift(tmp_path, OLD, NEW, "--format", "html").stdout)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.tags}
    policies = [attributes["content"] for tag, attributes in page.tags if "http-equiv" in attributes]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_html_format_has_the_operations_that_are_gone() -> None:
    gone = OperationMove(Operation("post", "/v1/chat"), (Operation("post", "/v2/chat"),))
    assert str(gone) in Page(as_html(Drift(moves=(gone,)))).texts["strong"]


def test_html_format_states_that_nothing_changed(tmp_path: Path) -> None:
    assert "nothing changed" in Page(drift(tmp_path, OLD, OLD, "--format", "html").stdout).texts["p"]


def test_drift_output_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    drift(tmp_path, with_response(chat_answer(TEXT)), with_response(chat_answer({"type": "integer"})))
    options = ["--old", "old.json", "--new", "new.json", "--format", "json"]
    results = [command(tmp_path, *options, seed=seed) for seed in ("0", "1", "4711")]
    assert {result.returncode for result in results} == {12}
    assert len({result.stdout for result in results}) == 1


def chat_answer(inner: Json) -> Json:
    branches = [obj("t a", t={"const": name}, a=inner, b=inner) for name in "abcde"]
    return obj("x", x={"oneOf": branches}, y={"anyOf": [inner, {"type": "array", "items": inner}]})


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (b"", "new.json: is not JSON"),
        (b"<html>", "new.json: is HTML, not JSON"),
        (b"[]", "new.json: is JSON, but not an object"),
        (b'{"openapi": "2.0", "paths": {}}', "is not an OpenAPI 3 document"),
        (nested(300), "is nested more than 200 levels deep"),
        (nested(100_000), "is nested more than 200 levels deep"),
        (with_request({"$ref": "#/nowhere"}), "which does not exist"),
        (with_request({"$ref": "file:///etc/passwd"}), "outside the document"),
        (with_request({"$ref": "#/components/schemas/A"}, A={"$ref": "#/components/schemas/A"}), "in a cycle"),
        (with_request({"$ref": "#/components/schemas/A"}, A={"anyOf": [{"$ref": "#/components/schemas/A"}, TEXT]}),
         "in a cycle"),
        (with_request({"$ref": "#/components/schemas/A"},
               A={"dependentSchemas": {"items": {"$ref": "#/components/schemas/A"}}}), "in a cycle"),
        (with_request({"type": "strung"}), "is not a type"),
        (with_request(obj("a", a={"type": "string", "pattern": "(?<=a+)b"}, b=TEXT)), "is not a regular expression"),
        (document({"requestBody": []}), "is not an object"),
        (document({"responses": {"200": {"headers": {"a": {"schema": 7}}}}}), "is not an object"),
    ],
)  # fmt: skip
def test_drift_reports_an_invalid_document_in_one_line(tmp_path: Path, new: Json, says: str) -> None:
    result = drift(tmp_path, OLD, new)
    assert (result.returncode, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_drift_reports_a_missing_document_in_one_line(tmp_path: Path) -> None:
    result = command(tmp_path, "--old", "nowhere.json", "--new", "nowhere.json")
    assert result.returncode == 1
    assert "cannot be read (no such file or directory)" in result.stderr
    assert result.stderr.count("\n") == 1


def test_drift_requires_new_or_sources_and_overlay(tmp_path: Path) -> None:
    result = command(tmp_path, "--old", "old.json")
    assert result.returncode == 2
    assert "pass either --new, or both --sources and --overlay" in result.stderr


@pytest.mark.parametrize("form", ["text", "markdown", "json", "github", "html"])
@pytest.mark.parametrize(
    "name",
    ["a\x1b]0;x\x07", "a\n::error::b", "a\u2028b", "a\u202eb", "[red]a[/red]", "`-->`", "</pre><script>"],
)
def test_drift_escapes_hostile_names_in_every_format(tmp_path: Path, name: str, form: str) -> None:
    old = {"type": "object", "properties": {name: {"const": name}}, "required": [name]}
    new = {"type": "object", "properties": {name: {"const": "b"}, "c": {"default": name}}, "required": [name]}
    result = drift(tmp_path, with_request(old), with_request(new), "--format", form)
    assert (result.returncode, result.stderr) == (12, "")
    assert all(line.isprintable() for line in result.stdout.split("\n"))
    # As many lines as for a harmless name.
    lines = {"text": 4, "markdown": 10, "github": 3}
    assert result.stdout.count("\n") == lines.get(form, result.stdout.count("\n"))
    if form == "text":
        assert "[red]a[/red]" in result.stdout or name != "[red]a[/red]"
    if form == "html":
        assert "<script" not in result.stdout


def test_drift_limits_the_expansion_of_references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.contract.select.NODE_LIMIT", 20_000)
    components = {f"A{n}": obj(a=ref(n + 1), b=ref(n + 1)) for n in range(40)}
    result = drift(tmp_path, OLD, with_request(ref(0), **components, A40=TEXT))
    assert result.returncode == 1
    assert "exceeds the size limit of 20,000 nodes when its references are resolved" in result.stderr


def ref(number: int) -> Json:
    return {"$ref": f"#/components/schemas/A{number}"}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder with the files that `make drift` reads: sources, overlay, a mirror of one document, and a contract."""
    (tmp_path / "mirror").mkdir()
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nname = "doc"\nurl = "https://127.0.0.1:9/doc.json"\n'
        'operation = "POST /v1/chat/completions"\n'
    )
    (tmp_path / "overlay.yaml").write_text("overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions: []\n")
    (tmp_path / "mirror" / "doc.json").write_text(json.dumps(chat()))
    (tmp_path / "contract.json").write_text(json.dumps(chat()))
    return tmp_path


def published(folder: Path, mirror: str = "mirror") -> Result:
    files = ["--old", "contract.json", "--sources", "sources.toml", "--overlay", "overlay.yaml"]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = command(folder, *files, "--mirror", mirror)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return result


def test_drift_with_sources_compares_the_published_documents_and_writes_nothing(repository: Path) -> None:
    assert (published(repository).returncode, published(repository).stdout) == (0, "nothing changed\n")
    (repository / "mirror" / "doc.json").write_text(json.dumps(chat(provider=TEXT)))
    result = published(repository)
    assert result.returncode == 10
    assert "chat request › provider: was added, optional" in result.stdout


def test_drift_with_sources_reports_a_missing_operation(repository: Path) -> None:
    moved = json.dumps(chat()).replace("/v1/chat/completions", "/openai/deployments/{model}")
    (repository / "mirror" / "doc.json").write_text(moved)
    result = published(repository)
    assert result.returncode == 1
    assert result.stdout.startswith(
        "breaking   POST /v1/chat/completions: was removed: POST /openai/deployments/{model}"
    )
    assert "the document now offers POST /openai/deployments/{model}" in result.stderr


@pytest.mark.parametrize(
    ("mirror", "says"),
    [("nowhere", "cannot be read"), ("http://127.0.0.1:9", "cannot be reached (connection refused)")],
)
def test_drift_with_sources_reports_unavailable_documents_in_one_line(
    repository: Path, mirror: str, says: str
) -> None:
    result = published(repository, mirror)
    assert (result.returncode, result.stdout) == (1, "")
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_make_drift_reports_nothing_changed_for_the_committed_contract(shared: Path) -> None:
    mirror = str(shared / "upstream" / "current")
    make = ["make", "--no-print-directory", "-n", "drift", f"MIRROR={mirror}", "FORMAT=json"]
    recipe = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert recipe.splitlines()[-1].endswith(f'--mirror "{mirror}" --format "json"')
    files = ["--old", "openapi/contract.json", "--sources", "openapi/sources.toml"]
    result = command(ROOT, *files, "--overlay", "openapi/overlay.yaml", "--mirror", mirror)
    assert result == Result(0, "nothing changed\n", "")


def test_drift_gives_the_reason_for_the_side_of_the_change(tmp_path: Path) -> None:
    old, new = obj(a=TEXT), obj("a", a=TEXT)
    assert "(requests without it were valid)" in drift(tmp_path, with_request(old), with_request(new)).stdout
    response = drift(tmp_path, with_response(old), with_response(new)).stdout
    assert "is now required (responses now always contain it)" in response


def test_drift_with_sources_says_offline_what_helps(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    result = published(repository, "http://127.0.0.1:9")
    assert result.stderr.count("\n") == 1
    assert "or compare with documents in a folder: make drift MIRROR=<folder>" in result.stderr


def test_idle_repairs_are_counted_after_the_first_ones(capsys: pytest.CaptureFixture[str]) -> None:
    contract = BuiltContract(document={}, unmatched=[f"$.gone{number} (old)" for number in range(33)])
    print_warnings(contract, Path("overlay.yaml"))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "warning: overlay.yaml: matches nothing: $.gone0 (old)"
    assert len(lines) == 6
    assert lines[-1] == ("warning: 28 more entries that match nothing; make pull contract lists all of them")
