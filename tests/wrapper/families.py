"""HTTP clients of httpx and httpx2, for tests that run with both."""

from __future__ import annotations

from typing import Any, Literal

import httpx
import httpx2
import pytest

import aimlkit

Family = Literal["httpx", "httpx2"]

FAMILIES: list[Family] = ["httpx", "httpx2"]
MODULES: dict[Family, Any] = {"httpx": httpx, "httpx2": httpx2}

over_both_families = pytest.mark.parametrize("family", FAMILIES)

_DEFAULT_CLIENTS: dict[tuple[Family, bool], Any] = {
    ("httpx", False): aimlkit.DefaultHttpxClient,
    ("httpx", True): aimlkit.DefaultAsyncHttpxClient,
    ("httpx2", False): aimlkit.DefaultHttpx2Client,
    ("httpx2", True): aimlkit.DefaultAsyncHttpx2Client,
}


def new_http_client(family: Family, *, is_async: bool, **options: Any) -> Any:
    """Return a default HTTP client of a family."""
    return _DEFAULT_CLIENTS[family, is_async](**options)
