"""HTTP errors: the exception that ends a request, and the documented error body."""

from collections.abc import Mapping
from datetime import UTC, datetime

from aimlkit.mock.contract_facts import PropertyPath, set_property
from aimlkit.mock.json_types import JsonObject


class HTTPError(Exception):
    """An error that ends a request: the status, message and headers of its response."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def error_body(
    error: HTTPError,
    *,
    path: str,
    request_id: str,
    now: float,
    property_paths: Mapping[str, PropertyPath],
) -> JsonObject:
    """Return the body of an error response.

    `property_paths` maps roles to the paths of properties; properties without a role are left out. `now` is in
    seconds since 1970. The status is text, as the service sends it.
    """
    timestamp = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    values = {
        "error-message": error.message,
        "error-path": path,
        "request-id": request_id,
        "status": str(error.status),
        "timestamp": timestamp,
    }
    body: JsonObject = {}
    for role, value in values.items():
        if role in property_paths:
            set_property(body, property_paths[role], value)
    return body
