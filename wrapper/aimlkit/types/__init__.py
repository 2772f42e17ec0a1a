"""The types of requests and responses: `from aimlkit.types import ChatCompletionMessageParam`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The response classes of this package take precedence over the generated ones of the same name.
    from aimlkit._models import ChatCompletion as ChatCompletion
    from aimlkit._models import Response as Response
    from aimlkit_api.params import *  # noqa: F403  # isort: skip
    from aimlkit_api.models import *  # type: ignore[assignment]  # noqa: F403  # isort: skip
    from aimlkit_api.types import Unknown as Unknown
else:

    def __getattr__(name: str) -> object:
        """Return the type of that name from the first module that has it."""
        for module in ("aimlkit._models", "aimlkit_api.params", "aimlkit_api.models", "aimlkit_api.types"):
            value = getattr(import_module(module), name, None)
            if value is not None and not name.startswith("_"):
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
