"""The figures of `make catalogue`: which documents are taken, and which are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.catalogue import figures
from scripts.catalogue.figures import Candidate, Stage
from scripts.common.sources import Operation, Source
from scripts.pull.catalogue import Catalogue
from tests.catalogue import __main__ as trying
from tests.catalogue.builders import document, service_document, write_mirror
from tests.conftest import ROOT

PLACES = Catalogue("", "", "https://files.invalid/{path}", "text/{vendor}/{name}.json")


def candidate(name: str) -> Candidate:
    return Candidate(name, Source(name, "https://files.invalid", Operation("post", "/v1/x")), [name])


def test_candidates_are_taken_or_refused_with_a_line(tmp_path: Path) -> None:
    mirror = write_mirror(
        tmp_path,
        {
            "Vendor.one": document(["vendor/one"]),
            "usage": service_document(),
            "nothing": {"openapi": "3.0.0", "paths": {}},
            "Vendor.lost": document(["vendor/lost"], bad={"$ref": "#/nowhere"}),
        },
    )
    (mirror / "broken.json").write_text("{")
    found = {it.name: it for it in figures.candidates(str(mirror), PLACES)}
    assert {name for name, it in found.items() if it.source} == {"Vendor.one", "usage"}
    assert found["Vendor.one"].models == ["vendor/one"]
    for name, reason in (
        ("broken", "not JSON"),
        ("nothing", "has no operation"),
        ("Vendor.lost", "not exist"),
    ):
        assert found[name].refused.startswith(name)
        assert reason in found[name].refused
        assert "\n" not in found[name].refused


def test_candidates_leave_out_sources_that_are_listed(tmp_path: Path) -> None:
    mirror = write_mirror(tmp_path, {"Vendor.one": document(["vendor/one"]), "usage": service_document()})
    found = [it.name for it in figures.candidates(str(mirror), PLACES, {"usage"})]
    assert found == ["Vendor.one"]


def test_documents_of_listed_sources_are_those_of_the_mirror_or_were_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = write_mirror(tmp_path, {"Vendor.one": document(["vendor/one"]), "there": service_document()})
    upstream = tmp_path / "upstream"
    upstream.mkdir()
    (upstream / "pulled.json").write_text("{}")
    monkeypatch.setattr(figures, "UPSTREAM", upstream)
    operation = Operation("get", "/v1/x")
    listed = [Source(name, "https://files.invalid", operation) for name in ("there", "pulled", "missing")]
    found = {it.name: it for it in figures.collect(listed, mirror, tmp_path / "all")}
    assert [name for name, it in found.items() if it.source] == ["there", "pulled"]
    assert "make pull" in found["missing"].refused
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert names == {"Vendor.one.json", "there.json", "pulled.json"}


def test_build_leaves_out_a_document_that_a_stage_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[list[str]] = []

    def stage(name: str, _folder: Path, _mirror: str | None) -> Stage:
        fails = name == "contract" and "bad.one" in written[-1]
        output = "warning: x\nerror: bad.one#/paths: is odd; fix it" if fails else "fine"
        return Stage(name, 1, 1, output, not fails)

    def write_copy(_: Path, taken: list[Candidate]) -> None:
        written.append([it.name for it in taken])

    monkeypatch.setattr(figures, "run_stage", stage)
    monkeypatch.setattr(figures, "write_copy", write_copy)
    stages, refused = figures.build(Path(), [candidate("bad"), candidate("bad.one")], None)
    assert [it.label for it in stages] == ["pull", "contract", "generate"]
    assert refused == ["error: bad.one#/paths: is odd; fix it"]
    assert written == [["bad", "bad.one"], ["bad"]]


def test_evenly_spaced_spreads_a_sample_over_the_whole_list() -> None:
    many = [candidate(str(number)) for number in range(100)]
    assert [it.name for it in figures.evenly_spaced(many, 4)] == ["0", "25", "50", "75"]
    assert figures.evenly_spaced(many[:3], 50) == many[:3]
    assert figures.evenly_spaced(many, 0) == []


def test_listed_models_are_twenty_that_the_catalogue_has(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    names = trying.listed_models()
    assert len(names) == len(set(names)) == 20
    for name in names:
        assert json.loads((shared / "upstream" / "catalogue" / f"{name}.json").read_bytes())


def test_try_models_stops_if_a_model_cannot_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi").mkdir()
    (tmp_path / "openapi" / "sources.toml").write_text("")
    ran: list[list[str]] = []

    def run_make(_folder: Path, arguments: list[str], _sources: Path) -> int:
        ran.append(arguments)
        return int("MODEL=bad" in arguments)

    monkeypatch.setattr(trying, "run_make", run_make)
    monkeypatch.setattr(trying, "update_copy", lambda *_: None)
    assert list(trying.try_models(["bad"], "mirror", trying.TARGETS, tests="all")) == ["add"]
    assert list(trying.try_models(["a", "b"], "mirror", trying.TARGETS, tests="contract")) == list(
        trying.TARGETS
    )
    assert ran[1] == ["add", "MIRROR=mirror", "MODEL=a b"]
    assert ran[3] == ["check"]
