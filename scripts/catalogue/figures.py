"""`python -m scripts.catalogue.figures`: build one client from all documents of a mirror, and print measurements.

The sources are those of openapi/sources.toml, which the client needs, followed by all other documents. It works in copies
of the working copy, below build/sources: one with all documents, one with a sample of models for the contract checks.
Nothing in the working copy itself changes.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Container, Iterator, Sequence
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scripts.catalogue.find import service_name, source_name
from scripts.catalogue.sources_file import with_source
from scripts.catalogue.workspace import FOLDER, SOURCES, update_copy
from scripts.common.documents import Object, as_object, parse_document, read_document
from scripts.common.errors import PipelineError, run
from scripts.common.files import read_file, replace_file
from scripts.common.lock import exclusive
from scripts.common.models import all_models
from scripts.common.sources import Source, is_valid_name, read_sources
from scripts.contract.select import select
from scripts.pull.catalogue import Catalogue, read_catalogue, read_index, read_model_list
from scripts.pull.mirror import read_from_folder
from scripts.pull.provider import fetch

UPSTREAM = Path("openapi/upstream")
#: How many models the contract checks try.
SAMPLE = 50
#: How many documents may be left out, one at a time, because the contract cannot be built with them.
MAX_REFUSED_TOGETHER = 10
#: How many of the last lines of the output of a failed stage are printed.
PRINTED_LINES = 8
#: How often the import and the first call are measured; the fastest counts.
MEASUREMENTS = 8
#: A program that prints the seconds of CPU time of the import and of the first call; its argument is the model.
_FIRST_CALL = """
import sys, time
began = time.process_time()
import aimlkit
imported = time.process_time()
import httpx
transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"choices": []}))
client = aimlkit.AIMLAPI(api_key="x", http_client=httpx.Client(transport=transport))
ready = time.process_time()
client.chat.completions.create(model=sys.argv[1], messages=[{"role": "user", "content": "Hi"}])
print(imported - began, time.process_time() - ready)
"""


@frozen
class Candidate:
    """A document of the catalogue: its source, or the reason why it is refused."""

    name: str
    source: Source | None
    #: The models of the operation; empty if it has none.
    models: list[str]
    refused: str = ""


@frozen
class Stage:
    """A command that ran: its duration, its peak memory, its output, and whether it succeeded."""

    label: str
    seconds: float
    megabytes: float
    output: str
    succeeded: bool


@frozen
class Timing:
    """The seconds of CPU time that the import of a client takes, and its first call."""

    imported: float
    called: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the catalogue and print its figures; return 1 if a stage failed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.catalogue.figures", description=__doc__)
    parser.add_argument("--mirror", metavar="DIR", help="a folder with documents; without it, the service's")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="how many models to check (%(default)s)"
    )
    options = parser.parse_args(arguments)
    folder = FOLDER / "catalogue"
    with exclusive(folder):
        listed = read_sources(SOURCES)
        found, mirror = _find(options.mirror, listed)
        usable = [candidate for candidate in found if candidate.source]
        if not usable:
            raise PipelineError("has no usable document", where=str(options.mirror), hint="check MIRROR")
        refused = [candidate.refused for candidate in found if candidate.refused]
        stages, more_refused = build(folder, usable, mirror)
        refused += more_refused
        timings: list[Timing] = []
        if all(stage.succeeded for stage in stages):
            stages.append(_run("mypy", folder, "-m", "mypy", "generated", "wrapper"))
            measured, timings = measure(folder)
            stages += [*measured, *_check_sample(usable, listed, options.sample, mirror)]
        _print(found, refused, stages, timings, folder)
    return int(not all(stage.succeeded for stage in stages))


def _find(mirror: str | None, listed: Sequence[Source]) -> tuple[list[Candidate], str | None]:
    """Return the candidates, those of the sources `listed` first, and the folder with all their documents.

    The folder is None without a mirror: the documents are fetched from their addresses then.
    """
    others = [*candidates(mirror, read_catalogue(SOURCES), {source.name for source in listed})]
    if not mirror:
        return [*(Candidate(source.name, source, []) for source in listed), *others], None
    documents = FOLDER / "catalogue-documents"
    return [*collect(listed, Path(mirror), documents), *others], str(documents)


def _check_sample(
    usable: list[Candidate], listed: Sequence[Source], count: int, mirror: str | None
) -> list[Stage]:
    """Build a client with `count` of the models, and run the contract checks with it; return the stages to report.

    These are the contract checks or, if the build fails, the stages of the build.
    """
    folder = FOLDER / "catalogue-sample"
    names = {source.name for source in listed}
    chosen = evenly_spaced([each for each in usable if each.name not in names], count)
    needed = [each for each in usable if each.name in names]
    stages, _ = build(folder, [*needed, *chosen], mirror)
    if not all(stage.succeeded for stage in stages):
        return stages
    return [_run(f"conformance of {len(chosen)}", folder, "-m", "tests.conformance", "--brief")]


def candidates(mirror: str | None, catalogue: Catalogue, listed: Container[str] = ()) -> Iterator[Candidate]:
    """Yield the documents of a mirror folder, or the published and served ones, without those in `listed`."""
    for name, url, content in _documents(mirror, catalogue):
        if name in listed:
            continue
        try:
            yield _candidate(name, url, parse_document(content, name))
        except PipelineError as error:
            yield Candidate(name, None, [], str(error))


def _candidate(name: str, url: str, document: Object) -> Candidate:
    """Return the candidate for the first operation of `document`, where operations below /v1 precede others.

    Raises PipelineError if the document has no operation, or cannot be read.
    """
    if not is_valid_name(name):
        raise PipelineError("is not a name that a source can have", where=name, hint="rename the file")
    operations = sorted(all_models(document).items(), key=lambda item: not item[0].path.startswith("/v1/"))
    if not operations:
        raise PipelineError("has no operation", where=f"{name}#/paths", hint="leave it out")
    operation, models = operations[0]
    source = Source(name, url, operation)
    select(document, source)
    return Candidate(name, source, models)


def _documents(mirror: str | None, catalogue: Catalogue) -> Iterator[tuple[str, str, bytes]]:
    """Yield the name, published address and content of each document."""
    if mirror:
        files = sorted(Path(mirror).glob("*.json"))
        if not files:
            raise PipelineError("has no documents", where=mirror, hint="set MIRROR to a folder of documents")
        for file in files:
            yield file.stem, catalogue.mirrored_url(file.stem), read_file(file)
        return
    addresses = {source_name(path): catalogue.url_of(path) for path in read_index(catalogue, fetch)}
    for model in read_model_list(catalogue, fetch):
        if model.document_url:
            addresses.setdefault(service_name(model.id, model.document_url), model.document_url)
    for name, url in addresses.items():
        try:
            yield name, url, fetch(url, name)
        except PipelineError as error:
            print(f"warning: {error}", file=sys.stderr)


def collect(listed: Sequence[Source], mirror: Path, folder: Path) -> Iterator[Candidate]:
    """Put all documents of a mirror, and those of the sources `listed`, into `folder`; yield the latter.

    A listed document that is neither in the mirror nor in a folder next to it is taken from the pulled ones.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in mirror.glob("*.json"):
        (folder / path.name).symlink_to(path.resolve())
    for source in listed:
        path = folder / f"{source.name}.json"
        document = read_from_folder(source, mirror)
        pulled = UPSTREAM / path.name
        if isinstance(document, PipelineError) and not pulled.is_file():
            yield Candidate(source.name, None, [], f"{document} or pull it: make pull")
            continue
        if not path.exists():
            path.write_bytes(read_file(pulled) if isinstance(document, PipelineError) else document.content)
        yield Candidate(source.name, source, [])


def build(folder: Path, usable: list[Candidate], mirror: str | None) -> tuple[list[Stage], list[str]]:
    """Build the contract and the client in `folder`; return the stages, and the errors of the documents left out."""
    refused: list[str] = []
    remaining = usable
    while True:
        write_copy(folder, remaining)
        stages = [run_stage("pull", folder, mirror), run_stage("contract", folder, None)]
        failed = next((stage for stage in stages if not stage.succeeded), None)
        culprit = failed and _culprit(failed, remaining)
        if culprit is None or len(refused) >= MAX_REFUSED_TOGETHER:
            break
        refused.append(_last_line(stages[-1].output))
        remaining = [candidate for candidate in remaining if candidate is not culprit]
    if failed is None:
        stages.append(run_stage("generate", folder, None))
    return stages, refused


def write_copy(folder: Path, taken: list[Candidate]) -> None:
    """Update the copy in `folder` with a list of sources of the documents `taken`."""
    content = ""
    for candidate in taken:
        if candidate.source:
            content = with_source(content, candidate.source)
    listed = folder.with_name(f"{folder.name}.toml")
    replace_file(listed, content.encode())
    update_copy(listed, folder)


def _culprit(stage: Stage, taken: list[Candidate]) -> Candidate | None:
    """Return the document that the error of a stage begins with; None if it begins with none."""
    line = _last_line(stage.output).removeprefix("error: ")
    return next((it for it in taken if re.match(rf"{re.escape(it.name)}[#: ]", line)), None)


def run_stage(name: str, folder: Path, mirror: str | None) -> Stage:
    """Run `pull`, `contract` or `generate` in the copy `folder`."""
    paths = {
        "pull": "--sources openapi/sources.toml --lock openapi/sources.lock --upstream openapi/upstream",
        "contract": "--sources openapi/sources.toml --overlay openapi/overlay.yaml --upstream openapi/upstream "
        "--output openapi/contract.json",
        "generate": "--contract openapi/contract.json --output generated --resources wrapper/aimlkit/resources "
        "--types wrapper/aimlkit/types",
    }
    options = ["--mirror", str(Path(mirror).resolve())] if mirror else []
    return _run(name, folder, "-m", f"scripts.{name}", *paths[name].split(), *options)


def measure(folder: Path) -> tuple[list[Stage], list[Timing]]:
    """Measure the import and the first call of the client in `folder` and of the one in the working copy, alternately.

    Return a list with the stage that failed, if one did, and the two timings.
    """
    contract = read_document(Path("openapi/contract.json"), "contract.json")
    chat = [model for it, models in all_models(contract).items() if "chat" in it.path for model in models]
    found: dict[Path, list[Timing]] = {folder: [], Path(): []}
    # Users import compiled modules, whatever the environment of this command sets.
    bytecode = {
        "PYTHONPYCACHEPREFIX": str((FOLDER / "bytecode").resolve()),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    for _ in range(MEASUREMENTS):
        for place, timings in found.items():
            stage = _run("import and first call", place, "-c", _FIRST_CALL, *chat[:1], **bytecode)
            if not stage.succeeded:
                return [stage], []
            imported, called = map(float, stage.output.split())
            timings.append(Timing(imported, called))
    return [], [
        Timing(min(it.imported for it in timings), min(it.called for it in timings))
        for timings in found.values()
    ]


def _run(label: str, folder: Path, *arguments: str, **environment: str) -> Stage:
    """Run Python in the copy `folder`, with `environment` in addition to the variables of this process."""
    path = os.pathsep.join(str((folder / name).resolve()) for name in ("", "wrapper", "generated"))
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - this interpreter and the stages
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    return Stage(label, seconds, _megabytes(usage), output, process.returncode == 0)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _print(
    found: list[Candidate], refused: list[str], stages: list[Stage], timings: list[Timing], folder: Path
) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for line in refused:
        console.print(f"refused: {line.removeprefix('error: ')}", markup=False)
    for stage in stages:
        if not stage.succeeded:
            for line in stage.output.strip().splitlines()[-PRINTED_LINES:]:
                console.print(f"failed: {stage.label}: {line}", markup=False)
    table = Table("", "now", box=None, pad_edge=False, header_style="bold")
    table.add_column("seconds", justify="right")
    table.add_column("MB", justify="right")
    table.add_row("documents", f"{len(found)} read, {len(refused)} refused", "", "")
    for stage in stages:
        state = "ok" if stage.label == "pull" else _last_line(stage.output)
        table.add_row(
            Text(stage.label),
            Text(state if stage.succeeded else "failed"),
            f"{stage.seconds:.2f}",
            f"{stage.megabytes:.0f}",
        )
    if timings:
        now, committed = timings
        for label, seconds, other in (
            ("import", now.imported, committed.imported),
            ("first call", now.called, committed.called),
        ):
            share = f"{seconds / other - 1:+.0%}, the client of this working copy: {other * 1000:.1f} ms"
            table.add_row(label, share, f"{seconds:.4f}", "")
    if all(stage.succeeded for stage in stages):
        contract = read_document(folder / "openapi/contract.json", "contract.json")
        models = sum(map(len, all_models(contract).values()))
        table.add_row("models", f"{models}, in {len(all_models(contract))} operations", "", "")
        schemas = len(as_object(as_object(contract["components"])["schemas"]))
        classes = len(list((folder / "generated/aimlkit_api/models").glob("[!_]*.py")))
        table.add_row("schemas, modules of models", f"{schemas}, {classes}", "", "")
    console.print(table)


def evenly_spaced(usable: list[Candidate], count: int) -> list[Candidate]:
    """Return `count` of `usable`, spread evenly over the list; all if there are fewer."""
    step = max(1.0, len(usable) / max(1, count))
    return [usable[int(index * step)] for index in range(min(count, len(usable)))]


def _last_line(output: str) -> str:
    return (output.strip().splitlines() or ["no output"])[-1]


if __name__ == "__main__":
    sys.exit(run(main))
