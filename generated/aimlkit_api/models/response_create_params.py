# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..types import UNSET, JsonValue, OneOf, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .function_tool import FunctionTool
    from .mcp_tool import McpTool
    from .o3_pro_response_input_item import O3ProResponseInputItem
    from .o3_pro_tool import O3ProTool
    from .reasoning import Reasoning
    from .response_input_item import ResponseInputItem
    from .response_prompt import ResponsePrompt
    from .response_text_config import ResponseTextConfig
    from .tool_choice_function import ToolChoiceFunction
    from .tool_choice_types import ToolChoiceTypes

read: Callable[[JsonValue], ResponseCreateParams | Unknown] = by_property(
    "model", {"o3-mini": "O3MiniResponseCreateParams", "openai/o3-pro": "O3ProResponseCreateParams"}
)
"""Return a JSON value with the objects in it as models."""


class ResponseCreateParams(OneOf):
    """The body of a request to create a response."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            input: Sequence[ResponseInputItem | O3ProResponseInputItem | Unknown] | str,
            model: Literal["o3-mini", "openai/o3-pro"],
            background: bool | None = UNSET,
            include: Sequence[
                Literal[
                    "message.input_image.image_url",
                    "computer_call_output.output.image_url",
                    "reasoning.encrypted_content",
                    "code_interpreter_call.outputs",
                ]
            ]
            | None = UNSET,
            instructions: str | None = UNSET,
            max_output_tokens: int | None = UNSET,
            parallel_tool_calls: bool | None = UNSET,
            previous_response_id: str | None = UNSET,
            prompt: ResponsePrompt | None = UNSET,
            reasoning: Reasoning | None = UNSET,
            store: bool | None = UNSET,
            stream: bool | None = UNSET,
            text: ResponseTextConfig | None = UNSET,
            tool_choice: ToolChoiceFunction
            | ToolChoiceTypes
            | Literal["none", "auto", "required"]
            | Unknown
            | None = UNSET,
            tools: Sequence[FunctionTool | McpTool | O3ProTool | Unknown] | None = UNSET,
            truncation: Literal["auto", "disabled"] | None = UNSET,
        ) -> None:
            """Return an object of the class for these values."""

    __union_reader__ = staticmethod(read)
