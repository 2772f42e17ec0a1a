"""The connections of bulk runs: proxies and redirects."""

from __future__ import annotations

from pathlib import Path

import pytest

from aimlkit import AIMLAPI
from tests.models import CHAT_OPERATION, needs
from tests.wrapper.bulk.sessions import write_requests
from tests.wrapper.payloads import http_response
from tests.wrapper.raw_server import RawServer

pytestmark = needs(CHAT_OPERATION)


def test_requests_are_sent_to_the_proxy_of_the_environment(
    raw_server: RawServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", raw_server.base_url.removesuffix("/v1"))
    monkeypatch.delenv("NO_PROXY", raising=False)
    write_requests(tmp_path / "in", 1)
    raw_server.enqueue(http_response())
    with AIMLAPI(api_key="secret-key", base_url="http://no-server.test/v1") as client:
        summary = client.bulk.run(tmp_path / "in", tmp_path / "out", check=False)
    assert summary.succeeded == 1
    assert raw_server.requests[0].split(b" ", 2)[1] == b"http://no-server.test/v1/chat/completions"


def test_redirect_is_followed_within_the_server_only(raw_server: RawServer, tmp_path: Path) -> None:
    """Another server would get the API key."""
    write_requests(tmp_path / "in", 2)
    for location in ("/v2/elsewhere", "http://no-server.test/nothing"):
        raw_server.enqueue(http_response(b"", 307, location=location))
        raw_server.enqueue(http_response())
    with AIMLAPI(api_key="secret-key", base_url=raw_server.base_url) as client:
        summary = client.bulk.run(tmp_path / "in", tmp_path / "out", max_concurrency=1, check=False)
    assert (summary.succeeded, summary.failed) == (1, 1)
    paths = [request.split(b" ", 2)[1] for request in raw_server.requests]
    assert paths == [b"/v1/chat/completions", b"/v2/elsewhere", b"/v1/chat/completions"]
