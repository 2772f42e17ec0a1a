# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .response_format_text_config import ResponseFormatTextConfig


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseTextConfig(Model):
    """The format of the generated text."""

    format: ResponseFormatTextConfig
    """The output format, such as plain text or JSON that conforms to a schema."""

    __field_readers__: ClassVar[FieldReaders] = {
        "format": "ResponseFormatTextConfig",
    }
