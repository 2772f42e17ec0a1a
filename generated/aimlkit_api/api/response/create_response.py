# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Under names that no schema and no parameter has.
from ... import errors as _errors
from ... import types as _types
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.error import Error
    from ...models.response import Response
    from ...models.response_create_params import ResponseCreateParams


def _get_kwargs(
    *,
    body: ResponseCreateParams,
    x_client_request_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(x_client_request_id, Unset):
        headers["X-Client-Request-Id"] = x_client_request_id

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/responses",
    }
    _kwargs["json"] = _types.to_json(body)
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response | Error | None:
    if response.status_code == 200:
        parsed_1: Response = _types.parse_response(response, "Response")
        return parsed_1
    if response.status_code in (400, 401, 403, 404, 405, 413, 415, 429, 500, 502, 503, 504):
        parsed_2: Error = _types.parse_response(response, "Error")
        return parsed_2
    if client.raise_on_unexpected_status:
        raise _errors.UnexpectedStatus(response.status_code, response.content)
    if response.is_error:
        error: Error | None = _types.parse_response(response, "Error")
        return error
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> _types.Response[Response | Error | None]:
    return _types.Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: ResponseCreateParams,
    x_client_request_id: str | Unset = UNSET,
) -> _types.Response[Response | Error | None]:
    """Generate a response to an input, optionally as the continuation of a stored response."""
    kwargs = _get_kwargs(
        body=body,
        x_client_request_id=x_client_request_id,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: ResponseCreateParams,
    x_client_request_id: str | Unset = UNSET,
) -> Response | Error | None:
    """Generate a response to an input, optionally as the continuation of a stored response."""
    return sync_detailed(
        client=client,
        body=body,
        x_client_request_id=x_client_request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: ResponseCreateParams,
    x_client_request_id: str | Unset = UNSET,
) -> _types.Response[Response | Error | None]:
    """Generate a response to an input, optionally as the continuation of a stored response."""
    kwargs = _get_kwargs(
        body=body,
        x_client_request_id=x_client_request_id,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: ResponseCreateParams,
    x_client_request_id: str | Unset = UNSET,
) -> Response | Error | None:
    """Generate a response to an input, optionally as the continuation of a stored response."""
    return (
        await asyncio_detailed(
            client=client,
            body=body,
            x_client_request_id=x_client_request_id,
        )
    ).parsed
