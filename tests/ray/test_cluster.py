"""`RayCaller` on a cluster of two nodes: killed workers and actors, limits of the cluster, the key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import ray
import ray.data
from ray import cloudpickle

from aimlkit.bulk import RayCaller
from aimlkit.bulk._ray_limits import NAMESPACE
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.headers import CLIENT_REQUEST_ID
from tests.conftest import ROOT
from tests.examples.pages import programs
from tests.models import CHAT_MODEL
from tests.ray.conftest import KEY

#: Batches are tasks on any node, in turn.
ON_ALL_NODES = {"concurrency": 4, "batch_size": 10, "scheduling_strategy": "SPREAD"}


def to_messages(row: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    """Return a message with the number of a row and the process that sends it."""
    return [{"role": "user", "content": f"{row['id']} {os.getpid()}"}]


def caller(**options: Any) -> RayCaller:
    """Return a caller whose client request ids depend on the numbers of the rows."""
    return RayCaller(model=CHAT_MODEL, prompt=to_messages, id_column="id", **options)


def rows_of(send: RayCaller, count: int) -> list[Any]:
    """Return the rows of a data set with so many numbers, sent by all nodes."""
    numbers = ray.data.range(count, override_num_blocks=count // 10)
    rows = numbers.map_batches(send, **ON_ALL_NODES).take_all()
    assert sorted(row["id"] for row in rows) == [*range(count)]
    return rows


def test_rows_are_sent_by_both_nodes(mock: MockServer) -> None:
    send = caller()

    def send_and_note_node(batch: Any) -> Any:
        return {**send(batch), "node": [ray.get_runtime_context().get_node_id()] * len(batch["id"])}

    numbers = ray.data.range(200, override_num_blocks=20)
    rows = numbers.map_batches(send_and_note_node, **ON_ALL_NODES).take_all()
    assert len({row["node"] for row in rows}) == 2
    assert {row["response_error_code"] for row in rows} == {None}
    assert {row["client_request_id"] for row in rows} == {
        request.headers[CLIENT_REQUEST_ID] for request in mock.requests
    }
    assert len(mock.requests) == len({row["client_request_id"] for row in rows}) == 200


def test_class_keeps_its_options_in_an_actor_pool(mock: MockServer) -> None:
    options = {"model": CHAT_MODEL, "prompt": to_messages, "id_column": "id", "max_spend_usd": 1e9}
    numbers = ray.data.range(40, override_num_blocks=4)
    rows = numbers.map_batches(RayCaller, fn_constructor_kwargs=options, batch_size=10, concurrency=2)
    assert [row["response_error_code"] for row in rows.take_all()] == [None] * 40


def test_batches_of_a_killed_worker_are_run_again_with_the_same_ids(mock: MockServer) -> None:
    killed: list[int] = []
    received = 0

    def kill_sender_of_request_25(request: Any) -> bool:
        nonlocal received
        received += 1
        if received == 25:
            killed.append(int(request.user_text.split()[1]))
            os.kill(killed[0], signal.SIGKILL)
        return True

    mock.on(kill_sender_of_request_25).reply(MockResponse(delay=0.05))
    rows = rows_of(caller(max_concurrency=4), 100)
    assert {row["response_error_code"] for row in rows} == {None}
    senders = Counter[str]()
    for request in mock.requests:
        senders[request.headers[CLIENT_REQUEST_ID]] += 1
    assert killed
    assert senders.keys() == {row["client_request_id"] for row in rows}
    # Only requests of the batch that was lost are sent twice.
    assert 1 <= senders.total() - 100 <= 10


def test_cluster_keeps_to_the_requests_per_minute(mock: MockServer) -> None:
    sent: list[float] = []

    def note(_: object) -> bool:
        sent.append(time.monotonic())
        return True

    mock.on(note).reply(MockResponse(text="Yes."))
    rows_of(caller(run_id="rate", requests_per_minute=600), 80)
    # A tenth of a second for each, without the time that the first one may take on a busy machine. Workers that do not
    # share the limit are four times as fast.
    assert sent[-1] - sent[0] >= 0.1 * 79 - 2


@pytest.mark.parametrize("kills_actor", [False, True], ids=["", "actor-killed"])
def test_cluster_keeps_to_the_spending_limit(mock: MockServer, kills_actor: bool) -> None:
    run = f"spend-{kills_actor}"
    received = 0

    def kill_actor_at_request_10(_: object) -> bool:
        nonlocal received
        received += 1
        if kills_actor and received == 10:
            ray.kill(ray.get_actor(f"limits of {run}", namespace=NAMESPACE))
        return True

    mock.on(kill_actor_at_request_10).reply(MockResponse(delay=0.02, cost_usd=1.0))
    rows = rows_of(caller(run_id=run, max_spend_usd=20, max_concurrency=2), 100)
    codes = Counter(row["response_error_code"] for row in rows)
    assert codes.keys() == {None, "SpendLimitError"}
    # At most what was in flight in addition: two requests of each of four workers.
    assert 20 <= len(mock.requests) == codes[None] < 20 + 8


def test_failures_are_rows(mock: MockServer) -> None:
    mock.on(lambda request: request.user_text.startswith("1")).reply(MockResponse(status=400))
    rows = rows_of(caller(), 20)
    failed = {row["id"] for row in rows if row["response_error_code"] == "BadRequestError"}
    assert failed == {1, *range(10, 20)}


def test_key_is_in_no_pickle_and_in_no_file_of_ray(mock: MockServer) -> None:
    send = caller(run_id="key", max_spend_usd=1e9)
    assert KEY.encode() not in cloudpickle.dumps(send)
    rows_of(send, 20)
    folder = Path(ray._private.worker._global_node.get_session_dir_path())
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    assert [file for file in files if KEY.encode() in file.read_bytes()] == []


def test_program_of_the_page_prints_its_output(mock: MockServer, tmp_path: Path) -> None:
    mock.on().reply(MockResponse(text='{"wind": "calm", "degrees": 4}'))
    page = (ROOT / "docs" / "how-to" / "clusters.md").read_text(encoding="utf-8")
    program, *_ = programs(page)
    script = tmp_path / "program.py"
    script.write_text(program.block.code, encoding="utf-8")
    environment = {**os.environ, "RAY_ADDRESS": ray.get_runtime_context().gcs_address}
    process = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True
    )
    assert process.stdout.endswith(program.output)
