# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import UNSET, FieldReaders, Model, Unknown

if TYPE_CHECKING:
    from .response_format_text_config import ResponseFormatTextConfig


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseText(Model):
    """The text format of a response."""

    format: ResponseFormatTextConfig | Unknown | None = UNSET
    """The output format."""
    verbosity: str | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "format": "ResponseFormatTextConfig",
    }
