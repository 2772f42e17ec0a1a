"""The attributes of clients for operations that no source has: a test that uses one is skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit import resources
from aimlkit_api.operations import OPERATIONS
from tests.models import BALANCE_OPERATION, CATALOGUE_OPERATION, CHAT_OPERATION, RESPONSES_OPERATION, require

if TYPE_CHECKING:
    import pytest

    from aimlkit_api.operations import OperationSpec

ATTRIBUTES = {
    "chat": CHAT_OPERATION,
    "responses": RESPONSES_OPERATION,
    "models": CATALOGUE_OPERATION,
    "balance": BALANCE_OPERATION,
}
#: The commands of `aimlkit` whose names are other than those of the attributes.
COMMANDS = {"respond": RESPONSES_OPERATION}
#: The operations of test modules that import code which is generated for them only, by their paths in this folder.
MODULES = {
    "resources/test_signatures.py": (CHAT_OPERATION, RESPONSES_OPERATION),
    "streaming/test_output_items.py": (RESPONSES_OPERATION,),
    "streaming/test_responses.py": (RESPONSES_OPERATION,),
    "test_answers.py": (RESPONSES_OPERATION,),
    "test_pydantic_fields.py": (CHAT_OPERATION,),
}


def modules_that_import_them() -> list[str]:
    """Return the test modules that cannot be imported, because no source has an operation."""
    return [path for path, operation_ids in MODULES.items() if not OPERATIONS.keys() >= {*operation_ids}]


def skip_tests_that_use_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the classes of clients the attributes that they lack, which skip the test that uses them."""
    for name in resources.__all__:
        for attribute, operation_id in ATTRIBUTES.items():
            if not hasattr(getattr(resources, name), attribute):
                monkeypatch.setattr(
                    getattr(resources, name), attribute, _skipping(operation_id), raising=False
                )


def require_api(name: str) -> None:
    """Skip the test if `name` is the attribute or the command of an API that no source has."""
    operation_id = {**ATTRIBUTES, **COMMANDS}.get(name)
    if operation_id:
        require(operation_id)


def require_specification(spec: OperationSpec) -> None:
    """Skip the test if `spec` is the placeholder of an operation that no source has."""
    if spec not in OPERATIONS.values():
        require(spec.id)


def _skipping(operation_id: str) -> property:
    return property(lambda _: require(operation_id))
