"""The command `aimlkit doctor`: details of an installation for a bug report, without secrets."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

import httpx

from aimlkit import AIMLAPIError, DefaultHttpxClient, __version__
from aimlkit._options import API_KEY_VARIABLES, resolve_api_key, resolve_base_url
from aimlkit._printable import to_message
from aimlkit.cli._terminal import print_text
from aimlkit_api import CONTRACT_DIGEST

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

#: The packages that aimlkit, or one of its extras, uses.
_PACKAGES = ("attrs", "httpx", "httpx2", "httpx-aiohttp", "pydantic", "starlette", "uvicorn", "jsonschema-rs")
#: Seconds to wait for the server.
_TIMEOUT = 10


def check_installation(options: Namespace) -> None:
    """Print versions, the source of the key, and whether the server responds. Raises AIMLAPIError if one is missing."""
    problems: list[str] = []
    for label, text in _versions():
        _print_line(label, text)
    for label, check in (("API key", _check_key), ("base URL", _check_server)):
        try:
            _print_line(label, check(options.base_url))
        except AIMLAPIError as error:
            _print_line(label, str(error))
            problems.append(label)
    if problems:
        raise AIMLAPIError(f"check the {' and the '.join(problems)}")


def _versions() -> Iterator[tuple[str, str]]:
    yield "aimlkit", __version__
    yield "contract", f"sha256 {CONTRACT_DIGEST}"
    yield "Python", f"{platform.python_version()} ({platform.python_implementation()}, {platform.platform()})"
    for package in _PACKAGES:
        try:
            yield package, version(package)
        except PackageNotFoundError:
            yield package, "not installed"


def _check_key(_base_url: str | None) -> str:
    """Return which variable sets the key. Raises AIMLAPIError if there is no key, or it cannot be sent."""
    resolve_api_key(None)
    return f"set by {next(filter(os.environ.get, API_KEY_VARIABLES))}"


def _check_server(base_url: str | None) -> str:
    """Return the base URL and the status of its response; the key is not sent. Raises AIMLAPIError if there is none."""
    url = resolve_base_url(base_url).copy_with(query=None, fragment=None)
    try:
        with DefaultHttpxClient() as http:
            status = http.head(url, timeout=_TIMEOUT).status_code
    except httpx.HTTPError as error:
        raise AIMLAPIError(f"{url} cannot be reached ({type(error).__name__}: {error})") from error
    return f"{url} is reachable (status {status})"


def _print_line(label: str, text: str) -> None:
    print_text(f"{label:14} {to_message(text)}")
    print()
