# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_audio_delta_event import ResponseAudioDeltaEvent
    from .response_audio_done_event import ResponseAudioDoneEvent
    from .response_audio_transcript_delta_event import ResponseAudioTranscriptDeltaEvent
    from .response_audio_transcript_done_event import ResponseAudioTranscriptDoneEvent
    from .response_code_interpreter_call_code_delta_event import ResponseCodeInterpreterCallCodeDeltaEvent
    from .response_code_interpreter_call_code_done_event import ResponseCodeInterpreterCallCodeDoneEvent
    from .response_code_interpreter_call_completed_event import ResponseCodeInterpreterCallCompletedEvent
    from .response_code_interpreter_call_in_progress_event import ResponseCodeInterpreterCallInProgressEvent
    from .response_code_interpreter_call_interpreting_event import (
        ResponseCodeInterpreterCallInterpretingEvent,
    )
    from .response_content_part_added_event import ResponseContentPartAddedEvent
    from .response_content_part_done_event import ResponseContentPartDoneEvent
    from .response_created_event import ResponseCreatedEvent
    from .response_custom_tool_call_input_delta_event import ResponseCustomToolCallInputDeltaEvent
    from .response_custom_tool_call_input_done_event import ResponseCustomToolCallInputDoneEvent
    from .response_error_event import ResponseErrorEvent
    from .response_failed_event import ResponseFailedEvent
    from .response_file_search_call_completed_event import ResponseFileSearchCallCompletedEvent
    from .response_file_search_call_in_progress_event import ResponseFileSearchCallInProgressEvent
    from .response_file_search_call_searching_event import ResponseFileSearchCallSearchingEvent
    from .response_function_call_arguments_done_event import ResponseFunctionCallArgumentsDoneEvent
    from .response_image_gen_call_completed_event import ResponseImageGenCallCompletedEvent
    from .response_image_gen_call_generating_event import ResponseImageGenCallGeneratingEvent
    from .response_image_gen_call_in_progress_event import ResponseImageGenCallInProgressEvent
    from .response_image_gen_call_partial_image_event import ResponseImageGenCallPartialImageEvent
    from .response_in_progress_event import ResponseInProgressEvent
    from .response_incomplete_event import ResponseIncompleteEvent
    from .response_mcp_call_arguments_delta_event import ResponseMcpCallArgumentsDeltaEvent
    from .response_mcp_call_arguments_done_event import ResponseMcpCallArgumentsDoneEvent
    from .response_mcp_call_completed_event import ResponseMcpCallCompletedEvent
    from .response_mcp_call_failed_event import ResponseMcpCallFailedEvent
    from .response_mcp_call_in_progress_event import ResponseMcpCallInProgressEvent
    from .response_mcp_list_tools_completed_event import ResponseMcpListToolsCompletedEvent
    from .response_mcp_list_tools_failed_event import ResponseMcpListToolsFailedEvent
    from .response_mcp_list_tools_in_progress_event import ResponseMcpListToolsInProgressEvent
    from .response_output_item_added_event import ResponseOutputItemAddedEvent
    from .response_output_item_done_event import ResponseOutputItemDoneEvent
    from .response_output_text_annotation_added_event import ResponseOutputTextAnnotationAddedEvent
    from .response_queued_event import ResponseQueuedEvent
    from .response_reasoning_summary_part_added_event import ResponseReasoningSummaryPartAddedEvent
    from .response_reasoning_summary_part_done_event import ResponseReasoningSummaryPartDoneEvent
    from .response_reasoning_summary_text_delta_event import ResponseReasoningSummaryTextDeltaEvent
    from .response_reasoning_summary_text_done_event import ResponseReasoningSummaryTextDoneEvent
    from .response_reasoning_text_delta_event import ResponseReasoningTextDeltaEvent
    from .response_reasoning_text_done_event import ResponseReasoningTextDoneEvent
    from .response_refusal_delta_event import ResponseRefusalDeltaEvent
    from .response_refusal_done_event import ResponseRefusalDoneEvent
    from .response_web_search_call_completed_event import ResponseWebSearchCallCompletedEvent
    from .response_web_search_call_in_progress_event import ResponseWebSearchCallInProgressEvent
    from .response_web_search_call_searching_event import ResponseWebSearchCallSearchingEvent

    OtherResponseStreamEvent: TypeAlias = (
        ResponseAudioDeltaEvent
        | ResponseAudioDoneEvent
        | ResponseAudioTranscriptDeltaEvent
        | ResponseAudioTranscriptDoneEvent
        | ResponseCodeInterpreterCallCodeDeltaEvent
        | ResponseCodeInterpreterCallCodeDoneEvent
        | ResponseCodeInterpreterCallCompletedEvent
        | ResponseCodeInterpreterCallInProgressEvent
        | ResponseCodeInterpreterCallInterpretingEvent
        | ResponseContentPartAddedEvent
        | ResponseContentPartDoneEvent
        | ResponseCreatedEvent
        | ResponseCustomToolCallInputDeltaEvent
        | ResponseCustomToolCallInputDoneEvent
        | ResponseErrorEvent
        | ResponseFailedEvent
        | ResponseFileSearchCallCompletedEvent
        | ResponseFileSearchCallInProgressEvent
        | ResponseFileSearchCallSearchingEvent
        | ResponseFunctionCallArgumentsDoneEvent
        | ResponseImageGenCallCompletedEvent
        | ResponseImageGenCallGeneratingEvent
        | ResponseImageGenCallInProgressEvent
        | ResponseImageGenCallPartialImageEvent
        | ResponseInProgressEvent
        | ResponseIncompleteEvent
        | ResponseMcpCallArgumentsDeltaEvent
        | ResponseMcpCallArgumentsDoneEvent
        | ResponseMcpCallCompletedEvent
        | ResponseMcpCallFailedEvent
        | ResponseMcpCallInProgressEvent
        | ResponseMcpListToolsCompletedEvent
        | ResponseMcpListToolsFailedEvent
        | ResponseMcpListToolsInProgressEvent
        | ResponseOutputItemAddedEvent
        | ResponseOutputItemDoneEvent
        | ResponseOutputTextAnnotationAddedEvent
        | ResponseQueuedEvent
        | ResponseReasoningSummaryPartAddedEvent
        | ResponseReasoningSummaryPartDoneEvent
        | ResponseReasoningSummaryTextDeltaEvent
        | ResponseReasoningSummaryTextDoneEvent
        | ResponseReasoningTextDeltaEvent
        | ResponseReasoningTextDoneEvent
        | ResponseRefusalDeltaEvent
        | ResponseRefusalDoneEvent
        | ResponseWebSearchCallCompletedEvent
        | ResponseWebSearchCallInProgressEvent
        | ResponseWebSearchCallSearchingEvent
        | Unknown
    )
    """The members of `ResponseStreamEvent` for which the client has no separate class."""

read: Callable[[JsonValue], OtherResponseStreamEvent] = by_property(
    "type",
    {
        "response.audio.delta": "ResponseAudioDeltaEvent",
        "response.audio.done": "ResponseAudioDoneEvent",
        "response.audio.transcript.delta": "ResponseAudioTranscriptDeltaEvent",
        "response.audio.transcript.done": "ResponseAudioTranscriptDoneEvent",
        "response.code_interpreter_call_code.delta": "ResponseCodeInterpreterCallCodeDeltaEvent",
        "response.code_interpreter_call_code.done": "ResponseCodeInterpreterCallCodeDoneEvent",
        "response.code_interpreter_call.completed": "ResponseCodeInterpreterCallCompletedEvent",
        "response.code_interpreter_call.in_progress": "ResponseCodeInterpreterCallInProgressEvent",
        "response.code_interpreter_call.interpreting": "ResponseCodeInterpreterCallInterpretingEvent",
        "response.content_part.added": "ResponseContentPartAddedEvent",
        "response.content_part.done": "ResponseContentPartDoneEvent",
        "response.created": "ResponseCreatedEvent",
        "response.custom_tool_call_input.delta": "ResponseCustomToolCallInputDeltaEvent",
        "response.custom_tool_call_input.done": "ResponseCustomToolCallInputDoneEvent",
        "error": "ResponseErrorEvent",
        "response.failed": "ResponseFailedEvent",
        "response.file_search_call.completed": "ResponseFileSearchCallCompletedEvent",
        "response.file_search_call.in_progress": "ResponseFileSearchCallInProgressEvent",
        "response.file_search_call.searching": "ResponseFileSearchCallSearchingEvent",
        "response.function_call_arguments.done": "ResponseFunctionCallArgumentsDoneEvent",
        "response.image_generation_call.completed": "ResponseImageGenCallCompletedEvent",
        "response.image_generation_call.generating": "ResponseImageGenCallGeneratingEvent",
        "response.image_generation_call.in_progress": "ResponseImageGenCallInProgressEvent",
        "response.image_generation_call.partial_image": "ResponseImageGenCallPartialImageEvent",
        "response.in_progress": "ResponseInProgressEvent",
        "response.incomplete": "ResponseIncompleteEvent",
        "response.mcp_call_arguments.delta": "ResponseMcpCallArgumentsDeltaEvent",
        "response.mcp_call_arguments.done": "ResponseMcpCallArgumentsDoneEvent",
        "response.mcp_call.completed": "ResponseMcpCallCompletedEvent",
        "response.mcp_call.failed": "ResponseMcpCallFailedEvent",
        "response.mcp_call.in_progress": "ResponseMcpCallInProgressEvent",
        "response.mcp_list_tools.completed": "ResponseMcpListToolsCompletedEvent",
        "response.mcp_list_tools.failed": "ResponseMcpListToolsFailedEvent",
        "response.mcp_list_tools.in_progress": "ResponseMcpListToolsInProgressEvent",
        "response.output_item.added": "ResponseOutputItemAddedEvent",
        "response.output_item.done": "ResponseOutputItemDoneEvent",
        "response.output_text.annotation.added": "ResponseOutputTextAnnotationAddedEvent",
        "response.queued": "ResponseQueuedEvent",
        "response.reasoning_summary_part.added": "ResponseReasoningSummaryPartAddedEvent",
        "response.reasoning_summary_part.done": "ResponseReasoningSummaryPartDoneEvent",
        "response.reasoning_summary_text.delta": "ResponseReasoningSummaryTextDeltaEvent",
        "response.reasoning_summary_text.done": "ResponseReasoningSummaryTextDoneEvent",
        "response.reasoning_text.delta": "ResponseReasoningTextDeltaEvent",
        "response.reasoning_text.done": "ResponseReasoningTextDoneEvent",
        "response.refusal.delta": "ResponseRefusalDeltaEvent",
        "response.refusal.done": "ResponseRefusalDoneEvent",
        "response.web_search_call.completed": "ResponseWebSearchCallCompletedEvent",
        "response.web_search_call.in_progress": "ResponseWebSearchCallInProgressEvent",
        "response.web_search_call.searching": "ResponseWebSearchCallSearchingEvent",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "OtherResponseStreamEvent":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseAudioDeltaEvent
            | models.ResponseAudioDoneEvent
            | models.ResponseAudioTranscriptDeltaEvent
            | models.ResponseAudioTranscriptDoneEvent
            | models.ResponseCodeInterpreterCallCodeDeltaEvent
            | models.ResponseCodeInterpreterCallCodeDoneEvent
            | models.ResponseCodeInterpreterCallCompletedEvent
            | models.ResponseCodeInterpreterCallInProgressEvent
            | models.ResponseCodeInterpreterCallInterpretingEvent
            | models.ResponseContentPartAddedEvent
            | models.ResponseContentPartDoneEvent
            | models.ResponseCreatedEvent
            | models.ResponseCustomToolCallInputDeltaEvent
            | models.ResponseCustomToolCallInputDoneEvent
            | models.ResponseErrorEvent
            | models.ResponseFailedEvent
            | models.ResponseFileSearchCallCompletedEvent
            | models.ResponseFileSearchCallInProgressEvent
            | models.ResponseFileSearchCallSearchingEvent
            | models.ResponseFunctionCallArgumentsDoneEvent
            | models.ResponseImageGenCallCompletedEvent
            | models.ResponseImageGenCallGeneratingEvent
            | models.ResponseImageGenCallInProgressEvent
            | models.ResponseImageGenCallPartialImageEvent
            | models.ResponseInProgressEvent
            | models.ResponseIncompleteEvent
            | models.ResponseMcpCallArgumentsDeltaEvent
            | models.ResponseMcpCallArgumentsDoneEvent
            | models.ResponseMcpCallCompletedEvent
            | models.ResponseMcpCallFailedEvent
            | models.ResponseMcpCallInProgressEvent
            | models.ResponseMcpListToolsCompletedEvent
            | models.ResponseMcpListToolsFailedEvent
            | models.ResponseMcpListToolsInProgressEvent
            | models.ResponseOutputItemAddedEvent
            | models.ResponseOutputItemDoneEvent
            | models.ResponseOutputTextAnnotationAddedEvent
            | models.ResponseQueuedEvent
            | models.ResponseReasoningSummaryPartAddedEvent
            | models.ResponseReasoningSummaryPartDoneEvent
            | models.ResponseReasoningSummaryTextDeltaEvent
            | models.ResponseReasoningSummaryTextDoneEvent
            | models.ResponseReasoningTextDeltaEvent
            | models.ResponseReasoningTextDoneEvent
            | models.ResponseRefusalDeltaEvent
            | models.ResponseRefusalDoneEvent
            | models.ResponseWebSearchCallCompletedEvent
            | models.ResponseWebSearchCallInProgressEvent
            | models.ResponseWebSearchCallSearchingEvent
            | Unknown
        )
