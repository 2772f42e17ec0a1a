# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model

if TYPE_CHECKING:
    from .response_file_search_result import ResponseFileSearchResult


@define(slots=False, kw_only=True, eq=False, repr=False)
class ResponseFileSearchToolCall(Model):
    id: str
    queries: list[str]
    results: list[ResponseFileSearchResult] | None = UNSET
    status: Literal["in_progress", "searching", "incomplete", "failed", "completed"] | str
    type: Literal["file_search_call"]

    __field_readers__: ClassVar[FieldReaders] = {
        "results": ArrayOf("ResponseFileSearchResult"),
    }
