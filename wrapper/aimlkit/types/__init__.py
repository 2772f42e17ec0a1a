"""The types of requests and responses: `from aimlkit.types import ChatCompletionMessageParam`."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Some names are in two modules: those of this package and of params take precedence over those of models. For
    # mypy the first import of a name counts, for pyright the last: so both come before models, and again after it.
    # isort: off
    from aimlkit._models import ChatCompletion as ChatCompletion, Response as Response
    from aimlkit.resources.client_methods import AccountBalance as AccountBalance
    from aimlkit.resources.models import CatalogueModel as CatalogueModel, ModelList as ModelList
    from aimlkit_api.params import *  # noqa: F403
    from aimlkit_api.models import *  # type: ignore[assignment]  # noqa: F403
    from aimlkit_api.params import *  # noqa: F403
    from aimlkit._models import ChatCompletion as ChatCompletion, Response as Response  # noqa: F811
    from aimlkit.resources.client_methods import AccountBalance as AccountBalance  # noqa: F811
    from aimlkit.resources.models import CatalogueModel as CatalogueModel, ModelList as ModelList  # noqa: F811
    from aimlkit_api.types import Unknown as Unknown
    # isort: on
else:
    #: The modules of the responses to requests without a body.
    _RESPONSES = {
        "AccountBalance": "aimlkit.resources.client_methods",
        "CatalogueModel": "aimlkit.resources.models",
        "ModelList": "aimlkit.resources.models",
    }

    def __getattr__(name: str) -> object:
        """Return the type of that name from the first module that has it."""
        if name in _RESPONSES:
            return getattr(import_module(_RESPONSES[name]), name)
        for module in ("aimlkit._models", "aimlkit_api.params", "aimlkit_api.models", "aimlkit_api.types"):
            value = getattr(import_module(module), name, None)
            if value is not None and not name.startswith("_"):
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
