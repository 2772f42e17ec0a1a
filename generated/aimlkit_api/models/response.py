# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, JsonValue, Model, Unknown, by_property

if TYPE_CHECKING:
    from .meta import Meta
    from .response_error import ResponseError
    from .response_incomplete_details import ResponseIncompleteDetails
    from .response_instruction import ResponseInstruction
    from .response_output_item import ResponseOutputItem
    from .response_prompt_reference import ResponsePromptReference
    from .response_reasoning import ResponseReasoning
    from .response_text import ResponseText
    from .response_tool import ResponseTool
    from .response_tool_choice_types import ResponseToolChoiceTypes
    from .response_usage import ResponseUsage
    from .tool_choice_function import ToolChoiceFunction


@define(slots=False, kw_only=True, eq=False, repr=False)
class Response(Model):
    """The answer of POST /v1/responses."""

    background: bool | None = UNSET
    created_at: int
    """When it was made, in seconds since 1970."""
    error: ResponseError | None = UNSET
    """Why it failed, if it did."""
    id: str
    incomplete_details: ResponseIncompleteDetails | None = UNSET
    """Why it is incomplete, if it is."""
    instructions: list[ResponseInstruction] | str | None = UNSET
    max_output_tokens: int | None = UNSET
    meta: Meta | None = UNSET
    """What AI/ML API adds of its own."""
    metadata: dict[str, JsonValue] | None = UNSET
    model: str
    object: Literal["response"]
    output: list[ResponseOutputItem] | None = UNSET
    """What the model did, in order - reasoning, messages, tool calls."""
    output_text: str | None = UNSET
    """The text of all messages in output, put together."""
    parallel_tool_calls: bool
    previous_response_id: str | None = UNSET
    prompt: ResponsePromptReference | None = UNSET
    reasoning: ResponseReasoning | None = UNSET
    service_tier: str | None = UNSET
    status: (
        Literal["completed", "failed", "in_progress", "cancelled", "queued", "incomplete"] | str | None
    ) = UNSET
    """How far it is."""
    temperature: float | None = UNSET
    text: ResponseText | None = UNSET
    tool_choice: (
        ResponseToolChoiceTypes
        | ToolChoiceFunction
        | Literal["none", "auto", "required"]
        | str
        | Unknown
        | None
    ) = UNSET
    tools: list[ResponseTool] | None = UNSET
    top_p: float | None = UNSET
    truncation: Literal["auto", "disabled"] | str | None = UNSET
    usage: ResponseUsage | None = UNSET
    """What it took, in tokens."""

    __field_readers__: ClassVar[FieldReaders] = {
        "error": "ResponseError",
        "incomplete_details": "ResponseIncompleteDetails",
        "instructions": ArrayOf("ResponseInstruction"),
        "meta": "Meta",
        "output": ArrayOf("ResponseOutputItem"),
        "prompt": "ResponsePromptReference",
        "reasoning": "ResponseReasoning",
        "text": "ResponseText",
        "tool_choice": by_property(
            "type",
            {
                "web_search_preview": "ResponseToolChoiceTypes",
                "web_search_preview_2025_03_11": "ResponseToolChoiceTypes",
                "computer_use_preview": "ResponseToolChoiceTypes",
                "code_interpreter": "ResponseToolChoiceTypes",
                "mcp": "ResponseToolChoiceTypes",
                "file_search": "ResponseToolChoiceTypes",
                "image_generation": "ResponseToolChoiceTypes",
                "function": "ToolChoiceFunction",
            },
        ),
        "tools": ArrayOf("ResponseTool"),
        "usage": "ResponseUsage",
    }
