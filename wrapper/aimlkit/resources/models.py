# Generated from contract.json. Do not edit.
"""The methods of `client.models`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from aimlkit._drivers import drive, drive_async
from aimlkit._models import APIResponse, ListResponse
from aimlkit._omit import Omit, omit
from aimlkit._requests import RequestOptions
from aimlkit.resources._base import refuse_unknown_parameters
from aimlkit.resources._operations import (
    AsyncListRequest,
    operation_flow,
    operation_raw_flow,
    retrieve_flow,
    retrieve_raw_flow,
)
from aimlkit_api import models
from aimlkit_api.operations import LIST_MODELS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aimlkit._options import TimeoutTypes
    from aimlkit._raw import RawResponse
    from aimlkit._session import AsyncSession, SyncSession


class ModelList(models.ModelList, ListResponse[models.CatalogueModel]):
    """The response of `client.models.list()`: iterating over it yields its objects."""

    _spec = LIST_MODELS


class CatalogueModel(models.CatalogueModel, APIResponse):
    """The response of `client.models.retrieve()`."""

    _spec = LIST_MODELS


class Models:
    """The methods of `client.models`."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @cached_property
    def with_raw_response(self) -> ModelsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return ModelsWithRawResponse(self._session)

    @refuse_unknown_parameters
    def list(
        self,
        *,
        capabilities: str | Sequence[str] | Omit = omit,
        details: Literal["true", "1"] | Omit = omit,
        id: str | Sequence[str] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        input_modalities: str | Sequence[str] | Omit = omit,
        modalities: str | Sequence[str] | Omit = omit,
        output_modalities: str | Sequence[str] | Omit = omit,
        tags: str | Sequence[str] | Omit = omit,
        type: str | Sequence[str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> ModelList:
        """List the models of the service, with their prices and capabilities if requested.

        Args:
            capabilities: Selects the models that have a capability, such as "streaming".
            details: The same as `include="all"`.
            id: Selects models by their IDs or aliases. Case does not matter.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            input_modalities: Selects the models that take a modality.
            modalities: Selects the models with a modality, of their input or their output, such as "image".
            output_modalities: Selects the models that generate a modality.
            tags: Selects the models that have a tag, such as "playground:chat".
            type: Selects the models of an endpoint, such as "openai/chat-completions".
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "capabilities": capabilities,
            "details": details,
            "id": id,
            "include": include,
            "input_modalities": input_modalities,
            "modalities": modalities,
            "output_modalities": output_modalities,
            "tags": tags,
            "type": type,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            operation_flow(self._session, LIST_MODELS, ModelList, params, options), self._session.transport
        )

    @refuse_unknown_parameters
    def retrieve(
        self,
        model: str,
        *,
        details: Literal["true", "1"] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> CatalogueModel:
        """Return one of the objects that `list()` lists.

        Args:
            model: The `id` or `aliases` of the object. Case does not matter.
            details: The same as `include="all"`.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            NotFoundError: There is no such object.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "details": details,
            "include": include,
            "id": model,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            retrieve_flow(self._session, LIST_MODELS, ModelList, CatalogueModel, "id", params, options),
            self._session.transport,
        )


class ModelsWithRawResponse:
    """The methods of `client.models`, which return responses with their status and headers."""

    def __init__(self, session: SyncSession) -> None:
        self._session = session

    @refuse_unknown_parameters
    def list(
        self,
        *,
        capabilities: str | Sequence[str] | Omit = omit,
        details: Literal["true", "1"] | Omit = omit,
        id: str | Sequence[str] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        input_modalities: str | Sequence[str] | Omit = omit,
        modalities: str | Sequence[str] | Omit = omit,
        output_modalities: str | Sequence[str] | Omit = omit,
        tags: str | Sequence[str] | Omit = omit,
        type: str | Sequence[str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ModelList]:
        """List the models of the service, with their prices and capabilities if requested.

        Args:
            capabilities: Selects the models that have a capability, such as "streaming".
            details: The same as `include="all"`.
            id: Selects models by their IDs or aliases. Case does not matter.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            input_modalities: Selects the models that take a modality.
            modalities: Selects the models with a modality, of their input or their output, such as "image".
            output_modalities: Selects the models that generate a modality.
            tags: Selects the models that have a tag, such as "playground:chat".
            type: Selects the models of an endpoint, such as "openai/chat-completions".
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "capabilities": capabilities,
            "details": details,
            "id": id,
            "include": include,
            "input_modalities": input_modalities,
            "modalities": modalities,
            "output_modalities": output_modalities,
            "tags": tags,
            "type": type,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            operation_raw_flow(self._session, LIST_MODELS, ModelList, params, options),
            self._session.transport,
        )

    @refuse_unknown_parameters
    def retrieve(
        self,
        model: str,
        *,
        details: Literal["true", "1"] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[CatalogueModel]:
        """Return one of the objects that `list()` lists.

        Args:
            model: The `id` or `aliases` of the object. Case does not matter.
            details: The same as `include="all"`.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            NotFoundError: There is no such object.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "details": details,
            "include": include,
            "id": model,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return drive(
            retrieve_raw_flow(self._session, LIST_MODELS, ModelList, CatalogueModel, "id", params, options),
            self._session.transport,
        )


class AsyncModels:
    """The async methods of `client.models`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @cached_property
    def with_raw_response(self) -> AsyncModelsWithRawResponse:
        """The same methods, which return responses with their status and headers."""
        return AsyncModelsWithRawResponse(self._session)

    @refuse_unknown_parameters
    def list(
        self,
        *,
        capabilities: str | Sequence[str] | Omit = omit,
        details: Literal["true", "1"] | Omit = omit,
        id: str | Sequence[str] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        input_modalities: str | Sequence[str] | Omit = omit,
        modalities: str | Sequence[str] | Omit = omit,
        output_modalities: str | Sequence[str] | Omit = omit,
        tags: str | Sequence[str] | Omit = omit,
        type: str | Sequence[str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> AsyncListRequest[ModelList, models.CatalogueModel]:
        """List the models of the service, with their prices and capabilities if requested.

        Args:
            capabilities: Selects the models that have a capability, such as "streaming".
            details: The same as `include="all"`.
            id: Selects models by their IDs or aliases. Case does not matter.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            input_modalities: Selects the models that take a modality.
            modalities: Selects the models with a modality, of their input or their output, such as "image".
            output_modalities: Selects the models that generate a modality.
            tags: Selects the models that have a tag, such as "playground:chat".
            type: Selects the models of an endpoint, such as "openai/chat-completions".
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "capabilities": capabilities,
            "details": details,
            "id": id,
            "include": include,
            "input_modalities": input_modalities,
            "modalities": modalities,
            "output_modalities": output_modalities,
            "tags": tags,
            "type": type,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return AsyncListRequest(
            operation_flow(self._session, LIST_MODELS, ModelList, params, options), self._session.transport
        )

    @refuse_unknown_parameters
    async def retrieve(
        self,
        model: str,
        *,
        details: Literal["true", "1"] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> CatalogueModel:
        """Return one of the objects that `list()` lists.

        Args:
            model: The `id` or `aliases` of the object. Case does not matter.
            details: The same as `include="all"`.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            NotFoundError: There is no such object.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "details": details,
            "include": include,
            "id": model,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await drive_async(
            retrieve_flow(self._session, LIST_MODELS, ModelList, CatalogueModel, "id", params, options),
            self._session.transport,
        )


class AsyncModelsWithRawResponse:
    """The async methods of `client.models`, which return responses with their status and headers."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @refuse_unknown_parameters
    async def list(
        self,
        *,
        capabilities: str | Sequence[str] | Omit = omit,
        details: Literal["true", "1"] | Omit = omit,
        id: str | Sequence[str] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        input_modalities: str | Sequence[str] | Omit = omit,
        modalities: str | Sequence[str] | Omit = omit,
        output_modalities: str | Sequence[str] | Omit = omit,
        tags: str | Sequence[str] | Omit = omit,
        type: str | Sequence[str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[ModelList]:
        """List the models of the service, with their prices and capabilities if requested.

        Args:
            capabilities: Selects the models that have a capability, such as "streaming".
            details: The same as `include="all"`.
            id: Selects models by their IDs or aliases. Case does not matter.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            input_modalities: Selects the models that take a modality.
            modalities: Selects the models with a modality, of their input or their output, such as "image".
            output_modalities: Selects the models that generate a modality.
            tags: Selects the models that have a tag, such as "playground:chat".
            type: Selects the models of an endpoint, such as "openai/chat-completions".
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "capabilities": capabilities,
            "details": details,
            "id": id,
            "include": include,
            "input_modalities": input_modalities,
            "modalities": modalities,
            "output_modalities": output_modalities,
            "tags": tags,
            "type": type,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await drive_async(
            operation_raw_flow(self._session, LIST_MODELS, ModelList, params, options),
            self._session.transport,
        )

    @refuse_unknown_parameters
    async def retrieve(
        self,
        model: str,
        *,
        details: Literal["true", "1"] | Omit = omit,
        include: str | Sequence[Literal["pricing", "modalities", "capabilities", "all"] | str] | Omit = omit,
        extra_headers: Mapping[str, str | Omit] | None = None,
        extra_query: Mapping[str, object] | None = None,
        timeout: TimeoutTypes | Omit = omit,
        client_request_id: str | Omit | None = omit,
    ) -> RawResponse[CatalogueModel]:
        """Return one of the objects that `list()` lists.

        Args:
            model: The `id` or `aliases` of the object. Case does not matter.
            details: The same as `include="all"`.
            include: Sections to add to each model: "pricing", "modalities", "capabilities", or "all". The
                service ignores names that it does not know.
            extra_headers: Headers of this request, in addition to the client's; `omit` removes one.
            extra_query: Query parameters of this request.
            timeout: The timeout of this request, in seconds; by default that of the client.
            client_request_id: An id of your own for this request; by default that of the client, and None for
                no id.

        Raises:
            TypeError: A parameter is unknown or missing, or has no JSON form; no request was sent.
            NotFoundError: There is no such object.
            APIError: There is no usable response.
        """
        params: dict[str, object] = {
            "details": details,
            "include": include,
            "id": model,
        }
        options = RequestOptions(
            extra_headers=extra_headers,
            extra_query=extra_query,
            timeout=timeout,
            client_request_id=client_request_id,
        )

        return await drive_async(
            retrieve_raw_flow(self._session, LIST_MODELS, ModelList, CatalogueModel, "id", params, options),
            self._session.transport,
        )
