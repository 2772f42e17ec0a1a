# Generated from contract.json. Do not edit.
"""The types of `openai.types.chat` that this service has, under the same names.

This package has the modules of that package, too. A module is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.types.chat.chat_completion import ChatCompletion as ChatCompletion
    from aimlkit.types.chat.chat_completion_assistant_message_param import (
        ChatCompletionAssistantMessageParam as ChatCompletionAssistantMessageParam,
    )
    from aimlkit.types.chat.chat_completion_assistant_message_param import (
        ContentArrayOfContentPart as ContentArrayOfContentPart,
    )
    from aimlkit.types.chat.chat_completion_audio import ChatCompletionAudio as ChatCompletionAudio
    from aimlkit.types.chat.chat_completion_chunk import ChatCompletionChunk as ChatCompletionChunk
    from aimlkit.types.chat.chat_completion_chunk import ChoiceDelta as ChoiceDelta
    from aimlkit.types.chat.chat_completion_chunk import ChoiceDeltaToolCall as ChoiceDeltaToolCall
    from aimlkit.types.chat.chat_completion_chunk import (
        ChoiceDeltaToolCallFunction as ChoiceDeltaToolCallFunction,
    )
    from aimlkit.types.chat.chat_completion_content_part_param import (
        ChatCompletionContentPartParam as ChatCompletionContentPartParam,
    )
    from aimlkit.types.chat.chat_completion_content_part_text import (
        ChatCompletionContentPartText as ChatCompletionContentPartText,
    )
    from aimlkit.types.chat.chat_completion_content_part_text_param import (
        ChatCompletionContentPartTextParam as ChatCompletionContentPartTextParam,
    )
    from aimlkit.types.chat.chat_completion_developer_message_param import (
        ChatCompletionDeveloperMessageParam as ChatCompletionDeveloperMessageParam,
    )
    from aimlkit.types.chat.chat_completion_function_tool import (
        ChatCompletionFunctionTool as ChatCompletionFunctionTool,
    )
    from aimlkit.types.chat.chat_completion_function_tool_param import (
        ChatCompletionFunctionToolParam as ChatCompletionFunctionToolParam,
    )
    from aimlkit.types.chat.chat_completion_message import Annotation as Annotation
    from aimlkit.types.chat.chat_completion_message import AnnotationURLCitation as AnnotationURLCitation
    from aimlkit.types.chat.chat_completion_message import ChatCompletionMessage as ChatCompletionMessage
    from aimlkit.types.chat.chat_completion_message_custom_tool_call import (
        ChatCompletionMessageCustomToolCall as ChatCompletionMessageCustomToolCall,
    )
    from aimlkit.types.chat.chat_completion_message_custom_tool_call import Custom as Custom
    from aimlkit.types.chat.chat_completion_message_function_tool_call import (
        ChatCompletionMessageFunctionToolCall as ChatCompletionMessageFunctionToolCall,
    )
    from aimlkit.types.chat.chat_completion_message_function_tool_call_param import (
        ChatCompletionMessageFunctionToolCallParam as ChatCompletionMessageFunctionToolCallParam,
    )
    from aimlkit.types.chat.chat_completion_message_param import (
        ChatCompletionMessageParam as ChatCompletionMessageParam,
    )
    from aimlkit.types.chat.chat_completion_message_tool_call import (
        ChatCompletionMessageToolCall as ChatCompletionMessageToolCall,
    )
    from aimlkit.types.chat.chat_completion_message_tool_call import (
        ChatCompletionMessageToolCallUnion as ChatCompletionMessageToolCallUnion,
    )
    from aimlkit.types.chat.chat_completion_message_tool_call_param import (
        ChatCompletionMessageToolCallParam as ChatCompletionMessageToolCallParam,
    )
    from aimlkit.types.chat.chat_completion_message_tool_call_union_param import (
        ChatCompletionMessageToolCallUnionParam as ChatCompletionMessageToolCallUnionParam,
    )
    from aimlkit.types.chat.chat_completion_named_tool_choice_param import (
        ChatCompletionNamedToolChoiceParam as ChatCompletionNamedToolChoiceParam,
    )
    from aimlkit.types.chat.chat_completion_reasoning_effort import (
        ChatCompletionReasoningEffort as ChatCompletionReasoningEffort,
    )
    from aimlkit.types.chat.chat_completion_role import ChatCompletionRole as ChatCompletionRole
    from aimlkit.types.chat.chat_completion_stream_options_param import (
        ChatCompletionStreamOptionsParam as ChatCompletionStreamOptionsParam,
    )
    from aimlkit.types.chat.chat_completion_system_message_param import (
        ChatCompletionSystemMessageParam as ChatCompletionSystemMessageParam,
    )
    from aimlkit.types.chat.chat_completion_token_logprob import (
        ChatCompletionTokenLogprob as ChatCompletionTokenLogprob,
    )
    from aimlkit.types.chat.chat_completion_token_logprob import TopLogprob as TopLogprob
    from aimlkit.types.chat.chat_completion_tool_choice_option_param import (
        ChatCompletionToolChoiceOptionParam as ChatCompletionToolChoiceOptionParam,
    )
    from aimlkit.types.chat.chat_completion_tool_message_param import (
        ChatCompletionToolMessageParam as ChatCompletionToolMessageParam,
    )
    from aimlkit.types.chat.chat_completion_tool_param import (
        ChatCompletionToolParam as ChatCompletionToolParam,
    )
    from aimlkit.types.chat.chat_completion_tool_param import FunctionDefinition as FunctionDefinition
    from aimlkit.types.chat.chat_completion_tool_union_param import (
        ChatCompletionToolUnionParam as ChatCompletionToolUnionParam,
    )
    from aimlkit.types.chat.chat_completion_user_message_param import (
        ChatCompletionUserMessageParam as ChatCompletionUserMessageParam,
    )
    from aimlkit.types.chat.completion_create_params import CompletionCreateParams as CompletionCreateParams
    from aimlkit.types.chat.completion_create_params import (
        CompletionCreateParamsBase as CompletionCreateParamsBase,
    )
    from aimlkit.types.chat.completion_create_params import (
        CompletionCreateParamsNonStreaming as CompletionCreateParamsNonStreaming,
    )
    from aimlkit.types.chat.completion_create_params import (
        CompletionCreateParamsStreaming as CompletionCreateParamsStreaming,
    )
    from aimlkit.types.chat.completion_create_params import ResponseFormat as ResponseFormat
    from aimlkit.types.chat.create_chat_completion_request_message_param import (
        CreateChatCompletionRequestMessageParam as CreateChatCompletionRequestMessageParam,
    )
    from aimlkit.types.chat.parsed_chat_completion import ParsedChatCompletion as ParsedChatCompletion
    from aimlkit.types.chat.parsed_chat_completion import (
        ParsedChatCompletionMessage as ParsedChatCompletionMessage,
    )
    from aimlkit.types.chat.parsed_chat_completion import ParsedChoice as ParsedChoice
    from aimlkit.types.chat.parsed_function_tool_call import ParsedFunction as ParsedFunction
    from aimlkit.types.chat.parsed_function_tool_call import ParsedFunctionToolCall as ParsedFunctionToolCall

#: The module of each name.
_MODULES = {
    "Annotation": "aimlkit.types.chat.chat_completion_message",
    "AnnotationURLCitation": "aimlkit.types.chat.chat_completion_message",
    "ChatCompletion": "aimlkit.types.chat.chat_completion",
    "ChatCompletionAssistantMessageParam": "aimlkit.types.chat.chat_completion_assistant_message_param",
    "ChatCompletionAudio": "aimlkit.types.chat.chat_completion_audio",
    "ChatCompletionChunk": "aimlkit.types.chat.chat_completion_chunk",
    "ChatCompletionContentPartParam": "aimlkit.types.chat.chat_completion_content_part_param",
    "ChatCompletionContentPartText": "aimlkit.types.chat.chat_completion_content_part_text",
    "ChatCompletionContentPartTextParam": "aimlkit.types.chat.chat_completion_content_part_text_param",
    "ChatCompletionDeveloperMessageParam": "aimlkit.types.chat.chat_completion_developer_message_param",
    "ChatCompletionFunctionTool": "aimlkit.types.chat.chat_completion_function_tool",
    "ChatCompletionFunctionToolParam": "aimlkit.types.chat.chat_completion_function_tool_param",
    "ChatCompletionMessage": "aimlkit.types.chat.chat_completion_message",
    "ChatCompletionMessageCustomToolCall": "aimlkit.types.chat.chat_completion_message_custom_tool_call",
    "ChatCompletionMessageFunctionToolCall": "aimlkit.types.chat.chat_completion_message_function_tool_call",
    "ChatCompletionMessageFunctionToolCallParam": "aimlkit.types.chat.chat_completion_message_function_tool_call_param",
    "ChatCompletionMessageParam": "aimlkit.types.chat.chat_completion_message_param",
    "ChatCompletionMessageToolCall": "aimlkit.types.chat.chat_completion_message_tool_call",
    "ChatCompletionMessageToolCallParam": "aimlkit.types.chat.chat_completion_message_tool_call_param",
    "ChatCompletionMessageToolCallUnion": "aimlkit.types.chat.chat_completion_message_tool_call",
    "ChatCompletionMessageToolCallUnionParam": "aimlkit.types.chat.chat_completion_message_tool_call_union_param",
    "ChatCompletionNamedToolChoiceParam": "aimlkit.types.chat.chat_completion_named_tool_choice_param",
    "ChatCompletionReasoningEffort": "aimlkit.types.chat.chat_completion_reasoning_effort",
    "ChatCompletionRole": "aimlkit.types.chat.chat_completion_role",
    "ChatCompletionStreamOptionsParam": "aimlkit.types.chat.chat_completion_stream_options_param",
    "ChatCompletionSystemMessageParam": "aimlkit.types.chat.chat_completion_system_message_param",
    "ChatCompletionTokenLogprob": "aimlkit.types.chat.chat_completion_token_logprob",
    "ChatCompletionToolChoiceOptionParam": "aimlkit.types.chat.chat_completion_tool_choice_option_param",
    "ChatCompletionToolMessageParam": "aimlkit.types.chat.chat_completion_tool_message_param",
    "ChatCompletionToolParam": "aimlkit.types.chat.chat_completion_tool_param",
    "ChatCompletionToolUnionParam": "aimlkit.types.chat.chat_completion_tool_union_param",
    "ChatCompletionUserMessageParam": "aimlkit.types.chat.chat_completion_user_message_param",
    "ChoiceDelta": "aimlkit.types.chat.chat_completion_chunk",
    "ChoiceDeltaToolCall": "aimlkit.types.chat.chat_completion_chunk",
    "ChoiceDeltaToolCallFunction": "aimlkit.types.chat.chat_completion_chunk",
    "CompletionCreateParams": "aimlkit.types.chat.completion_create_params",
    "CompletionCreateParamsBase": "aimlkit.types.chat.completion_create_params",
    "CompletionCreateParamsNonStreaming": "aimlkit.types.chat.completion_create_params",
    "CompletionCreateParamsStreaming": "aimlkit.types.chat.completion_create_params",
    "ContentArrayOfContentPart": "aimlkit.types.chat.chat_completion_assistant_message_param",
    "CreateChatCompletionRequestMessageParam": "aimlkit.types.chat.create_chat_completion_request_message_param",
    "Custom": "aimlkit.types.chat.chat_completion_message_custom_tool_call",
    "FunctionDefinition": "aimlkit.types.chat.chat_completion_tool_param",
    "ParsedChatCompletion": "aimlkit.types.chat.parsed_chat_completion",
    "ParsedChatCompletionMessage": "aimlkit.types.chat.parsed_chat_completion",
    "ParsedChoice": "aimlkit.types.chat.parsed_chat_completion",
    "ParsedFunction": "aimlkit.types.chat.parsed_function_tool_call",
    "ParsedFunctionToolCall": "aimlkit.types.chat.parsed_function_tool_call",
    "ResponseFormat": "aimlkit.types.chat.completion_create_params",
    "TopLogprob": "aimlkit.types.chat.chat_completion_token_logprob",
}

__all__ = [
    "Annotation",
    "AnnotationURLCitation",
    "ChatCompletion",
    "ChatCompletionAssistantMessageParam",
    "ChatCompletionAudio",
    "ChatCompletionChunk",
    "ChatCompletionContentPartParam",
    "ChatCompletionContentPartText",
    "ChatCompletionContentPartTextParam",
    "ChatCompletionDeveloperMessageParam",
    "ChatCompletionFunctionTool",
    "ChatCompletionFunctionToolParam",
    "ChatCompletionMessage",
    "ChatCompletionMessageCustomToolCall",
    "ChatCompletionMessageFunctionToolCall",
    "ChatCompletionMessageFunctionToolCallParam",
    "ChatCompletionMessageParam",
    "ChatCompletionMessageToolCall",
    "ChatCompletionMessageToolCallParam",
    "ChatCompletionMessageToolCallUnion",
    "ChatCompletionMessageToolCallUnionParam",
    "ChatCompletionNamedToolChoiceParam",
    "ChatCompletionReasoningEffort",
    "ChatCompletionRole",
    "ChatCompletionStreamOptionsParam",
    "ChatCompletionSystemMessageParam",
    "ChatCompletionTokenLogprob",
    "ChatCompletionToolChoiceOptionParam",
    "ChatCompletionToolMessageParam",
    "ChatCompletionToolParam",
    "ChatCompletionToolUnionParam",
    "ChatCompletionUserMessageParam",
    "ChoiceDelta",
    "ChoiceDeltaToolCall",
    "ChoiceDeltaToolCallFunction",
    "CompletionCreateParams",
    "CompletionCreateParamsBase",
    "CompletionCreateParamsNonStreaming",
    "CompletionCreateParamsStreaming",
    "ContentArrayOfContentPart",
    "CreateChatCompletionRequestMessageParam",
    "Custom",
    "FunctionDefinition",
    "ParsedChatCompletion",
    "ParsedChatCompletionMessage",
    "ParsedChoice",
    "ParsedFunction",
    "ParsedFunctionToolCall",
    "ResponseFormat",
    "TopLogprob",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import the module of the type `name`, and return the type."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
