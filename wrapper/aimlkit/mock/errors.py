"""The answers that are not 200: their status, headers and body."""

from collections.abc import Mapping
from datetime import UTC, datetime


class Refused(Exception):
    """A request that gets an error as its answer."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def body(status: int, message: str, path: str, request_id: str, now: float) -> dict[str, str]:
    """The service's error object. The status is text in it, as the service sends it."""
    moment = datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")
    return {
        "message": message,
        "path": path,
        "requestId": request_id,
        "statusCode": str(status),
        "timestamp": moment.replace("+00:00", "Z"),
    }
