from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.pull import download
from tests.pull.server import Server
from tests.pull.workspace import OLD, Workspace


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxies, no certificates of this machine's, no progress display; and no long pauses."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "CI"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setattr(download, "RETRY_DELAYS", (0.001, 0.001))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def fresh(tmp_path: Path) -> Workspace:
    """A workspace where nothing was pulled yet."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def workspace(fresh: Workspace) -> Workspace:
    """A workspace where OLD was pulled before."""
    assert fresh.pull(fresh.mirror(OLD)).status == 0
    return fresh
