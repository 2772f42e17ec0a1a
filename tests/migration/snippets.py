"""python -m tests.migration.snippets: run openai-python's documented programs with it and with aimlkit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from attrs import frozen
from rich.console import Console
from rich.table import Table

from aimlkit.mock import MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE
from aimlkit_api.request_shapes import REQUEST_SHAPES
from tests.conftest import ROOT
from tests.migration.documents import DownloadError, Snippet, snippets, source_distribution
from tests.migration.preparation import move, prepare

_TIMEOUT = 60  # seconds


@frozen
class Outcome:
    """The outcome of a documented program: for each package, the last line of its traceback, or None if it succeeds."""

    snippet: Snippet
    openai_problem: str | None
    aimlkit_problem: str | None


def main() -> int:
    """Run all programs and print a table; return 1 if they cannot be downloaded."""
    try:
        found = snippets(source_distribution())
    except DownloadError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    with MockServer() as mock, ThreadPoolExecutor(os.cpu_count()) as executor:
        outcomes = list(executor.map(run, found, repeat(mock)))
    table = Table("program", "openai-python", "aimlkit", box=None)
    for outcome in outcomes:
        table.add_row(
            outcome.snippet.title, outcome.openai_problem or "runs", outcome.aimlkit_problem or "runs"
        )
    Console(width=None if sys.stdout.isatty() else 220, markup=False).print(table)
    with_openai = sum(outcome.openai_problem is None for outcome in outcomes)
    with_aimlkit = sum(outcome.aimlkit_problem is None for outcome in outcomes)
    print(f"{len(outcomes)} programs: {with_openai} run with openai-python, {with_aimlkit} with aimlkit")
    return 0


def run(snippet: Snippet, mock: MockServer) -> Outcome:
    """Run a program with each package, until it succeeds with one of the models; the first one's problem is reported.

    A user who migrates a program chooses a model that takes its requests: with images, for example.
    """
    openai_problems, aimlkit_problems = [], []
    for model in candidate_models():
        prelude, code = prepare(snippet, model)
        openai_problems.append(_problem([prelude, code], mock))
        aimlkit_problems.append(_problem([move(prelude), move(code)], mock))
        if openai_problems[-1] is None and aimlkit_problems[-1] is None:
            break
    return Outcome(snippet, _best(openai_problems), _best(aimlkit_problems))


def _best(problems: list[str | None]) -> str | None:
    return None if None in problems else problems[0]


def candidate_models() -> list[str]:
    """Return one model for each request shape: first those that both APIs serve, in the order of the sources."""
    in_both = {model for model in CREATE_RESPONSE.models if model in CREATE_CHAT_COMPLETION.models}
    shapes: dict[tuple[str | None, ...], str] = {}
    for model in sorted(
        dict.fromkeys([*CREATE_RESPONSE.models, *CREATE_CHAT_COMPLETION.models]),
        key=lambda model: model not in in_both,
    ):
        shapes.setdefault(tuple(shape.get(model) for shape in REQUEST_SHAPES.values()), model)
    return [*shapes.values()]


def _problem(programs: list[str], mock: MockServer) -> str | None:
    """Run programs in one process; return the last line of its traceback, or None if it succeeds."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        names = {"OPENAI_API_KEY": mock.key, "OPENAI_BASE_URL": mock.base_url}
        names |= {"AIML_API_KEY": mock.key, "AIML_API_BASE": mock.base_url}
        environment = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()} | names
        paths = [str(ROOT), environment.get("PYTHONPATH", "")]
        environment |= {"PYTHONPATH": os.pathsep.join(path for path in paths if path)} | _mutual_tls(
            Path(folder)
        )
        try:
            result = subprocess.run(
                [sys.executable, "-m", "tests.migration.run_snippet"],
                input=json.dumps(programs),
                env=environment,
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=_TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"takes more than {_TIMEOUT} seconds"
    if result.returncode == 0:
        return None
    lines = [line for line in result.stderr.splitlines() if line and not line[0].isspace()]
    return lines[-1] if lines else f"exit status {result.returncode}"


def _mutual_tls(folder: Path) -> dict[str, str]:
    """Create a certificate with OpenSSL; return the environment variables that the programs read its paths from."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, capture_output=True, check=True)
    return {"OPENAI_MTLS_CERTIFICATE_CHAIN": str(certificate), "OPENAI_MTLS_PRIVATE_KEY": str(key)}


if __name__ == "__main__":
    sys.exit(main())
