"""The same types, where openai-python's users look for them."""

from typing import TYPE_CHECKING

from aimlkit import types

if TYPE_CHECKING:
    from aimlkit.types import *  # noqa: F403
else:
    __getattr__ = types.__getattr__
