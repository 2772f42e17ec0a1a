"""Where a test pulls to: a folder with a sources.toml, a lock and an upstream folder."""

import contextlib
import io
import subprocess
import sys
from functools import partial
from pathlib import Path

from attrs import frozen

from scripts.common.errors import run
from scripts.pull.__main__ import main
from tests.pull.server import document

ROOT = Path(__file__).parents[2]
OLD = document(title="The old one")
NEW = document(title="The new one, which is longer")


@frozen
class Result:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


def execute(*arguments: str) -> Result:
    """Run a Python of its own at the root of the repository."""
    process = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    return Result(process.returncode, process.stdout, process.stderr)


class Workspace:
    """A folder to pull into; it wants the documents `names`."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.sources = folder / "sources.toml"
        self.lock = folder / "sources.lock"
        self.upstream = folder / "upstream"
        self.names = names or ("one",)
        folder.mkdir(exist_ok=True)
        self.want()

    def want(
        self, address: str = "https://docs.invalid", operation: str = "POST /v1/chat/completions"
    ) -> None:
        """Write the sources: `names`, published under `address`."""
        entries = [
            f'[[source]]\nname = "{name}"\nurl = "{address}/{name}.json"\noperation = "{operation}"\n'
            for name in self.names
        ]
        self.sources.write_text("\n".join(entries))

    def mirror(self, content: bytes) -> str:
        """A folder in which every document is `content`."""
        mirror = self.folder.with_name("mirror")
        mirror.mkdir(exist_ok=True)
        for name in self.names:
            (mirror / f"{name}.json").write_bytes(content)
        return str(mirror)

    def document(self, name: str = "one") -> bytes:
        return (self.upstream / f"{name}.json").read_bytes()

    def arguments(self, mirror: str | None = None) -> list[str]:
        options = {"--sources": self.sources, "--lock": self.lock, "--upstream": self.upstream}
        arguments = [str(part) for option in options.items() for part in option]
        return arguments if mirror is None else [*arguments, "--mirror", mirror]

    def pull(self, mirror: str | None = None) -> Result:
        """What the command does, in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(partial(main, self.arguments(mirror)))
        return Result(status, out.getvalue(), err.getvalue())

    def snapshot(self) -> dict[str, bytes]:
        """Every file in the folder, hidden ones too."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def refuses(self, *says: str, mirror: str | None = None) -> Result:
        """Assert that a pull fails as promised: one line for each document with all that it `says`."""
        before = self.snapshot()
        result = self.pull(mirror)
        assert self.snapshot() == before
        assert_refusal(result, *says, lines=len(self.names))
        return result


def assert_refusal(result: Result, *says: str, lines: int = 1) -> None:
    assert result.status == 1
    assert result.out == ""
    assert len(result.errors) == lines, result.err
    for line in result.errors:
        assert line.startswith("error: ")
        assert line.isprintable()
        for words in says:
            assert words in line
