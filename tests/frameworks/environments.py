"""An environment for each framework: a virtual environment, or a folder of npm, below `build/frameworks`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.frameworks.catalogue import PROGRAMS, Framework

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = ROOT / "build" / "frameworks"

_INSTALL_TIMEOUT = 900  # seconds


class InstallationError(Exception):
    """A framework cannot be installed; the message is one line."""


def environment_of(framework: Framework) -> Path:
    """Return the folder of a framework's environment."""
    return ENVIRONMENTS / framework.name


def create_environment(framework: Framework) -> Path:
    """Install a framework unless its environment is up to date; return the folder. Raises InstallationError."""
    folder = environment_of(framework)
    ready = folder / ".ready"
    state = f"{sys.version}\n{framework.requirements.read_text(encoding='utf-8')}"
    if not ready.exists() or ready.read_text(encoding="utf-8") != state:
        shutil.rmtree(folder, ignore_errors=True)
        (_create_python_environment if framework.is_python else _create_node_environment)(framework, folder)
        ready.write_text(state, encoding="utf-8")
    return folder


def command_of(framework: Framework, folder: Path) -> tuple[list[str], Path]:
    """Return the command that runs a framework's program, and the working directory for it."""
    if framework.is_python:
        python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        return [str(python), "-m", f"tests.frameworks.programs.{framework.program.stem}"], ROOT
    # Node.js finds packages next to the program only.
    for module in (framework.program, *PROGRAMS.glob("_*.mjs")):
        shutil.copy(module, folder)
    return ["node", framework.program.name], folder


def _create_python_environment(framework: Framework, folder: Path) -> None:
    _run([sys.executable, "-m", "venv", str(folder)], ROOT)
    python = command_of(framework, folder)[0][0]
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([python, *install, "-r", str(framework.requirements)], ROOT)


def _create_node_environment(framework: Framework, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise InstallationError("npm is not installed")
    folder.mkdir(parents=True)
    shutil.copy(framework.requirements, folder / "package.json")
    _run([npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], folder)


def _run(command: list[str], folder: Path) -> None:
    """Run a command. Raises InstallationError with the last line of its output."""
    try:
        subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=True, timeout=_INSTALL_TIMEOUT
        )
    except subprocess.CalledProcessError as error:
        lines = [line.strip() for line in f"{error.stdout}\n{error.stderr}".splitlines() if line.strip()]
        raise InstallationError(lines[-1] if lines else f"exit status {error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise InstallationError(f"it takes more than {_INSTALL_TIMEOUT} seconds") from error
