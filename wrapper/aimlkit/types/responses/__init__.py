# Generated from contract.json. Do not edit.
"""The types of `openai.types.responses` that this service has, under the same names.

This package has the modules of that package, too. A module is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.types.responses.computer_action import Click as Click
    from aimlkit.types.responses.computer_action import ComputerAction as ComputerAction
    from aimlkit.types.responses.computer_action import DoubleClick as DoubleClick
    from aimlkit.types.responses.computer_action import Drag as Drag
    from aimlkit.types.responses.computer_action import DragPath as DragPath
    from aimlkit.types.responses.computer_action import Keypress as Keypress
    from aimlkit.types.responses.computer_action import Move as Move
    from aimlkit.types.responses.computer_action import Screenshot as Screenshot
    from aimlkit.types.responses.computer_action import Scroll as Scroll
    from aimlkit.types.responses.computer_action import Type as Type
    from aimlkit.types.responses.computer_action import Wait as Wait
    from aimlkit.types.responses.computer_use_preview_tool import (
        ComputerUsePreviewTool as ComputerUsePreviewTool,
    )
    from aimlkit.types.responses.easy_input_message import EasyInputMessage as EasyInputMessage
    from aimlkit.types.responses.easy_input_message_param import (
        EasyInputMessageParam as EasyInputMessageParam,
    )
    from aimlkit.types.responses.function_tool import FunctionTool as FunctionTool
    from aimlkit.types.responses.function_tool_param import FunctionToolParam as FunctionToolParam
    from aimlkit.types.responses.image_detail import ImageDetail as ImageDetail
    from aimlkit.types.responses.parsed_response import ParsedContent as ParsedContent
    from aimlkit.types.responses.parsed_response import ParsedResponse as ParsedResponse
    from aimlkit.types.responses.parsed_response import (
        ParsedResponseFunctionToolCall as ParsedResponseFunctionToolCall,
    )
    from aimlkit.types.responses.parsed_response import ParsedResponseOutputItem as ParsedResponseOutputItem
    from aimlkit.types.responses.parsed_response import (
        ParsedResponseOutputMessage as ParsedResponseOutputMessage,
    )
    from aimlkit.types.responses.parsed_response import ParsedResponseOutputText as ParsedResponseOutputText
    from aimlkit.types.responses.response import IncompleteDetails as IncompleteDetails
    from aimlkit.types.responses.response import Response as Response
    from aimlkit.types.responses.response_audio_delta_event import (
        ResponseAudioDeltaEvent as ResponseAudioDeltaEvent,
    )
    from aimlkit.types.responses.response_audio_done_event import (
        ResponseAudioDoneEvent as ResponseAudioDoneEvent,
    )
    from aimlkit.types.responses.response_audio_transcript_delta_event import (
        ResponseAudioTranscriptDeltaEvent as ResponseAudioTranscriptDeltaEvent,
    )
    from aimlkit.types.responses.response_audio_transcript_done_event import (
        ResponseAudioTranscriptDoneEvent as ResponseAudioTranscriptDoneEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_call_code_delta_event import (
        ResponseCodeInterpreterCallCodeDeltaEvent as ResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_call_code_done_event import (
        ResponseCodeInterpreterCallCodeDoneEvent as ResponseCodeInterpreterCallCodeDoneEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_call_completed_event import (
        ResponseCodeInterpreterCallCompletedEvent as ResponseCodeInterpreterCallCompletedEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_call_in_progress_event import (
        ResponseCodeInterpreterCallInProgressEvent as ResponseCodeInterpreterCallInProgressEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_call_interpreting_event import (
        ResponseCodeInterpreterCallInterpretingEvent as ResponseCodeInterpreterCallInterpretingEvent,
    )
    from aimlkit.types.responses.response_code_interpreter_tool_call import Output as Output
    from aimlkit.types.responses.response_code_interpreter_tool_call import OutputImage as OutputImage
    from aimlkit.types.responses.response_code_interpreter_tool_call import OutputLogs as OutputLogs
    from aimlkit.types.responses.response_code_interpreter_tool_call import (
        ResponseCodeInterpreterToolCall as ResponseCodeInterpreterToolCall,
    )
    from aimlkit.types.responses.response_completed_event import (
        ResponseCompletedEvent as ResponseCompletedEvent,
    )
    from aimlkit.types.responses.response_computer_tool_call import Action as Action
    from aimlkit.types.responses.response_computer_tool_call import ActionClick as ActionClick
    from aimlkit.types.responses.response_computer_tool_call import ActionDoubleClick as ActionDoubleClick
    from aimlkit.types.responses.response_computer_tool_call import ActionDrag as ActionDrag
    from aimlkit.types.responses.response_computer_tool_call import ActionDragPath as ActionDragPath
    from aimlkit.types.responses.response_computer_tool_call import ActionKeypress as ActionKeypress
    from aimlkit.types.responses.response_computer_tool_call import ActionMove as ActionMove
    from aimlkit.types.responses.response_computer_tool_call import ActionScreenshot as ActionScreenshot
    from aimlkit.types.responses.response_computer_tool_call import ActionScroll as ActionScroll
    from aimlkit.types.responses.response_computer_tool_call import ActionType as ActionType
    from aimlkit.types.responses.response_computer_tool_call import ActionWait as ActionWait
    from aimlkit.types.responses.response_computer_tool_call import PendingSafetyCheck as PendingSafetyCheck
    from aimlkit.types.responses.response_computer_tool_call import (
        ResponseComputerToolCall as ResponseComputerToolCall,
    )
    from aimlkit.types.responses.response_computer_tool_call_output_item import (
        AcknowledgedSafetyCheck as AcknowledgedSafetyCheck,
    )
    from aimlkit.types.responses.response_computer_tool_call_output_item import (
        ResponseComputerToolCallOutputItem as ResponseComputerToolCallOutputItem,
    )
    from aimlkit.types.responses.response_computer_tool_call_output_screenshot import (
        ResponseComputerToolCallOutputScreenshot as ResponseComputerToolCallOutputScreenshot,
    )
    from aimlkit.types.responses.response_content_part_added_event import (
        ResponseContentPartAddedEvent as ResponseContentPartAddedEvent,
    )
    from aimlkit.types.responses.response_content_part_done_event import (
        ResponseContentPartDoneEvent as ResponseContentPartDoneEvent,
    )
    from aimlkit.types.responses.response_create_params import ResponseCreateParams as ResponseCreateParams
    from aimlkit.types.responses.response_create_params import (
        ResponseCreateParamsBase as ResponseCreateParamsBase,
    )
    from aimlkit.types.responses.response_create_params import (
        ResponseCreateParamsNonStreaming as ResponseCreateParamsNonStreaming,
    )
    from aimlkit.types.responses.response_create_params import (
        ResponseCreateParamsStreaming as ResponseCreateParamsStreaming,
    )
    from aimlkit.types.responses.response_created_event import ResponseCreatedEvent as ResponseCreatedEvent
    from aimlkit.types.responses.response_custom_tool_call_input_delta_event import (
        ResponseCustomToolCallInputDeltaEvent as ResponseCustomToolCallInputDeltaEvent,
    )
    from aimlkit.types.responses.response_custom_tool_call_input_done_event import (
        ResponseCustomToolCallInputDoneEvent as ResponseCustomToolCallInputDoneEvent,
    )
    from aimlkit.types.responses.response_error import ResponseError as ResponseError
    from aimlkit.types.responses.response_error_event import ResponseErrorEvent as ResponseErrorEvent
    from aimlkit.types.responses.response_failed_event import ResponseFailedEvent as ResponseFailedEvent
    from aimlkit.types.responses.response_file_search_call_completed_event import (
        ResponseFileSearchCallCompletedEvent as ResponseFileSearchCallCompletedEvent,
    )
    from aimlkit.types.responses.response_file_search_call_in_progress_event import (
        ResponseFileSearchCallInProgressEvent as ResponseFileSearchCallInProgressEvent,
    )
    from aimlkit.types.responses.response_file_search_call_searching_event import (
        ResponseFileSearchCallSearchingEvent as ResponseFileSearchCallSearchingEvent,
    )
    from aimlkit.types.responses.response_file_search_tool_call import (
        ResponseFileSearchToolCall as ResponseFileSearchToolCall,
    )
    from aimlkit.types.responses.response_file_search_tool_call import Result as Result
    from aimlkit.types.responses.response_format_text_config import (
        ResponseFormatTextConfig as ResponseFormatTextConfig,
    )
    from aimlkit.types.responses.response_format_text_config_param import (
        ResponseFormatTextConfigParam as ResponseFormatTextConfigParam,
    )
    from aimlkit.types.responses.response_format_text_json_schema_config import (
        ResponseFormatTextJSONSchemaConfig as ResponseFormatTextJSONSchemaConfig,
    )
    from aimlkit.types.responses.response_format_text_json_schema_config_param import (
        ResponseFormatTextJSONSchemaConfigParam as ResponseFormatTextJSONSchemaConfigParam,
    )
    from aimlkit.types.responses.response_function_call_arguments_delta_event import (
        ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent,
    )
    from aimlkit.types.responses.response_function_call_arguments_done_event import (
        ResponseFunctionCallArgumentsDoneEvent as ResponseFunctionCallArgumentsDoneEvent,
    )
    from aimlkit.types.responses.response_function_tool_call import (
        ResponseFunctionToolCall as ResponseFunctionToolCall,
    )
    from aimlkit.types.responses.response_function_tool_call_item import (
        ResponseFunctionToolCallItem as ResponseFunctionToolCallItem,
    )
    from aimlkit.types.responses.response_function_tool_call_output_item import (
        ResponseFunctionToolCallOutputItem as ResponseFunctionToolCallOutputItem,
    )
    from aimlkit.types.responses.response_function_tool_call_param import (
        ResponseFunctionToolCallParam as ResponseFunctionToolCallParam,
    )
    from aimlkit.types.responses.response_function_web_search import (
        ResponseFunctionWebSearch as ResponseFunctionWebSearch,
    )
    from aimlkit.types.responses.response_function_web_search_param import (
        ResponseFunctionWebSearchParam as ResponseFunctionWebSearchParam,
    )
    from aimlkit.types.responses.response_image_gen_call_completed_event import (
        ResponseImageGenCallCompletedEvent as ResponseImageGenCallCompletedEvent,
    )
    from aimlkit.types.responses.response_image_gen_call_generating_event import (
        ResponseImageGenCallGeneratingEvent as ResponseImageGenCallGeneratingEvent,
    )
    from aimlkit.types.responses.response_image_gen_call_in_progress_event import (
        ResponseImageGenCallInProgressEvent as ResponseImageGenCallInProgressEvent,
    )
    from aimlkit.types.responses.response_image_gen_call_partial_image_event import (
        ResponseImageGenCallPartialImageEvent as ResponseImageGenCallPartialImageEvent,
    )
    from aimlkit.types.responses.response_in_progress_event import (
        ResponseInProgressEvent as ResponseInProgressEvent,
    )
    from aimlkit.types.responses.response_includable import ResponseIncludable as ResponseIncludable
    from aimlkit.types.responses.response_incomplete_event import (
        ResponseIncompleteEvent as ResponseIncompleteEvent,
    )
    from aimlkit.types.responses.response_input import ResponseInput as ResponseInput
    from aimlkit.types.responses.response_input_content import ResponseInputContent as ResponseInputContent
    from aimlkit.types.responses.response_input_content_param import (
        ResponseInputContentParam as ResponseInputContentParam,
    )
    from aimlkit.types.responses.response_input_file import ResponseInputFile as ResponseInputFile
    from aimlkit.types.responses.response_input_file_content import (
        ResponseInputFileContent as ResponseInputFileContent,
    )
    from aimlkit.types.responses.response_input_file_content_param import (
        ResponseInputFileContentParam as ResponseInputFileContentParam,
    )
    from aimlkit.types.responses.response_input_file_param import (
        ResponseInputFileParam as ResponseInputFileParam,
    )
    from aimlkit.types.responses.response_input_image import ResponseInputImage as ResponseInputImage
    from aimlkit.types.responses.response_input_image_content import (
        ResponseInputImageContent as ResponseInputImageContent,
    )
    from aimlkit.types.responses.response_input_image_content_param import (
        ResponseInputImageContentParam as ResponseInputImageContentParam,
    )
    from aimlkit.types.responses.response_input_image_param import (
        ResponseInputImageParam as ResponseInputImageParam,
    )
    from aimlkit.types.responses.response_input_item import ComputerCallOutput as ComputerCallOutput
    from aimlkit.types.responses.response_input_item import (
        ComputerCallOutputAcknowledgedSafetyCheck as ComputerCallOutputAcknowledgedSafetyCheck,
    )
    from aimlkit.types.responses.response_input_item import ResponseInputItem as ResponseInputItem
    from aimlkit.types.responses.response_input_item_param import (
        ResponseInputItemParam as ResponseInputItemParam,
    )
    from aimlkit.types.responses.response_input_message_content_list import (
        ResponseInputMessageContentList as ResponseInputMessageContentList,
    )
    from aimlkit.types.responses.response_input_message_content_list_param import (
        ResponseInputMessageContentListParam as ResponseInputMessageContentListParam,
    )
    from aimlkit.types.responses.response_input_message_item import (
        ResponseInputMessageItem as ResponseInputMessageItem,
    )
    from aimlkit.types.responses.response_input_param import ResponseInputParam as ResponseInputParam
    from aimlkit.types.responses.response_input_text import ResponseInputText as ResponseInputText
    from aimlkit.types.responses.response_input_text_content import (
        ResponseInputTextContent as ResponseInputTextContent,
    )
    from aimlkit.types.responses.response_input_text_content_param import (
        ResponseInputTextContentParam as ResponseInputTextContentParam,
    )
    from aimlkit.types.responses.response_input_text_param import (
        ResponseInputTextParam as ResponseInputTextParam,
    )
    from aimlkit.types.responses.response_item import ResponseItem as ResponseItem
    from aimlkit.types.responses.response_mcp_call_arguments_delta_event import (
        ResponseMcpCallArgumentsDeltaEvent as ResponseMcpCallArgumentsDeltaEvent,
    )
    from aimlkit.types.responses.response_mcp_call_arguments_done_event import (
        ResponseMcpCallArgumentsDoneEvent as ResponseMcpCallArgumentsDoneEvent,
    )
    from aimlkit.types.responses.response_mcp_call_completed_event import (
        ResponseMcpCallCompletedEvent as ResponseMcpCallCompletedEvent,
    )
    from aimlkit.types.responses.response_mcp_call_failed_event import (
        ResponseMcpCallFailedEvent as ResponseMcpCallFailedEvent,
    )
    from aimlkit.types.responses.response_mcp_call_in_progress_event import (
        ResponseMcpCallInProgressEvent as ResponseMcpCallInProgressEvent,
    )
    from aimlkit.types.responses.response_mcp_list_tools_completed_event import (
        ResponseMcpListToolsCompletedEvent as ResponseMcpListToolsCompletedEvent,
    )
    from aimlkit.types.responses.response_mcp_list_tools_failed_event import (
        ResponseMcpListToolsFailedEvent as ResponseMcpListToolsFailedEvent,
    )
    from aimlkit.types.responses.response_mcp_list_tools_in_progress_event import (
        ResponseMcpListToolsInProgressEvent as ResponseMcpListToolsInProgressEvent,
    )
    from aimlkit.types.responses.response_output_item import ResponseOutputItem as ResponseOutputItem
    from aimlkit.types.responses.response_output_item_added_event import (
        ResponseOutputItemAddedEvent as ResponseOutputItemAddedEvent,
    )
    from aimlkit.types.responses.response_output_item_done_event import (
        ResponseOutputItemDoneEvent as ResponseOutputItemDoneEvent,
    )
    from aimlkit.types.responses.response_output_message import ResponseOutputMessage as ResponseOutputMessage
    from aimlkit.types.responses.response_output_message_param import (
        ResponseOutputMessageParam as ResponseOutputMessageParam,
    )
    from aimlkit.types.responses.response_output_refusal import ResponseOutputRefusal as ResponseOutputRefusal
    from aimlkit.types.responses.response_output_refusal_param import (
        ResponseOutputRefusalParam as ResponseOutputRefusalParam,
    )
    from aimlkit.types.responses.response_output_text import ResponseOutputText as ResponseOutputText
    from aimlkit.types.responses.response_output_text_annotation_added_event import (
        ResponseOutputTextAnnotationAddedEvent as ResponseOutputTextAnnotationAddedEvent,
    )
    from aimlkit.types.responses.response_output_text_param import (
        ResponseOutputTextParam as ResponseOutputTextParam,
    )
    from aimlkit.types.responses.response_prompt import ResponsePrompt as ResponsePrompt
    from aimlkit.types.responses.response_prompt_param import ResponsePromptParam as ResponsePromptParam
    from aimlkit.types.responses.response_queued_event import ResponseQueuedEvent as ResponseQueuedEvent
    from aimlkit.types.responses.response_reasoning_item import ResponseReasoningItem as ResponseReasoningItem
    from aimlkit.types.responses.response_reasoning_item_param import (
        ResponseReasoningItemParam as ResponseReasoningItemParam,
    )
    from aimlkit.types.responses.response_reasoning_summary_part_added_event import (
        ResponseReasoningSummaryPartAddedEvent as ResponseReasoningSummaryPartAddedEvent,
    )
    from aimlkit.types.responses.response_reasoning_summary_part_done_event import (
        ResponseReasoningSummaryPartDoneEvent as ResponseReasoningSummaryPartDoneEvent,
    )
    from aimlkit.types.responses.response_reasoning_summary_text_delta_event import (
        ResponseReasoningSummaryTextDeltaEvent as ResponseReasoningSummaryTextDeltaEvent,
    )
    from aimlkit.types.responses.response_reasoning_summary_text_done_event import (
        ResponseReasoningSummaryTextDoneEvent as ResponseReasoningSummaryTextDoneEvent,
    )
    from aimlkit.types.responses.response_reasoning_text_delta_event import (
        ResponseReasoningTextDeltaEvent as ResponseReasoningTextDeltaEvent,
    )
    from aimlkit.types.responses.response_reasoning_text_done_event import (
        ResponseReasoningTextDoneEvent as ResponseReasoningTextDoneEvent,
    )
    from aimlkit.types.responses.response_refusal_delta_event import (
        ResponseRefusalDeltaEvent as ResponseRefusalDeltaEvent,
    )
    from aimlkit.types.responses.response_refusal_done_event import (
        ResponseRefusalDoneEvent as ResponseRefusalDoneEvent,
    )
    from aimlkit.types.responses.response_status import ResponseStatus as ResponseStatus
    from aimlkit.types.responses.response_stream_event import ResponseStreamEvent as ResponseStreamEvent
    from aimlkit.types.responses.response_text_config import ResponseTextConfig as ResponseTextConfig
    from aimlkit.types.responses.response_text_config_param import (
        ResponseTextConfigParam as ResponseTextConfigParam,
    )
    from aimlkit.types.responses.response_text_delta_event import (
        ResponseTextDeltaEvent as ResponseTextDeltaEvent,
    )
    from aimlkit.types.responses.response_text_done_event import (
        ResponseTextDoneEvent as ResponseTextDoneEvent,
    )
    from aimlkit.types.responses.response_usage import InputTokensDetails as InputTokensDetails
    from aimlkit.types.responses.response_usage import OutputTokensDetails as OutputTokensDetails
    from aimlkit.types.responses.response_usage import ResponseUsage as ResponseUsage
    from aimlkit.types.responses.response_web_search_call_completed_event import (
        ResponseWebSearchCallCompletedEvent as ResponseWebSearchCallCompletedEvent,
    )
    from aimlkit.types.responses.response_web_search_call_in_progress_event import (
        ResponseWebSearchCallInProgressEvent as ResponseWebSearchCallInProgressEvent,
    )
    from aimlkit.types.responses.response_web_search_call_searching_event import (
        ResponseWebSearchCallSearchingEvent as ResponseWebSearchCallSearchingEvent,
    )
    from aimlkit.types.responses.service_tier import ServiceTier as ServiceTier
    from aimlkit.types.responses.tool import CodeInterpreter as CodeInterpreter
    from aimlkit.types.responses.tool import CodeInterpreterContainer as CodeInterpreterContainer
    from aimlkit.types.responses.tool import (
        CodeInterpreterContainerCodeInterpreterToolAuto as CodeInterpreterContainerCodeInterpreterToolAuto,
    )
    from aimlkit.types.responses.tool import ImageGeneration as ImageGeneration
    from aimlkit.types.responses.tool import ImageGenerationInputImageMask as ImageGenerationInputImageMask
    from aimlkit.types.responses.tool import LocalShell as LocalShell
    from aimlkit.types.responses.tool import Tool as Tool
    from aimlkit.types.responses.tool_choice_function import ToolChoiceFunction as ToolChoiceFunction
    from aimlkit.types.responses.tool_choice_function_param import (
        ToolChoiceFunctionParam as ToolChoiceFunctionParam,
    )
    from aimlkit.types.responses.tool_choice_mcp import ToolChoiceMcp as ToolChoiceMcp
    from aimlkit.types.responses.tool_choice_mcp_param import ToolChoiceMcpParam as ToolChoiceMcpParam
    from aimlkit.types.responses.tool_choice_options import ToolChoiceOptions as ToolChoiceOptions
    from aimlkit.types.responses.tool_choice_types import ToolChoiceTypes as ToolChoiceTypes
    from aimlkit.types.responses.tool_choice_types_param import ToolChoiceTypesParam as ToolChoiceTypesParam
    from aimlkit.types.responses.tool_param import ParseableToolParam as ParseableToolParam
    from aimlkit.types.responses.tool_param import ToolParam as ToolParam
    from aimlkit.types.responses.web_search_preview_tool import WebSearchPreviewTool as WebSearchPreviewTool
    from aimlkit.types.responses.web_search_preview_tool_param import (
        WebSearchPreviewToolParam as WebSearchPreviewToolParam,
    )

#: The module of each name.
_MODULES = {
    "AcknowledgedSafetyCheck": "aimlkit.types.responses.response_computer_tool_call_output_item",
    "Action": "aimlkit.types.responses.response_computer_tool_call",
    "ActionClick": "aimlkit.types.responses.response_computer_tool_call",
    "ActionDoubleClick": "aimlkit.types.responses.response_computer_tool_call",
    "ActionDrag": "aimlkit.types.responses.response_computer_tool_call",
    "ActionDragPath": "aimlkit.types.responses.response_computer_tool_call",
    "ActionKeypress": "aimlkit.types.responses.response_computer_tool_call",
    "ActionMove": "aimlkit.types.responses.response_computer_tool_call",
    "ActionScreenshot": "aimlkit.types.responses.response_computer_tool_call",
    "ActionScroll": "aimlkit.types.responses.response_computer_tool_call",
    "ActionType": "aimlkit.types.responses.response_computer_tool_call",
    "ActionWait": "aimlkit.types.responses.response_computer_tool_call",
    "Click": "aimlkit.types.responses.computer_action",
    "CodeInterpreter": "aimlkit.types.responses.tool",
    "CodeInterpreterContainer": "aimlkit.types.responses.tool",
    "CodeInterpreterContainerCodeInterpreterToolAuto": "aimlkit.types.responses.tool",
    "ComputerAction": "aimlkit.types.responses.computer_action",
    "ComputerCallOutput": "aimlkit.types.responses.response_input_item",
    "ComputerCallOutputAcknowledgedSafetyCheck": "aimlkit.types.responses.response_input_item",
    "ComputerUsePreviewTool": "aimlkit.types.responses.computer_use_preview_tool",
    "DoubleClick": "aimlkit.types.responses.computer_action",
    "Drag": "aimlkit.types.responses.computer_action",
    "DragPath": "aimlkit.types.responses.computer_action",
    "EasyInputMessage": "aimlkit.types.responses.easy_input_message",
    "EasyInputMessageParam": "aimlkit.types.responses.easy_input_message_param",
    "FunctionTool": "aimlkit.types.responses.function_tool",
    "FunctionToolParam": "aimlkit.types.responses.function_tool_param",
    "ImageDetail": "aimlkit.types.responses.image_detail",
    "ImageGeneration": "aimlkit.types.responses.tool",
    "ImageGenerationInputImageMask": "aimlkit.types.responses.tool",
    "IncompleteDetails": "aimlkit.types.responses.response",
    "InputTokensDetails": "aimlkit.types.responses.response_usage",
    "Keypress": "aimlkit.types.responses.computer_action",
    "LocalShell": "aimlkit.types.responses.tool",
    "Move": "aimlkit.types.responses.computer_action",
    "Output": "aimlkit.types.responses.response_code_interpreter_tool_call",
    "OutputImage": "aimlkit.types.responses.response_code_interpreter_tool_call",
    "OutputLogs": "aimlkit.types.responses.response_code_interpreter_tool_call",
    "OutputTokensDetails": "aimlkit.types.responses.response_usage",
    "ParseableToolParam": "aimlkit.types.responses.tool_param",
    "ParsedContent": "aimlkit.types.responses.parsed_response",
    "ParsedResponse": "aimlkit.types.responses.parsed_response",
    "ParsedResponseFunctionToolCall": "aimlkit.types.responses.parsed_response",
    "ParsedResponseOutputItem": "aimlkit.types.responses.parsed_response",
    "ParsedResponseOutputMessage": "aimlkit.types.responses.parsed_response",
    "ParsedResponseOutputText": "aimlkit.types.responses.parsed_response",
    "PendingSafetyCheck": "aimlkit.types.responses.response_computer_tool_call",
    "Response": "aimlkit.types.responses.response",
    "ResponseAudioDeltaEvent": "aimlkit.types.responses.response_audio_delta_event",
    "ResponseAudioDoneEvent": "aimlkit.types.responses.response_audio_done_event",
    "ResponseAudioTranscriptDeltaEvent": "aimlkit.types.responses.response_audio_transcript_delta_event",
    "ResponseAudioTranscriptDoneEvent": "aimlkit.types.responses.response_audio_transcript_done_event",
    "ResponseCodeInterpreterCallCodeDeltaEvent": "aimlkit.types.responses.response_code_interpreter_call_code_delta_event",
    "ResponseCodeInterpreterCallCodeDoneEvent": "aimlkit.types.responses.response_code_interpreter_call_code_done_event",
    "ResponseCodeInterpreterCallCompletedEvent": "aimlkit.types.responses.response_code_interpreter_call_completed_event",
    "ResponseCodeInterpreterCallInProgressEvent": "aimlkit.types.responses.response_code_interpreter_call_in_progress_event",
    "ResponseCodeInterpreterCallInterpretingEvent": "aimlkit.types.responses.response_code_interpreter_call_interpreting_event",
    "ResponseCodeInterpreterToolCall": "aimlkit.types.responses.response_code_interpreter_tool_call",
    "ResponseCompletedEvent": "aimlkit.types.responses.response_completed_event",
    "ResponseComputerToolCall": "aimlkit.types.responses.response_computer_tool_call",
    "ResponseComputerToolCallOutputItem": "aimlkit.types.responses.response_computer_tool_call_output_item",
    "ResponseComputerToolCallOutputScreenshot": "aimlkit.types.responses.response_computer_tool_call_output_screenshot",
    "ResponseContentPartAddedEvent": "aimlkit.types.responses.response_content_part_added_event",
    "ResponseContentPartDoneEvent": "aimlkit.types.responses.response_content_part_done_event",
    "ResponseCreateParams": "aimlkit.types.responses.response_create_params",
    "ResponseCreateParamsBase": "aimlkit.types.responses.response_create_params",
    "ResponseCreateParamsNonStreaming": "aimlkit.types.responses.response_create_params",
    "ResponseCreateParamsStreaming": "aimlkit.types.responses.response_create_params",
    "ResponseCreatedEvent": "aimlkit.types.responses.response_created_event",
    "ResponseCustomToolCallInputDeltaEvent": "aimlkit.types.responses.response_custom_tool_call_input_delta_event",
    "ResponseCustomToolCallInputDoneEvent": "aimlkit.types.responses.response_custom_tool_call_input_done_event",
    "ResponseError": "aimlkit.types.responses.response_error",
    "ResponseErrorEvent": "aimlkit.types.responses.response_error_event",
    "ResponseFailedEvent": "aimlkit.types.responses.response_failed_event",
    "ResponseFileSearchCallCompletedEvent": "aimlkit.types.responses.response_file_search_call_completed_event",
    "ResponseFileSearchCallInProgressEvent": "aimlkit.types.responses.response_file_search_call_in_progress_event",
    "ResponseFileSearchCallSearchingEvent": "aimlkit.types.responses.response_file_search_call_searching_event",
    "ResponseFileSearchToolCall": "aimlkit.types.responses.response_file_search_tool_call",
    "ResponseFormatTextConfig": "aimlkit.types.responses.response_format_text_config",
    "ResponseFormatTextConfigParam": "aimlkit.types.responses.response_format_text_config_param",
    "ResponseFormatTextJSONSchemaConfig": "aimlkit.types.responses.response_format_text_json_schema_config",
    "ResponseFormatTextJSONSchemaConfigParam": "aimlkit.types.responses.response_format_text_json_schema_config_param",
    "ResponseFunctionCallArgumentsDeltaEvent": "aimlkit.types.responses.response_function_call_arguments_delta_event",
    "ResponseFunctionCallArgumentsDoneEvent": "aimlkit.types.responses.response_function_call_arguments_done_event",
    "ResponseFunctionToolCall": "aimlkit.types.responses.response_function_tool_call",
    "ResponseFunctionToolCallItem": "aimlkit.types.responses.response_function_tool_call_item",
    "ResponseFunctionToolCallOutputItem": "aimlkit.types.responses.response_function_tool_call_output_item",
    "ResponseFunctionToolCallParam": "aimlkit.types.responses.response_function_tool_call_param",
    "ResponseFunctionWebSearch": "aimlkit.types.responses.response_function_web_search",
    "ResponseFunctionWebSearchParam": "aimlkit.types.responses.response_function_web_search_param",
    "ResponseImageGenCallCompletedEvent": "aimlkit.types.responses.response_image_gen_call_completed_event",
    "ResponseImageGenCallGeneratingEvent": "aimlkit.types.responses.response_image_gen_call_generating_event",
    "ResponseImageGenCallInProgressEvent": "aimlkit.types.responses.response_image_gen_call_in_progress_event",
    "ResponseImageGenCallPartialImageEvent": "aimlkit.types.responses.response_image_gen_call_partial_image_event",
    "ResponseInProgressEvent": "aimlkit.types.responses.response_in_progress_event",
    "ResponseIncludable": "aimlkit.types.responses.response_includable",
    "ResponseIncompleteEvent": "aimlkit.types.responses.response_incomplete_event",
    "ResponseInput": "aimlkit.types.responses.response_input",
    "ResponseInputContent": "aimlkit.types.responses.response_input_content",
    "ResponseInputContentParam": "aimlkit.types.responses.response_input_content_param",
    "ResponseInputFile": "aimlkit.types.responses.response_input_file",
    "ResponseInputFileContent": "aimlkit.types.responses.response_input_file_content",
    "ResponseInputFileContentParam": "aimlkit.types.responses.response_input_file_content_param",
    "ResponseInputFileParam": "aimlkit.types.responses.response_input_file_param",
    "ResponseInputImage": "aimlkit.types.responses.response_input_image",
    "ResponseInputImageContent": "aimlkit.types.responses.response_input_image_content",
    "ResponseInputImageContentParam": "aimlkit.types.responses.response_input_image_content_param",
    "ResponseInputImageParam": "aimlkit.types.responses.response_input_image_param",
    "ResponseInputItem": "aimlkit.types.responses.response_input_item",
    "ResponseInputItemParam": "aimlkit.types.responses.response_input_item_param",
    "ResponseInputMessageContentList": "aimlkit.types.responses.response_input_message_content_list",
    "ResponseInputMessageContentListParam": "aimlkit.types.responses.response_input_message_content_list_param",
    "ResponseInputMessageItem": "aimlkit.types.responses.response_input_message_item",
    "ResponseInputParam": "aimlkit.types.responses.response_input_param",
    "ResponseInputText": "aimlkit.types.responses.response_input_text",
    "ResponseInputTextContent": "aimlkit.types.responses.response_input_text_content",
    "ResponseInputTextContentParam": "aimlkit.types.responses.response_input_text_content_param",
    "ResponseInputTextParam": "aimlkit.types.responses.response_input_text_param",
    "ResponseItem": "aimlkit.types.responses.response_item",
    "ResponseMcpCallArgumentsDeltaEvent": "aimlkit.types.responses.response_mcp_call_arguments_delta_event",
    "ResponseMcpCallArgumentsDoneEvent": "aimlkit.types.responses.response_mcp_call_arguments_done_event",
    "ResponseMcpCallCompletedEvent": "aimlkit.types.responses.response_mcp_call_completed_event",
    "ResponseMcpCallFailedEvent": "aimlkit.types.responses.response_mcp_call_failed_event",
    "ResponseMcpCallInProgressEvent": "aimlkit.types.responses.response_mcp_call_in_progress_event",
    "ResponseMcpListToolsCompletedEvent": "aimlkit.types.responses.response_mcp_list_tools_completed_event",
    "ResponseMcpListToolsFailedEvent": "aimlkit.types.responses.response_mcp_list_tools_failed_event",
    "ResponseMcpListToolsInProgressEvent": "aimlkit.types.responses.response_mcp_list_tools_in_progress_event",
    "ResponseOutputItem": "aimlkit.types.responses.response_output_item",
    "ResponseOutputItemAddedEvent": "aimlkit.types.responses.response_output_item_added_event",
    "ResponseOutputItemDoneEvent": "aimlkit.types.responses.response_output_item_done_event",
    "ResponseOutputMessage": "aimlkit.types.responses.response_output_message",
    "ResponseOutputMessageParam": "aimlkit.types.responses.response_output_message_param",
    "ResponseOutputRefusal": "aimlkit.types.responses.response_output_refusal",
    "ResponseOutputRefusalParam": "aimlkit.types.responses.response_output_refusal_param",
    "ResponseOutputText": "aimlkit.types.responses.response_output_text",
    "ResponseOutputTextAnnotationAddedEvent": "aimlkit.types.responses.response_output_text_annotation_added_event",
    "ResponseOutputTextParam": "aimlkit.types.responses.response_output_text_param",
    "ResponsePrompt": "aimlkit.types.responses.response_prompt",
    "ResponsePromptParam": "aimlkit.types.responses.response_prompt_param",
    "ResponseQueuedEvent": "aimlkit.types.responses.response_queued_event",
    "ResponseReasoningItem": "aimlkit.types.responses.response_reasoning_item",
    "ResponseReasoningItemParam": "aimlkit.types.responses.response_reasoning_item_param",
    "ResponseReasoningSummaryPartAddedEvent": "aimlkit.types.responses.response_reasoning_summary_part_added_event",
    "ResponseReasoningSummaryPartDoneEvent": "aimlkit.types.responses.response_reasoning_summary_part_done_event",
    "ResponseReasoningSummaryTextDeltaEvent": "aimlkit.types.responses.response_reasoning_summary_text_delta_event",
    "ResponseReasoningSummaryTextDoneEvent": "aimlkit.types.responses.response_reasoning_summary_text_done_event",
    "ResponseReasoningTextDeltaEvent": "aimlkit.types.responses.response_reasoning_text_delta_event",
    "ResponseReasoningTextDoneEvent": "aimlkit.types.responses.response_reasoning_text_done_event",
    "ResponseRefusalDeltaEvent": "aimlkit.types.responses.response_refusal_delta_event",
    "ResponseRefusalDoneEvent": "aimlkit.types.responses.response_refusal_done_event",
    "ResponseStatus": "aimlkit.types.responses.response_status",
    "ResponseStreamEvent": "aimlkit.types.responses.response_stream_event",
    "ResponseTextConfig": "aimlkit.types.responses.response_text_config",
    "ResponseTextConfigParam": "aimlkit.types.responses.response_text_config_param",
    "ResponseTextDeltaEvent": "aimlkit.types.responses.response_text_delta_event",
    "ResponseTextDoneEvent": "aimlkit.types.responses.response_text_done_event",
    "ResponseUsage": "aimlkit.types.responses.response_usage",
    "ResponseWebSearchCallCompletedEvent": "aimlkit.types.responses.response_web_search_call_completed_event",
    "ResponseWebSearchCallInProgressEvent": "aimlkit.types.responses.response_web_search_call_in_progress_event",
    "ResponseWebSearchCallSearchingEvent": "aimlkit.types.responses.response_web_search_call_searching_event",
    "Result": "aimlkit.types.responses.response_file_search_tool_call",
    "Screenshot": "aimlkit.types.responses.computer_action",
    "Scroll": "aimlkit.types.responses.computer_action",
    "ServiceTier": "aimlkit.types.responses.service_tier",
    "Tool": "aimlkit.types.responses.tool",
    "ToolChoiceFunction": "aimlkit.types.responses.tool_choice_function",
    "ToolChoiceFunctionParam": "aimlkit.types.responses.tool_choice_function_param",
    "ToolChoiceMcp": "aimlkit.types.responses.tool_choice_mcp",
    "ToolChoiceMcpParam": "aimlkit.types.responses.tool_choice_mcp_param",
    "ToolChoiceOptions": "aimlkit.types.responses.tool_choice_options",
    "ToolChoiceTypes": "aimlkit.types.responses.tool_choice_types",
    "ToolChoiceTypesParam": "aimlkit.types.responses.tool_choice_types_param",
    "ToolParam": "aimlkit.types.responses.tool_param",
    "Type": "aimlkit.types.responses.computer_action",
    "Wait": "aimlkit.types.responses.computer_action",
    "WebSearchPreviewTool": "aimlkit.types.responses.web_search_preview_tool",
    "WebSearchPreviewToolParam": "aimlkit.types.responses.web_search_preview_tool_param",
}

__all__ = [
    "AcknowledgedSafetyCheck",
    "Action",
    "ActionClick",
    "ActionDoubleClick",
    "ActionDrag",
    "ActionDragPath",
    "ActionKeypress",
    "ActionMove",
    "ActionScreenshot",
    "ActionScroll",
    "ActionType",
    "ActionWait",
    "Click",
    "CodeInterpreter",
    "CodeInterpreterContainer",
    "CodeInterpreterContainerCodeInterpreterToolAuto",
    "ComputerAction",
    "ComputerCallOutput",
    "ComputerCallOutputAcknowledgedSafetyCheck",
    "ComputerUsePreviewTool",
    "DoubleClick",
    "Drag",
    "DragPath",
    "EasyInputMessage",
    "EasyInputMessageParam",
    "FunctionTool",
    "FunctionToolParam",
    "ImageDetail",
    "ImageGeneration",
    "ImageGenerationInputImageMask",
    "IncompleteDetails",
    "InputTokensDetails",
    "Keypress",
    "LocalShell",
    "Move",
    "Output",
    "OutputImage",
    "OutputLogs",
    "OutputTokensDetails",
    "ParseableToolParam",
    "ParsedContent",
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputItem",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
    "PendingSafetyCheck",
    "Response",
    "ResponseAudioDeltaEvent",
    "ResponseAudioDoneEvent",
    "ResponseAudioTranscriptDeltaEvent",
    "ResponseAudioTranscriptDoneEvent",
    "ResponseCodeInterpreterCallCodeDeltaEvent",
    "ResponseCodeInterpreterCallCodeDoneEvent",
    "ResponseCodeInterpreterCallCompletedEvent",
    "ResponseCodeInterpreterCallInProgressEvent",
    "ResponseCodeInterpreterCallInterpretingEvent",
    "ResponseCodeInterpreterToolCall",
    "ResponseCompletedEvent",
    "ResponseComputerToolCall",
    "ResponseComputerToolCallOutputItem",
    "ResponseComputerToolCallOutputScreenshot",
    "ResponseContentPartAddedEvent",
    "ResponseContentPartDoneEvent",
    "ResponseCreateParams",
    "ResponseCreateParamsBase",
    "ResponseCreateParamsNonStreaming",
    "ResponseCreateParamsStreaming",
    "ResponseCreatedEvent",
    "ResponseCustomToolCallInputDeltaEvent",
    "ResponseCustomToolCallInputDoneEvent",
    "ResponseError",
    "ResponseErrorEvent",
    "ResponseFailedEvent",
    "ResponseFileSearchCallCompletedEvent",
    "ResponseFileSearchCallInProgressEvent",
    "ResponseFileSearchCallSearchingEvent",
    "ResponseFileSearchToolCall",
    "ResponseFormatTextConfig",
    "ResponseFormatTextConfigParam",
    "ResponseFormatTextJSONSchemaConfig",
    "ResponseFormatTextJSONSchemaConfigParam",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseFunctionCallArgumentsDoneEvent",
    "ResponseFunctionToolCall",
    "ResponseFunctionToolCallItem",
    "ResponseFunctionToolCallOutputItem",
    "ResponseFunctionToolCallParam",
    "ResponseFunctionWebSearch",
    "ResponseFunctionWebSearchParam",
    "ResponseImageGenCallCompletedEvent",
    "ResponseImageGenCallGeneratingEvent",
    "ResponseImageGenCallInProgressEvent",
    "ResponseImageGenCallPartialImageEvent",
    "ResponseInProgressEvent",
    "ResponseIncludable",
    "ResponseIncompleteEvent",
    "ResponseInput",
    "ResponseInputContent",
    "ResponseInputContentParam",
    "ResponseInputFile",
    "ResponseInputFileContent",
    "ResponseInputFileContentParam",
    "ResponseInputFileParam",
    "ResponseInputImage",
    "ResponseInputImageContent",
    "ResponseInputImageContentParam",
    "ResponseInputImageParam",
    "ResponseInputItem",
    "ResponseInputItemParam",
    "ResponseInputMessageContentList",
    "ResponseInputMessageContentListParam",
    "ResponseInputMessageItem",
    "ResponseInputParam",
    "ResponseInputText",
    "ResponseInputTextContent",
    "ResponseInputTextContentParam",
    "ResponseInputTextParam",
    "ResponseItem",
    "ResponseMcpCallArgumentsDeltaEvent",
    "ResponseMcpCallArgumentsDoneEvent",
    "ResponseMcpCallCompletedEvent",
    "ResponseMcpCallFailedEvent",
    "ResponseMcpCallInProgressEvent",
    "ResponseMcpListToolsCompletedEvent",
    "ResponseMcpListToolsFailedEvent",
    "ResponseMcpListToolsInProgressEvent",
    "ResponseOutputItem",
    "ResponseOutputItemAddedEvent",
    "ResponseOutputItemDoneEvent",
    "ResponseOutputMessage",
    "ResponseOutputMessageParam",
    "ResponseOutputRefusal",
    "ResponseOutputRefusalParam",
    "ResponseOutputText",
    "ResponseOutputTextAnnotationAddedEvent",
    "ResponseOutputTextParam",
    "ResponsePrompt",
    "ResponsePromptParam",
    "ResponseQueuedEvent",
    "ResponseReasoningItem",
    "ResponseReasoningItemParam",
    "ResponseReasoningSummaryPartAddedEvent",
    "ResponseReasoningSummaryPartDoneEvent",
    "ResponseReasoningSummaryTextDeltaEvent",
    "ResponseReasoningSummaryTextDoneEvent",
    "ResponseReasoningTextDeltaEvent",
    "ResponseReasoningTextDoneEvent",
    "ResponseRefusalDeltaEvent",
    "ResponseRefusalDoneEvent",
    "ResponseStatus",
    "ResponseStreamEvent",
    "ResponseTextConfig",
    "ResponseTextConfigParam",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
    "ResponseUsage",
    "ResponseWebSearchCallCompletedEvent",
    "ResponseWebSearchCallInProgressEvent",
    "ResponseWebSearchCallSearchingEvent",
    "Result",
    "Screenshot",
    "Scroll",
    "ServiceTier",
    "Tool",
    "ToolChoiceFunction",
    "ToolChoiceFunctionParam",
    "ToolChoiceMcp",
    "ToolChoiceMcpParam",
    "ToolChoiceOptions",
    "ToolChoiceTypes",
    "ToolChoiceTypesParam",
    "ToolParam",
    "Type",
    "Wait",
    "WebSearchPreviewTool",
    "WebSearchPreviewToolParam",
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
