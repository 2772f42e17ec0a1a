"""A mock of the service: the contract, alive. For tests and demos; it is nothing for the internet.

python -m aimlkit.mock --port 0        prints http://HOST:PORT when it is ready
aimlkit.mock.create_app()              the ASGI app
aimlkit.mock.MockServer()              the app on a free port of this machine, while a `with` lasts
aimlkit_mock                           the same as a pytest fixture
aimlkit.mock.Step(...)                 what a script says about one answer
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.mock.app import create_app
    from aimlkit.mock.script import Step
    from aimlkit.mock.server import MockServer
    from aimlkit.mock.state import Received

__all__ = ["MockServer", "Received", "Step", "create_app"]

_HOMES = {"MockServer": "server", "Received": "state", "Step": "script", "create_app": "app"}


def __getattr__(name: str) -> object:
    # On first use: pytest imports the plugin below this package wherever aimlkit is installed, also
    # where what the mock stands on is not.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
