"""A local cluster of two nodes, for the tests of `make ray`; without Ray, they are left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from aimlkit.mock import MockServer
from tests.conftest import ROOT

# Nodes get the environment of this process: modules, and variables that a program with Ray sets.
_ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "wrapper", ROOT / "generated"))),
    "RAY_USAGE_STATS_ENABLED": "0",
    "NO_PROXY": "*",
}

#: A key that can be found in files.
KEY = "key-of-the-cluster-4711"

collect_ignore_glob = [] if find_spec("ray") else ["test_*.py"]


def pytest_configure(config: pytest.Config) -> None:
    """Let Ray warn about its own deprecations."""
    config.addinivalue_line("filterwarnings", "default")


@pytest.fixture(scope="session")
def cluster() -> Iterator[MockServer]:
    """A mock, and a cluster of two nodes whose environment has its address and its key."""
    import ray  # noqa: PLC0415 - not installed elsewhere
    from ray.cluster_utils import Cluster  # noqa: PLC0415

    with MockServer(key=KEY) as server, pytest.MonkeyPatch.context() as patch:
        for name, value in {
            **_ENVIRONMENT,
            "AIML_API_KEY": KEY,
            "AIML_API_BASE": server.base_url,
        }.items():
            patch.setenv(name, value)
        nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
        nodes.add_node(num_cpus=2)
        ray.init(address=nodes.address, log_to_driver=False)
        ray.data.DataContext.get_current().enable_progress_bars = False
        try:
            yield server
        finally:
            ray.shutdown()
            nodes.shutdown()


@pytest.fixture
def mock(cluster: MockServer) -> MockServer:
    """The mock of the cluster, as it was in the beginning."""
    cluster.reset()
    return cluster
