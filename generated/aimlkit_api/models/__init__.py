# Generated from contract.json. Do not edit.
"""The objects of the API: one module each, which is loaded when one of its names is first used."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .account_balance import AccountBalance as AccountBalance
    from .annotation_url_citation import AnnotationURLCitation as AnnotationURLCitation
    from .catalogue_model import CatalogueModel as CatalogueModel
    from .chat_completion import ChatCompletion as ChatCompletion
    from .chat_completion_annotation import ChatCompletionAnnotation as ChatCompletionAnnotation
    from .chat_completion_assistant_message import (
        ChatCompletionAssistantMessage as ChatCompletionAssistantMessage,
    )
    from .chat_completion_audio import ChatCompletionAudio as ChatCompletionAudio
    from .chat_completion_choice import ChatCompletionChoice as ChatCompletionChoice
    from .chat_completion_chunk import ChatCompletionChunk as ChatCompletionChunk
    from .chat_completion_chunk_choice import ChatCompletionChunkChoice as ChatCompletionChunkChoice
    from .chat_completion_content_part_text import (
        ChatCompletionContentPartText as ChatCompletionContentPartText,
    )
    from .chat_completion_create_params import ChatCompletionCreateParams as ChatCompletionCreateParams
    from .chat_completion_developer_message import (
        ChatCompletionDeveloperMessage as ChatCompletionDeveloperMessage,
    )
    from .chat_completion_function_tool import ChatCompletionFunctionTool as ChatCompletionFunctionTool
    from .chat_completion_message import ChatCompletionMessage as ChatCompletionMessage
    from .chat_completion_message_custom_tool_call import (
        ChatCompletionMessageCustomToolCall as ChatCompletionMessageCustomToolCall,
    )
    from .chat_completion_message_function_tool_call import (
        ChatCompletionMessageFunctionToolCall as ChatCompletionMessageFunctionToolCall,
    )
    from .chat_completion_message_param import ChatCompletionMessageParam as ChatCompletionMessageParam
    from .chat_completion_named_function import ChatCompletionNamedFunction as ChatCompletionNamedFunction
    from .chat_completion_named_tool_choice import (
        ChatCompletionNamedToolChoice as ChatCompletionNamedToolChoice,
    )
    from .chat_completion_response_format import ChatCompletionResponseFormat as ChatCompletionResponseFormat
    from .chat_completion_server_sent_event import (
        ChatCompletionServerSentEvent as ChatCompletionServerSentEvent,
    )
    from .chat_completion_stream_settings import ChatCompletionStreamSettings as ChatCompletionStreamSettings
    from .chat_completion_system_message import ChatCompletionSystemMessage as ChatCompletionSystemMessage
    from .chat_completion_tool_call_custom import ChatCompletionToolCallCustom as ChatCompletionToolCallCustom
    from .chat_completion_tool_call_function import (
        ChatCompletionToolCallFunction as ChatCompletionToolCallFunction,
    )
    from .chat_completion_tool_message import ChatCompletionToolMessage as ChatCompletionToolMessage
    from .chat_completion_user_message import ChatCompletionUserMessage as ChatCompletionUserMessage
    from .choice_delta import ChoiceDelta as ChoiceDelta
    from .choice_delta_tool_call import ChoiceDeltaToolCall as ChoiceDeltaToolCall
    from .choice_delta_tool_call_custom import ChoiceDeltaToolCallCustom as ChoiceDeltaToolCallCustom
    from .choice_delta_tool_call_function import ChoiceDeltaToolCallFunction as ChoiceDeltaToolCallFunction
    from .choice_logprobs import ChoiceLogprobs as ChoiceLogprobs
    from .code_interpreter_container_auto import CodeInterpreterContainerAuto as CodeInterpreterContainerAuto
    from .code_interpreter_output_image import CodeInterpreterOutputImage as CodeInterpreterOutputImage
    from .code_interpreter_output_logs import CodeInterpreterOutputLogs as CodeInterpreterOutputLogs
    from .code_interpreter_tool import CodeInterpreterTool as CodeInterpreterTool
    from .completion_tokens_details import CompletionTokensDetails as CompletionTokensDetails
    from .completion_usage import CompletionUsage as CompletionUsage
    from .computer_acknowledged_safety_check import (
        ComputerAcknowledgedSafetyCheck as ComputerAcknowledgedSafetyCheck,
    )
    from .computer_action import ComputerAction as ComputerAction
    from .computer_action_click import ComputerActionClick as ComputerActionClick
    from .computer_action_double_click import ComputerActionDoubleClick as ComputerActionDoubleClick
    from .computer_action_drag import ComputerActionDrag as ComputerActionDrag
    from .computer_action_drag_path import ComputerActionDragPath as ComputerActionDragPath
    from .computer_action_keypress import ComputerActionKeypress as ComputerActionKeypress
    from .computer_action_move import ComputerActionMove as ComputerActionMove
    from .computer_action_screenshot import ComputerActionScreenshot as ComputerActionScreenshot
    from .computer_action_scroll import ComputerActionScroll as ComputerActionScroll
    from .computer_action_type import ComputerActionType as ComputerActionType
    from .computer_action_wait import ComputerActionWait as ComputerActionWait
    from .computer_pending_safety_check import ComputerPendingSafetyCheck as ComputerPendingSafetyCheck
    from .computer_screenshot import ComputerScreenshot as ComputerScreenshot
    from .computer_tool import ComputerTool as ComputerTool
    from .easy_input_message import EasyInputMessage as EasyInputMessage
    from .error import Error as Error
    from .function_call_output import FunctionCallOutput as FunctionCallOutput
    from .function_definition import FunctionDefinition as FunctionDefinition
    from .function_tool import FunctionTool as FunctionTool
    from .image_generation_input_image_mask import (
        ImageGenerationInputImageMask as ImageGenerationInputImageMask,
    )
    from .image_generation_tool import ImageGenerationTool as ImageGenerationTool
    from .item_reference import ItemReference as ItemReference
    from .json_schema import JSONSchema as JSONSchema
    from .local_shell_call_action import LocalShellCallAction as LocalShellCallAction
    from .local_shell_tool import LocalShellTool as LocalShellTool
    from .mcp_approval_response import McpApprovalResponse as McpApprovalResponse
    from .mcp_list_tools_input import McpListToolsInput as McpListToolsInput
    from .mcp_list_tools_input_tool import McpListToolsInputTool as McpListToolsInputTool
    from .mcp_list_tools_tool import McpListToolsTool as McpListToolsTool
    from .mcp_tool import McpTool as McpTool
    from .mcp_tool_approval import McpToolApproval as McpToolApproval
    from .mcp_tool_filter import McpToolFilter as McpToolFilter
    from .meta import Meta as Meta
    from .meta_usage import MetaUsage as MetaUsage
    from .model_info import ModelInfo as ModelInfo
    from .model_list import ModelList as ModelList
    from .model_modalities import ModelModalities as ModelModalities
    from .model_pricing import ModelPricing as ModelPricing
    from .o3_mini_response_create_params import O3MiniResponseCreateParams as O3MiniResponseCreateParams
    from .o3_pro_easy_input_message import O3ProEasyInputMessage as O3ProEasyInputMessage
    from .o3_pro_response_create_params import O3ProResponseCreateParams as O3ProResponseCreateParams
    from .o3_pro_response_function_web_search_input import (
        O3ProResponseFunctionWebSearchInput as O3ProResponseFunctionWebSearchInput,
    )
    from .o3_pro_response_input_item import O3ProResponseInputItem as O3ProResponseInputItem
    from .o3_pro_response_input_message import O3ProResponseInputMessage as O3ProResponseInputMessage
    from .o3_pro_tool import O3ProTool as O3ProTool
    from .o3_pro_web_search_preview_tool import O3ProWebSearchPreviewTool as O3ProWebSearchPreviewTool
    from .other_response_instruction import OtherResponseInstruction as OtherResponseInstruction
    from .other_response_output_item import OtherResponseOutputItem as OtherResponseOutputItem
    from .other_response_stream_event import OtherResponseStreamEvent as OtherResponseStreamEvent
    from .price_unit import PriceUnit as PriceUnit
    from .price_variant import PriceVariant as PriceVariant
    from .prompt_tokens_details import PromptTokensDetails as PromptTokensDetails
    from .reasoning import Reasoning as Reasoning
    from .response import Response as Response
    from .response_annotation import ResponseAnnotation as ResponseAnnotation
    from .response_audio_delta_event import ResponseAudioDeltaEvent as ResponseAudioDeltaEvent
    from .response_audio_done_event import ResponseAudioDoneEvent as ResponseAudioDoneEvent
    from .response_audio_transcript_delta_event import (
        ResponseAudioTranscriptDeltaEvent as ResponseAudioTranscriptDeltaEvent,
    )
    from .response_audio_transcript_done_event import (
        ResponseAudioTranscriptDoneEvent as ResponseAudioTranscriptDoneEvent,
    )
    from .response_code_interpreter_call_code_delta_event import (
        ResponseCodeInterpreterCallCodeDeltaEvent as ResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from .response_code_interpreter_call_code_done_event import (
        ResponseCodeInterpreterCallCodeDoneEvent as ResponseCodeInterpreterCallCodeDoneEvent,
    )
    from .response_code_interpreter_call_completed_event import (
        ResponseCodeInterpreterCallCompletedEvent as ResponseCodeInterpreterCallCompletedEvent,
    )
    from .response_code_interpreter_call_in_progress_event import (
        ResponseCodeInterpreterCallInProgressEvent as ResponseCodeInterpreterCallInProgressEvent,
    )
    from .response_code_interpreter_call_interpreting_event import (
        ResponseCodeInterpreterCallInterpretingEvent as ResponseCodeInterpreterCallInterpretingEvent,
    )
    from .response_code_interpreter_tool_call import (
        ResponseCodeInterpreterToolCall as ResponseCodeInterpreterToolCall,
    )
    from .response_completed_event import ResponseCompletedEvent as ResponseCompletedEvent
    from .response_computer_tool_call import ResponseComputerToolCall as ResponseComputerToolCall
    from .response_computer_tool_call_output import (
        ResponseComputerToolCallOutput as ResponseComputerToolCallOutput,
    )
    from .response_container_file_citation import (
        ResponseContainerFileCitation as ResponseContainerFileCitation,
    )
    from .response_content_part import ResponseContentPart as ResponseContentPart
    from .response_content_part_added_event import (
        ResponseContentPartAddedEvent as ResponseContentPartAddedEvent,
    )
    from .response_content_part_done_event import ResponseContentPartDoneEvent as ResponseContentPartDoneEvent
    from .response_create_params import ResponseCreateParams as ResponseCreateParams
    from .response_created_event import ResponseCreatedEvent as ResponseCreatedEvent
    from .response_custom_tool_call_input_delta_event import (
        ResponseCustomToolCallInputDeltaEvent as ResponseCustomToolCallInputDeltaEvent,
    )
    from .response_custom_tool_call_input_done_event import (
        ResponseCustomToolCallInputDoneEvent as ResponseCustomToolCallInputDoneEvent,
    )
    from .response_error import ResponseError as ResponseError
    from .response_error_event import ResponseErrorEvent as ResponseErrorEvent
    from .response_failed_event import ResponseFailedEvent as ResponseFailedEvent
    from .response_file_citation import ResponseFileCitation as ResponseFileCitation
    from .response_file_path import ResponseFilePath as ResponseFilePath
    from .response_file_search_call_completed_event import (
        ResponseFileSearchCallCompletedEvent as ResponseFileSearchCallCompletedEvent,
    )
    from .response_file_search_call_in_progress_event import (
        ResponseFileSearchCallInProgressEvent as ResponseFileSearchCallInProgressEvent,
    )
    from .response_file_search_call_searching_event import (
        ResponseFileSearchCallSearchingEvent as ResponseFileSearchCallSearchingEvent,
    )
    from .response_file_search_result import ResponseFileSearchResult as ResponseFileSearchResult
    from .response_file_search_tool_call import ResponseFileSearchToolCall as ResponseFileSearchToolCall
    from .response_format_json_object import ResponseFormatJSONObject as ResponseFormatJSONObject
    from .response_format_json_schema import ResponseFormatJSONSchema as ResponseFormatJSONSchema
    from .response_format_text import ResponseFormatText as ResponseFormatText
    from .response_format_text_config import ResponseFormatTextConfig as ResponseFormatTextConfig
    from .response_format_text_json_schema_config import (
        ResponseFormatTextJSONSchemaConfig as ResponseFormatTextJSONSchemaConfig,
    )
    from .response_function_call_arguments_delta_event import (
        ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent,
    )
    from .response_function_call_arguments_done_event import (
        ResponseFunctionCallArgumentsDoneEvent as ResponseFunctionCallArgumentsDoneEvent,
    )
    from .response_function_call_output import ResponseFunctionCallOutput as ResponseFunctionCallOutput
    from .response_function_tool import ResponseFunctionTool as ResponseFunctionTool
    from .response_function_tool_call import ResponseFunctionToolCall as ResponseFunctionToolCall
    from .response_function_tool_call_input import (
        ResponseFunctionToolCallInput as ResponseFunctionToolCallInput,
    )
    from .response_function_web_search import ResponseFunctionWebSearch as ResponseFunctionWebSearch
    from .response_image_gen_call_completed_event import (
        ResponseImageGenCallCompletedEvent as ResponseImageGenCallCompletedEvent,
    )
    from .response_image_gen_call_generating_event import (
        ResponseImageGenCallGeneratingEvent as ResponseImageGenCallGeneratingEvent,
    )
    from .response_image_gen_call_in_progress_event import (
        ResponseImageGenCallInProgressEvent as ResponseImageGenCallInProgressEvent,
    )
    from .response_image_gen_call_partial_image_event import (
        ResponseImageGenCallPartialImageEvent as ResponseImageGenCallPartialImageEvent,
    )
    from .response_image_generation_call import ResponseImageGenerationCall as ResponseImageGenerationCall
    from .response_in_progress_event import ResponseInProgressEvent as ResponseInProgressEvent
    from .response_incomplete_details import ResponseIncompleteDetails as ResponseIncompleteDetails
    from .response_incomplete_event import ResponseIncompleteEvent as ResponseIncompleteEvent
    from .response_input_content_part import ResponseInputContentPart as ResponseInputContentPart
    from .response_input_file import ResponseInputFile as ResponseInputFile
    from .response_input_image import ResponseInputImage as ResponseInputImage
    from .response_input_item import ResponseInputItem as ResponseInputItem
    from .response_input_message import ResponseInputMessage as ResponseInputMessage
    from .response_input_text import ResponseInputText as ResponseInputText
    from .response_input_tokens_details import ResponseInputTokensDetails as ResponseInputTokensDetails
    from .response_instruction import ResponseInstruction as ResponseInstruction
    from .response_instruction_content import ResponseInstructionContent as ResponseInstructionContent
    from .response_instruction_easy_message import (
        ResponseInstructionEasyMessage as ResponseInstructionEasyMessage,
    )
    from .response_instruction_image import ResponseInstructionImage as ResponseInstructionImage
    from .response_instruction_message import ResponseInstructionMessage as ResponseInstructionMessage
    from .response_instruction_output_message import (
        ResponseInstructionOutputMessage as ResponseInstructionOutputMessage,
    )
    from .response_local_shell_call import ResponseLocalShellCall as ResponseLocalShellCall
    from .response_local_shell_call_output import ResponseLocalShellCallOutput as ResponseLocalShellCallOutput
    from .response_mcp_approval_request import ResponseMcpApprovalRequest as ResponseMcpApprovalRequest
    from .response_mcp_call import ResponseMcpCall as ResponseMcpCall
    from .response_mcp_call_arguments_delta_event import (
        ResponseMcpCallArgumentsDeltaEvent as ResponseMcpCallArgumentsDeltaEvent,
    )
    from .response_mcp_call_arguments_done_event import (
        ResponseMcpCallArgumentsDoneEvent as ResponseMcpCallArgumentsDoneEvent,
    )
    from .response_mcp_call_completed_event import (
        ResponseMcpCallCompletedEvent as ResponseMcpCallCompletedEvent,
    )
    from .response_mcp_call_failed_event import ResponseMcpCallFailedEvent as ResponseMcpCallFailedEvent
    from .response_mcp_call_in_progress_event import (
        ResponseMcpCallInProgressEvent as ResponseMcpCallInProgressEvent,
    )
    from .response_mcp_list_tools import ResponseMcpListTools as ResponseMcpListTools
    from .response_mcp_list_tools_completed_event import (
        ResponseMcpListToolsCompletedEvent as ResponseMcpListToolsCompletedEvent,
    )
    from .response_mcp_list_tools_failed_event import (
        ResponseMcpListToolsFailedEvent as ResponseMcpListToolsFailedEvent,
    )
    from .response_mcp_list_tools_in_progress_event import (
        ResponseMcpListToolsInProgressEvent as ResponseMcpListToolsInProgressEvent,
    )
    from .response_mcp_tool import ResponseMcpTool as ResponseMcpTool
    from .response_output_item import ResponseOutputItem as ResponseOutputItem
    from .response_output_item_added_event import ResponseOutputItemAddedEvent as ResponseOutputItemAddedEvent
    from .response_output_item_done_event import ResponseOutputItemDoneEvent as ResponseOutputItemDoneEvent
    from .response_output_message import ResponseOutputMessage as ResponseOutputMessage
    from .response_output_message_input import ResponseOutputMessageInput as ResponseOutputMessageInput
    from .response_output_refusal import ResponseOutputRefusal as ResponseOutputRefusal
    from .response_output_text import ResponseOutputText as ResponseOutputText
    from .response_output_text_annotation_added_event import (
        ResponseOutputTextAnnotationAddedEvent as ResponseOutputTextAnnotationAddedEvent,
    )
    from .response_output_text_input import ResponseOutputTextInput as ResponseOutputTextInput
    from .response_output_tokens_details import ResponseOutputTokensDetails as ResponseOutputTokensDetails
    from .response_prompt import ResponsePrompt as ResponsePrompt
    from .response_prompt_reference import ResponsePromptReference as ResponsePromptReference
    from .response_queued_event import ResponseQueuedEvent as ResponseQueuedEvent
    from .response_reasoning import ResponseReasoning as ResponseReasoning
    from .response_reasoning_item import ResponseReasoningItem as ResponseReasoningItem
    from .response_reasoning_item_input import ResponseReasoningItemInput as ResponseReasoningItemInput
    from .response_reasoning_summary import ResponseReasoningSummary as ResponseReasoningSummary
    from .response_reasoning_summary_part_added_event import (
        ResponseReasoningSummaryPartAddedEvent as ResponseReasoningSummaryPartAddedEvent,
    )
    from .response_reasoning_summary_part_done_event import (
        ResponseReasoningSummaryPartDoneEvent as ResponseReasoningSummaryPartDoneEvent,
    )
    from .response_reasoning_summary_text_delta_event import (
        ResponseReasoningSummaryTextDeltaEvent as ResponseReasoningSummaryTextDeltaEvent,
    )
    from .response_reasoning_summary_text_done_event import (
        ResponseReasoningSummaryTextDoneEvent as ResponseReasoningSummaryTextDoneEvent,
    )
    from .response_reasoning_text_delta_event import (
        ResponseReasoningTextDeltaEvent as ResponseReasoningTextDeltaEvent,
    )
    from .response_reasoning_text_done_event import (
        ResponseReasoningTextDoneEvent as ResponseReasoningTextDoneEvent,
    )
    from .response_reasoning_text_part import ResponseReasoningTextPart as ResponseReasoningTextPart
    from .response_refusal_delta_event import ResponseRefusalDeltaEvent as ResponseRefusalDeltaEvent
    from .response_refusal_done_event import ResponseRefusalDoneEvent as ResponseRefusalDoneEvent
    from .response_server_sent_event import ResponseServerSentEvent as ResponseServerSentEvent
    from .response_stream_event import ResponseStreamEvent as ResponseStreamEvent
    from .response_text import ResponseText as ResponseText
    from .response_text_config import ResponseTextConfig as ResponseTextConfig
    from .response_text_delta_event import ResponseTextDeltaEvent as ResponseTextDeltaEvent
    from .response_text_done_event import ResponseTextDoneEvent as ResponseTextDoneEvent
    from .response_tool import ResponseTool as ResponseTool
    from .response_tool_choice_types import ResponseToolChoiceTypes as ResponseToolChoiceTypes
    from .response_url_citation import ResponseURLCitation as ResponseURLCitation
    from .response_usage import ResponseUsage as ResponseUsage
    from .response_web_search_call_completed_event import (
        ResponseWebSearchCallCompletedEvent as ResponseWebSearchCallCompletedEvent,
    )
    from .response_web_search_call_in_progress_event import (
        ResponseWebSearchCallInProgressEvent as ResponseWebSearchCallInProgressEvent,
    )
    from .response_web_search_call_searching_event import (
        ResponseWebSearchCallSearchingEvent as ResponseWebSearchCallSearchingEvent,
    )
    from .response_web_search_preview_tool import ResponseWebSearchPreviewTool as ResponseWebSearchPreviewTool
    from .token_logprob import TokenLogprob as TokenLogprob
    from .tool_choice_function import ToolChoiceFunction as ToolChoiceFunction
    from .tool_choice_types import ToolChoiceTypes as ToolChoiceTypes
    from .top_logprob import TopLogprob as TopLogprob
    from .web_search_user_location import WebSearchUserLocation as WebSearchUserLocation

#: The module of each name.
MODULES = {
    "AccountBalance": "account_balance",
    "AnnotationURLCitation": "annotation_url_citation",
    "CatalogueModel": "catalogue_model",
    "ChatCompletion": "chat_completion",
    "ChatCompletionAnnotation": "chat_completion_annotation",
    "ChatCompletionAssistantMessage": "chat_completion_assistant_message",
    "ChatCompletionAudio": "chat_completion_audio",
    "ChatCompletionChoice": "chat_completion_choice",
    "ChatCompletionChunk": "chat_completion_chunk",
    "ChatCompletionChunkChoice": "chat_completion_chunk_choice",
    "ChatCompletionContentPartText": "chat_completion_content_part_text",
    "ChatCompletionCreateParams": "chat_completion_create_params",
    "ChatCompletionDeveloperMessage": "chat_completion_developer_message",
    "ChatCompletionFunctionTool": "chat_completion_function_tool",
    "ChatCompletionMessage": "chat_completion_message",
    "ChatCompletionMessageCustomToolCall": "chat_completion_message_custom_tool_call",
    "ChatCompletionMessageFunctionToolCall": "chat_completion_message_function_tool_call",
    "ChatCompletionMessageParam": "chat_completion_message_param",
    "ChatCompletionNamedFunction": "chat_completion_named_function",
    "ChatCompletionNamedToolChoice": "chat_completion_named_tool_choice",
    "ChatCompletionResponseFormat": "chat_completion_response_format",
    "ChatCompletionServerSentEvent": "chat_completion_server_sent_event",
    "ChatCompletionStreamSettings": "chat_completion_stream_settings",
    "ChatCompletionSystemMessage": "chat_completion_system_message",
    "ChatCompletionToolCallCustom": "chat_completion_tool_call_custom",
    "ChatCompletionToolCallFunction": "chat_completion_tool_call_function",
    "ChatCompletionToolMessage": "chat_completion_tool_message",
    "ChatCompletionUserMessage": "chat_completion_user_message",
    "ChoiceDelta": "choice_delta",
    "ChoiceDeltaToolCall": "choice_delta_tool_call",
    "ChoiceDeltaToolCallCustom": "choice_delta_tool_call_custom",
    "ChoiceDeltaToolCallFunction": "choice_delta_tool_call_function",
    "ChoiceLogprobs": "choice_logprobs",
    "CodeInterpreterContainerAuto": "code_interpreter_container_auto",
    "CodeInterpreterOutputImage": "code_interpreter_output_image",
    "CodeInterpreterOutputLogs": "code_interpreter_output_logs",
    "CodeInterpreterTool": "code_interpreter_tool",
    "CompletionTokensDetails": "completion_tokens_details",
    "CompletionUsage": "completion_usage",
    "ComputerAcknowledgedSafetyCheck": "computer_acknowledged_safety_check",
    "ComputerAction": "computer_action",
    "ComputerActionClick": "computer_action_click",
    "ComputerActionDoubleClick": "computer_action_double_click",
    "ComputerActionDrag": "computer_action_drag",
    "ComputerActionDragPath": "computer_action_drag_path",
    "ComputerActionKeypress": "computer_action_keypress",
    "ComputerActionMove": "computer_action_move",
    "ComputerActionScreenshot": "computer_action_screenshot",
    "ComputerActionScroll": "computer_action_scroll",
    "ComputerActionType": "computer_action_type",
    "ComputerActionWait": "computer_action_wait",
    "ComputerPendingSafetyCheck": "computer_pending_safety_check",
    "ComputerScreenshot": "computer_screenshot",
    "ComputerTool": "computer_tool",
    "EasyInputMessage": "easy_input_message",
    "Error": "error",
    "FunctionCallOutput": "function_call_output",
    "FunctionDefinition": "function_definition",
    "FunctionTool": "function_tool",
    "ImageGenerationInputImageMask": "image_generation_input_image_mask",
    "ImageGenerationTool": "image_generation_tool",
    "ItemReference": "item_reference",
    "JSONSchema": "json_schema",
    "LocalShellCallAction": "local_shell_call_action",
    "LocalShellTool": "local_shell_tool",
    "McpApprovalResponse": "mcp_approval_response",
    "McpListToolsInput": "mcp_list_tools_input",
    "McpListToolsInputTool": "mcp_list_tools_input_tool",
    "McpListToolsTool": "mcp_list_tools_tool",
    "McpTool": "mcp_tool",
    "McpToolApproval": "mcp_tool_approval",
    "McpToolFilter": "mcp_tool_filter",
    "Meta": "meta",
    "MetaUsage": "meta_usage",
    "ModelInfo": "model_info",
    "ModelList": "model_list",
    "ModelModalities": "model_modalities",
    "ModelPricing": "model_pricing",
    "O3MiniResponseCreateParams": "o3_mini_response_create_params",
    "O3ProEasyInputMessage": "o3_pro_easy_input_message",
    "O3ProResponseCreateParams": "o3_pro_response_create_params",
    "O3ProResponseFunctionWebSearchInput": "o3_pro_response_function_web_search_input",
    "O3ProResponseInputItem": "o3_pro_response_input_item",
    "O3ProResponseInputMessage": "o3_pro_response_input_message",
    "O3ProTool": "o3_pro_tool",
    "O3ProWebSearchPreviewTool": "o3_pro_web_search_preview_tool",
    "PriceUnit": "price_unit",
    "PriceVariant": "price_variant",
    "PromptTokensDetails": "prompt_tokens_details",
    "Reasoning": "reasoning",
    "Response": "response",
    "ResponseAnnotation": "response_annotation",
    "ResponseAudioDeltaEvent": "response_audio_delta_event",
    "ResponseAudioDoneEvent": "response_audio_done_event",
    "ResponseAudioTranscriptDeltaEvent": "response_audio_transcript_delta_event",
    "ResponseAudioTranscriptDoneEvent": "response_audio_transcript_done_event",
    "ResponseCodeInterpreterCallCodeDeltaEvent": "response_code_interpreter_call_code_delta_event",
    "ResponseCodeInterpreterCallCodeDoneEvent": "response_code_interpreter_call_code_done_event",
    "ResponseCodeInterpreterCallCompletedEvent": "response_code_interpreter_call_completed_event",
    "ResponseCodeInterpreterCallInProgressEvent": "response_code_interpreter_call_in_progress_event",
    "ResponseCodeInterpreterCallInterpretingEvent": "response_code_interpreter_call_interpreting_event",
    "ResponseCodeInterpreterToolCall": "response_code_interpreter_tool_call",
    "ResponseCompletedEvent": "response_completed_event",
    "ResponseComputerToolCall": "response_computer_tool_call",
    "ResponseComputerToolCallOutput": "response_computer_tool_call_output",
    "ResponseContainerFileCitation": "response_container_file_citation",
    "ResponseContentPart": "response_content_part",
    "ResponseContentPartAddedEvent": "response_content_part_added_event",
    "ResponseContentPartDoneEvent": "response_content_part_done_event",
    "ResponseCreateParams": "response_create_params",
    "ResponseCreatedEvent": "response_created_event",
    "ResponseCustomToolCallInputDeltaEvent": "response_custom_tool_call_input_delta_event",
    "ResponseCustomToolCallInputDoneEvent": "response_custom_tool_call_input_done_event",
    "ResponseError": "response_error",
    "ResponseErrorEvent": "response_error_event",
    "ResponseFailedEvent": "response_failed_event",
    "ResponseFileCitation": "response_file_citation",
    "ResponseFilePath": "response_file_path",
    "ResponseFileSearchCallCompletedEvent": "response_file_search_call_completed_event",
    "ResponseFileSearchCallInProgressEvent": "response_file_search_call_in_progress_event",
    "ResponseFileSearchCallSearchingEvent": "response_file_search_call_searching_event",
    "ResponseFileSearchResult": "response_file_search_result",
    "ResponseFileSearchToolCall": "response_file_search_tool_call",
    "ResponseFormatJSONObject": "response_format_json_object",
    "ResponseFormatJSONSchema": "response_format_json_schema",
    "ResponseFormatText": "response_format_text",
    "ResponseFormatTextConfig": "response_format_text_config",
    "ResponseFormatTextJSONSchemaConfig": "response_format_text_json_schema_config",
    "ResponseFunctionCallArgumentsDeltaEvent": "response_function_call_arguments_delta_event",
    "ResponseFunctionCallArgumentsDoneEvent": "response_function_call_arguments_done_event",
    "ResponseFunctionCallOutput": "response_function_call_output",
    "ResponseFunctionTool": "response_function_tool",
    "ResponseFunctionToolCall": "response_function_tool_call",
    "ResponseFunctionToolCallInput": "response_function_tool_call_input",
    "ResponseFunctionWebSearch": "response_function_web_search",
    "ResponseImageGenCallCompletedEvent": "response_image_gen_call_completed_event",
    "ResponseImageGenCallGeneratingEvent": "response_image_gen_call_generating_event",
    "ResponseImageGenCallInProgressEvent": "response_image_gen_call_in_progress_event",
    "ResponseImageGenCallPartialImageEvent": "response_image_gen_call_partial_image_event",
    "ResponseImageGenerationCall": "response_image_generation_call",
    "ResponseInProgressEvent": "response_in_progress_event",
    "ResponseIncompleteDetails": "response_incomplete_details",
    "ResponseIncompleteEvent": "response_incomplete_event",
    "ResponseInputContentPart": "response_input_content_part",
    "ResponseInputFile": "response_input_file",
    "ResponseInputImage": "response_input_image",
    "ResponseInputItem": "response_input_item",
    "ResponseInputMessage": "response_input_message",
    "ResponseInputText": "response_input_text",
    "ResponseInputTokensDetails": "response_input_tokens_details",
    "ResponseInstruction": "response_instruction",
    "ResponseInstructionContent": "response_instruction_content",
    "ResponseInstructionEasyMessage": "response_instruction_easy_message",
    "ResponseInstructionImage": "response_instruction_image",
    "ResponseInstructionMessage": "response_instruction_message",
    "ResponseInstructionOutputMessage": "response_instruction_output_message",
    "ResponseLocalShellCall": "response_local_shell_call",
    "ResponseLocalShellCallOutput": "response_local_shell_call_output",
    "ResponseMcpApprovalRequest": "response_mcp_approval_request",
    "ResponseMcpCall": "response_mcp_call",
    "ResponseMcpCallArgumentsDeltaEvent": "response_mcp_call_arguments_delta_event",
    "ResponseMcpCallArgumentsDoneEvent": "response_mcp_call_arguments_done_event",
    "ResponseMcpCallCompletedEvent": "response_mcp_call_completed_event",
    "ResponseMcpCallFailedEvent": "response_mcp_call_failed_event",
    "ResponseMcpCallInProgressEvent": "response_mcp_call_in_progress_event",
    "ResponseMcpListTools": "response_mcp_list_tools",
    "ResponseMcpListToolsCompletedEvent": "response_mcp_list_tools_completed_event",
    "ResponseMcpListToolsFailedEvent": "response_mcp_list_tools_failed_event",
    "ResponseMcpListToolsInProgressEvent": "response_mcp_list_tools_in_progress_event",
    "ResponseMcpTool": "response_mcp_tool",
    "ResponseOutputItem": "response_output_item",
    "ResponseOutputItemAddedEvent": "response_output_item_added_event",
    "ResponseOutputItemDoneEvent": "response_output_item_done_event",
    "ResponseOutputMessage": "response_output_message",
    "ResponseOutputMessageInput": "response_output_message_input",
    "ResponseOutputRefusal": "response_output_refusal",
    "ResponseOutputText": "response_output_text",
    "ResponseOutputTextAnnotationAddedEvent": "response_output_text_annotation_added_event",
    "ResponseOutputTextInput": "response_output_text_input",
    "ResponseOutputTokensDetails": "response_output_tokens_details",
    "ResponsePrompt": "response_prompt",
    "ResponsePromptReference": "response_prompt_reference",
    "ResponseQueuedEvent": "response_queued_event",
    "ResponseReasoning": "response_reasoning",
    "ResponseReasoningItem": "response_reasoning_item",
    "ResponseReasoningItemInput": "response_reasoning_item_input",
    "ResponseReasoningSummary": "response_reasoning_summary",
    "ResponseReasoningSummaryPartAddedEvent": "response_reasoning_summary_part_added_event",
    "ResponseReasoningSummaryPartDoneEvent": "response_reasoning_summary_part_done_event",
    "ResponseReasoningSummaryTextDeltaEvent": "response_reasoning_summary_text_delta_event",
    "ResponseReasoningSummaryTextDoneEvent": "response_reasoning_summary_text_done_event",
    "ResponseReasoningTextDeltaEvent": "response_reasoning_text_delta_event",
    "ResponseReasoningTextDoneEvent": "response_reasoning_text_done_event",
    "ResponseReasoningTextPart": "response_reasoning_text_part",
    "ResponseRefusalDeltaEvent": "response_refusal_delta_event",
    "ResponseRefusalDoneEvent": "response_refusal_done_event",
    "ResponseServerSentEvent": "response_server_sent_event",
    "ResponseStreamEvent": "response_stream_event",
    "ResponseText": "response_text",
    "ResponseTextConfig": "response_text_config",
    "ResponseTextDeltaEvent": "response_text_delta_event",
    "ResponseTextDoneEvent": "response_text_done_event",
    "ResponseTool": "response_tool",
    "ResponseToolChoiceTypes": "response_tool_choice_types",
    "ResponseURLCitation": "response_url_citation",
    "ResponseUsage": "response_usage",
    "ResponseWebSearchCallCompletedEvent": "response_web_search_call_completed_event",
    "ResponseWebSearchCallInProgressEvent": "response_web_search_call_in_progress_event",
    "ResponseWebSearchCallSearchingEvent": "response_web_search_call_searching_event",
    "ResponseWebSearchPreviewTool": "response_web_search_preview_tool",
    "TokenLogprob": "token_logprob",
    "ToolChoiceFunction": "tool_choice_function",
    "ToolChoiceTypes": "tool_choice_types",
    "TopLogprob": "top_logprob",
    "WebSearchUserLocation": "web_search_user_location",
    "OtherResponseInstruction": "other_response_instruction",
    "OtherResponseOutputItem": "other_response_output_item",
    "OtherResponseStreamEvent": "other_response_stream_event",
}

__all__ = [
    "AccountBalance",
    "AnnotationURLCitation",
    "CatalogueModel",
    "ChatCompletion",
    "ChatCompletionAnnotation",
    "ChatCompletionAssistantMessage",
    "ChatCompletionAudio",
    "ChatCompletionChoice",
    "ChatCompletionChunk",
    "ChatCompletionChunkChoice",
    "ChatCompletionContentPartText",
    "ChatCompletionCreateParams",
    "ChatCompletionDeveloperMessage",
    "ChatCompletionFunctionTool",
    "ChatCompletionMessage",
    "ChatCompletionMessageCustomToolCall",
    "ChatCompletionMessageFunctionToolCall",
    "ChatCompletionMessageParam",
    "ChatCompletionNamedFunction",
    "ChatCompletionNamedToolChoice",
    "ChatCompletionResponseFormat",
    "ChatCompletionServerSentEvent",
    "ChatCompletionStreamSettings",
    "ChatCompletionSystemMessage",
    "ChatCompletionToolCallCustom",
    "ChatCompletionToolCallFunction",
    "ChatCompletionToolMessage",
    "ChatCompletionUserMessage",
    "ChoiceDelta",
    "ChoiceDeltaToolCall",
    "ChoiceDeltaToolCallCustom",
    "ChoiceDeltaToolCallFunction",
    "ChoiceLogprobs",
    "CodeInterpreterContainerAuto",
    "CodeInterpreterOutputImage",
    "CodeInterpreterOutputLogs",
    "CodeInterpreterTool",
    "CompletionTokensDetails",
    "CompletionUsage",
    "ComputerAcknowledgedSafetyCheck",
    "ComputerAction",
    "ComputerActionClick",
    "ComputerActionDoubleClick",
    "ComputerActionDrag",
    "ComputerActionDragPath",
    "ComputerActionKeypress",
    "ComputerActionMove",
    "ComputerActionScreenshot",
    "ComputerActionScroll",
    "ComputerActionType",
    "ComputerActionWait",
    "ComputerPendingSafetyCheck",
    "ComputerScreenshot",
    "ComputerTool",
    "EasyInputMessage",
    "Error",
    "FunctionCallOutput",
    "FunctionDefinition",
    "FunctionTool",
    "ImageGenerationInputImageMask",
    "ImageGenerationTool",
    "ItemReference",
    "JSONSchema",
    "LocalShellCallAction",
    "LocalShellTool",
    "McpApprovalResponse",
    "McpListToolsInput",
    "McpListToolsInputTool",
    "McpListToolsTool",
    "McpTool",
    "McpToolApproval",
    "McpToolFilter",
    "Meta",
    "MetaUsage",
    "ModelInfo",
    "ModelList",
    "ModelModalities",
    "ModelPricing",
    "O3MiniResponseCreateParams",
    "O3ProEasyInputMessage",
    "O3ProResponseCreateParams",
    "O3ProResponseFunctionWebSearchInput",
    "O3ProResponseInputItem",
    "O3ProResponseInputMessage",
    "O3ProTool",
    "O3ProWebSearchPreviewTool",
    "OtherResponseInstruction",
    "OtherResponseOutputItem",
    "OtherResponseStreamEvent",
    "PriceUnit",
    "PriceVariant",
    "PromptTokensDetails",
    "Reasoning",
    "Response",
    "ResponseAnnotation",
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
    "ResponseComputerToolCallOutput",
    "ResponseContainerFileCitation",
    "ResponseContentPart",
    "ResponseContentPartAddedEvent",
    "ResponseContentPartDoneEvent",
    "ResponseCreateParams",
    "ResponseCreatedEvent",
    "ResponseCustomToolCallInputDeltaEvent",
    "ResponseCustomToolCallInputDoneEvent",
    "ResponseError",
    "ResponseErrorEvent",
    "ResponseFailedEvent",
    "ResponseFileCitation",
    "ResponseFilePath",
    "ResponseFileSearchCallCompletedEvent",
    "ResponseFileSearchCallInProgressEvent",
    "ResponseFileSearchCallSearchingEvent",
    "ResponseFileSearchResult",
    "ResponseFileSearchToolCall",
    "ResponseFormatJSONObject",
    "ResponseFormatJSONSchema",
    "ResponseFormatText",
    "ResponseFormatTextConfig",
    "ResponseFormatTextJSONSchemaConfig",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseFunctionCallArgumentsDoneEvent",
    "ResponseFunctionCallOutput",
    "ResponseFunctionTool",
    "ResponseFunctionToolCall",
    "ResponseFunctionToolCallInput",
    "ResponseFunctionWebSearch",
    "ResponseImageGenCallCompletedEvent",
    "ResponseImageGenCallGeneratingEvent",
    "ResponseImageGenCallInProgressEvent",
    "ResponseImageGenCallPartialImageEvent",
    "ResponseImageGenerationCall",
    "ResponseInProgressEvent",
    "ResponseIncompleteDetails",
    "ResponseIncompleteEvent",
    "ResponseInputContentPart",
    "ResponseInputFile",
    "ResponseInputImage",
    "ResponseInputItem",
    "ResponseInputMessage",
    "ResponseInputText",
    "ResponseInputTokensDetails",
    "ResponseInstruction",
    "ResponseInstructionContent",
    "ResponseInstructionEasyMessage",
    "ResponseInstructionImage",
    "ResponseInstructionMessage",
    "ResponseInstructionOutputMessage",
    "ResponseLocalShellCall",
    "ResponseLocalShellCallOutput",
    "ResponseMcpApprovalRequest",
    "ResponseMcpCall",
    "ResponseMcpCallArgumentsDeltaEvent",
    "ResponseMcpCallArgumentsDoneEvent",
    "ResponseMcpCallCompletedEvent",
    "ResponseMcpCallFailedEvent",
    "ResponseMcpCallInProgressEvent",
    "ResponseMcpListTools",
    "ResponseMcpListToolsCompletedEvent",
    "ResponseMcpListToolsFailedEvent",
    "ResponseMcpListToolsInProgressEvent",
    "ResponseMcpTool",
    "ResponseOutputItem",
    "ResponseOutputItemAddedEvent",
    "ResponseOutputItemDoneEvent",
    "ResponseOutputMessage",
    "ResponseOutputMessageInput",
    "ResponseOutputRefusal",
    "ResponseOutputText",
    "ResponseOutputTextAnnotationAddedEvent",
    "ResponseOutputTextInput",
    "ResponseOutputTokensDetails",
    "ResponsePrompt",
    "ResponsePromptReference",
    "ResponseQueuedEvent",
    "ResponseReasoning",
    "ResponseReasoningItem",
    "ResponseReasoningItemInput",
    "ResponseReasoningSummary",
    "ResponseReasoningSummaryPartAddedEvent",
    "ResponseReasoningSummaryPartDoneEvent",
    "ResponseReasoningSummaryTextDeltaEvent",
    "ResponseReasoningSummaryTextDoneEvent",
    "ResponseReasoningTextDeltaEvent",
    "ResponseReasoningTextDoneEvent",
    "ResponseReasoningTextPart",
    "ResponseRefusalDeltaEvent",
    "ResponseRefusalDoneEvent",
    "ResponseServerSentEvent",
    "ResponseStreamEvent",
    "ResponseText",
    "ResponseTextConfig",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
    "ResponseTool",
    "ResponseToolChoiceTypes",
    "ResponseURLCitation",
    "ResponseUsage",
    "ResponseWebSearchCallCompletedEvent",
    "ResponseWebSearchCallInProgressEvent",
    "ResponseWebSearchCallSearchingEvent",
    "ResponseWebSearchPreviewTool",
    "TokenLogprob",
    "ToolChoiceFunction",
    "ToolChoiceTypes",
    "TopLogprob",
    "WebSearchUserLocation",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = globals()[name] = getattr(import_module(f".{MODULES[name]}", __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *MODULES})
