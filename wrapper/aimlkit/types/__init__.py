# Generated from contract.json (sha256 74f1771f4c79e635afe26aa759bcf0a4b1b13b4a8399fe9723b6dd3783ffde1b) by openapi-python-client 0.29.1. Do not edit.
# Stage: sha256 8ba78d02a6ffbcffcb9ee9b998bd9dee2f98f9db1d35eb2cf5d93648ffb46615
# Files: sha256 1810ce2e0f66c7b809851f6042fc05b918e8502ca4d9459be03b78729e729090
"""The types of requests and responses: `from aimlkit.types import ChatCompletionMessageParam`.

A module is imported when one of its names is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit._models import ChatCompletion as ChatCompletion
    from aimlkit._models import Response as Response
    from aimlkit.resources.client_methods import AccountBalance as AccountBalance
    from aimlkit.resources.models import CatalogueModel as CatalogueModel
    from aimlkit.resources.models import ModelList as ModelList
    from aimlkit.types.model import Model as Model
    from aimlkit.types.shared.all_models import AllModels as AllModels
    from aimlkit.types.shared.chat_model import ChatModel as ChatModel
    from aimlkit.types.shared.function_parameters import FunctionParameters as FunctionParameters
    from aimlkit.types.shared.metadata import Metadata as Metadata
    from aimlkit.types.shared.reasoning_effort import ReasoningEffort as ReasoningEffort
    from aimlkit.types.shared.responses_model import ResponsesModel as ResponsesModel
    from aimlkit_api.models import AnnotationURLCitation as AnnotationURLCitation
    from aimlkit_api.models import ChatCompletionAnnotation as ChatCompletionAnnotation
    from aimlkit_api.models import ChatCompletionAssistantMessage as ChatCompletionAssistantMessage
    from aimlkit_api.models import ChatCompletionAudio as ChatCompletionAudio
    from aimlkit_api.models import ChatCompletionChoice as ChatCompletionChoice
    from aimlkit_api.models import ChatCompletionChunk as ChatCompletionChunk
    from aimlkit_api.models import ChatCompletionChunkChoice as ChatCompletionChunkChoice
    from aimlkit_api.models import ChatCompletionContentPartText as ChatCompletionContentPartText
    from aimlkit_api.models import ChatCompletionDeveloperMessage as ChatCompletionDeveloperMessage
    from aimlkit_api.models import ChatCompletionFunctionTool as ChatCompletionFunctionTool
    from aimlkit_api.models import ChatCompletionMessage as ChatCompletionMessage
    from aimlkit_api.models import ChatCompletionMessageCustomToolCall as ChatCompletionMessageCustomToolCall
    from aimlkit_api.models import (
        ChatCompletionMessageFunctionToolCall as ChatCompletionMessageFunctionToolCall,
    )
    from aimlkit_api.models import ChatCompletionNamedFunction as ChatCompletionNamedFunction
    from aimlkit_api.models import ChatCompletionNamedToolChoice as ChatCompletionNamedToolChoice
    from aimlkit_api.models import ChatCompletionResponseFormat as ChatCompletionResponseFormat
    from aimlkit_api.models import ChatCompletionServerSentEvent as ChatCompletionServerSentEvent
    from aimlkit_api.models import ChatCompletionStreamSettings as ChatCompletionStreamSettings
    from aimlkit_api.models import ChatCompletionSystemMessage as ChatCompletionSystemMessage
    from aimlkit_api.models import ChatCompletionToolCallCustom as ChatCompletionToolCallCustom
    from aimlkit_api.models import ChatCompletionToolCallFunction as ChatCompletionToolCallFunction
    from aimlkit_api.models import ChatCompletionToolMessage as ChatCompletionToolMessage
    from aimlkit_api.models import ChatCompletionUserMessage as ChatCompletionUserMessage
    from aimlkit_api.models import ChoiceDelta as ChoiceDelta
    from aimlkit_api.models import ChoiceDeltaToolCall as ChoiceDeltaToolCall
    from aimlkit_api.models import ChoiceDeltaToolCallCustom as ChoiceDeltaToolCallCustom
    from aimlkit_api.models import ChoiceDeltaToolCallFunction as ChoiceDeltaToolCallFunction
    from aimlkit_api.models import ChoiceLogprobs as ChoiceLogprobs
    from aimlkit_api.models import CodeInterpreterContainerAuto as CodeInterpreterContainerAuto
    from aimlkit_api.models import CodeInterpreterOutputImage as CodeInterpreterOutputImage
    from aimlkit_api.models import CodeInterpreterOutputLogs as CodeInterpreterOutputLogs
    from aimlkit_api.models import CodeInterpreterTool as CodeInterpreterTool
    from aimlkit_api.models import CompletionTokensDetails as CompletionTokensDetails
    from aimlkit_api.models import CompletionUsage as CompletionUsage
    from aimlkit_api.models import ComputerAcknowledgedSafetyCheck as ComputerAcknowledgedSafetyCheck
    from aimlkit_api.models import ComputerAction as ComputerAction
    from aimlkit_api.models import ComputerActionClick as ComputerActionClick
    from aimlkit_api.models import ComputerActionDoubleClick as ComputerActionDoubleClick
    from aimlkit_api.models import ComputerActionDrag as ComputerActionDrag
    from aimlkit_api.models import ComputerActionDragPath as ComputerActionDragPath
    from aimlkit_api.models import ComputerActionKeypress as ComputerActionKeypress
    from aimlkit_api.models import ComputerActionMove as ComputerActionMove
    from aimlkit_api.models import ComputerActionScreenshot as ComputerActionScreenshot
    from aimlkit_api.models import ComputerActionScroll as ComputerActionScroll
    from aimlkit_api.models import ComputerActionType as ComputerActionType
    from aimlkit_api.models import ComputerActionWait as ComputerActionWait
    from aimlkit_api.models import ComputerPendingSafetyCheck as ComputerPendingSafetyCheck
    from aimlkit_api.models import ComputerScreenshot as ComputerScreenshot
    from aimlkit_api.models import ComputerTool as ComputerTool
    from aimlkit_api.models import EasyInputMessage as EasyInputMessage
    from aimlkit_api.models import Error as Error
    from aimlkit_api.models import FunctionCallOutput as FunctionCallOutput
    from aimlkit_api.models import FunctionDefinition as FunctionDefinition
    from aimlkit_api.models import FunctionTool as FunctionTool
    from aimlkit_api.models import ImageGenerationInputImageMask as ImageGenerationInputImageMask
    from aimlkit_api.models import ImageGenerationTool as ImageGenerationTool
    from aimlkit_api.models import ItemReference as ItemReference
    from aimlkit_api.models import JSONSchema as JSONSchema
    from aimlkit_api.models import LocalShellCallAction as LocalShellCallAction
    from aimlkit_api.models import LocalShellTool as LocalShellTool
    from aimlkit_api.models import McpApprovalResponse as McpApprovalResponse
    from aimlkit_api.models import McpListToolsInput as McpListToolsInput
    from aimlkit_api.models import McpListToolsInputTool as McpListToolsInputTool
    from aimlkit_api.models import McpListToolsTool as McpListToolsTool
    from aimlkit_api.models import McpTool as McpTool
    from aimlkit_api.models import McpToolApproval as McpToolApproval
    from aimlkit_api.models import McpToolFilter as McpToolFilter
    from aimlkit_api.models import Meta as Meta
    from aimlkit_api.models import MetaUsage as MetaUsage
    from aimlkit_api.models import ModelInfo as ModelInfo
    from aimlkit_api.models import ModelModalities as ModelModalities
    from aimlkit_api.models import ModelPricing as ModelPricing
    from aimlkit_api.models import O3ProEasyInputMessage as O3ProEasyInputMessage
    from aimlkit_api.models import O3ProResponseFunctionWebSearchInput as O3ProResponseFunctionWebSearchInput
    from aimlkit_api.models import O3ProResponseInputItem as O3ProResponseInputItem
    from aimlkit_api.models import O3ProResponseInputMessage as O3ProResponseInputMessage
    from aimlkit_api.models import O3ProTool as O3ProTool
    from aimlkit_api.models import O3ProWebSearchPreviewTool as O3ProWebSearchPreviewTool
    from aimlkit_api.models import OtherResponseInstruction as OtherResponseInstruction
    from aimlkit_api.models import OtherResponseOutputItem as OtherResponseOutputItem
    from aimlkit_api.models import OtherResponseStreamEvent as OtherResponseStreamEvent
    from aimlkit_api.models import PriceUnit as PriceUnit
    from aimlkit_api.models import PriceVariant as PriceVariant
    from aimlkit_api.models import PromptTokensDetails as PromptTokensDetails
    from aimlkit_api.models import Reasoning as Reasoning
    from aimlkit_api.models import ResponseAnnotation as ResponseAnnotation
    from aimlkit_api.models import ResponseAudioDeltaEvent as ResponseAudioDeltaEvent
    from aimlkit_api.models import ResponseAudioDoneEvent as ResponseAudioDoneEvent
    from aimlkit_api.models import ResponseAudioTranscriptDeltaEvent as ResponseAudioTranscriptDeltaEvent
    from aimlkit_api.models import ResponseAudioTranscriptDoneEvent as ResponseAudioTranscriptDoneEvent
    from aimlkit_api.models import (
        ResponseCodeInterpreterCallCodeDeltaEvent as ResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from aimlkit_api.models import (
        ResponseCodeInterpreterCallCodeDoneEvent as ResponseCodeInterpreterCallCodeDoneEvent,
    )
    from aimlkit_api.models import (
        ResponseCodeInterpreterCallCompletedEvent as ResponseCodeInterpreterCallCompletedEvent,
    )
    from aimlkit_api.models import (
        ResponseCodeInterpreterCallInProgressEvent as ResponseCodeInterpreterCallInProgressEvent,
    )
    from aimlkit_api.models import (
        ResponseCodeInterpreterCallInterpretingEvent as ResponseCodeInterpreterCallInterpretingEvent,
    )
    from aimlkit_api.models import ResponseCodeInterpreterToolCall as ResponseCodeInterpreterToolCall
    from aimlkit_api.models import ResponseCompletedEvent as ResponseCompletedEvent
    from aimlkit_api.models import ResponseComputerToolCall as ResponseComputerToolCall
    from aimlkit_api.models import ResponseComputerToolCallOutput as ResponseComputerToolCallOutput
    from aimlkit_api.models import ResponseContainerFileCitation as ResponseContainerFileCitation
    from aimlkit_api.models import ResponseContentPart as ResponseContentPart
    from aimlkit_api.models import ResponseContentPartAddedEvent as ResponseContentPartAddedEvent
    from aimlkit_api.models import ResponseContentPartDoneEvent as ResponseContentPartDoneEvent
    from aimlkit_api.models import ResponseCreatedEvent as ResponseCreatedEvent
    from aimlkit_api.models import (
        ResponseCustomToolCallInputDeltaEvent as ResponseCustomToolCallInputDeltaEvent,
    )
    from aimlkit_api.models import (
        ResponseCustomToolCallInputDoneEvent as ResponseCustomToolCallInputDoneEvent,
    )
    from aimlkit_api.models import ResponseError as ResponseError
    from aimlkit_api.models import ResponseErrorEvent as ResponseErrorEvent
    from aimlkit_api.models import ResponseFailedEvent as ResponseFailedEvent
    from aimlkit_api.models import ResponseFileCitation as ResponseFileCitation
    from aimlkit_api.models import ResponseFilePath as ResponseFilePath
    from aimlkit_api.models import (
        ResponseFileSearchCallCompletedEvent as ResponseFileSearchCallCompletedEvent,
    )
    from aimlkit_api.models import (
        ResponseFileSearchCallInProgressEvent as ResponseFileSearchCallInProgressEvent,
    )
    from aimlkit_api.models import (
        ResponseFileSearchCallSearchingEvent as ResponseFileSearchCallSearchingEvent,
    )
    from aimlkit_api.models import ResponseFileSearchResult as ResponseFileSearchResult
    from aimlkit_api.models import ResponseFileSearchToolCall as ResponseFileSearchToolCall
    from aimlkit_api.models import ResponseFormatJSONObject as ResponseFormatJSONObject
    from aimlkit_api.models import ResponseFormatJSONSchema as ResponseFormatJSONSchema
    from aimlkit_api.models import ResponseFormatText as ResponseFormatText
    from aimlkit_api.models import ResponseFormatTextConfig as ResponseFormatTextConfig
    from aimlkit_api.models import ResponseFormatTextJSONSchemaConfig as ResponseFormatTextJSONSchemaConfig
    from aimlkit_api.models import (
        ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent,
    )
    from aimlkit_api.models import (
        ResponseFunctionCallArgumentsDoneEvent as ResponseFunctionCallArgumentsDoneEvent,
    )
    from aimlkit_api.models import ResponseFunctionCallOutput as ResponseFunctionCallOutput
    from aimlkit_api.models import ResponseFunctionTool as ResponseFunctionTool
    from aimlkit_api.models import ResponseFunctionToolCall as ResponseFunctionToolCall
    from aimlkit_api.models import ResponseFunctionToolCallInput as ResponseFunctionToolCallInput
    from aimlkit_api.models import ResponseFunctionWebSearch as ResponseFunctionWebSearch
    from aimlkit_api.models import ResponseImageGenCallCompletedEvent as ResponseImageGenCallCompletedEvent
    from aimlkit_api.models import ResponseImageGenCallGeneratingEvent as ResponseImageGenCallGeneratingEvent
    from aimlkit_api.models import ResponseImageGenCallInProgressEvent as ResponseImageGenCallInProgressEvent
    from aimlkit_api.models import (
        ResponseImageGenCallPartialImageEvent as ResponseImageGenCallPartialImageEvent,
    )
    from aimlkit_api.models import ResponseImageGenerationCall as ResponseImageGenerationCall
    from aimlkit_api.models import ResponseIncompleteDetails as ResponseIncompleteDetails
    from aimlkit_api.models import ResponseIncompleteEvent as ResponseIncompleteEvent
    from aimlkit_api.models import ResponseInProgressEvent as ResponseInProgressEvent
    from aimlkit_api.models import ResponseInputContentPart as ResponseInputContentPart
    from aimlkit_api.models import ResponseInputFile as ResponseInputFile
    from aimlkit_api.models import ResponseInputImage as ResponseInputImage
    from aimlkit_api.models import ResponseInputItem as ResponseInputItem
    from aimlkit_api.models import ResponseInputMessage as ResponseInputMessage
    from aimlkit_api.models import ResponseInputText as ResponseInputText
    from aimlkit_api.models import ResponseInputTokensDetails as ResponseInputTokensDetails
    from aimlkit_api.models import ResponseInstruction as ResponseInstruction
    from aimlkit_api.models import ResponseInstructionContent as ResponseInstructionContent
    from aimlkit_api.models import ResponseInstructionEasyMessage as ResponseInstructionEasyMessage
    from aimlkit_api.models import ResponseInstructionImage as ResponseInstructionImage
    from aimlkit_api.models import ResponseInstructionMessage as ResponseInstructionMessage
    from aimlkit_api.models import ResponseInstructionOutputMessage as ResponseInstructionOutputMessage
    from aimlkit_api.models import ResponseLocalShellCall as ResponseLocalShellCall
    from aimlkit_api.models import ResponseLocalShellCallOutput as ResponseLocalShellCallOutput
    from aimlkit_api.models import ResponseMcpApprovalRequest as ResponseMcpApprovalRequest
    from aimlkit_api.models import ResponseMcpCall as ResponseMcpCall
    from aimlkit_api.models import ResponseMcpCallArgumentsDeltaEvent as ResponseMcpCallArgumentsDeltaEvent
    from aimlkit_api.models import ResponseMcpCallArgumentsDoneEvent as ResponseMcpCallArgumentsDoneEvent
    from aimlkit_api.models import ResponseMcpCallCompletedEvent as ResponseMcpCallCompletedEvent
    from aimlkit_api.models import ResponseMcpCallFailedEvent as ResponseMcpCallFailedEvent
    from aimlkit_api.models import ResponseMcpCallInProgressEvent as ResponseMcpCallInProgressEvent
    from aimlkit_api.models import ResponseMcpListTools as ResponseMcpListTools
    from aimlkit_api.models import ResponseMcpListToolsCompletedEvent as ResponseMcpListToolsCompletedEvent
    from aimlkit_api.models import ResponseMcpListToolsFailedEvent as ResponseMcpListToolsFailedEvent
    from aimlkit_api.models import ResponseMcpListToolsInProgressEvent as ResponseMcpListToolsInProgressEvent
    from aimlkit_api.models import ResponseMcpTool as ResponseMcpTool
    from aimlkit_api.models import ResponseOutputItem as ResponseOutputItem
    from aimlkit_api.models import ResponseOutputItemAddedEvent as ResponseOutputItemAddedEvent
    from aimlkit_api.models import ResponseOutputItemDoneEvent as ResponseOutputItemDoneEvent
    from aimlkit_api.models import ResponseOutputMessage as ResponseOutputMessage
    from aimlkit_api.models import ResponseOutputMessageInput as ResponseOutputMessageInput
    from aimlkit_api.models import ResponseOutputRefusal as ResponseOutputRefusal
    from aimlkit_api.models import ResponseOutputText as ResponseOutputText
    from aimlkit_api.models import (
        ResponseOutputTextAnnotationAddedEvent as ResponseOutputTextAnnotationAddedEvent,
    )
    from aimlkit_api.models import ResponseOutputTextInput as ResponseOutputTextInput
    from aimlkit_api.models import ResponseOutputTokensDetails as ResponseOutputTokensDetails
    from aimlkit_api.models import ResponsePrompt as ResponsePrompt
    from aimlkit_api.models import ResponsePromptReference as ResponsePromptReference
    from aimlkit_api.models import ResponseQueuedEvent as ResponseQueuedEvent
    from aimlkit_api.models import ResponseReasoning as ResponseReasoning
    from aimlkit_api.models import ResponseReasoningItem as ResponseReasoningItem
    from aimlkit_api.models import ResponseReasoningItemInput as ResponseReasoningItemInput
    from aimlkit_api.models import ResponseReasoningSummary as ResponseReasoningSummary
    from aimlkit_api.models import (
        ResponseReasoningSummaryPartAddedEvent as ResponseReasoningSummaryPartAddedEvent,
    )
    from aimlkit_api.models import (
        ResponseReasoningSummaryPartDoneEvent as ResponseReasoningSummaryPartDoneEvent,
    )
    from aimlkit_api.models import (
        ResponseReasoningSummaryTextDeltaEvent as ResponseReasoningSummaryTextDeltaEvent,
    )
    from aimlkit_api.models import (
        ResponseReasoningSummaryTextDoneEvent as ResponseReasoningSummaryTextDoneEvent,
    )
    from aimlkit_api.models import ResponseReasoningTextDeltaEvent as ResponseReasoningTextDeltaEvent
    from aimlkit_api.models import ResponseReasoningTextDoneEvent as ResponseReasoningTextDoneEvent
    from aimlkit_api.models import ResponseReasoningTextPart as ResponseReasoningTextPart
    from aimlkit_api.models import ResponseRefusalDeltaEvent as ResponseRefusalDeltaEvent
    from aimlkit_api.models import ResponseRefusalDoneEvent as ResponseRefusalDoneEvent
    from aimlkit_api.models import ResponseServerSentEvent as ResponseServerSentEvent
    from aimlkit_api.models import ResponseStreamEvent as ResponseStreamEvent
    from aimlkit_api.models import ResponseText as ResponseText
    from aimlkit_api.models import ResponseTextConfig as ResponseTextConfig
    from aimlkit_api.models import ResponseTextDeltaEvent as ResponseTextDeltaEvent
    from aimlkit_api.models import ResponseTextDoneEvent as ResponseTextDoneEvent
    from aimlkit_api.models import ResponseTool as ResponseTool
    from aimlkit_api.models import ResponseToolChoiceTypes as ResponseToolChoiceTypes
    from aimlkit_api.models import ResponseURLCitation as ResponseURLCitation
    from aimlkit_api.models import ResponseUsage as ResponseUsage
    from aimlkit_api.models import ResponseWebSearchCallCompletedEvent as ResponseWebSearchCallCompletedEvent
    from aimlkit_api.models import (
        ResponseWebSearchCallInProgressEvent as ResponseWebSearchCallInProgressEvent,
    )
    from aimlkit_api.models import ResponseWebSearchCallSearchingEvent as ResponseWebSearchCallSearchingEvent
    from aimlkit_api.models import ResponseWebSearchPreviewTool as ResponseWebSearchPreviewTool
    from aimlkit_api.models import TokenLogprob as TokenLogprob
    from aimlkit_api.models import ToolChoiceFunction as ToolChoiceFunction
    from aimlkit_api.models import ToolChoiceTypes as ToolChoiceTypes
    from aimlkit_api.models import TopLogprob as TopLogprob
    from aimlkit_api.models import WebSearchUserLocation as WebSearchUserLocation
    from aimlkit_api.params import ChatCompletionAssistantMessageParam as ChatCompletionAssistantMessageParam
    from aimlkit_api.params import ChatCompletionContentPartTextParam as ChatCompletionContentPartTextParam
    from aimlkit_api.params import ChatCompletionCreateParams as ChatCompletionCreateParams
    from aimlkit_api.params import ChatCompletionDeveloperMessageParam as ChatCompletionDeveloperMessageParam
    from aimlkit_api.params import ChatCompletionFunctionToolParam as ChatCompletionFunctionToolParam
    from aimlkit_api.params import (
        ChatCompletionMessageFunctionToolCallParam as ChatCompletionMessageFunctionToolCallParam,
    )
    from aimlkit_api.params import ChatCompletionMessageParam as ChatCompletionMessageParam
    from aimlkit_api.params import ChatCompletionNamedFunctionParam as ChatCompletionNamedFunctionParam
    from aimlkit_api.params import ChatCompletionNamedToolChoiceParam as ChatCompletionNamedToolChoiceParam
    from aimlkit_api.params import ChatCompletionResponseFormatParam as ChatCompletionResponseFormatParam
    from aimlkit_api.params import ChatCompletionStreamSettingsParam as ChatCompletionStreamSettingsParam
    from aimlkit_api.params import ChatCompletionSystemMessageParam as ChatCompletionSystemMessageParam
    from aimlkit_api.params import ChatCompletionToolCallFunctionParam as ChatCompletionToolCallFunctionParam
    from aimlkit_api.params import ChatCompletionToolMessageParam as ChatCompletionToolMessageParam
    from aimlkit_api.params import ChatCompletionUserMessageParam as ChatCompletionUserMessageParam
    from aimlkit_api.params import EasyInputMessageParam as EasyInputMessageParam
    from aimlkit_api.params import FunctionCallOutputParam as FunctionCallOutputParam
    from aimlkit_api.params import FunctionDefinitionParam as FunctionDefinitionParam
    from aimlkit_api.params import FunctionToolParam as FunctionToolParam
    from aimlkit_api.params import ItemReferenceParam as ItemReferenceParam
    from aimlkit_api.params import JSONSchemaParam as JSONSchemaParam
    from aimlkit_api.params import McpApprovalResponseParam as McpApprovalResponseParam
    from aimlkit_api.params import McpListToolsInputParam as McpListToolsInputParam
    from aimlkit_api.params import McpListToolsInputToolParam as McpListToolsInputToolParam
    from aimlkit_api.params import McpToolApprovalParam as McpToolApprovalParam
    from aimlkit_api.params import McpToolFilterParam as McpToolFilterParam
    from aimlkit_api.params import McpToolParam as McpToolParam
    from aimlkit_api.params import O3MiniResponseCreateParams as O3MiniResponseCreateParams
    from aimlkit_api.params import O3ProEasyInputMessageParam as O3ProEasyInputMessageParam
    from aimlkit_api.params import O3ProResponseCreateParams as O3ProResponseCreateParams
    from aimlkit_api.params import (
        O3ProResponseFunctionWebSearchInputParam as O3ProResponseFunctionWebSearchInputParam,
    )
    from aimlkit_api.params import O3ProResponseInputItemParam as O3ProResponseInputItemParam
    from aimlkit_api.params import O3ProResponseInputMessageParam as O3ProResponseInputMessageParam
    from aimlkit_api.params import O3ProToolParam as O3ProToolParam
    from aimlkit_api.params import O3ProWebSearchPreviewToolParam as O3ProWebSearchPreviewToolParam
    from aimlkit_api.params import ReasoningParam as ReasoningParam
    from aimlkit_api.params import ResponseCreateParams as ResponseCreateParams
    from aimlkit_api.params import ResponseFormatJSONObjectParam as ResponseFormatJSONObjectParam
    from aimlkit_api.params import ResponseFormatJSONSchemaParam as ResponseFormatJSONSchemaParam
    from aimlkit_api.params import ResponseFormatTextConfigParam as ResponseFormatTextConfigParam
    from aimlkit_api.params import (
        ResponseFormatTextJSONSchemaConfigParam as ResponseFormatTextJSONSchemaConfigParam,
    )
    from aimlkit_api.params import ResponseFormatTextParam as ResponseFormatTextParam
    from aimlkit_api.params import ResponseFunctionToolCallInputParam as ResponseFunctionToolCallInputParam
    from aimlkit_api.params import ResponseInputContentPartParam as ResponseInputContentPartParam
    from aimlkit_api.params import ResponseInputFileParam as ResponseInputFileParam
    from aimlkit_api.params import ResponseInputImageParam as ResponseInputImageParam
    from aimlkit_api.params import ResponseInputItemParam as ResponseInputItemParam
    from aimlkit_api.params import ResponseInputMessageParam as ResponseInputMessageParam
    from aimlkit_api.params import ResponseInputTextParam as ResponseInputTextParam
    from aimlkit_api.params import ResponseMcpApprovalRequestParam as ResponseMcpApprovalRequestParam
    from aimlkit_api.params import ResponseMcpCallParam as ResponseMcpCallParam
    from aimlkit_api.params import ResponseOutputMessageInputParam as ResponseOutputMessageInputParam
    from aimlkit_api.params import ResponseOutputRefusalParam as ResponseOutputRefusalParam
    from aimlkit_api.params import ResponseOutputTextInputParam as ResponseOutputTextInputParam
    from aimlkit_api.params import ResponsePromptParam as ResponsePromptParam
    from aimlkit_api.params import ResponseReasoningItemInputParam as ResponseReasoningItemInputParam
    from aimlkit_api.params import ResponseReasoningSummaryParam as ResponseReasoningSummaryParam
    from aimlkit_api.params import ResponseTextConfigParam as ResponseTextConfigParam
    from aimlkit_api.params import ResponseURLCitationParam as ResponseURLCitationParam
    from aimlkit_api.params import TokenLogprobParam as TokenLogprobParam
    from aimlkit_api.params import ToolChoiceFunctionParam as ToolChoiceFunctionParam
    from aimlkit_api.params import ToolChoiceTypesParam as ToolChoiceTypesParam
    from aimlkit_api.params import TopLogprobParam as TopLogprobParam
    from aimlkit_api.params import WebSearchUserLocationParam as WebSearchUserLocationParam
    from aimlkit_api.types import Unknown as Unknown

#: The module of each name.
_MODULES = {
    "AccountBalance": "aimlkit.resources.client_methods",
    "AllModels": "aimlkit.types.shared.all_models",
    "AnnotationURLCitation": "aimlkit_api.models",
    "CatalogueModel": "aimlkit.resources.models",
    "ChatCompletion": "aimlkit._models",
    "ChatCompletionAnnotation": "aimlkit_api.models",
    "ChatCompletionAssistantMessage": "aimlkit_api.models",
    "ChatCompletionAssistantMessageParam": "aimlkit_api.params",
    "ChatCompletionAudio": "aimlkit_api.models",
    "ChatCompletionChoice": "aimlkit_api.models",
    "ChatCompletionChunk": "aimlkit_api.models",
    "ChatCompletionChunkChoice": "aimlkit_api.models",
    "ChatCompletionContentPartText": "aimlkit_api.models",
    "ChatCompletionContentPartTextParam": "aimlkit_api.params",
    "ChatCompletionCreateParams": "aimlkit_api.params",
    "ChatCompletionDeveloperMessage": "aimlkit_api.models",
    "ChatCompletionDeveloperMessageParam": "aimlkit_api.params",
    "ChatCompletionFunctionTool": "aimlkit_api.models",
    "ChatCompletionFunctionToolParam": "aimlkit_api.params",
    "ChatCompletionMessage": "aimlkit_api.models",
    "ChatCompletionMessageCustomToolCall": "aimlkit_api.models",
    "ChatCompletionMessageFunctionToolCall": "aimlkit_api.models",
    "ChatCompletionMessageFunctionToolCallParam": "aimlkit_api.params",
    "ChatCompletionMessageParam": "aimlkit_api.params",
    "ChatCompletionNamedFunction": "aimlkit_api.models",
    "ChatCompletionNamedFunctionParam": "aimlkit_api.params",
    "ChatCompletionNamedToolChoice": "aimlkit_api.models",
    "ChatCompletionNamedToolChoiceParam": "aimlkit_api.params",
    "ChatCompletionResponseFormat": "aimlkit_api.models",
    "ChatCompletionResponseFormatParam": "aimlkit_api.params",
    "ChatCompletionServerSentEvent": "aimlkit_api.models",
    "ChatCompletionStreamSettings": "aimlkit_api.models",
    "ChatCompletionStreamSettingsParam": "aimlkit_api.params",
    "ChatCompletionSystemMessage": "aimlkit_api.models",
    "ChatCompletionSystemMessageParam": "aimlkit_api.params",
    "ChatCompletionToolCallCustom": "aimlkit_api.models",
    "ChatCompletionToolCallFunction": "aimlkit_api.models",
    "ChatCompletionToolCallFunctionParam": "aimlkit_api.params",
    "ChatCompletionToolMessage": "aimlkit_api.models",
    "ChatCompletionToolMessageParam": "aimlkit_api.params",
    "ChatCompletionUserMessage": "aimlkit_api.models",
    "ChatCompletionUserMessageParam": "aimlkit_api.params",
    "ChatModel": "aimlkit.types.shared.chat_model",
    "ChoiceDelta": "aimlkit_api.models",
    "ChoiceDeltaToolCall": "aimlkit_api.models",
    "ChoiceDeltaToolCallCustom": "aimlkit_api.models",
    "ChoiceDeltaToolCallFunction": "aimlkit_api.models",
    "ChoiceLogprobs": "aimlkit_api.models",
    "CodeInterpreterContainerAuto": "aimlkit_api.models",
    "CodeInterpreterOutputImage": "aimlkit_api.models",
    "CodeInterpreterOutputLogs": "aimlkit_api.models",
    "CodeInterpreterTool": "aimlkit_api.models",
    "CompletionTokensDetails": "aimlkit_api.models",
    "CompletionUsage": "aimlkit_api.models",
    "ComputerAcknowledgedSafetyCheck": "aimlkit_api.models",
    "ComputerAction": "aimlkit_api.models",
    "ComputerActionClick": "aimlkit_api.models",
    "ComputerActionDoubleClick": "aimlkit_api.models",
    "ComputerActionDrag": "aimlkit_api.models",
    "ComputerActionDragPath": "aimlkit_api.models",
    "ComputerActionKeypress": "aimlkit_api.models",
    "ComputerActionMove": "aimlkit_api.models",
    "ComputerActionScreenshot": "aimlkit_api.models",
    "ComputerActionScroll": "aimlkit_api.models",
    "ComputerActionType": "aimlkit_api.models",
    "ComputerActionWait": "aimlkit_api.models",
    "ComputerPendingSafetyCheck": "aimlkit_api.models",
    "ComputerScreenshot": "aimlkit_api.models",
    "ComputerTool": "aimlkit_api.models",
    "EasyInputMessage": "aimlkit_api.models",
    "EasyInputMessageParam": "aimlkit_api.params",
    "Error": "aimlkit_api.models",
    "FunctionCallOutput": "aimlkit_api.models",
    "FunctionCallOutputParam": "aimlkit_api.params",
    "FunctionDefinition": "aimlkit_api.models",
    "FunctionDefinitionParam": "aimlkit_api.params",
    "FunctionParameters": "aimlkit.types.shared.function_parameters",
    "FunctionTool": "aimlkit_api.models",
    "FunctionToolParam": "aimlkit_api.params",
    "ImageGenerationInputImageMask": "aimlkit_api.models",
    "ImageGenerationTool": "aimlkit_api.models",
    "ItemReference": "aimlkit_api.models",
    "ItemReferenceParam": "aimlkit_api.params",
    "JSONSchema": "aimlkit_api.models",
    "JSONSchemaParam": "aimlkit_api.params",
    "LocalShellCallAction": "aimlkit_api.models",
    "LocalShellTool": "aimlkit_api.models",
    "McpApprovalResponse": "aimlkit_api.models",
    "McpApprovalResponseParam": "aimlkit_api.params",
    "McpListToolsInput": "aimlkit_api.models",
    "McpListToolsInputParam": "aimlkit_api.params",
    "McpListToolsInputTool": "aimlkit_api.models",
    "McpListToolsInputToolParam": "aimlkit_api.params",
    "McpListToolsTool": "aimlkit_api.models",
    "McpTool": "aimlkit_api.models",
    "McpToolApproval": "aimlkit_api.models",
    "McpToolApprovalParam": "aimlkit_api.params",
    "McpToolFilter": "aimlkit_api.models",
    "McpToolFilterParam": "aimlkit_api.params",
    "McpToolParam": "aimlkit_api.params",
    "Meta": "aimlkit_api.models",
    "MetaUsage": "aimlkit_api.models",
    "Metadata": "aimlkit.types.shared.metadata",
    "Model": "aimlkit.types.model",
    "ModelInfo": "aimlkit_api.models",
    "ModelList": "aimlkit.resources.models",
    "ModelModalities": "aimlkit_api.models",
    "ModelPricing": "aimlkit_api.models",
    "O3MiniResponseCreateParams": "aimlkit_api.params",
    "O3ProEasyInputMessage": "aimlkit_api.models",
    "O3ProEasyInputMessageParam": "aimlkit_api.params",
    "O3ProResponseCreateParams": "aimlkit_api.params",
    "O3ProResponseFunctionWebSearchInput": "aimlkit_api.models",
    "O3ProResponseFunctionWebSearchInputParam": "aimlkit_api.params",
    "O3ProResponseInputItem": "aimlkit_api.models",
    "O3ProResponseInputItemParam": "aimlkit_api.params",
    "O3ProResponseInputMessage": "aimlkit_api.models",
    "O3ProResponseInputMessageParam": "aimlkit_api.params",
    "O3ProTool": "aimlkit_api.models",
    "O3ProToolParam": "aimlkit_api.params",
    "O3ProWebSearchPreviewTool": "aimlkit_api.models",
    "O3ProWebSearchPreviewToolParam": "aimlkit_api.params",
    "OtherResponseInstruction": "aimlkit_api.models",
    "OtherResponseOutputItem": "aimlkit_api.models",
    "OtherResponseStreamEvent": "aimlkit_api.models",
    "PriceUnit": "aimlkit_api.models",
    "PriceVariant": "aimlkit_api.models",
    "PromptTokensDetails": "aimlkit_api.models",
    "Reasoning": "aimlkit_api.models",
    "ReasoningEffort": "aimlkit.types.shared.reasoning_effort",
    "ReasoningParam": "aimlkit_api.params",
    "Response": "aimlkit._models",
    "ResponseAnnotation": "aimlkit_api.models",
    "ResponseAudioDeltaEvent": "aimlkit_api.models",
    "ResponseAudioDoneEvent": "aimlkit_api.models",
    "ResponseAudioTranscriptDeltaEvent": "aimlkit_api.models",
    "ResponseAudioTranscriptDoneEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterCallCodeDeltaEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterCallCodeDoneEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterCallCompletedEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterCallInProgressEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterCallInterpretingEvent": "aimlkit_api.models",
    "ResponseCodeInterpreterToolCall": "aimlkit_api.models",
    "ResponseCompletedEvent": "aimlkit_api.models",
    "ResponseComputerToolCall": "aimlkit_api.models",
    "ResponseComputerToolCallOutput": "aimlkit_api.models",
    "ResponseContainerFileCitation": "aimlkit_api.models",
    "ResponseContentPart": "aimlkit_api.models",
    "ResponseContentPartAddedEvent": "aimlkit_api.models",
    "ResponseContentPartDoneEvent": "aimlkit_api.models",
    "ResponseCreateParams": "aimlkit_api.params",
    "ResponseCreatedEvent": "aimlkit_api.models",
    "ResponseCustomToolCallInputDeltaEvent": "aimlkit_api.models",
    "ResponseCustomToolCallInputDoneEvent": "aimlkit_api.models",
    "ResponseError": "aimlkit_api.models",
    "ResponseErrorEvent": "aimlkit_api.models",
    "ResponseFailedEvent": "aimlkit_api.models",
    "ResponseFileCitation": "aimlkit_api.models",
    "ResponseFilePath": "aimlkit_api.models",
    "ResponseFileSearchCallCompletedEvent": "aimlkit_api.models",
    "ResponseFileSearchCallInProgressEvent": "aimlkit_api.models",
    "ResponseFileSearchCallSearchingEvent": "aimlkit_api.models",
    "ResponseFileSearchResult": "aimlkit_api.models",
    "ResponseFileSearchToolCall": "aimlkit_api.models",
    "ResponseFormatJSONObject": "aimlkit_api.models",
    "ResponseFormatJSONObjectParam": "aimlkit_api.params",
    "ResponseFormatJSONSchema": "aimlkit_api.models",
    "ResponseFormatJSONSchemaParam": "aimlkit_api.params",
    "ResponseFormatText": "aimlkit_api.models",
    "ResponseFormatTextConfig": "aimlkit_api.models",
    "ResponseFormatTextConfigParam": "aimlkit_api.params",
    "ResponseFormatTextJSONSchemaConfig": "aimlkit_api.models",
    "ResponseFormatTextJSONSchemaConfigParam": "aimlkit_api.params",
    "ResponseFormatTextParam": "aimlkit_api.params",
    "ResponseFunctionCallArgumentsDeltaEvent": "aimlkit_api.models",
    "ResponseFunctionCallArgumentsDoneEvent": "aimlkit_api.models",
    "ResponseFunctionCallOutput": "aimlkit_api.models",
    "ResponseFunctionTool": "aimlkit_api.models",
    "ResponseFunctionToolCall": "aimlkit_api.models",
    "ResponseFunctionToolCallInput": "aimlkit_api.models",
    "ResponseFunctionToolCallInputParam": "aimlkit_api.params",
    "ResponseFunctionWebSearch": "aimlkit_api.models",
    "ResponseImageGenCallCompletedEvent": "aimlkit_api.models",
    "ResponseImageGenCallGeneratingEvent": "aimlkit_api.models",
    "ResponseImageGenCallInProgressEvent": "aimlkit_api.models",
    "ResponseImageGenCallPartialImageEvent": "aimlkit_api.models",
    "ResponseImageGenerationCall": "aimlkit_api.models",
    "ResponseInProgressEvent": "aimlkit_api.models",
    "ResponseIncompleteDetails": "aimlkit_api.models",
    "ResponseIncompleteEvent": "aimlkit_api.models",
    "ResponseInputContentPart": "aimlkit_api.models",
    "ResponseInputContentPartParam": "aimlkit_api.params",
    "ResponseInputFile": "aimlkit_api.models",
    "ResponseInputFileParam": "aimlkit_api.params",
    "ResponseInputImage": "aimlkit_api.models",
    "ResponseInputImageParam": "aimlkit_api.params",
    "ResponseInputItem": "aimlkit_api.models",
    "ResponseInputItemParam": "aimlkit_api.params",
    "ResponseInputMessage": "aimlkit_api.models",
    "ResponseInputMessageParam": "aimlkit_api.params",
    "ResponseInputText": "aimlkit_api.models",
    "ResponseInputTextParam": "aimlkit_api.params",
    "ResponseInputTokensDetails": "aimlkit_api.models",
    "ResponseInstruction": "aimlkit_api.models",
    "ResponseInstructionContent": "aimlkit_api.models",
    "ResponseInstructionEasyMessage": "aimlkit_api.models",
    "ResponseInstructionImage": "aimlkit_api.models",
    "ResponseInstructionMessage": "aimlkit_api.models",
    "ResponseInstructionOutputMessage": "aimlkit_api.models",
    "ResponseLocalShellCall": "aimlkit_api.models",
    "ResponseLocalShellCallOutput": "aimlkit_api.models",
    "ResponseMcpApprovalRequest": "aimlkit_api.models",
    "ResponseMcpApprovalRequestParam": "aimlkit_api.params",
    "ResponseMcpCall": "aimlkit_api.models",
    "ResponseMcpCallArgumentsDeltaEvent": "aimlkit_api.models",
    "ResponseMcpCallArgumentsDoneEvent": "aimlkit_api.models",
    "ResponseMcpCallCompletedEvent": "aimlkit_api.models",
    "ResponseMcpCallFailedEvent": "aimlkit_api.models",
    "ResponseMcpCallInProgressEvent": "aimlkit_api.models",
    "ResponseMcpCallParam": "aimlkit_api.params",
    "ResponseMcpListTools": "aimlkit_api.models",
    "ResponseMcpListToolsCompletedEvent": "aimlkit_api.models",
    "ResponseMcpListToolsFailedEvent": "aimlkit_api.models",
    "ResponseMcpListToolsInProgressEvent": "aimlkit_api.models",
    "ResponseMcpTool": "aimlkit_api.models",
    "ResponseOutputItem": "aimlkit_api.models",
    "ResponseOutputItemAddedEvent": "aimlkit_api.models",
    "ResponseOutputItemDoneEvent": "aimlkit_api.models",
    "ResponseOutputMessage": "aimlkit_api.models",
    "ResponseOutputMessageInput": "aimlkit_api.models",
    "ResponseOutputMessageInputParam": "aimlkit_api.params",
    "ResponseOutputRefusal": "aimlkit_api.models",
    "ResponseOutputRefusalParam": "aimlkit_api.params",
    "ResponseOutputText": "aimlkit_api.models",
    "ResponseOutputTextAnnotationAddedEvent": "aimlkit_api.models",
    "ResponseOutputTextInput": "aimlkit_api.models",
    "ResponseOutputTextInputParam": "aimlkit_api.params",
    "ResponseOutputTokensDetails": "aimlkit_api.models",
    "ResponsePrompt": "aimlkit_api.models",
    "ResponsePromptParam": "aimlkit_api.params",
    "ResponsePromptReference": "aimlkit_api.models",
    "ResponseQueuedEvent": "aimlkit_api.models",
    "ResponseReasoning": "aimlkit_api.models",
    "ResponseReasoningItem": "aimlkit_api.models",
    "ResponseReasoningItemInput": "aimlkit_api.models",
    "ResponseReasoningItemInputParam": "aimlkit_api.params",
    "ResponseReasoningSummary": "aimlkit_api.models",
    "ResponseReasoningSummaryParam": "aimlkit_api.params",
    "ResponseReasoningSummaryPartAddedEvent": "aimlkit_api.models",
    "ResponseReasoningSummaryPartDoneEvent": "aimlkit_api.models",
    "ResponseReasoningSummaryTextDeltaEvent": "aimlkit_api.models",
    "ResponseReasoningSummaryTextDoneEvent": "aimlkit_api.models",
    "ResponseReasoningTextDeltaEvent": "aimlkit_api.models",
    "ResponseReasoningTextDoneEvent": "aimlkit_api.models",
    "ResponseReasoningTextPart": "aimlkit_api.models",
    "ResponseRefusalDeltaEvent": "aimlkit_api.models",
    "ResponseRefusalDoneEvent": "aimlkit_api.models",
    "ResponseServerSentEvent": "aimlkit_api.models",
    "ResponseStreamEvent": "aimlkit_api.models",
    "ResponseText": "aimlkit_api.models",
    "ResponseTextConfig": "aimlkit_api.models",
    "ResponseTextConfigParam": "aimlkit_api.params",
    "ResponseTextDeltaEvent": "aimlkit_api.models",
    "ResponseTextDoneEvent": "aimlkit_api.models",
    "ResponseTool": "aimlkit_api.models",
    "ResponseToolChoiceTypes": "aimlkit_api.models",
    "ResponseURLCitation": "aimlkit_api.models",
    "ResponseURLCitationParam": "aimlkit_api.params",
    "ResponseUsage": "aimlkit_api.models",
    "ResponseWebSearchCallCompletedEvent": "aimlkit_api.models",
    "ResponseWebSearchCallInProgressEvent": "aimlkit_api.models",
    "ResponseWebSearchCallSearchingEvent": "aimlkit_api.models",
    "ResponseWebSearchPreviewTool": "aimlkit_api.models",
    "ResponsesModel": "aimlkit.types.shared.responses_model",
    "TokenLogprob": "aimlkit_api.models",
    "TokenLogprobParam": "aimlkit_api.params",
    "ToolChoiceFunction": "aimlkit_api.models",
    "ToolChoiceFunctionParam": "aimlkit_api.params",
    "ToolChoiceTypes": "aimlkit_api.models",
    "ToolChoiceTypesParam": "aimlkit_api.params",
    "TopLogprob": "aimlkit_api.models",
    "TopLogprobParam": "aimlkit_api.params",
    "Unknown": "aimlkit_api.types",
    "WebSearchUserLocation": "aimlkit_api.models",
    "WebSearchUserLocationParam": "aimlkit_api.params",
}

__all__ = [
    "AccountBalance",
    "AllModels",
    "AnnotationURLCitation",
    "CatalogueModel",
    "ChatCompletion",
    "ChatCompletionAnnotation",
    "ChatCompletionAssistantMessage",
    "ChatCompletionAssistantMessageParam",
    "ChatCompletionAudio",
    "ChatCompletionChoice",
    "ChatCompletionChunk",
    "ChatCompletionChunkChoice",
    "ChatCompletionContentPartText",
    "ChatCompletionContentPartTextParam",
    "ChatCompletionCreateParams",
    "ChatCompletionDeveloperMessage",
    "ChatCompletionDeveloperMessageParam",
    "ChatCompletionFunctionTool",
    "ChatCompletionFunctionToolParam",
    "ChatCompletionMessage",
    "ChatCompletionMessageCustomToolCall",
    "ChatCompletionMessageFunctionToolCall",
    "ChatCompletionMessageFunctionToolCallParam",
    "ChatCompletionMessageParam",
    "ChatCompletionNamedFunction",
    "ChatCompletionNamedFunctionParam",
    "ChatCompletionNamedToolChoice",
    "ChatCompletionNamedToolChoiceParam",
    "ChatCompletionResponseFormat",
    "ChatCompletionResponseFormatParam",
    "ChatCompletionServerSentEvent",
    "ChatCompletionStreamSettings",
    "ChatCompletionStreamSettingsParam",
    "ChatCompletionSystemMessage",
    "ChatCompletionSystemMessageParam",
    "ChatCompletionToolCallCustom",
    "ChatCompletionToolCallFunction",
    "ChatCompletionToolCallFunctionParam",
    "ChatCompletionToolMessage",
    "ChatCompletionToolMessageParam",
    "ChatCompletionUserMessage",
    "ChatCompletionUserMessageParam",
    "ChatModel",
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
    "EasyInputMessageParam",
    "Error",
    "FunctionCallOutput",
    "FunctionCallOutputParam",
    "FunctionDefinition",
    "FunctionDefinitionParam",
    "FunctionParameters",
    "FunctionTool",
    "FunctionToolParam",
    "ImageGenerationInputImageMask",
    "ImageGenerationTool",
    "ItemReference",
    "ItemReferenceParam",
    "JSONSchema",
    "JSONSchemaParam",
    "LocalShellCallAction",
    "LocalShellTool",
    "McpApprovalResponse",
    "McpApprovalResponseParam",
    "McpListToolsInput",
    "McpListToolsInputParam",
    "McpListToolsInputTool",
    "McpListToolsInputToolParam",
    "McpListToolsTool",
    "McpTool",
    "McpToolApproval",
    "McpToolApprovalParam",
    "McpToolFilter",
    "McpToolFilterParam",
    "McpToolParam",
    "Meta",
    "MetaUsage",
    "Metadata",
    "Model",
    "ModelInfo",
    "ModelList",
    "ModelModalities",
    "ModelPricing",
    "O3MiniResponseCreateParams",
    "O3ProEasyInputMessage",
    "O3ProEasyInputMessageParam",
    "O3ProResponseCreateParams",
    "O3ProResponseFunctionWebSearchInput",
    "O3ProResponseFunctionWebSearchInputParam",
    "O3ProResponseInputItem",
    "O3ProResponseInputItemParam",
    "O3ProResponseInputMessage",
    "O3ProResponseInputMessageParam",
    "O3ProTool",
    "O3ProToolParam",
    "O3ProWebSearchPreviewTool",
    "O3ProWebSearchPreviewToolParam",
    "OtherResponseInstruction",
    "OtherResponseOutputItem",
    "OtherResponseStreamEvent",
    "PriceUnit",
    "PriceVariant",
    "PromptTokensDetails",
    "Reasoning",
    "ReasoningEffort",
    "ReasoningParam",
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
    "ResponseFormatJSONObjectParam",
    "ResponseFormatJSONSchema",
    "ResponseFormatJSONSchemaParam",
    "ResponseFormatText",
    "ResponseFormatTextConfig",
    "ResponseFormatTextConfigParam",
    "ResponseFormatTextJSONSchemaConfig",
    "ResponseFormatTextJSONSchemaConfigParam",
    "ResponseFormatTextParam",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseFunctionCallArgumentsDoneEvent",
    "ResponseFunctionCallOutput",
    "ResponseFunctionTool",
    "ResponseFunctionToolCall",
    "ResponseFunctionToolCallInput",
    "ResponseFunctionToolCallInputParam",
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
    "ResponseInputContentPartParam",
    "ResponseInputFile",
    "ResponseInputFileParam",
    "ResponseInputImage",
    "ResponseInputImageParam",
    "ResponseInputItem",
    "ResponseInputItemParam",
    "ResponseInputMessage",
    "ResponseInputMessageParam",
    "ResponseInputText",
    "ResponseInputTextParam",
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
    "ResponseMcpApprovalRequestParam",
    "ResponseMcpCall",
    "ResponseMcpCallArgumentsDeltaEvent",
    "ResponseMcpCallArgumentsDoneEvent",
    "ResponseMcpCallCompletedEvent",
    "ResponseMcpCallFailedEvent",
    "ResponseMcpCallInProgressEvent",
    "ResponseMcpCallParam",
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
    "ResponseOutputMessageInputParam",
    "ResponseOutputRefusal",
    "ResponseOutputRefusalParam",
    "ResponseOutputText",
    "ResponseOutputTextAnnotationAddedEvent",
    "ResponseOutputTextInput",
    "ResponseOutputTextInputParam",
    "ResponseOutputTokensDetails",
    "ResponsePrompt",
    "ResponsePromptParam",
    "ResponsePromptReference",
    "ResponseQueuedEvent",
    "ResponseReasoning",
    "ResponseReasoningItem",
    "ResponseReasoningItemInput",
    "ResponseReasoningItemInputParam",
    "ResponseReasoningSummary",
    "ResponseReasoningSummaryParam",
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
    "ResponseTextConfigParam",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
    "ResponseTool",
    "ResponseToolChoiceTypes",
    "ResponseURLCitation",
    "ResponseURLCitationParam",
    "ResponseUsage",
    "ResponseWebSearchCallCompletedEvent",
    "ResponseWebSearchCallInProgressEvent",
    "ResponseWebSearchCallSearchingEvent",
    "ResponseWebSearchPreviewTool",
    "ResponsesModel",
    "TokenLogprob",
    "TokenLogprobParam",
    "ToolChoiceFunction",
    "ToolChoiceFunctionParam",
    "ToolChoiceTypes",
    "ToolChoiceTypesParam",
    "TopLogprob",
    "TopLogprobParam",
    "Unknown",
    "WebSearchUserLocation",
    "WebSearchUserLocationParam",
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
