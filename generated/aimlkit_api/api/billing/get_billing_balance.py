# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, Any

# Under names that no schema and no parameter has.
from ... import errors as _errors
from ... import types as _types

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client
    from ...models.account_balance import AccountBalance
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/billing/balance",
    }
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AccountBalance | Error | None:
    if response.status_code == 200:
        parsed_1: AccountBalance = _types.parse_response(response, "AccountBalance")
        return parsed_1
    if response.status_code in (400, 401, 403, 404, 405, 429, 500, 502, 503, 504):
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
) -> _types.Response[AccountBalance | Error | None]:
    return _types.Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
) -> _types.Response[AccountBalance | Error | None]:
    """Get the balance of the account of the API key."""
    kwargs = _get_kwargs()
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
) -> AccountBalance | Error | None:
    """Get the balance of the account of the API key."""
    return sync_detailed(
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
) -> _types.Response[AccountBalance | Error | None]:
    """Get the balance of the account of the API key."""
    kwargs = _get_kwargs()
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
) -> AccountBalance | Error | None:
    """Get the balance of the account of the API key."""
    return (
        await asyncio_detailed(
            client=client,
        )
    ).parsed
