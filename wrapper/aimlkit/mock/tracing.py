"""The tracing headers of a response: the id of the request, and the client's own id for it."""

from collections.abc import Iterable
from dataclasses import replace

from aimlkit.mock.http_response import HTTPResponse
from aimlkit.mock.state import MockState


def with_tracing_headers(
    response: HTTPResponse, request_headers: Iterable[tuple[bytes, bytes]], state: MockState
) -> HTTPResponse:
    """Return the response with the id of the request and, if the request has a valid one, the client's own id.

    An invalid client id is ignored, as by the service. Headers that the response already has are unchanged.
    """
    contract = state.contract
    present = {name for name, _ in response.headers}
    headers = list(response.headers)
    inference_id = contract.inference_id_header.encode()
    if inference_id and inference_id not in present:
        headers.append((inference_id, state.new_id().encode()))
    name = contract.client_request_id_header.encode()
    value = dict(request_headers).get(name, b"")
    if name not in present and contract.is_client_request_id(value.decode("latin-1")):
        headers.append((name, value))
    return replace(response, headers=headers)
