"""Ray Data: a function for `Dataset.map_batches` that sends a request for each row."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Protocol, TypeAlias

from attrs import evolve

from aimlkit._exceptions import AIMLAPIError
from aimlkit._json import encode_json
from aimlkit.bulk._checks import contract_check, format_of
from aimlkit.bulk._engine import Engine
from aimlkit.bulk._options import MAX_CONCURRENCY, MAX_RETRIES, BulkOptions
from aimlkit.bulk._ray_limits import LimitsActor, current_job, is_connected
from aimlkit.bulk._requests import BODY, CUSTOM_ID, METHOD, URL, BulkRequest, endpoint_of_model
from aimlkit.bulk._results import BulkError, BulkResult
from aimlkit.bulk._sessions import async_session, run_in_new_loop
from aimlkit.bulk._shared_limits import SharedLimits
from aimlkit.resources import SyncResources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from aimlkit.endpoints._base import AnyEndpoint

#: A row of a data set: values by column.
Row: TypeAlias = "dict[str, object]"

#: The columns that are added to those of a batch.
TEXT, PARSED, COST, ERROR_CODE, ERROR_MESSAGE, CLIENT_REQUEST_ID = (
    "response_text",
    "response_parsed",
    "response_cost_usd",
    "response_error_code",
    "response_error_message",
    "client_request_id",
)


class _Column(Protocol):
    """A column of a batch: an array of numpy."""

    def tolist(self) -> list[object]:
        """Return the values as Python objects."""
        ...


class RayCaller:
    """A function for `Dataset.map_batches` of Ray Data that sends a request for each row of a batch.

    It returns the batch with these columns in addition:

    - `response_text`: the text of the response
    - `response_parsed`: the structured output as JSON, only with `output_format`
    - `response_cost_usd`: the known cost of all attempts in US dollars
    - `response_error_code`, `response_error_message`: the name of the exception, and what is wrong
    - `client_request_id`: the id under which the provider knows the request

    A value that there is not is null. A request that fails is a row with an error; so is one that was not sent because
    the run has reached its spending limit, the key is invalid or the account has no credits.

    Each worker takes the API key and the base URL from its own environment, so a pickled caller has no key. If Ray runs
    a batch again because a worker was killed, its requests have the same client request ids.
    """

    def __init__(
        self,
        *,
        model: str,
        prompt: Callable[[Row], Sequence[Mapping[str, object]]],
        output_format: type[object] | Mapping[str, object] | None = None,
        params: Mapping[str, object] | None = None,
        id_column: str | None = None,
        run_id: str | None = None,
        base_url: str | None = None,
        max_concurrency: int = MAX_CONCURRENCY,
        requests_per_minute: float | None = None,
        tokens_per_minute: float | None = None,
        max_spend_usd: float | None = None,
        max_retries: int = MAX_RETRIES,
        retry_invalid: int = 0,
        check: bool = True,
    ) -> None:
        """Check the options; nothing is sent.

        Args:
            model: The model. Its API is Chat Completions if the model has it, otherwise Responses.
            prompt: A function that returns the messages for a row. If it raises an exception, that is the row's error.
            output_format: A Python type or a JSON Schema for structured output, which is validated.
            params: Further parameters of all requests.
            id_column: A column with a unique value in each row, on which the client request ids depend; by default they
                depend on the content of the request, so that equal requests of several batches have the same id.
            run_id: A name for the run, on which the client request ids depend; callers with the same name share their
                limits. By default it is the id of the Ray job.
            base_url: The address of the API; by default that in the environment of the worker, or the service.
            max_concurrency: The maximum number of concurrent requests of each worker.
            requests_per_minute: The maximum number of requests per minute of the whole cluster.
            tokens_per_minute: The approximate maximum number of tokens per minute of the whole cluster.
            max_spend_usd: The cost in US dollars of the whole cluster at which no further request is sent. It may be
                exceeded by the cost of the requests that are then in flight.
            max_retries: The maximum number of retries of a request.
            retry_invalid: The maximum number of further requests if the structured output is invalid.
            check: Whether to check each request against the contract before it is sent.

        Raises:
            TypeError: An option is of a wrong type.
            ValueError: An option is invalid.
        """
        self._model = model
        self._prompt = prompt
        self._output_format = output_format
        self._params = {**(params or {})}
        self._id_column = id_column
        self._run_id = run_id
        self._base_url = base_url
        self._check = check
        self._options = BulkOptions(
            max_concurrency=max_concurrency,
            requests_per_minute=requests_per_minute,
            tokens_per_minute=tokens_per_minute,
            max_spend_usd=max_spend_usd,
            max_retries=max_retries,
            retry_invalid=retry_invalid,
        )
        format_of(output_format)
        self._actor: LimitsActor | None = None
        if is_connected():  # Otherwise a worker creates the actor, and it ends with that worker.
            self._connect_limits()

    def __getstate__(self) -> dict[str, object]:
        """Return what is pickled: all but the actor, which each worker finds by its name."""
        return {**self.__dict__, "_actor": None}

    def __call__(self, batch: Mapping[str, _Column]) -> dict[str, object]:
        """Send a request for each row of a batch in the format "numpy"; return it with the columns of the responses.

        Raises AIMLAPIError if the environment of the worker has no API key, and ValueError if the batch lacks the column
        of the ids, or has a column that is to be added.
        """
        self._require_columns(batch)
        columns = {name: column.tolist() for name, column in batch.items()}
        rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        calls = self._requests(rows)
        results = run_in_new_loop(self._send([call for call in calls if isinstance(call, BulkRequest)]))
        outcomes = [call if isinstance(call, BulkError) else results[call.custom_id] for call in calls]
        return {**batch, **self._columns(outcomes)}

    def _require_columns(self, batch: Mapping[str, object]) -> None:
        """Raise ValueError if the batch has a column that is added, or lacks that of the ids."""
        if present := [name for name in self._columns([]) if name in batch]:
            raise ValueError(f"the data set already has a column {present[0]!r}; rename it")
        if self._id_column is not None and self._id_column not in batch:
            raise ValueError(f"the data set has no column {self._id_column!r}")

    def _requests(self, rows: Iterable[Row]) -> list[BulkRequest | BulkError]:
        """Return the request of each row, with an id that no other row of the batch has, or why it has none."""
        endpoint = endpoint_of_model(self._model)
        check = _contract_check() if self._check else None
        ids: set[str] = set()
        requests: list[BulkRequest | BulkError] = []
        for row in rows:
            try:
                request = self._request(row, endpoint)
                if check is not None:
                    check(request)
            except Exception as error:  # The prompt function may raise anything.
                requests.append(_error_of(error))
            else:
                requests.append(evolve(request, custom_id=_unique(request.custom_id, ids)))
        return requests

    def _request(self, row: Row, endpoint: AnyEndpoint) -> BulkRequest:
        """Return the request of a row. Raises ValueError, TypeError, and the exceptions of the prompt function."""
        body = {**self._params, "model": self._model, endpoint.history_parameter: self._prompt(row)}
        if self._id_column is None:
            custom_id = hashlib.blake2b(encode_json(body), digest_size=16).hexdigest()
        else:
            custom_id = str(row[self._id_column])
        spec = endpoint.spec
        return BulkRequest.from_json({CUSTOM_ID: custom_id, METHOD: spec.method, URL: spec.path, BODY: body})

    async def _send(self, requests: Sequence[BulkRequest]) -> dict[str, BulkResult[object] | BulkError]:
        """Return the result of each request by its `custom_id`; an error for those that were not sent."""
        run = self._run
        options = evolve(self._options, output_format=format_of(self._output_format))
        limits = self._shared_limits()
        results: dict[str, BulkResult[object] | BulkError] = {}
        with SyncResources(base_url=self._base_url) as client:
            async with async_session(client._session) as session:  # pyright: ignore[reportPrivateUsage]
                engine = Engine(session, options, run, limits=limits)
                try:
                    async for result in engine.results(requests):
                        results[result.custom_id] = result
                except AIMLAPIError as error:  # It concerns all other requests, too.
                    for request in requests:
                        results.setdefault(request.custom_id, _error_of(error))
                finally:
                    if limits is not None:
                        await limits.refresh()
        return results

    # --- limits ---

    @property
    def _run(self) -> str:
        """The name of the run, which all workers know."""
        return current_job() if self._run_id is None else self._run_id

    def _connect_limits(self) -> LimitsActor | None:
        """Return the actor of the limits, which is created if it does not exist; None if there are no limits."""
        options = self._options
        if (options.requests_per_minute, options.tokens_per_minute, options.max_spend_usd) == (None,) * 3:
            return None
        if self._actor is None:
            self._actor = LimitsActor(self._run, options.requests_per_minute, options.tokens_per_minute)
        return self._actor

    def _shared_limits(self) -> SharedLimits | None:
        """Return the limits of a batch, which the cluster shares; None if there are none."""
        actor = self._connect_limits()
        if actor is None:
            return None
        return SharedLimits(
            actor.exchange,
            actor.ledger,
            max_concurrency=self._options.max_concurrency,
            requests_per_minute=self._options.requests_per_minute,
            tokens_per_minute=self._options.tokens_per_minute,
        )

    # --- results ---

    def _columns(self, outcomes: Sequence[BulkResult[object] | BulkError]) -> dict[str, object]:
        """Return the columns of the responses."""
        results = [outcome if isinstance(outcome, BulkResult) else None for outcome in outcomes]
        errors = [outcome.error if isinstance(outcome, BulkResult) else outcome for outcome in outcomes]
        columns: dict[str, object] = {TEXT: [result and result.text for result in results]}
        if self._output_format is not None:
            columns[PARSED] = [_parsed_json(result) for result in results]
        return columns | {
            COST: [result and result.cost_usd for result in results],
            ERROR_CODE: [error and error.code for error in errors],
            ERROR_MESSAGE: [error and error.message for error in errors],
            CLIENT_REQUEST_ID: [result and result.client_request_id for result in results],
        }


@cache
def _contract_check() -> Callable[[BulkRequest], None]:
    """Return the check of requests, which a worker prepares only once."""
    return contract_check()


def _error_of(error: Exception) -> BulkError:
    return BulkError(type(error).__name__, str(error))


def _unique(custom_id: str, ids: set[str]) -> str:
    """Return the id, with a number if `ids` has it already; add it to `ids`."""
    unique, number = custom_id, 1
    while unique in ids:
        number += 1
        unique = f"{custom_id}-{number}"
    ids.add(unique)
    return unique


def _parsed_json(result: BulkResult[object] | None) -> object:
    """Return the JSON of a structured output that is valid, otherwise None."""
    if result is None or result.error is not None or result.text is None:
        return None
    return json.loads(result.text)
