"""Limits for the sizes of responses."""

from __future__ import annotations

import math

from attrs import frozen

MEGABYTE = 1_000_000


@frozen(kw_only=True)
class SizeLimits:
    """The maximum sizes of responses, events and headers, in bytes; `math.inf` for no limit."""

    response: float = 64 * MEGABYTE
    """The body of a response that is not a stream, decompressed."""
    event: float = 16 * MEGABYTE
    """An event of a stream."""
    headers: float = 1 * MEGABYTE
    """The headers of a response. Over HTTP/1.1, httpx itself allows 100 KiB."""

    def __attrs_post_init__(self) -> None:
        sizes: dict[str, object] = {
            "response": self.response,
            "event": self.event,
            "headers": self.headers,
        }
        for name, size in sizes.items():
            if not isinstance(size, int | float) or math.isnan(size) or size <= 0:
                raise ValueError(f"{name} must be a positive number of bytes; it is {size!r}")
