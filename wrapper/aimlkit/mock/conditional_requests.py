"""ETags: a request whose condition is the ETag of the current response gets status 304 (RFC 9110, section 13)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.http_response import HTTPResponse

_TAG = re.compile(r'(?:W/)?("[^"]*")')


def with_etag(
    response: HTTPResponse, headers: Mapping[bytes, bytes], etag_header: str, condition_header: str
) -> HTTPResponse:
    """Return the response with its ETag; with status 304 and no body if the request has that ETag as its condition.

    `headers` are those of the request. The names `etag_header` and `condition_header` are in lower case. Streams and
    responses with another status than 200 are returned unchanged.
    """
    if response.status != 200 or not isinstance(response.body, Sequence):
        return response
    tag = f'"{stable_hash(b"".join(response.body)).hex()[:32]}"'
    etag = (etag_header.encode(), f"W/{tag}".encode())
    condition = headers.get(condition_header.encode(), b"").decode("latin-1")
    if condition.strip() == "*" or tag in _TAG.findall(condition):
        without_content = [header for header in response.headers if not header[0].startswith(b"content-")]
        return HTTPResponse(304, [*without_content, etag], ())
    return replace(response, headers=[*response.headers, etag])
