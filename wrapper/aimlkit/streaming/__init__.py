"""Streamed responses: typed events, as they arrive."""

from aimlkit.streaming._stream import AsyncStream, Stream

__all__ = ["AsyncStream", "Stream"]
