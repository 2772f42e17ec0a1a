"""The client people import: `AIMLAPI`, `AsyncAIMLAPI`, and what they raise and return."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit import types as types
    from aimlkit._answers import ChatCompletion as ChatCompletion
    from aimlkit._answers import Response as Response
    from aimlkit._calls import RawResponse as RawResponse
    from aimlkit._client import AIMLAPI as AIMLAPI
    from aimlkit._client import AsyncAIMLAPI as AsyncAIMLAPI
    from aimlkit._client import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from aimlkit._client import DefaultHttpxClient as DefaultHttpxClient
    from aimlkit._errors import *  # noqa: F403
    from aimlkit._options import ClientOptions as ClientOptions
    from aimlkit._options import Timeout as Timeout
    from aimlkit._requests import NOT_GIVEN as NOT_GIVEN
    from aimlkit._requests import NotGiven as NotGiven
    from aimlkit._requests import Omit as Omit
    from aimlkit._requests import not_given as not_given
    from aimlkit._requests import omit as omit
    from aimlkit._rounds import MaxRoundsError as MaxRoundsError
    from aimlkit._schemas import Mismatch as Mismatch
    from aimlkit._streams import AsyncStream as AsyncStream
    from aimlkit._streams import Stream as Stream
    from aimlkit._tools import FunctionTool as FunctionTool
    from aimlkit._tools import function_tool as function_tool
    from aimlkit._tools import pydantic_function_tool as pydantic_function_tool

__version__ = "0.1.0"

# Where each name is defined. A module loads when one of its names is first asked for.
_HOMES = {
    "_answers": "ChatCompletion Response",
    "_calls": "RawResponse",
    "_client": "AIMLAPI AsyncAIMLAPI DefaultAsyncHttpxClient DefaultHttpxClient",
    "_errors": "AIMLAPIError APIConnectionError APIError APIResponseValidationError APIStatusError"
    " APIStreamError APITimeoutError AuthenticationError BadRequestError ConflictError"
    " ContentFilterFinishReasonError InternalServerError LengthFinishReasonError NotFoundError"
    " OutOfCreditsError PermissionDeniedError RateLimitError SpendLimitError StreamCutError"
    " StreamTimeoutError UnprocessableEntityError",
    "_options": "ClientOptions Timeout",
    "_requests": "NOT_GIVEN NotGiven Omit not_given omit",
    "_rounds": "MaxRoundsError",
    "_schemas": "Mismatch",
    "_streams": "AsyncStream Stream",
    "_tools": "FunctionTool function_tool pydantic_function_tool",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [*_HOME, "__version__"]  # noqa: PLE0604 - names, all of them

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name == "types":
            return import_module(f"{__name__}.types")
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
