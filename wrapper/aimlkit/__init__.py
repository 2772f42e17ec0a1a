"""The typed Python client of AI/ML API: `AIMLAPI`, `AsyncAIMLAPI`, their responses and exceptions.

Modules are imported when one of their names is used for the first time.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from aimlkit._version import __version__

if TYPE_CHECKING:
    from aimlkit import types
    from aimlkit._client import AIMLAPI, AsyncAIMLAPI
    from aimlkit._cost_estimate import CostEstimate
    from aimlkit._default_aiohttp_client import DefaultAioHttpClient
    from aimlkit._default_clients import DefaultAsyncHttpxClient, DefaultHttpxClient
    from aimlkit._default_httpx2_clients import DefaultAsyncHttpx2Client, DefaultHttpx2Client
    from aimlkit._exceptions import (
        AIMLAPIError,
        APIConnectionError,
        APIError,
        APIResponseValidationError,
        APIStatusError,
        APIStreamError,
        APITimeoutError,
        AuthenticationError,
        BadRequestError,
        ConflictError,
        ContentFilterFinishReasonError,
        InternalServerError,
        LengthFinishReasonError,
        MaxTurnsError,
        MissingPackageError,
        NotFoundError,
        OutOfCreditsError,
        PermissionDeniedError,
        PriceUnknownError,
        RateLimitError,
        ResponseFailedError,
        ResponseTooLargeError,
        SpendLimitError,
        SpendUnknownError,
        StreamCutError,
        StreamTimeoutError,
        UnprocessableEntityError,
        UnsupportedByModelError,
    )
    from aimlkit._models import (
        ChatCompletion,
        ChatCompletionToolRun,
        ParsedChatCompletion,
        ParsedResponse,
        Response,
        ResponseToolRun,
    )
    from aimlkit._omit import NOT_GIVEN, NotGiven, Omit, not_given, omit
    from aimlkit._options import Timeout
    from aimlkit._raw import RawResponse
    from aimlkit._size_limits import SizeLimits
    from aimlkit._spend import SpendUnknownWarning
    from aimlkit._streaming_response import AsyncStreamingResponse, StreamingResponse
    from aimlkit._tool_stream import ToolResultEvent
    from aimlkit._unsupported import UnsupportedParameterWarning
    from aimlkit.bulk import BulkInputError, BulkOutputError
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.structured import MissingPydanticError, OutputValidationError
    from aimlkit.tools import (
        FunctionTool,
        function_tool,
        pydantic_function_tool,
        pydantic_responses_function_tool,
    )

_MODULE_BY_NAME = {
    "AIMLAPI": "aimlkit._client",
    "AIMLAPIError": "aimlkit._exceptions",
    "APIConnectionError": "aimlkit._exceptions",
    "APIError": "aimlkit._exceptions",
    "APIResponseValidationError": "aimlkit._exceptions",
    "APIStatusError": "aimlkit._exceptions",
    "APIStreamError": "aimlkit._exceptions",
    "APITimeoutError": "aimlkit._exceptions",
    "AsyncAIMLAPI": "aimlkit._client",
    "AsyncStream": "aimlkit.streaming",
    "AsyncStreamingResponse": "aimlkit._streaming_response",
    "AuthenticationError": "aimlkit._exceptions",
    "BadRequestError": "aimlkit._exceptions",
    "BulkInputError": "aimlkit.bulk",
    "BulkOutputError": "aimlkit.bulk",
    "ChatCompletion": "aimlkit._models",
    "ChatCompletionToolRun": "aimlkit._models",
    "ConflictError": "aimlkit._exceptions",
    "ContentFilterFinishReasonError": "aimlkit._exceptions",
    "CostEstimate": "aimlkit._cost_estimate",
    "DefaultAioHttpClient": "aimlkit._default_aiohttp_client",
    "DefaultAsyncHttpx2Client": "aimlkit._default_httpx2_clients",
    "DefaultAsyncHttpxClient": "aimlkit._default_clients",
    "DefaultHttpx2Client": "aimlkit._default_httpx2_clients",
    "DefaultHttpxClient": "aimlkit._default_clients",
    "FunctionTool": "aimlkit.tools",
    "InternalServerError": "aimlkit._exceptions",
    "LengthFinishReasonError": "aimlkit._exceptions",
    "MaxTurnsError": "aimlkit._exceptions",
    "MissingPackageError": "aimlkit._exceptions",
    "MissingPydanticError": "aimlkit.structured",
    "NOT_GIVEN": "aimlkit._omit",
    "NotFoundError": "aimlkit._exceptions",
    "NotGiven": "aimlkit._omit",
    "Omit": "aimlkit._omit",
    "OutOfCreditsError": "aimlkit._exceptions",
    "OutputValidationError": "aimlkit.structured",
    "ParsedChatCompletion": "aimlkit._models",
    "ParsedResponse": "aimlkit._models",
    "PermissionDeniedError": "aimlkit._exceptions",
    "PriceUnknownError": "aimlkit._exceptions",
    "RateLimitError": "aimlkit._exceptions",
    "RawResponse": "aimlkit._raw",
    "Response": "aimlkit._models",
    "ResponseFailedError": "aimlkit._exceptions",
    "ResponseToolRun": "aimlkit._models",
    "ResponseTooLargeError": "aimlkit._exceptions",
    "SizeLimits": "aimlkit._size_limits",
    "SpendLimitError": "aimlkit._exceptions",
    "SpendUnknownError": "aimlkit._exceptions",
    "SpendUnknownWarning": "aimlkit._spend",
    "Stream": "aimlkit.streaming",
    "StreamCutError": "aimlkit._exceptions",
    "StreamTimeoutError": "aimlkit._exceptions",
    "StreamingResponse": "aimlkit._streaming_response",
    "Timeout": "aimlkit._options",
    "ToolResultEvent": "aimlkit._tool_stream",
    "UnprocessableEntityError": "aimlkit._exceptions",
    "UnsupportedByModelError": "aimlkit._exceptions",
    "UnsupportedParameterWarning": "aimlkit._unsupported",
    "function_tool": "aimlkit.tools",
    "not_given": "aimlkit._omit",
    "omit": "aimlkit._omit",
    "pydantic_function_tool": "aimlkit.tools",
    "pydantic_responses_function_tool": "aimlkit.tools",
    "types": "aimlkit",
}

__all__ = [
    "AIMLAPI",
    "NOT_GIVEN",
    "AIMLAPIError",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APIStreamError",
    "APITimeoutError",
    "AsyncAIMLAPI",
    "AsyncStream",
    "AsyncStreamingResponse",
    "AuthenticationError",
    "BadRequestError",
    "BulkInputError",
    "BulkOutputError",
    "ChatCompletion",
    "ChatCompletionToolRun",
    "ConflictError",
    "ContentFilterFinishReasonError",
    "CostEstimate",
    "DefaultAioHttpClient",
    "DefaultAsyncHttpx2Client",
    "DefaultAsyncHttpxClient",
    "DefaultHttpx2Client",
    "DefaultHttpxClient",
    "FunctionTool",
    "InternalServerError",
    "LengthFinishReasonError",
    "MaxTurnsError",
    "MissingPackageError",
    "MissingPydanticError",
    "NotFoundError",
    "NotGiven",
    "Omit",
    "OutOfCreditsError",
    "OutputValidationError",
    "ParsedChatCompletion",
    "ParsedResponse",
    "PermissionDeniedError",
    "PriceUnknownError",
    "RateLimitError",
    "RawResponse",
    "Response",
    "ResponseFailedError",
    "ResponseTooLargeError",
    "ResponseToolRun",
    "SizeLimits",
    "SpendLimitError",
    "SpendUnknownError",
    "SpendUnknownWarning",
    "Stream",
    "StreamCutError",
    "StreamTimeoutError",
    "StreamingResponse",
    "Timeout",
    "ToolResultEvent",
    "UnprocessableEntityError",
    "UnsupportedByModelError",
    "UnsupportedParameterWarning",
    "__version__",
    "function_tool",
    "not_given",
    "omit",
    "pydantic_function_tool",
    "pydantic_responses_function_tool",
    "types",
]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import the module of a public name; `aimlkit.types` is a module itself."""
        if name not in _MODULE_BY_NAME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if name == "types":
            return import_module(f"{__name__}.types")
        value = getattr(import_module(_MODULE_BY_NAME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
