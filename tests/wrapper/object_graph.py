"""Searching everything that an object refers to, directly or not, for a secret text."""

from __future__ import annotations

import gc
from collections import deque
from pathlib import Path
from types import (
    BuiltinFunctionType,
    FrameType,
    FunctionType,
    ModuleType,
    TracebackType,
)

from aimlkit._redaction import SecretString
from tests.conftest import ROOT

# They refer to everything else in the process.
_OUTSIDE = (ModuleType, type, BuiltinFunctionType)


def find_secret(root: object, secret: str) -> list[str]:
    """Return the types on the way from `root` to a text or bytes with the secret; nothing if there are none.

    A `SecretString` may have it: it shows itself in no repr, and cannot be pickled. The variables of tests are not
    searched; those of all other frames of a traceback are.
    """
    seen: dict[int, object] = {}
    remaining: deque[tuple[object, tuple[str, ...]]] = deque([(root, ())])
    while remaining:
        value, path = remaining.popleft()
        if id(value) in seen or isinstance(value, _OUTSIDE):
            continue
        seen[id(value)] = value  # Kept alive, so that no other object gets its id.
        path = (*path, type(value).__name__)
        if _has_secret(value, secret):
            return [*path, repr(value)[:100]]
        remaining.extend((child, path) for child in _children(value))
    return []


def _has_secret(value: object, secret: str) -> bool:
    if isinstance(value, SecretString):
        return False
    if isinstance(value, str):
        return secret in value
    return isinstance(value, bytes | bytearray) and secret.encode() in value


def _children(value: object) -> list[object]:
    match value:
        case FrameType():
            if Path(value.f_code.co_filename).is_relative_to(ROOT / "tests"):
                return []
            return [*value.f_locals.values()]
        case TracebackType():
            return [value.tb_frame, value.tb_next]
        case FunctionType():
            return [*(value.__closure__ or ()), value.__defaults__, value.__kwdefaults__]
        case _:
            return gc.get_referents(value)
