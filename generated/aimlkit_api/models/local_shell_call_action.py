# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import Literal

from attrs import define

from ..types import UNSET, Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class LocalShellCallAction(Model):
    """A shell command and its settings."""

    command: list[str]
    """The command and its arguments."""
    env: dict[str, str]
    """The environment variables of the command."""
    timeout_ms: int | None = UNSET
    """The timeout of the command, in milliseconds."""
    type: Literal["exec"]
    user: str | None = UNSET
    """The user who runs the command."""
    working_directory: str | None = UNSET
    """The directory in which to run the command."""
