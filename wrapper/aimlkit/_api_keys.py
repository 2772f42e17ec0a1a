"""The API key of a client: a fixed one, or that of a function, which is called before each attempt."""

from __future__ import annotations

import inspect
from collections import deque
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from aimlkit._exceptions import AIMLAPIError
from aimlkit._options import is_sendable_key, resolve_api_key
from aimlkit._redaction import SecretString

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

#: A function that returns the key of a client. The async client takes both, the blocking client the first.
ApiKeyFunction: TypeAlias = "Callable[[], str]"
AsyncApiKeyFunction: TypeAlias = "Callable[[], str] | Callable[[], Awaitable[str]]"

ApiKeyFunctionT = TypeVar("ApiKeyFunctionT", bound="AsyncApiKeyFunction")

#: The number of earlier keys that are removed from what a server sends.
MAX_EARLIER_KEYS = 100


class ApiKeys:
    """The key of a client, and the earlier ones, which a server may still echo. Threads may share it."""

    def __init__(self, api_key: object) -> None:
        """Keep a key, a function that returns one, or the key of the environment if `api_key` is None.

        Raises TypeError if it is something else, and AIMLAPIError if there is no key, or an invalid one.
        """
        self.function = api_key if callable(api_key) else None
        self.latest = SecretString("") if callable(api_key) else resolve_api_key(api_key)
        self._earlier: deque[SecretString] = deque(maxlen=MAX_EARLIER_KEYS)

    @property
    def earlier(self) -> tuple[SecretString, ...]:
        """The keys that the function returned before the latest one."""
        return tuple(self._earlier)

    def refresh(self) -> None:
        """Call the function for the next key.

        Raises its exceptions; TypeError if it is async or returns something else than a string, and AIMLAPIError for a
        key that cannot be sent.
        """
        if self.function is None:
            return
        result = _without_plain_text(self.function())
        if inspect.isawaitable(result):
            if inspect.iscoroutine(result):
                result.close()  # Otherwise Python warns that it was never awaited.
            raise TypeError("the function passed as api_key= is async: use it with AsyncAIMLAPI")
        self._set(result)

    async def refresh_async(self) -> None:
        """Call the function as `refresh` does, and await its result if it is to be awaited."""
        if self.function is None:
            return
        result = _without_plain_text(self.function())
        if inspect.isawaitable(result):
            result = _without_plain_text(await result)
        self._set(result)

    def _set(self, result: object) -> None:
        if not isinstance(result, SecretString):
            raise TypeError("the function passed as api_key= must return a string")
        key = SecretString(result.strip())
        if not key:
            raise AIMLAPIError("the function passed as api_key= returned no key")
        if not is_sendable_key(key):
            raise AIMLAPIError(
                "the function passed as api_key= returned a key with characters that no key has"
            )
        if key != self.latest:
            if self.latest:
                self._earlier.append(self.latest)
            self.latest = key


def _without_plain_text(result: object) -> object:
    """Return the result of a function so that no variable in a traceback has the key as plain text.

    Only a result to be awaited is returned as it is.
    """
    if isinstance(result, str):
        return SecretString(result)
    return result if inspect.isawaitable(result) else None
