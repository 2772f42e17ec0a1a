"""A mock server of the API, generated from the contract, for tests and demos.

python -m aimlkit.mock --port 0        prints http://HOST:PORT/v1 when it is ready
aimlkit.mock.create_app()              the ASGI app
aimlkit.mock.MockServer()              the app on a free port of this machine, for a `with` block
aimlkit_mock                           the same as a pytest fixture
aimlkit.mock.MockResponse(...)         a response to enqueue: its content, and faults in its delivery
MockServer().on(...).reply(...)        a rule: the replies to all requests that meet its conditions
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.mock.app import create_app
    from aimlkit.mock.faults import Faults
    from aimlkit.mock.mock_response import Call, MockResponse, ToolCall, Usage
    from aimlkit.mock.model_request import Message, ModelRequest
    from aimlkit.mock.recorded_requests import RecordedRequest
    from aimlkit.mock.recordings import Recordings
    from aimlkit.mock.rules import Rule
    from aimlkit.mock.server import MockServer
    from aimlkit.mock.timing import Timing

__all__ = [
    "Call",
    "Faults",
    "Message",
    "MockResponse",
    "MockServer",
    "ModelRequest",
    "RecordedRequest",
    "Recordings",
    "Rule",
    "Timing",
    "ToolCall",
    "Usage",
    "create_app",
]

_MODULES = {
    "Call": "mock_response",
    "Faults": "faults",
    "Message": "model_request",
    "MockResponse": "mock_response",
    "MockServer": "server",
    "ModelRequest": "model_request",
    "RecordedRequest": "recorded_requests",
    "Recordings": "recordings",
    "Rule": "rules",
    "Timing": "timing",
    "ToolCall": "mock_response",
    "Usage": "mock_response",
    "create_app": "app",
}


def __getattr__(name: str) -> object:
    # Imported on first use: pytest imports the plugin of this package wherever aimlkit is installed, even if the
    # extra aimlkit[mock] is not.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
