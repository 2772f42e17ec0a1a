"""The API key of a client: a string, or the result of a function that is called before each attempt."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from aimlkit._exceptions import AIMLAPIError
from aimlkit._options import is_sendable_key, resolve_api_key
from aimlkit._redaction import SecretString, set_api_key

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import httpx

#: A function that returns the API key. The blocking client accepts the first type, the async client the second.
ApiKeyFunction: TypeAlias = "Callable[[], str]"
AsyncApiKeyFunction: TypeAlias = "Callable[[], str] | Callable[[], Awaitable[str]]"

ApiKeyFunctionT = TypeVar("ApiKeyFunctionT", bound="AsyncApiKeyFunction")

#: The number of earlier keys that are still redacted in responses.
MAX_EARLIER_KEYS = 100


class ApiKeys:
    """The current key of a client, and its earlier keys, which a server may still echo. Threads may share it."""

    def __init__(self, api_key: object) -> None:
        """Take a key, a function that returns one, or None for the key in the environment.

        Raises TypeError for anything else, and AIMLAPIError if the key is missing or invalid.
        """
        self.function = api_key if callable(api_key) else None
        self.latest = SecretString("") if callable(api_key) else resolve_api_key(api_key)
        self._returned: dict[SecretString, None] = {}

    @property
    def earlier_keys(self) -> tuple[SecretString, ...]:
        """The other keys that the function returned, each once, the latest ones last."""
        return tuple(key for key in [*self._returned] if key != self.latest)

    def refresh(self, request: httpx.Request) -> None:
        """Call the function, and set its key in `request`. Other threads may refresh the keys at the same time.

        Raises the exceptions of the function, TypeError if it is async or does not return a string, and AIMLAPIError if
        the key is empty or cannot be sent in a header.
        """
        if self.function is None:
            return
        result = _without_plain_text(self.function())
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()  # Otherwise Python warns that it was never awaited.
            raise TypeError("the function passed as api_key= is async: use it with AsyncAIMLAPI")
        self._set(result, request)

    async def refresh_async(self, request: httpx.Request) -> None:
        """Call the function as `refresh` does, and await its result if it is awaitable."""
        if self.function is None:
            return
        result = _without_plain_text(self.function())
        if inspect.isawaitable(result):
            result = _without_plain_text(await result)
        self._set(result, request)

    def _set(self, result: object, request: httpx.Request) -> None:
        if not isinstance(result, SecretString):
            raise TypeError("the function passed as api_key= must return a string")
        key = SecretString(result.strip())
        if not key:
            raise AIMLAPIError("the function passed as api_key= returned no key")
        if not is_sendable_key(key):
            raise AIMLAPIError("the function passed as api_key= returned a key with invalid characters")
        self._returned.pop(key, None)
        self._returned[key] = (
            None  # Moves the key to the end. Each step is atomic: another thread cannot interrupt it.
        )
        for oldest in [*self._returned][: -MAX_EARLIER_KEYS - 1]:
            self._returned.pop(oldest, None)
        self.latest = key
        set_api_key(request, key, self.earlier_keys)


def _without_plain_text(result: object) -> object:
    """Convert the result of a function, so that no local variable in a traceback has the key as plain text.

    Returns a SecretString for a string, an awaitable unchanged, and None for anything else.
    """
    if isinstance(result, str):
        return SecretString(result)
    return result if inspect.isawaitable(result) else None
