"""Adding models to the sources and removing them, in a temporary working copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from scripts import build
from scripts.catalogue import __main__, change
from scripts.common.errors import PipelineError, run
from scripts.common.rollback import BACKUP
from scripts.common.sources import read_sources
from scripts.pull import __main__ as pull_command
from tests.catalogue.builders import CATALOGUE, RESPONSES, document, entry, service_document, write_mirror

SOURCES = Path("openapi/sources.toml")
OVERLAY = (
    "overlay: 1.0.0\ninfo: {title: t, version: 1.0.0}\nactions:\n"
    "  - {target: $.paths.*.*.responses.*, description: required, update: {description: A response.}}\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working copy with the source `one`, its document and contract, and a mirror with more."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(build, "generate_client", lambda _: [])
    (tmp_path / "openapi").mkdir()
    SOURCES.write_text(f"# Ours.\n\n{CATALOGUE}\n{entry('one')}")
    Path("openapi/overlay.yaml").write_text(OVERLAY)
    write_mirror(
        tmp_path / "mirror",
        {
            "one": document(["vendor/one"]),
            "Vendor.two": document(["vendor/two", "two-old"], seed={"type": "integer"}),
            "Vendor.two-RESPONSES": document(["vendor/two"], RESPONSES),
            "Vendor.broken": document(["vendor/broken"], bad={"$ref": "#/nowhere"}),
            "usage": service_document(),
        },
    )
    arguments = [
        "--sources",
        str(SOURCES),
        "--lock",
        "openapi/sources.lock",
        "--upstream",
        "openapi/upstream",
    ]
    assert pull_command.main([*arguments, "--mirror", "mirror"]) == 0
    build.build_contract(build.Job(read_sources(SOURCES), None, Console(), pulled=True))
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def catalogue(*arguments: str) -> int:
    return run(lambda: __main__.main(arguments))


def test_add_prints_what_becomes_possible_and_remove_undoes_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(folder)
    capsys.readouterr()
    assert catalogue("add", "vendor/two", "--mirror", "mirror") == 0
    out = capsys.readouterr().out
    assert "vendor/two: Vendor.two (POST /v1/chat/completions), published at " in out
    assert "new models of POST /v1/chat/completions (2): vendor/two, two-old\n" in out
    assert "new parameters of POST /v1/chat/completions (1): seed\n" in out
    assert SOURCES.read_text().startswith(before["openapi/sources.toml"].decode())
    assert Path("openapi/upstream/Vendor.two.json").exists()
    assert catalogue("remove", "two-old") == 0
    assert "removed parameters of POST /v1/chat/completions (1): seed\n" in capsys.readouterr().out
    after = snapshot(folder)
    after.pop("openapi/.contract.json.old", None)
    assert after == before


def test_add_takes_the_requested_api_and_operations_without_a_model(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogue("add", "vendor/two", "usage", "--mirror", "mirror", "--api", "v1") == 0
    assert catalogue("add", "vendor/two", "--mirror", "mirror", "--api", "responses") == 0
    out = capsys.readouterr().out
    assert "GET /v1/usage" in out
    assert "new operations (1): POST /v1/responses\n" in out


def test_add_reports_a_model_that_a_source_already_has(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(folder)
    assert catalogue("add", "vendor/one", "--mirror", "mirror") == 0
    out = capsys.readouterr().out
    assert out.endswith("vendor/one is already there: POST /v1/chat/completions has it\n")
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "vendor/broken", "--mirror", "mirror"], "which does not exist"),
        (["add", "vendor/two", "vendor/tow", "--mirror", "mirror"], "did you mean vendor/"),
        (["add", "vendor/two", "--mirror", "https://mirror.invalid"], "set MIRROR to a folder"),
        (["add"], "MODEL: is not set; name a model: make add MODEL="),
        (["remove", "vendor/two"], "has no source for vendor/two"),
        (["remove", "vendor/one"], "one: is the last source; add another source first"),
        (["remove", "vendor/one", "--api", "video"], "has no source with the API video"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_change_that_fails_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    before = snapshot(folder)
    assert catalogue(*arguments) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("error: ")
    assert message in error
    assert snapshot(folder) == before


@pytest.mark.parametrize("stage", ["pull", "build_contract", "generate_client", "_print_difference"])
def test_add_changes_nothing_if_it_is_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    before = snapshot(folder)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(change if hasattr(change, stage) else build, stage, interrupted)
    assert catalogue("add", "vendor/two", "--mirror", "mirror") == 1
    assert snapshot(folder) == before


def test_the_next_run_restores_what_a_killed_one_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(folder)
    # A process that is killed runs no handler.
    monkeypatch.setattr("scripts.common.rollback.restore_after_kill", lambda _: None)
    monkeypatch.setattr(
        build, "generate_client", lambda _: (_ for _ in ()).throw(PipelineError("", where="", hint=""))
    )
    assert catalogue("add", "vendor/two", "--mirror", "mirror") == 1
    assert (BACKUP / "complete").exists()
    assert snapshot(folder) != before
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert catalogue("remove", "nothing") == 1
    assert snapshot(folder) == before
