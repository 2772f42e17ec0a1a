# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import UNSET, ArrayOf, FieldReaders, Unknown, by_property
from .response_create_params import ResponseCreateParams

if TYPE_CHECKING:
    from .o3_pro_response_input_item import O3ProResponseInputItem
    from .o3_pro_tool import O3ProTool
    from .reasoning import Reasoning
    from .response_prompt import ResponsePrompt
    from .response_text_config import ResponseTextConfig
    from .tool_choice_function import ToolChoiceFunction
    from .tool_choice_types import ToolChoiceTypes


@define(slots=False, kw_only=True, eq=False, repr=False)
class O3ProResponseCreateParams(ResponseCreateParams):
    """The body of a request to create a response."""

    background: bool | None = UNSET
    """Generates the response in the background; the request returns at once. Defaults to false."""
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
    """Additional data to include in the response, such as encrypted reasoning."""
    input: list[O3ProResponseInputItem] | str
    """The input of the model: text, or a list of messages, tool results and output items of earlier
    responses.
    """
    instructions: str | None = UNSET
    """Instructions that precede the input, like a developer message. Later responses of the conversation
    do not inherit them.
    """
    max_output_tokens: int | None = UNSET
    """Limits the number of generated tokens, reasoning tokens included. A response that reaches the limit
    is incomplete.
    """
    model: Literal["openai/o3-pro"]
    """The ID of the model that generates the response."""
    parallel_tool_calls: bool | None = UNSET
    """Allows the model to request several tool calls at once."""
    previous_response_id: str | None = UNSET
    """The ID of a stored response whose conversation this request continues."""
    prompt: ResponsePrompt | None = UNSET
    """A stored prompt template with the values of its variables."""
    reasoning: Reasoning | None = UNSET
    """Settings of reasoning models."""
    store: bool | None = UNSET
    """Stores the response, so that later requests can refer to it. Defaults to false."""
    stream: bool | None = UNSET
    """Streams the response as server-sent events while it is generated. Defaults to false."""
    text: ResponseTextConfig | None = UNSET
    """The format of the generated text."""
    tool_choice: (
        ToolChoiceFunction | ToolChoiceTypes | Literal["none", "auto", "required"] | Unknown | None
    ) = UNSET
    """Controls tool calls: "none" prevents them, "auto" lets the model decide, "required" forces at least
    one, and an object selects the tool to call.
    """
    tools: list[O3ProTool] | None = UNSET
    """The tools that the model may call."""
    truncation: Literal["auto", "disabled"] | None = UNSET
    """Controls what happens if the conversation exceeds the context window: "auto" drops items from its
    middle, "disabled", the default, fails the request.
    """

    __field_readers__: ClassVar[FieldReaders] = {
        "input": ArrayOf("O3ProResponseInputItem"),
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
        "tools": ArrayOf("O3ProTool"),
    }
