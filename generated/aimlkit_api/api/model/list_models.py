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
    from ...models.model_list import ModelList


def _get_kwargs(
    *,
    capabilities: str | Unset = UNSET,
    details: str | Unset = UNSET,
    id: str | Unset = UNSET,
    include: str | Unset = UNSET,
    input_modalities: str | Unset = UNSET,
    modalities: str | Unset = UNSET,
    output_modalities: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match

    params: dict[str, Any] = {}

    params["capabilities"] = capabilities

    params["details"] = details

    params["id"] = id

    params["include"] = include

    params["input_modalities"] = input_modalities

    params["modalities"] = modalities

    params["output_modalities"] = output_modalities

    params["tags"] = tags

    params["type"] = type_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/models",
        "params": params,
    }
    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ModelList | Error | None:
    if response.status_code == 200:
        parsed_1: ModelList = _types.parse_response(response, "ModelList")
        return parsed_1
    if response.status_code == 304:
        return None
    if response.status_code in (400, 401, 403, 404, 405, 429, 500, 502, 503, 504):
        parsed_3: Error = _types.parse_response(response, "Error")
        return parsed_3
    if client.raise_on_unexpected_status:
        raise _errors.UnexpectedStatus(response.status_code, response.content)
    if response.is_error:
        error: Error | None = _types.parse_response(response, "Error")
        return error
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> _types.Response[ModelList | Error | None]:
    return _types.Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    capabilities: str | Unset = UNSET,
    details: str | Unset = UNSET,
    id: str | Unset = UNSET,
    include: str | Unset = UNSET,
    input_modalities: str | Unset = UNSET,
    modalities: str | Unset = UNSET,
    output_modalities: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> _types.Response[ModelList | Error | None]:
    """List the models of the service, with their prices and capabilities if requested."""
    kwargs = _get_kwargs(
        capabilities=capabilities,
        details=details,
        id=id,
        include=include,
        input_modalities=input_modalities,
        modalities=modalities,
        output_modalities=output_modalities,
        tags=tags,
        type_=type_,
        if_none_match=if_none_match,
    )
    response = client.get_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    capabilities: str | Unset = UNSET,
    details: str | Unset = UNSET,
    id: str | Unset = UNSET,
    include: str | Unset = UNSET,
    input_modalities: str | Unset = UNSET,
    modalities: str | Unset = UNSET,
    output_modalities: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> ModelList | Error | None:
    """List the models of the service, with their prices and capabilities if requested."""
    return sync_detailed(
        client=client,
        capabilities=capabilities,
        details=details,
        id=id,
        include=include,
        input_modalities=input_modalities,
        modalities=modalities,
        output_modalities=output_modalities,
        tags=tags,
        type_=type_,
        if_none_match=if_none_match,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    capabilities: str | Unset = UNSET,
    details: str | Unset = UNSET,
    id: str | Unset = UNSET,
    include: str | Unset = UNSET,
    input_modalities: str | Unset = UNSET,
    modalities: str | Unset = UNSET,
    output_modalities: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> _types.Response[ModelList | Error | None]:
    """List the models of the service, with their prices and capabilities if requested."""
    kwargs = _get_kwargs(
        capabilities=capabilities,
        details=details,
        id=id,
        include=include,
        input_modalities=input_modalities,
        modalities=modalities,
        output_modalities=output_modalities,
        tags=tags,
        type_=type_,
        if_none_match=if_none_match,
    )
    response = await client.get_async_httpx_client().request(**kwargs)
    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    capabilities: str | Unset = UNSET,
    details: str | Unset = UNSET,
    id: str | Unset = UNSET,
    include: str | Unset = UNSET,
    input_modalities: str | Unset = UNSET,
    modalities: str | Unset = UNSET,
    output_modalities: str | Unset = UNSET,
    tags: str | Unset = UNSET,
    type_: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,
) -> ModelList | Error | None:
    """List the models of the service, with their prices and capabilities if requested."""
    return (
        await asyncio_detailed(
            client=client,
            capabilities=capabilities,
            details=details,
            id=id,
            include=include,
            input_modalities=input_modalities,
            modalities=modalities,
            output_modalities=output_modalities,
            tags=tags,
            type_=type_,
            if_none_match=if_none_match,
        )
    ).parsed
