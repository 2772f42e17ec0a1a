"""The log of requests: one line for each, without credentials."""

import json
from collections.abc import Callable, Collection

from aimlkit.mock.recorded_requests import RecordedRequest

MAX_TEXT = 200  # characters of a path or a name that a client sends

MIN_SECRET = 6  # characters; ordinary words may contain a shorter one


def log_line(request: RecordedRequest, secrets: Collection[str]) -> str:
    """Return the line for a request whose response has ended; the secrets in it are `***`.

    Everything that a client chose is shortened, and in quotes if it could be taken for something else.
    """
    status = "-" if request.status is None else str(request.status)
    parts = [request.method, _text(request.path, secrets), status, f"{1000 * (request.seconds or 0):.0f}ms"]
    for name in ("model", "rule", "fault"):
        value: str | None = getattr(request, name)
        if value is not None:
            parts.append(f"{name}={_text(value, secrets)}")
    return " ".join(parts)


def request_logger(write: Callable[[str], object], key: str | None) -> Callable[[RecordedRequest], None]:
    """Return a function that writes the line of a request.

    `key` is the API key that the mock accepts.
    """

    def log(request: RecordedRequest) -> None:
        write(log_line(request, [*request.secrets, *([key] if key else [])]) + "\n")

    return log


def _text(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        if len(secret) >= MIN_SECRET:
            text = text.replace(secret, "***")
    shortened = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"
    is_plain = shortened.isascii() and shortened.isprintable() and not set(shortened) & set(' "=')
    return shortened if is_plain else json.dumps(shortened)
