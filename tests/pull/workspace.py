"""The workspace of a test: a folder with a sources.toml, a lock and an upstream folder."""

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
    """The exit status and output of a command."""

    status: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        return self.err.splitlines()


def execute(*arguments: str) -> Result:
    """Run a new Python process at the root of the repository."""
    process = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=30
    )
    return Result(process.returncode, process.stdout, process.stderr)


class Workspace:
    """A folder to pull the documents `names` into."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.sources = folder / "sources.toml"
        self.lock = folder / "sources.lock"
        self.upstream = folder / "upstream"
        self.names = names or ("one",)
        folder.mkdir(exist_ok=True)
        self.write_sources()

    def write_sources(
        self, address: str = "https://docs.invalid", operation: str = "POST /v1/chat/completions"
    ) -> None:
        """Write a sources.toml for the documents, published under `address`."""
        entries = [
            f'[[source]]\nname = "{name}"\nurl = "{address}/{name}.json"\noperation = "{operation}"\n'
            for name in self.names
        ]
        self.sources.write_text("\n".join(entries))

    def mirror(self, content: bytes) -> str:
        """Create a mirror in which every document is `content`, and return its path."""
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
        """Run the command in this process."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(partial(main, self.arguments(mirror)))
        return Result(status, out.getvalue(), err.getvalue())

    def snapshot(self) -> dict[str, bytes]:
        """Return the content of every file in the folder, including hidden ones."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def assert_refused(self, *texts: str, mirror: str | None = None) -> Result:
        """Assert that a pull fails with one line for each document, which contains all `texts`, and changes nothing."""
        before = self.snapshot()
        result = self.pull(mirror)
        assert self.snapshot() == before
        assert_refusal(result, *texts, lines=len(self.names))
        return result


def assert_refusal(result: Result, *texts: str, lines: int = 1) -> None:
    assert result.status == 1
    assert result.out == ""
    assert len(result.errors) == lines, result.err
    for line in result.errors:
        assert line.startswith("error: ")
        assert line.isprintable()
        for text in texts:
            assert text in line
