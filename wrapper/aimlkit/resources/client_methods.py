# Generated from contract.json. Do not edit.
"""The methods of the client itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from aimlkit._drivers import drive, drive_async
from aimlkit._models import APIResponse
from aimlkit._omit import Omit, omit
from aimlkit._requests import RequestOptions
from aimlkit.resources._base import refuse_unknown_parameters
from aimlkit.resources._operations import (
    operation_flow,
    operation_raw_flow,
)
from aimlkit_api import models
from aimlkit_api.operations import GET_BILLING_BALANCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit._options import TimeoutTypes
    from aimlkit._raw import RawResponse
    from aimlkit._session import AsyncSession, SyncSession


class AccountBalance(models.AccountBalance, APIResponse):
    """The response of `client.balance()`."""

    _spec = GET_BILLING_BALANCE


class ClientMethods:
    """The methods of the client itself."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def with_raw_response(self) -> ClientMethodsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return ClientMethodsWithRawResponse(self._session)

    @refuse_unknown_parameters
    def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AccountBalance:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {}
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            operation_flow(self._session, GET_BILLING_BALANCE, AccountBalance, params, options),
            self._session.transport,
        )


class ClientMethodsWithRawResponse:
    """The methods of the client itself, which return responses with their status and headers."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @refuse_unknown_parameters
    def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AccountBalance]:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {}
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            operation_raw_flow(self._session, GET_BILLING_BALANCE, AccountBalance, params, options),
            self._session.transport,
        )


class AsyncClientMethods:
    """The async methods of the client itself."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def with_raw_response(self) -> AsyncClientMethodsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncClientMethodsWithRawResponse(self._session)

    @refuse_unknown_parameters
    async def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AccountBalance:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {}
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await drive_async(
            operation_flow(self._session, GET_BILLING_BALANCE, AccountBalance, params, options),
            self._session.transport,
        )


class AsyncClientMethodsWithRawResponse:
    """The async methods of the client itself, which return responses with their status and headers."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @refuse_unknown_parameters
    async def balance(
        self,
        *,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[AccountBalance]:
        """Get the balance of the account of the API key.

        Args:
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {}
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await drive_async(
            operation_raw_flow(self._session, GET_BILLING_BALANCE, AccountBalance, params, options),
            self._session.transport,
        )
