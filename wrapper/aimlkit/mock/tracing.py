"""The headers by which a request can be traced: its id, and the id that the client gave it."""

from collections.abc import Iterable
from dataclasses import replace

from aimlkit.mock.http_response import HTTPResponse
from aimlkit.mock.state import MockState


def with_tracing_headers(
    response: HTTPResponse, request_headers: Iterable[tuple[bytes, bytes]], state: MockState
) -> HTTPResponse:
    """Return the response with an id, and the valid id that the client gave the request; an invalid one is ignored.

    Headers that the response already has stay as they are.
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
