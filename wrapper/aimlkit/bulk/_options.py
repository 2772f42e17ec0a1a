"""The options of a bulk run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from aimlkit._options import require_non_negative

if TYPE_CHECKING:
    from attrs import Attribute

    from aimlkit.structured import OutputFormat

ValueT = TypeVar("ValueT")

#: The default of the maximum number of concurrent requests.
MAX_CONCURRENCY = 200

#: The default of the maximum number of retries of a request: more than for single calls, because no one waits for each result.
MAX_RETRIES = 10

#: The guess for the tokens of a response in an estimate, unless the user has a better one.
DEFAULT_OUTPUT_TOKENS = 500


def _validate_number(options: object, attribute: Attribute[ValueT], value: ValueT) -> None:
    if value is not None:
        require_non_negative(attribute.name, value, (int, float))


def _validate_positive(options: object, attribute: Attribute[ValueT], value: ValueT) -> None:
    if value is not None:
        require_non_negative(attribute.name, value, (int, float))
        if not value:
            raise ValueError(f"{attribute.name} must be more than 0")


def _validate_count(options: object, attribute: Attribute[ValueT], value: ValueT) -> None:
    require_non_negative(attribute.name, value, int)


@frozen(kw_only=True)
class BulkOptions:
    """The limits of a bulk run, and the format by which its output is parsed."""

    max_concurrency: int = field(default=MAX_CONCURRENCY, validator=[_validate_count, _validate_positive])
    """The maximum number of concurrent requests; the run uses as many of them as the server allows."""
    requests_per_minute: float | None = field(default=None, validator=_validate_positive)
    tokens_per_minute: float | None = field(default=None, validator=_validate_positive)
    max_spend_usd: float | None = field(default=None, validator=_validate_number)
    """The cost in US dollars at which no further request is sent, that of earlier parts of the run included."""
    max_retries: int = field(default=MAX_RETRIES, validator=_validate_count)
    retry_invalid: int = field(default=0, validator=_validate_count)
    """The maximum number of further requests if the structured output is invalid; each of them is charged."""
    output_format: OutputFormat[object] | None = None
