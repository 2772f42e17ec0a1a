"""Fixtures: the package of the fixture contract, generated once."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.common.errors import run as run_main
from scripts.generate.__main__ import main
from scripts.generate.names import PACKAGE
from scripts.generate.project import generate
from tests.commands import run_command
from tests.conftest import ROOT
from tests.generate.fixture import CONTRACT

#: The name under which the tests import the fixture's package, as the real one may be installed, too.
IMPORTED = "fixture_api"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that contains the package of the fixture contract."""
    folder = tmp_path_factory.mktemp("generated")
    contract = folder / "contract.json"
    contract.write_text(json.dumps(CONTRACT), encoding="utf-8")
    generate(contract, folder / "out")
    return folder / "out"


@pytest.fixture(scope="session")
def api(generated: Path) -> Iterator[str]:
    """Make the fixture's package importable; return its name."""
    folder = generated.parent / "imported"
    folder.mkdir()
    (folder / IMPORTED).symlink_to(generated / PACKAGE, target_is_directory=True)
    sys.path.insert(0, str(folder))
    yield IMPORTED
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def models(api: str) -> Any:
    """Return the package `models` of the fixture's package."""
    return importlib.import_module(f"{api}.models")


@pytest.fixture(scope="session")
def types(api: str) -> Any:
    """Return the module `types` of the fixture's package."""
    return importlib.import_module(f"{api}.types")


@pytest.fixture(scope="session")
def read(models: Any) -> Callable[[str, Any], Any]:
    """Return a function that reads a value of a named union."""

    def reader(name: str, value: Any) -> Any:
        return importlib.import_module(f"{models.__name__}.{models.MODULES[name]}").read(value)

    return reader


@pytest.fixture(scope="session")
def run(generated: Path) -> Callable[..., str]:
    """Return a function that runs a program in a new interpreter, where the package is importable as aimlkit_api."""

    def program(source: str, folder: Path = generated, *options: str) -> str:
        return run_program(source, folder, *options)

    return program


def run_program(source: str, folder: Path, *options: str) -> str:
    """Run a program in a new interpreter, in which the packages in `folder` can be imported; return its output."""
    start = f"import sys; sys.path.insert(0, {str(folder)!r})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", *options, "-c", start + source],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command(contract: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m scripts.generate`, in this process."""
    return run_command(
        lambda: run_main(main), "--contract", str(contract), "--output", str(output), *options, folder=ROOT
    )
