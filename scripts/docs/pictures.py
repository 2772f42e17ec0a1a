"""`python -m scripts.docs.pictures`: write pictures of a terminal, as SVG, from real runs of commands with the mock.

Needs a pseudo-terminal, so it does not run on Windows.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from scripts.common.errors import PipelineError, run

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

COLUMNS = 100
REQUESTS = 60

# rich's own template loads a font from another server.
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, monospace; line-height: {line_height}px; }}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""

# The bar of rich erases its line before it draws the next state of it.
_ERASED_LINE = re.compile(r"\r\x1b\[2K")
_CURSOR = re.compile(r"\x1b\[\?25[lh]|\x1b\[\d*[ABCD]")


def main() -> int:
    """Write the pictures; return 0."""
    parser = argparse.ArgumentParser(prog="python -m scripts.docs.pictures", description=__doc__)
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="the folder to write into")
    options = parser.parse_args()
    root = Path.cwd()
    with tempfile.TemporaryDirectory() as name, _mock() as variables:
        folder = Path(name)
        for picture, command, screen in (
            *_bulk(root, folder, variables),
            _cost(root, folder, variables),
            _drift(root, folder, variables),
        ):
            (options.output / f"{picture}.svg").write_text(svg(picture, command, screen), encoding="utf-8")
    return 0


def svg(name: str, command: str, screen: str) -> str:
    """Return a picture of a terminal in which a command has printed `screen`, with its ANSI escape sequences."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, force_terminal=True, highlight=False)
        console.print(Text.assemble(("$ ", "dim"), (command, "bold")))
        console.print(Text.from_ansi(screen.replace("\r\n", "\n").rstrip()))
        console.print()  # The last line would be cut off below.
        return console.export_svg(title="aimlkit", theme=MONOKAI, code_format=SVG, unique_id=name)


def run_in_terminal(
    command: Sequence[str], folder: Path, variables: Mapping[str, str], statuses: Sequence[int] = (0,)
) -> str:
    """Return what a command prints on a terminal. Raises PipelineError unless its exit status is one of `statuses`."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    environment = {**os.environ, **variables, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(  # noqa: S603 - commands of this repository
        command, cwd=folder, env=environment, stdin=child, stdout=child, stderr=child
    ) as process:
        os.close(child)
        printed = _read_all(parent).decode()
    os.close(parent)
    if process.returncode not in statuses:
        raise PipelineError(f"has failed:\n{printed}", where=" ".join(command), hint="run it by itself")
    return printed


def _read_all(terminal: int) -> bytes:
    """Return the bytes until the other end is closed, which Linux reports as an error."""
    parts: list[bytes] = []
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            data = b""
        if not data:
            return b"".join(parts)
        parts.append(data)


@contextmanager
def _mock() -> Generator[Mapping[str, str]]:
    """Run the mock server; yield the variables with which clients find it."""
    command = [sys.executable, "-m", "aimlkit.mock", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            url = server.stdout.readline().strip() if server.stdout else ""
            yield {"AIML_API_KEY": "mock-key", "AIML_API_BASE": url}
        finally:
            server.terminate()


def _bulk(root: Path, folder: Path, variables: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the pictures of a bulk run: in the middle, and at its end."""
    model = _model(root)
    requests = [
        {"custom_id": f"note-{number}", "model": model, "input": f"Summarize note {number}."}
        for number in range(1, REQUESTS + 1)
    ]
    (folder / "in.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in requests), encoding="utf-8")
    arguments = ["bulk", "in.jsonl", "--output", "out.jsonl", "--max-spend-usd", "20"]
    limits = ["--requests-per-minute", "1200"]  # Slow enough to be seen in the middle.
    printed = run_in_terminal([sys.executable, "-m", "aimlkit", *arguments, *limits], folder, variables)
    states = [_CURSOR.sub("", state).strip("\r\n") for state in _ERASED_LINE.split(printed)]
    bars = [state for state in states[:-1] if "in flight" in state]
    command = " ".join(["aimlkit", *arguments])
    return [("bulk-running", command, bars[len(bars) // 2]), ("bulk-done", command, states[-1])]


def _cost(root: Path, folder: Path, variables: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the picture of a program that reaches its spending limit."""
    program = root / "examples" / "cost.py"
    printed = run_in_terminal([sys.executable, str(program)], folder, variables)
    return "cost", "python examples/cost.py", printed


def _drift(root: Path, folder: Path, variables: Mapping[str, str]) -> tuple[str, str, str]:
    """Return the picture of a report about a contract with two changes."""
    contract = _contract(root)
    (folder / "old.json").write_text(json.dumps(contract), encoding="utf-8")
    _make_two_changes(contract["components"]["schemas"])
    (folder / "new.json").write_text(json.dumps(contract), encoding="utf-8")
    arguments = ["-m", "scripts.drift", "--old", "old.json", "--new", "new.json"]
    path = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    breaking = 12
    printed = run_in_terminal(
        [sys.executable, *arguments], folder, {**variables, "PYTHONPATH": path}, statuses=[breaking]
    )
    return "drift", " ".join(["python", *arguments]), printed


def _make_two_changes(schemas: Mapping[str, Any]) -> None:
    """Make a bound in a request tighter, and add a property to a response."""
    properties = {name: schema.get("properties", {}) for name, schema in sorted(schemas.items())}
    requests = [fields for name, fields in properties.items() if name.endswith("Params")]
    bounded = next(each for fields in requests for each in fields.values() if each.get("minimum"))
    bounded["minimum"] *= 2
    response = next(fields for fields in properties.values() if {"id", "usage"} <= fields.keys())
    response["carbon_grams"] = {"type": "number"}


def _model(root: Path) -> str:
    """Return the first model that takes an input."""
    for schema in _contract(root)["components"]["schemas"].values():
        fields = schema.get("properties", {})
        if {"input", "model"} <= fields.keys():
            model = fields["model"]
            name: str = model["const"] if "const" in model else model["enum"][0]
            return name
    raise PipelineError(
        "has no model that takes an input", where="openapi/contract.json", hint="add one: make add MODEL=…"
    )


def _contract(root: Path) -> Any:
    return json.loads((root / "openapi" / "contract.json").read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(run(main))
