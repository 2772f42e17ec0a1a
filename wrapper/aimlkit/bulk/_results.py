"""The results of a bulk run, and their lines in the output file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from aimlkit._json import json_object
from aimlkit._models import text_of
from aimlkit.bulk._requests import BODY, CUSTOM_ID
from aimlkit.endpoints._registry import ENDPOINTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._models import AnyResponse
    from aimlkit._token_counts import TokenCounts

OutputT_co = TypeVar("OutputT_co", covariant=True)

#: The beginning of each line of an output file.
LINE_PREFIX = b'{"id":'


@frozen
class BulkError:
    """The reason why a request has no usable response."""

    code: str
    """The name of the exception, such as `BadRequestError`."""
    message: str


@frozen
class BulkResult(Generic[OutputT_co]):
    """The result of a request of a bulk run: a response, an error, or both."""

    custom_id: str
    client_request_id: str
    """The id under which the provider knows the request."""
    status_code: int | None
    """The HTTP status of the last response; None if there is none."""
    request_id: str | None
    body: object | None = field(repr=False)
    """The JSON of the last response, or its text; None if there is none."""
    error: BulkError | None
    """None if the request succeeded."""
    cost_usd: float | None
    """The known cost of all attempts in US dollars; None if it is unknown."""
    parsed: OutputT_co | None = None
    """The structured output."""
    response: AnyResponse | None = field(default=None, repr=False, eq=False)
    """The typed response; None if there is none, or if the result was read from a file."""
    tokens: TokenCounts | None = field(default=None, repr=False, eq=False)
    """The tokens of the last response; None if they are unknown, or if the result was read from a file."""

    @property
    def text(self) -> str | None:
        """The text of the response; None if there is none."""
        fields = json_object(self.body)
        if fields is None:
            return None
        responses = (endpoint.response_class.from_dict(fields) for endpoint in ENDPOINTS)
        return next((text for response in responses if (text := text_of(response))), None)

    def to_line(self) -> bytes:
        """Return the line of the output file: the form of the Batch API, with the cost."""
        response = None
        if self.status_code is not None:
            response = {"status_code": self.status_code, "request_id": self.request_id, BODY: self.body}
        error = None if self.error is None else {"code": self.error.code, "message": self.error.message}
        fields = {
            "id": self.client_request_id,
            CUSTOM_ID: self.custom_id,
            "response": response,
            "error": error,
            "cost_usd": self.cost_usd,
        }
        # Unlike requests, responses may contain NaN, and lone surrogates, which UTF-8 cannot encode and JSON can escape.
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        try:
            return text.encode() + b"\n"
        except UnicodeEncodeError:
            return json.dumps(fields, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> BulkResult[OutputT_co]:
        """Return the result in a line of an output file. Raises ValueError for any other line."""
        fields = json_object(json.loads(line)) or {}
        custom_id, client_request_id = fields.get(CUSTOM_ID), fields.get("id")
        if not isinstance(custom_id, str) or not isinstance(client_request_id, str):
            raise ValueError("the line is not the result of a bulk run")
        response: Mapping[str, object] = json_object(fields.get("response")) or {}
        status_code, request_id = response.get("status_code"), response.get("request_id")
        error = json_object(fields.get("error"))
        cost_usd = fields.get("cost_usd")
        return cls(
            custom_id,
            client_request_id,
            status_code if isinstance(status_code, int) else None,
            request_id if isinstance(request_id, str) else None,
            response.get(BODY),
            BulkError(str(error.get("code")), str(error.get("message"))) if error is not None else None,
            cost_usd if isinstance(cost_usd, int | float) else None,
        )


#: A result with output of any type.
AnyResult: TypeAlias = BulkResult[Any]
