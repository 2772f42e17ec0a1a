# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, FieldReaders, Model

if TYPE_CHECKING:
    from .web_search_user_location import WebSearchUserLocation


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseWebSearchPreviewTool(Model):
    """A tool with which the model searches the web."""

    search_context_size: Literal["low", "medium", "high"] | str | None = UNSET
    """How much of the context window search results may use."""
    type: Literal["web_search_preview", "web_search_preview_2025_03_11"]
    """The version of the tool."""
    user_location: WebSearchUserLocation | None = UNSET
    """The location of the user, to localize search results."""
    search_content_types: list[str] | None = UNSET
    """None: this service does not document it."""

    __field_readers__: ClassVar[FieldReaders] = {
        "user_location": "WebSearchUserLocation",
    }
