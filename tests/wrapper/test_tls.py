"""The TLS settings of default clients."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any

import certifi
import pytest

import aimlkit
from aimlkit._tls import tls_options
from tests.wrapper.families import Family, over_both_families

Json = Any

CLASSES: dict[Family, Any] = {"httpx": aimlkit.DefaultHttpxClient, "httpx2": aimlkit.DefaultHttpx2Client}


def context_of(family: Family, **options: Any) -> ssl.SSLContext:
    """Return the TLS context of a new default client."""
    with CLASSES[family](**options) as client:
        context: ssl.SSLContext = client._transport._pool.all_pools[0]._ssl_context
        return context


@over_both_families
def test_default_clients_share_the_tls_context(family: Family) -> None:
    context = context_of(family)
    assert context is context_of(family)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@over_both_families
def test_default_client_without_the_environment_has_its_own_tls_context(family: Family) -> None:
    assert context_of(family, trust_env=False) is not context_of(family)
    assert context_of(family, trust_env=False) is context_of(family, trust_env=False)


def test_tls_context_is_not_shared_between_protocols() -> None:
    """The package h2 may be missing, so no client of HTTP/2 is made."""
    assert tls_options({"http2": True})["verify"] is not tls_options({})["verify"]
    assert tls_options({"http2": False})["verify"] is tls_options({})["verify"]


@over_both_families
def test_default_client_reads_the_certificates_of_the_current_environment(
    family: Family, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = context_of(family)
    other = tmp_path / "authorities.pem"
    other.write_bytes(Path(certifi.where()).read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(other))
    assert context_of(family) is not before
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    with pytest.raises(FileNotFoundError):
        context_of(family)


@over_both_families
def test_default_client_uses_the_certificates_that_it_gets(family: Family) -> None:
    context = ssl.create_default_context()
    assert context_of(family, verify=context) is context
    assert context_of(family, verify=False).verify_mode is ssl.CERT_NONE
