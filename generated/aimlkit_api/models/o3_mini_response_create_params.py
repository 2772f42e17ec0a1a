# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Model, Unknown, by_property

if TYPE_CHECKING:
    from .function_tool import FunctionTool
    from .mcp_tool import McpTool
    from .reasoning import Reasoning
    from .response_input_item import ResponseInputItem
    from .response_prompt import ResponsePrompt
    from .response_text_config import ResponseTextConfig
    from .tool_choice_function import ToolChoiceFunction
    from .tool_choice_types import ToolChoiceTypes


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3MiniResponseCreateParams(Model):
    """What POST /v1/responses takes."""

    background: bool | None = UNSET
    """Return at once and go on in the background."""
    include: (
        list[
            Literal[
                "message.input_image.image_url",
                "computer_call_output.output.image_url",
                "reasoning.encrypted_content",
                "code_interpreter_call.outputs",
            ]
        ]
        | None
    ) = UNSET
    """What else the response is to hold."""
    input: list[ResponseInputItem] | str
    """What to answer - a text, or a list of messages, tool results and earlier output items."""
    instructions: str | None = UNSET
    """How the model is to behave; not kept for the responses that follow this one."""
    max_output_tokens: int | None = UNSET
    """At most this many tokens are generated, reasoning included."""
    model: Literal["o3-mini"]
    """The model that answers."""
    parallel_tool_calls: bool | None = UNSET
    """Let the model call several tools at once."""
    previous_response_id: str | None = UNSET
    """The id of the response that this one follows."""
    prompt: ResponsePrompt | None = UNSET
    """A stored prompt and the values of its variables."""
    reasoning: Reasoning | None = UNSET
    """How long the model thinks, and whether it sums up its reasoning."""
    store: bool | None = UNSET
    """Keep the response, so that others can follow it."""
    stream: bool | None = UNSET
    """Send the response as server-sent events while it is generated."""
    text: ResponseTextConfig | None = UNSET
    """The form of the answer's text."""
    tool_choice: (
        ToolChoiceFunction | ToolChoiceTypes | Literal["none", "auto", "required"] | Unknown | None
    ) = UNSET
    """Whether the model uses a tool - "none" never, "auto" if it sees fit, "required" at least one - or
    which.
    """
    tools: list[FunctionTool | McpTool | Unknown] | None = UNSET
    """The tools the model may use."""
    truncation: Literal["auto", "disabled"] | None = UNSET
    """What to do when the conversation is too long - "auto" drop its middle, "disabled" fail."""

    __field_readers__: ClassVar[FieldReaders] = {
        "input": ArrayOf("ResponseInputItem"),
        "prompt": "ResponsePrompt",
        "reasoning": "Reasoning",
        "text": "ResponseTextConfig",
        "tool_choice": by_property(
            "type",
            {
                "function": "ToolChoiceFunction",
                "web_search_preview": "ToolChoiceTypes",
                "web_search_preview_2025_03_11": "ToolChoiceTypes",
                "computer_use_preview": "ToolChoiceTypes",
                "code_interpreter": "ToolChoiceTypes",
                "mcp": "ToolChoiceTypes",
            },
        ),
        "tools": ArrayOf(by_property("type", {"function": "FunctionTool", "mcp": "McpTool"})),
    }
