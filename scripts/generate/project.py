"""The outputs of the stage: the package `aimlkit_api`, and the resource classes and the types of the client."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path

from attrs import frozen

from scripts.common.errors import PipelineError, printable
from scripts.common.files import replace_folder
from scripts.common.reserved_names import (
    TEMPLATES,
    client_members,
    model_members,
    response_members,
    response_types,
)
from scripts.generate.api import contract_digest, read_api
from scripts.generate.client_names import PLACEHOLDERS, names_in_client
from scripts.generate.literals import WIDTH
from scripts.generate.names import PACKAGE

#: The lines that a seal puts at the top of an `__init__.py`.
_SEAL = re.compile(rb"\A(?:#.*\n){3}")

_INIT = "__init__.py"

_STAGE = Path(__file__).parent


@frozen
class Generated:
    """The size of the output, and whether it had to be written."""

    classes: int
    files: int
    changed: bool


@frozen
class _Seal:
    """The digests of a folder's inputs and files: while they match, there is nothing to generate."""

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


def generate(
    contract: Path, output: Path, resources: Path | None = None, types: Path | None = None
) -> Generated:
    """Write `output`/aimlkit_api, and the client's resource classes and types, unless they are up to date.

    The folders are replaced together, or not at all. Modules of `resources` whose names begin with an underscore are
    written by hand and stay. Raises PipelineError if the contract cannot be turned into code.
    """
    package = output / PACKAGE
    digest, generator = contract_digest(contract), _generator_digest()
    folders = [package, *(folder for folder in (resources, types) if folder)]
    if all(_is_current(folder, digest, generator) for folder in folders):
        return _summary(package, changed=False)
    api = read_api(contract)
    # openapi-python-client takes most of a second to load, and is not needed if nothing changed.
    from scripts.generate.package import write  # noqa: PLC0415

    with ExitStack() as replacements:
        new_package = replacements.enter_context(replace_folder(package))
        new_resources = replacements.enter_context(replace_folder(resources)) if resources else None
        new_types = replacements.enter_context(replace_folder(types)) if types else None
        write(api, digest, new_package, new_resources, new_types)
        _finish(new_package, digest, generator)
        if new_types:
            _finish(new_types, digest, generator)
        if resources and new_resources:
            _finish(new_resources, digest, generator)
            _copy_hand_written(resources, new_resources)
    return _summary(package, changed=True)


def _is_current(folder: Path, contract: str, generator: str) -> bool:
    """Return whether the seal of `folder` matches its inputs and its files."""
    init = folder / _INIT
    if not init.is_file():
        return False
    seal = _Seal(contract, generator, _files_digest(folder))
    return init.read_bytes().startswith(str(seal).encode())


def _finish(folder: Path, contract: str, generator: str) -> None:
    """Format the source in `folder` and seal it."""
    _format(folder)
    seal = _Seal(contract, generator, _files_digest(folder))
    init = folder / _INIT
    init.write_text(str(seal) + init.read_text(encoding="utf-8"), encoding="utf-8")


def _copy_hand_written(folder: Path, new_folder: Path) -> None:
    for path in folder.glob("_*.py"):
        if path.name != _INIT:
            shutil.copy2(path, new_folder / path.name)


def _format(folder: Path) -> None:
    """Format the source; the result does not depend on where the folder is."""
    files = [path.relative_to(folder).as_posix() for path in _files(folder) if path.suffix == ".py"]
    for file in files:
        path = folder / file
        if file != _INIT:
            text = path.read_text(encoding="utf-8")
            path.write_text(f"# Generated from contract.json. Do not edit.\n{text}", encoding="utf-8")
    # -I: nothing in the folder is imported, and it has a module called types.
    ruff = [sys.executable, "-I", "-m", "ruff"]
    common = ["--isolated", "--no-cache", "--quiet", "--line-length", str(WIDTH), "--target-version", "py311"]
    imports = ["--config", f"lint.isort.known-first-party = ['aimlkit', '{PACKAGE}']"]
    for command in (
        ["check", "--select", "F401", "--fix"],
        ["check", "--select", "I,RUF022,RUF100,TC003", "--fix", *imports],
        ["format"],
    ):
        # The files are named one by one, because ruff excludes folders with names such as `build`.
        run = subprocess.run(  # noqa: S603  (the arguments are these, and names that were made here)
            [*ruff, *command, *common, "--", *files], cwd=folder, capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise PipelineError(
                f"cannot format the source ({printable((run.stderr or run.stdout).strip())})",
                where="ruff",
                hint="fix the template in scripts/generate/templates",
            )


def _files(folder: Path) -> list[Path]:
    """Return the generated files in `folder`, sorted."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and (path.name == _INIT or not path.name.startswith("_"))
    )


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _files_digest(folder: Path) -> str:
    """Return the digest of the generated files in `folder`, without the seal."""
    return _digest(
        part
        for path in _files(folder)
        for part in (path.relative_to(folder).as_posix().encode(), _SEAL.sub(b"", path.read_bytes()))
    )


def _generator_digest() -> str:
    sources = [*_STAGE.glob("*.py"), *TEMPLATES.rglob("*.jinja")]
    versions = f"{version('openapi-python-client')} {version('ruff')}"
    members = [f"{model}: {' '.join(sorted(names))}" for model, names in sorted(client_members().items())]
    reserved = [*sorted(response_members()), *sorted(response_types()), *sorted(model_members())]
    used = [f"{module}: {' '.join(sorted(names))}" for module, names in sorted(names_in_client().items())]
    parts = [versions, *members, *reserved, *used]
    return _digest([*map(str.encode, parts), *(path.read_bytes() for path in sorted(sources))])


def _summary(package: Path, *, changed: bool) -> Generated:
    files = _files(package)
    no_models = (_INIT, PLACEHOLDERS)
    models = [path for path in files if path.parent == package / "models" and path.name not in no_models]
    classes = sum(b"\nclass " in path.read_bytes() for path in models)
    return Generated(classes=classes, files=len(files), changed=changed)
