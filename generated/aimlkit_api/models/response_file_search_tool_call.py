# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_file_search_result import ResponseFileSearchResult


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileSearchToolCall(Model):
    """An item of the request's instructions."""

    id: str
    """The ID of the search."""
    queries: list[str]
    """The search queries."""
    results: list[ResponseFileSearchResult] | None = UNSET
    """The search results, if the request includes them."""
    status: Literal["in_progress", "searching", "incomplete", "failed", "completed"] | str
    """The progress of the search."""
    type: Literal["file_search_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "results": ArrayOf("ResponseFileSearchResult"),
    }
