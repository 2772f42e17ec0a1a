"""The types of requests and answers: `from aimlkit.types import ChatCompletionMessageParam`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first of a name is the one that counts, here and below
    from aimlkit._answers import ChatCompletion as ChatCompletion
    from aimlkit._answers import Response as Response
    from aimlkit_api.params import *  # noqa: F403  # isort: skip
    from aimlkit_api.models import *  # type: ignore[assignment]  # noqa: F403  # isort: skip
    from aimlkit_api.types import Unknown as Unknown
else:

    def __getattr__(name: str) -> object:
        for home in ("aimlkit._answers", "aimlkit_api.params", "aimlkit_api.models", "aimlkit_api.types"):
            value = getattr(import_module(home), name, None)
            if value is not None and not name.startswith("_"):
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
