"""The clients."""

from __future__ import annotations

from aimlkit.resources import AsyncResources, SyncResources


class AIMLAPI(SyncResources):
    """The client of AI/ML API.

    Threads may share it. Close it with `close()` or a `with` statement.

    `chat.completions` and `responses` have the methods of the two APIs; `with_raw_response` has the same methods,
    which return responses with their status and headers.
    """


class AsyncAIMLAPI(AsyncResources):
    """The client of AI/ML API for asyncio and trio.

    Tasks may share it. Close it with `aclose()` or an `async with` statement. It has the methods of `AIMLAPI`,
    but they are awaited.
    """
