from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.pull import download
from tests.pull.server import Server
from tests.pull.workspace import OLD, Workspace


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset proxies, certificates and CI, and shorten the delays between attempts."""
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
    """A workspace before its first pull."""
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def workspace(fresh: Workspace) -> Workspace:
    """A workspace after a pull of OLD."""
    assert fresh.pull(fresh.mirror(OLD)).status == 0
    return fresh
