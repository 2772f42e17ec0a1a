"""Error responses, with the documented body."""

from aimlkit.mock.errors import HTTPError, error_body
from aimlkit.mock.http_response import HTTPResponse, encode_headers, json_response
from aimlkit.mock.state import MockState


def error_response(error: HTTPError, path: str, state: MockState) -> HTTPResponse:
    """Return the response for `error`, raised by a request to `path`."""
    request_id = state.new_id()
    body = error_body(
        error,
        path=path,
        request_id=request_id,
        now=state.clock(),
        property_paths=state.contract.error_paths,
    )
    headers = {state.contract.inference_id_header: request_id} if state.contract.inference_id_header else {}
    headers |= {name.lower(): value for name, value in error.headers.items()}
    return json_response(body, error.status, encode_headers(headers))
