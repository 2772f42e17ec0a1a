"""The names of `aimlkit_api` that the hand-written modules of the client use.

They describe Chat Completions, Responses and the catalogue, of which the contract need not have all. A name that no
source has is generated as a placeholder, so that the client can be imported with the operations that there are.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from scripts.common.reserved_names import CLIENT
from scripts.generate.names import PACKAGE

#: The modules of the package whose names depend on the contract.
_MODULES = ("models", "operations", "params")

#: The module of `models` that has the placeholders.
PLACEHOLDERS = "placeholders.py"

#: The first words of a generated module.
_GENERATED = "# Generated from contract.json"


@cache
def names_in_client() -> Mapping[str, frozenset[str]]:
    """Return the names that the client uses of each module whose names depend on the contract."""
    used = {module: set[str]() for module in _MODULES}
    for path in sorted(CLIENT.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not source.startswith(_GENERATED):
            for module, name in _used_names(ast.parse(source)):
                used[module].add(name)
    return {module: frozenset(names) for module, names in used.items()}


def missing_names(module: str, generated: Collection[str]) -> list[str]:
    """Return the names of a module that the client uses, other than those that are `generated`."""
    return sorted(names_in_client()[module] - {*generated})


def _used_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the names that a module of the client uses, as `from aimlkit_api.models import X` or `models.X`."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(source), names=names) if source.startswith(f"{PACKAGE}."):
                module = source.removeprefix(f"{PACKAGE}.")
                # The classes in `operations` do not depend on the contract, its constants do.
                if module in _MODULES:
                    yield from (
                        (module, each.name) for each in names if module != "operations" or each.name.isupper()
                    )
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in _MODULES:
                if name[0].isupper():
                    yield module, name
            case _:
                pass
