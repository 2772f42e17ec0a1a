"""TLS: published URLs are https, and untrusted certificates are reported as such."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from tests.pull.server import Server, serve
from tests.pull.workspace import NEW, Workspace


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@pytest.fixture
def site(authority: trustme.CA) -> Iterator[Server]:
    with Server(secured(authority, "127.0.0.1")) as server:
        server.routes["/one.json"] = serve(NEW)
        yield server


@pytest.fixture
def _trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))


@pytest.mark.usefixtures("_trusted")
def test_pull_from_an_https_url(workspace: Workspace, site: Server) -> None:
    workspace.write_sources(site.address)
    assert workspace.pull().status == 0
    assert workspace.document() == NEW


def test_pull_rejects_an_untrusted_certificate(workspace: Workspace, site: Server) -> None:
    workspace.write_sources(site.address)
    workspace.assert_refused("certificate that cannot be trusted", "SSL_CERT_FILE")
    assert not site.requests


@pytest.mark.usefixtures("_trusted")
def test_pull_rejects_a_certificate_of_another_host(workspace: Workspace, authority: trustme.CA) -> None:
    with Server(secured(authority, "docs.invalid")) as server:
        workspace.write_sources(server.address)
        workspace.assert_refused("certificate that cannot be trusted", "mismatch")


def test_pull_reports_a_server_without_tls(workspace: Workspace, server: Server) -> None:
    workspace.write_sources(server.address.replace("http:", "https:"))
    workspace.assert_refused("cannot be fetched over TLS")


@pytest.mark.usefixtures("_trusted")
def test_pull_rejects_a_redirect_away_from_https(workspace: Workspace, site: Server, server: Server) -> None:
    workspace.write_sources(site.address)
    for location in (f"http://127.0.0.1:{site.port}/one.json", f"{server.address}/one.json"):
        site.routes["/one.json"] = serve(b"", 301, location=location)
        workspace.assert_refused("redirects to another host or scheme")
    assert not server.requests
