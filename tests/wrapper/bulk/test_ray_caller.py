"""`RayCaller` without Ray: batches, rows with errors, ids, and the limits that callers share."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from aimlkit.bulk import RayCaller
from aimlkit.bulk._ray_limits import NAMESPACE, _ledgers
from aimlkit.bulk._shared_limits import ClusterLimits, LimitsReply, LimitsReport
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.headers import CLIENT_REQUEST_ID
from tests.models import CHAT_MODEL, CHAT_OPERATION, models_of

pytestmark = pytest.mark.skipif(not models_of(CHAT_OPERATION), reason="the sources have no chat completions")

KEY = "key-that-is-in-no-pickle"
JOB = "01000000"


class RayActorError(Exception):
    """The exception of Ray for an actor that has died."""


class FakeRay:
    """A stand-in for the parts of the module `ray` that the caller uses, in this process."""

    def __init__(self) -> None:
        self.exceptions = SimpleNamespace(RayActorError=RayActorError)
        self.actors: dict[tuple[str, str], Actor] = {}
        self.is_connected = True

    def is_initialized(self) -> bool:
        """Return whether the process is connected."""
        return self.is_connected

    def get_runtime_context(self) -> Any:
        """Return an object with the id of the job."""
        return SimpleNamespace(get_job_id=lambda: JOB)

    def remote(self, actor_class: type[ClusterLimits]) -> Any:
        """Return what creates actors."""

        def options(*, name: str, namespace: str, get_if_exists: bool, **others: object) -> Any:
            assert get_if_exists

            def create(*arguments: Any) -> Actor:
                return self.actors.setdefault((namespace, name), Actor(actor_class(*arguments)))

            return SimpleNamespace(remote=create)

        return SimpleNamespace(options=options)


class Actor:
    """An actor, which may die."""

    def __init__(self, limits: ClusterLimits) -> None:
        self.limits = limits
        self.is_dead = False
        self.exchange = SimpleNamespace(remote=self._exchange)

    async def _exchange(self, report: LimitsReport) -> LimitsReply:
        if self.is_dead:
            raise RayActorError
        return self.limits.exchange(report)


class Column(list[object]):
    """A column of a batch."""

    def tolist(self) -> list[object]:
        """Return the values, as an array of numpy does."""
        return [*self]


@dataclass
class Report:
    """A structured output."""

    n: int


def to_messages(row: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """Return the messages of a row. Raises KeyError for a text that is None."""
    if row["text"] is None:
        raise KeyError("no text")
    return [{"role": "user", "content": row["text"]}]


def batch(*texts: object) -> dict[str, Column]:
    """Return a batch with a number and a text in each row."""
    return {"number": Column(range(len(texts))), "text": Column(texts)}


def caller(**options: Any) -> Any:
    """Return a caller; the columns that it returns have any type."""
    return RayCaller(model=CHAT_MODEL, prompt=to_messages, **options)


@pytest.fixture(autouse=True)
def ray(monkeypatch: pytest.MonkeyPatch, aimlkit_mock: MockServer) -> FakeRay:
    """Ray in this process, with the mock as the service, whose key and address are in the environment."""
    fake = FakeRay()
    monkeypatch.setitem(sys.modules, "ray", fake)
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    _ledgers.clear()
    return fake


def test_batch_is_returned_with_the_columns_of_the_responses(aimlkit_mock: MockServer) -> None:
    rows = batch("Hi", "You", "Hi")
    result = caller()(rows)
    assert {name: result[name] for name in rows} == rows
    assert {*result} - {*rows} == {
        "response_text",
        "response_cost_usd",
        "response_error_code",
        "response_error_message",
        "client_request_id",
    }
    assert all(isinstance(text, str) for text in result["response_text"])
    assert all(cost > 0 for cost in result["response_cost_usd"])
    assert result["response_error_code"] == [None] * 3
    sent = {request.headers[CLIENT_REQUEST_ID] for request in aimlkit_mock.requests}
    assert sent == {*result["client_request_id"]}
    assert len(sent) == 3


def test_structured_output_is_a_column(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(text='{"n": 5}'), MockResponse(text='{"n": "five"}'))
    result = caller(output_format=Report, max_concurrency=1)(batch("a", "b"))
    assert result["response_parsed"] == [{"n": 5}, None]
    assert result["response_error_code"] == [None, "OutputValidationError"]


def test_failures_are_rows_with_an_error(aimlkit_mock: MockServer) -> None:
    aimlkit_mock.enqueue(MockResponse(status=400))
    result = caller(max_concurrency=1)(batch("a", None, "b", 5))
    assert result["response_error_code"] == ["BadRequestError", "KeyError", None, "ValueError"]
    assert [text is None for text in result["response_text"]] == [True, True, False, True]
    assert [request_id is None for request_id in result["client_request_id"]] == [False, True, False, True]
    assert len(aimlkit_mock.requests) == 2


def test_client_request_ids_are_the_same_if_a_batch_is_run_again(aimlkit_mock: MockServer) -> None:
    rows = batch("a", "b", "b")
    results = [pickle.loads(pickle.dumps(caller()))(rows)["client_request_id"] for _ in range(2)]
    assert results[0] == results[1]
    assert caller(run_id="other")(rows)["client_request_id"] != results[0]


def test_client_request_ids_depend_on_the_column_of_ids(aimlkit_mock: MockServer) -> None:
    by_number = caller(id_column="number")
    assert by_number(batch("a", "b"))["client_request_id"] == by_number(batch("c", "d"))["client_request_id"]


@pytest.mark.parametrize(
    ("options", "column", "message"),
    [
        ({}, "response_text", "already has a column 'response_text'"),
        ({"id_column": "id"}, "x", "no column 'id'"),
    ],
)
def test_columns_that_do_not_fit_are_an_error(options: Any, column: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        caller(**options)({**batch("a"), column: Column(["a"])})


def test_callers_share_the_spending_limit(aimlkit_mock: MockServer, ray: FakeRay) -> None:
    aimlkit_mock.enqueue(*(MockResponse(cost_usd=1.0) for _ in range(3)))
    results = [caller(max_spend_usd=3, max_concurrency=1)(batch(*"abcd")) for _ in range(2)]
    codes = [code for result in results for code in result["response_error_code"]]
    assert codes == [None] * 3 + ["SpendLimitError"] * 5
    assert len(aimlkit_mock.requests) == 3
    assert [*ray.actors] == [(NAMESPACE, f"limits of {JOB}")]


def test_spending_limit_survives_the_actor(aimlkit_mock: MockServer, ray: FakeRay) -> None:
    aimlkit_mock.enqueue(*(MockResponse(cost_usd=1.0) for _ in range(3)))
    limited = caller(max_spend_usd=3, max_concurrency=1)
    limited(batch("a", "b"))
    [actor] = ray.actors.values()
    actor.is_dead = True
    ray.actors.clear()
    codes = limited(batch("c", "d"))["response_error_code"]
    assert codes == [None, "SpendLimitError"]
    assert [*ray.actors.values()] != [actor]


def test_actor_is_created_with_the_caller_only_if_there_are_limits(ray: FakeRay) -> None:
    caller()
    assert not ray.actors
    caller(requests_per_minute=60)
    assert ray.actors


def test_invalid_key_is_an_error_of_all_rows(
    monkeypatch: pytest.MonkeyPatch, aimlkit_mock: MockServer
) -> None:
    monkeypatch.setenv("AIML_API_KEY", "invalid")
    codes = caller(max_concurrency=1)(batch("a", "b", "c"))["response_error_code"]
    assert codes == ["AuthenticationError"] * 3


def test_pickled_caller_has_no_key_and_no_actor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", KEY)
    limited = caller(requests_per_minute=60, output_format=Report)
    pickled = pickle.dumps(limited)
    assert KEY.encode() not in pickled
    assert KEY not in repr(limited)
    assert pickle.loads(pickled)._actor is None


def test_wrong_options_are_reported_when_the_caller_is_made() -> None:
    with pytest.raises(ValueError, match="max_concurrency"):
        caller(max_concurrency=0)
    with pytest.raises(TypeError, match="structured output"):
        caller(output_format=int)


def test_ray_is_imported_only_by_callers() -> None:
    program = "import sys, aimlkit.bulk, aimlkit.bulk._ray; print('ray' in sys.modules)"
    process = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == "False"


def test_missing_ray_is_reported_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ImportError, match=r"pip install 'aimlkit\[ray\]'"):
        caller()
