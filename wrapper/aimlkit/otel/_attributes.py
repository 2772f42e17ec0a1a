"""The attributes of a request and its response, without their content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

from aimlkit._exceptions import APIStatusError
from aimlkit._json import json_object
from aimlkit._printable import to_message
from aimlkit.otel import _conventions as names
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aimlkit._models import AnyResponse
    from aimlkit._redaction import EchoRedactor
    from aimlkit._requests import PreparedRequest
    from aimlkit._telemetry import ModelRequest
    from aimlkit._token_counts import TokenCounts
    from aimlkit.endpoints._base import AnyEndpoint

#: Exporters send integers in 64 bits; one that is larger would lose all spans that are sent with it.
_INTEGER_LIMIT = 2**63

Attributes: TypeAlias = "dict[str, str | bool | int | float | Sequence[str]]"


def body_of(prepared: PreparedRequest) -> Mapping[str, object]:
    """Return the JSON object that a request sends; empty if it sends something else."""
    try:
        return json_object(json.loads(prepared.request.content)) or {}
    except (ValueError, RecursionError):
        return {}


def metric_attributes(request: ModelRequest, body: Mapping[str, object]) -> Attributes:
    """Return the attributes of a request that its span and its metrics have."""
    url = request.prepared.request.url
    attributes: Attributes = {
        names.OPERATION_NAME: names.CHAT,
        names.PROVIDER_NAME: names.PROVIDER,
        names.SERVER_ADDRESS: url.host,
        names.SERVER_PORT: url.port or (443 if url.scheme == "https" else 80),
    }
    if isinstance(model := body.get("model"), str):
        attributes[names.REQUEST_MODEL] = to_message(model)
    return attributes


def request_attributes(request: ModelRequest, body: Mapping[str, object]) -> Attributes:
    """Return the attributes of a request that only its span has."""
    endpoint = request.endpoint
    attributes: Attributes = {names.API_OPERATION: endpoint.spec.id}
    if request.prepared.stream:
        attributes[names.REQUEST_STREAM] = True
    for name in names.SAME_NAME_PARAMETERS:
        if is_number(value := body.get(name)):
            attributes[f"{names.REQUEST_PREFIX}{name}"] = value
    for name in endpoint.token_limit_parameters:
        if is_number(limit := body.get(name)):
            attributes[names.REQUEST_MAX_TOKENS] = int(limit)
            break
    output_format = json_object(_value_at(body, endpoint.spec.output_format_path))
    if output_format is not None:
        is_text = output_format.get("type") == "text"
        attributes[names.OUTPUT_TYPE] = "text" if is_text else "json"
    return attributes


def response_attributes(endpoint: AnyEndpoint, response: AnyResponse, redactor: EchoRedactor) -> Attributes:
    """Return the attributes of a response, as far as the server states them."""

    def text(value: object) -> str | None:
        return redactor.redact(to_message(value)) if isinstance(value, str) else None

    counts = token_counts(endpoint, response)
    stated: dict[str, str | float | Sequence[str] | None] = {
        names.RESPONSE_ID: text(response.id),
        names.RESPONSE_MODEL: text(response.model),
        names.FINISH_REASONS: [text(reason) or "" for reason in endpoint.finish_reasons(response)] or None,
        names.REQUEST_ID: text(response.request_id),
        names.COST_USD: response.cost_usd,
        names.CREDITS_USED: response.credits_used,
    }
    if counts is not None:
        stated[names.INPUT_TOKENS] = int(counts.input)
        stated[names.OUTPUT_TOKENS] = int(counts.output)
        stated[names.CACHED_INPUT_TOKENS] = int(counts.cached_input) or None
        stated[names.REASONING_TOKENS] = int(counts.reasoning) or None
    return {name: value for name, value in stated.items() if value is not None}


def token_counts(endpoint: AnyEndpoint, response: AnyResponse) -> TokenCounts | None:
    """Return the numbers of tokens of a response; None if it does not state them, or they are implausible."""
    usage: object = response.usage
    counts = endpoint.token_counts(usage.to_dict()) if isinstance(usage, Model) else None
    return None if counts is None or max(counts.input, counts.output) >= _INTEGER_LIMIT else counts


def error_attributes(error: BaseException) -> Attributes:
    """Return the attributes of a failure: the class of the exception, and the status of the response.

    The message is no attribute: the server may quote the request in it.
    """
    attributes: Attributes = {names.ERROR_TYPE: type(error).__name__}
    if isinstance(error, APIStatusError):
        attributes[names.STATUS_CODE] = error.status_code
    return attributes


def is_number(value: object) -> TypeGuard[float]:
    """Return whether `value` is a number, and no bool."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _value_at(value: object, path: Sequence[str] | None) -> object:
    for name in path or ():
        value = (json_object(value) or {}).get(name)
    return value if path else None
