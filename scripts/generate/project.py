"""The package `aimlkit_api`, generated from a contract."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from attrs import frozen

from scripts.common.errors import PipelineError, printable
from scripts.common.files import replace_folder
from scripts.generate import contract as contracts
from scripts.generate.literals import WIDTH

PACKAGE = "aimlkit_api"

#: The lines that a seal puts before the package's own `__init__`.
_SEAL = re.compile(rb"\A(?:#.*\n){3}")

_STAGE = Path(__file__).parent
TEMPLATES = _STAGE / "templates"


@frozen
class Generated:
    """What there is now, and whether it had to be written."""

    classes: int
    files: int
    changed: bool


@frozen
class _Seal:
    """What the package was generated from, by which generator, and what it is."""

    contract: str
    generator: str
    files: str

    def __str__(self) -> str:
        by = f"openapi-python-client {version('openapi-python-client')}"
        return (
            f"# Generated from contract.json (sha256 {self.contract}) by {by}. Do not edit.\n"
            f"# Stage: sha256 {self.generator}\n"
            f"# Files: sha256 {self.files}\n"
        )


def generate(contract: Path, output: Path) -> Generated:
    """Write `output`/aimlkit_api, unless it is there already as it would be written. Raises PipelineError."""
    package = output / PACKAGE
    digest, generator = contracts.digest_of(contract), _generator_digest()
    init = package / "__init__.py"
    if init.is_file():
        seal = _Seal(digest, generator, _files_digest(package))
        if init.read_bytes().startswith(str(seal).encode()):
            return _summary(package, changed=False)
    read = contracts.read(contract)
    # openapi-python-client takes most of a second to load, and is not needed when nothing changed.
    from scripts.generate.package import write  # noqa: PLC0415

    with replace_folder(package) as folder:
        write(read, digest, folder)
        _lay_out(folder)
        seal = _Seal(digest, generator, _files_digest(folder))
        init = folder / "__init__.py"
        init.write_text(str(seal) + init.read_text(encoding="utf-8"), encoding="utf-8")
    return _summary(package, changed=True)


def _lay_out(folder: Path) -> None:
    """Lay the source out, so that it does not depend on where it is written."""
    files = [str(path.relative_to(folder)) for path in _files(folder) if path.suffix == ".py"]
    for file in files:
        path = folder / file
        if file != "__init__.py":
            text = path.read_text(encoding="utf-8")
            path.write_text(f"# Generated from contract.json. Do not edit.\n{text}", encoding="utf-8")
    # -I: nothing in the folder is imported, and it has a module called types.
    ruff = [sys.executable, "-I", "-m", "ruff"]
    common = ["--isolated", "--no-cache", "--quiet", "--line-length", str(WIDTH), "--target-version", "py311"]
    for command in (
        ["check", "--select", "F401", "--fix"],
        ["check", "--select", "I,RUF022,RUF100,TC003", "--fix"],
        ["format"],
    ):
        # Named one by one: of a folder it would leave out what is called build, say.
        run = subprocess.run(  # noqa: S603  (the arguments are these, and names that were made here)
            [*ruff, *command, *common, "--", *files], cwd=folder, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise PipelineError(
                f"cannot lay out the source ({printable((run.stderr or run.stdout).strip())})",
                where="ruff",
                hint="mend the template in scripts/generate/templates",
            )


def _files(package: Path) -> list[Path]:
    return sorted(path for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _digest(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _files_digest(package: Path) -> str:
    """What the package's files hold, the seal aside."""
    return _digest(
        part
        for path in _files(package)
        for part in (path.relative_to(package).as_posix().encode(), _SEAL.sub(b"", path.read_bytes()))
    )


def _generator_digest() -> str:
    sources = [*_STAGE.glob("*.py"), *TEMPLATES.rglob("*.jinja")]
    versions = f"{version('openapi-python-client')} {version('ruff')}"
    return _digest(part for part in (versions.encode(), *(path.read_bytes() for path in sorted(sources))))


def _summary(package: Path, *, changed: bool) -> Generated:
    files = _files(package)
    models = [path for path in files if path.parent == package / "models" and path.name != "__init__.py"]
    classes = sum(b"\nclass " in path.read_bytes() for path in models)
    return Generated(classes=classes, files=len(files), changed=changed)
