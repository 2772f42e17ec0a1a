"""A look at a server before the contract checks: whether it can be reached, is this API, and accepts the key."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from aimlkit.mock.contract import MockContract

#: In seconds, for all requests together.
TIMEOUT = 9.0
#: How many requests are sent.
REQUESTS = 2
_UNAUTHORIZED = (401, 403)


class SetupError(Exception):
    """A reason why the checks cannot run, as one line with a hint."""


def look(address: str, key: str, contract: MockContract) -> str:
    """Return the address of the server that the paths of the contract are appended to.

    `address` is with or without the contract's base path, such as `/v1`. Two requests are sent that cost nothing: one
    with the key and one without it.

    Raises SetupError, within ten seconds, if there is no such server, or if it does not accept the key.
    """
    root = address.rstrip("/").removesuffix(contract.base_path)
    found: list[SetupError | None] = []
    # In a thread: a response whose head arrives byte by byte has no timeout of httpx.
    thread = threading.Thread(
        target=lambda: found.append(_problem(root, address, key, contract)), daemon=True
    )
    thread.start()
    thread.join(TIMEOUT)
    if not found:
        raise SetupError(f"{address} did not respond within {TIMEOUT:g} s; check BASE_URL and the network")
    if found[0] is not None:
        raise found[0]
    return root


def _problem(root: str, address: str, key: str, contract: MockContract) -> SetupError | None:
    """Return why the server cannot be checked; None if it can."""
    method, path = _free_request(contract)
    try:
        with httpx.Client(timeout=TIMEOUT / 2) as client:
            status = _status(client, method, root + path, key)
            if status == 404 or status in range(300, 400):
                return SetupError(
                    f"{address} has no {method} {path} (status {status}); "
                    "set BASE_URL to the address of the API, with or without its version"
                )
            if status in _UNAUTHORIZED:
                return SetupError(
                    f"{address} does not accept the key in AIML_API_KEY (status {status}); check it"
                )
            if status >= 500:
                return SetupError(
                    f"{address} responds with status {status} to {method} {path}; try again later"
                )
            if _status(client, method, root + path, None) not in _UNAUTHORIZED:
                return SetupError(
                    f"{address} takes requests without a key, and the contract requires one; if it is the mock, give it "
                    'a key: python -m aimlkit.mock --key "$AIML_API_KEY"'
                )
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, UnicodeError) as error:
        return SetupError(
            f"cannot reach {address} ({str(error) or type(error).__name__}); check BASE_URL and the network"
        )
    return None


def _free_request(contract: MockContract) -> tuple[str, str]:
    """Return the method and path of a request that needs a key and costs nothing.

    It is one of an operation without a body and without required parameters. If there is none, it is any request with
    a body, which is sent without one: it is rejected after the key has been checked.
    """
    fallback = ("POST", "/")
    for path, item in contract.document["paths"].items():
        for method, operation in item.items():
            if not isinstance(operation, dict) or "responses" not in operation:
                continue
            if operation.get("security") == [] or "{" in path:
                continue
            parameters: list[dict[str, Any]] = [*item.get("parameters", ()), *operation.get("parameters", ())]
            if method == "get" and not any(parameter.get("required") for parameter in parameters):
                return "GET", path
            fallback = (method.upper(), path)
    return fallback


def _status(client: httpx.Client, method: str, url: str, key: str | None) -> int:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    with client.stream(method, url, headers=headers) as response:
        return response.status_code
