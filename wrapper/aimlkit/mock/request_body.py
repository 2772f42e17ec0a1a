"""Request bodies: reading them within a size limit, parsing their JSON."""

from anyio import fail_after
from starlette.types import Receive

from aimlkit.mock.errors import HTTPError
from aimlkit.mock.json_text import parse_json


class ClientDisconnected(Exception):
    """The client closed the connection before its request was complete."""


async def read_body(receive: Receive, content_length: str, max_bytes: int, timeout: float) -> bytes:
    """Read a request body.

    Raises HTTPError with status 413 if it is larger than `max_bytes`, and with status 408 if it does not arrive within
    `timeout` seconds. A declared `content_length` beyond the limit is rejected before the body is read.
    """
    too_large = HTTPError(413, f"the body is larger than {max_bytes} bytes")
    if content_length.isdecimal() and int(content_length) > max_bytes:
        raise too_large
    body = bytearray()
    try:
        with fail_after(timeout):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnected
                body += message.get("body", b"")
                if len(body) > max_bytes:
                    raise too_large
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        problem = f"the body did not arrive within {timeout} seconds"
        raise HTTPError(408, problem, {"Connection": "close"}) from None


def parse_body(content: bytes) -> object:
    """Parse a JSON body. Raises HTTPError with status 400 if it is invalid."""
    try:
        return parse_json(content)
    except ValueError as error:
        raise HTTPError(400, f"the body is not valid JSON: {error}") from error
