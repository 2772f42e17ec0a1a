"""Pulls that fail: invalid documents and responses are reported in one line, and no file changes."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common import documents
from scripts.common.sources import read_sources
from scripts.pull.upstream import AllUnreachable, PullErrors, pull
from tests.conftest import examples
from tests.pull.server import Behaviour, Exchange, Server, document, serve
from tests.pull.workspace import NEW, OLD, Workspace, assert_refusal, execute


def cut_off(exchange: Exchange) -> None:
    exchange.head(content_length=len(NEW))
    exchange.send(NEW[: len(NEW) // 2])


def cut_off_in_chunks(exchange: Exchange) -> None:
    exchange.head(transfer_encoding="chunked")
    exchange.send(b"%x\r\n%s\r\n" % (len(NEW), NEW))


def two_lengths(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{} {} ")


CONTENTS = {
    "HTML": (b"<!doctype html><title>Sign in</title>", "is HTML, not JSON"),
    "truncated, with the right length": (NEW[:-20], "is not JSON"),
    "empty": (b"", "is not JSON"),
    "not UTF-8": (b'{"openapi": "\xff"}', "is not JSON"),
    "no object": (b"[]", "not an object"),
    "too deep": (b"[" * 100_000, "deep"),
    "no OpenAPI": (b'{"name": "x"}', "is not an OpenAPI 3 document"),
    "Swagger": (b'{"swagger": "2.0", "paths": {}}', "is not an OpenAPI 3 document"),
    "OpenAPI 4": (b'{"openapi": "4.0.0", "paths": {}}', "is not an OpenAPI 3 document"),
    "no paths": (b'{"openapi": "3.1.0"}', "has no paths"),
    "another operation": (
        document("POST /v2/chat/completions", "GET /v1/models"),
        "offers POST /v2/chat/completions, GET /v1/models;",
    ),
    "hostile words": (b'{"openapi": "\\u001b[2J\\n\\u202e", "paths": {}}', "is not an OpenAPI 3 document"),
}

BEHAVIOURS: dict[str, tuple[Behaviour, str, int]] = {
    "404": (serve(b"nothing here", 404), "responds with 404 Not Found", 1),
    "403": (serve(b"", 403), "responds with 403 Forbidden", 1),
    "429": (serve(b"", 429), "responds with 429 Too Many Requests", 1),
    "204": (lambda exchange: exchange.head(204), "responds with 204 No Content", 1),
    "206": (serve(NEW[:50], 206), "responds with 206 Partial Content", 1),
    "304 unasked": (lambda exchange: exchange.head(304), "responds with 304 Not Modified", 1),
    "302 to nowhere": (serve(b"", 302), "responds with 302 Found", 1),
    "500": (serve(NEW, 500), "responds with 500 Internal Server Error", 3),
    "503": (serve(b"", 503), "responds with 503 Service Unavailable", 3),
    "799": (serve(b"", 799), "responds with 799", 3),
    "cut off": (cut_off, f"was cut off after {len(NEW) // 2} bytes", 3),
    "cut off in chunks": (cut_off_in_chunks, f"was cut off after {len(NEW)} bytes", 3),
    "cut off in the gzip": (
        serve(gzip.compress(NEW)[:-12], content_encoding="gzip"),
        "was cut off after",
        3,
    ),
    "hung up": (lambda exchange: None, "failed before the first byte of its body", 3),
    "hung up in the head": (
        lambda exchange: exchange.send(b"HTTP/1.1 200"),
        "failed before the first byte",
        3,
    ),
    "no HTTP": (
        lambda exchange: exchange.send(b"220 smtp.example ESMTP\r\n"),
        "failed before the first byte",
        3,
    ),
    "two lengths": (two_lengths, "failed before the first byte", 3),
    "no gzip": (serve(NEW, content_encoding="gzip"), "cannot be fetched", 1),
    "more after the gzip": (serve(gzip.compress(NEW) + b"!", content_encoding="gzip"), "has data after", 1),
    "an odd packing": (
        serve(NEW, content_encoding="gzip, gzip"),
        "has an unsupported content encoding, gzip, gzip",
        1,
    ),
}


@pytest.mark.parametrize("content, says", CONTENTS.values(), ids=CONTENTS)
def test_pull_rejects_invalid_content_from_a_url(
    workspace: Workspace, server: Server, content: bytes, says: str
) -> None:
    server.routes["/one.json"] = serve(content)
    workspace.assert_refused(says, "one", mirror=server.address)
    assert len(server.requests) == 1


@pytest.mark.parametrize("content, says", CONTENTS.values(), ids=CONTENTS)
def test_pull_rejects_invalid_content_from_a_folder(workspace: Workspace, content: bytes, says: str) -> None:
    workspace.assert_refused(says, "one", mirror=workspace.mirror(content))


@pytest.mark.parametrize("behaviour, says, tries", BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_pull_rejects_an_invalid_response(
    workspace: Workspace, server: Server, behaviour: Behaviour, says: str, tries: int
) -> None:
    server.routes["/one.json"] = behaviour
    workspace.assert_refused(f"one ({server.address}/one.json): {says}", mirror=server.address)
    assert len(server.requests) == tries


def test_pull_leaves_nothing_behind_after_a_first_failure(fresh: Workspace, server: Server) -> None:
    fresh.assert_refused("404", mirror=server.address)
    assert set(fresh.snapshot()) == {"sources.toml"}


@pytest.mark.parametrize("behaviour", ["404", "cut off"])
def test_pull_command_reports_an_error_in_one_line(
    workspace: Workspace, server: Server, behaviour: str
) -> None:
    server.routes["/one.json"], says, _ = BEHAVIOURS[behaviour]
    before = workspace.snapshot()
    assert_refusal(execute("-m", "scripts.pull", *workspace.arguments(server.address)), says)
    assert workspace.snapshot() == before


def test_pull_reports_every_failed_document_and_replaces_none(tmp_path: Path, server: Server) -> None:
    workspace = Workspace(tmp_path / "workspace", "one", "two", "three")
    workspace.pull(workspace.mirror(OLD))
    before = workspace.snapshot()
    server.routes["/one.json"] = serve(NEW)
    server.routes["/three.json"] = serve(b"<html>")
    result = workspace.pull(server.address)
    assert workspace.snapshot() == before
    assert_refusal(result, lines=2)
    assert "two" in result.errors[0] and "404" in result.errors[0]
    assert "three" in result.errors[1] and "HTML" in result.errors[1]


# Size


def declared(exchange: Exchange) -> None:
    exchange.head(content_length=10**15)
    exchange.stall()


def endless(exchange: Exchange) -> None:
    exchange.head()
    while True:
        exchange.send(b" " * 65536)


def endless_in_chunks(exchange: Exchange) -> None:
    exchange.head(transfer_encoding="chunked")
    while True:
        exchange.send(b"10000\r\n" + b" " * 65536 + b"\r\n")


def endless_and_empty_gzip(exchange: Exchange) -> None:
    exchange.head(content_encoding="gzip")
    exchange.send(gzip.compress(b"")[:10])
    while True:
        # An empty stored block.
        exchange.send(b"\x00\x00\x00\xff\xff" * 10_000)


@pytest.mark.parametrize("behaviour", [declared, endless, endless_in_chunks, endless_and_empty_gzip])
def test_pull_rejects_a_body_over_the_size_limit(
    workspace: Workspace, server: Server, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 200_000)
    server.routes["/one.json"] = behaviour
    workspace.assert_refused("is larger than 200,000 bytes", mirror=server.address)


def test_pull_rejects_a_file_over_the_size_limit(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 200)
    workspace.assert_refused("over the limit of 200", mirror=workspace.mirror(b" " * 300))


@pytest.mark.parametrize("packed", [False, True])
def test_pull_accepts_a_body_at_the_size_limit(
    workspace: Workspace, server: Server, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", len(NEW))
    server.routes["/one.json"] = serve(gzip.compress(NEW), content_encoding="gzip") if packed else serve(NEW)
    assert workspace.pull(server.address).status == 0


def test_pull_bounds_the_memory_for_a_gzip_bomb(
    workspace: Workspace, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 1_000_000)
    server.routes["/one.json"] = serve(gzip.compress(b" " * 60_000_000, 1), content_encoding="gzip")
    tracemalloc.start()
    try:
        workspace.assert_refused("is larger than 1,000,000 bytes", mirror=server.address)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


# Redirects


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/one.json",
        "http://127.0.0.1:1/",
        "https://127.0.0.1:{port}/",
        "//evil.invalid/",
    ],
)
def test_pull_rejects_a_redirect_to_another_host_or_scheme(
    workspace: Workspace, server: Server, location: str
) -> None:
    server.routes["/one.json"] = serve(b"", 302, location=location.format(port=server.port))
    workspace.assert_refused("redirects to another host or scheme", mirror=server.address)
    assert len(server.requests) == 1


def test_pull_rejects_a_redirect_loop(workspace: Workspace, server: Server) -> None:
    server.routes["/one.json"] = serve(b"", 302, location="/one.json")
    workspace.assert_refused("redirects more than 5 times", mirror=server.address)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "location", ["http://[", "mailto:someone", "http://\x1b/", "https://xn--/", "\xff\xfe"]
)
def test_pull_rejects_a_redirect_to_an_invalid_url(
    workspace: Workspace, server: Server, location: str
) -> None:
    server.routes["/one.json"] = serve(b"", 302, location=location)
    workspace.assert_refused("one", mirror=server.address)


# URLs


@pytest.mark.parametrize(
    "address",
    [
        "http://docs.invalid",
        "ftp://docs.invalid",
        "docs.invalid",
        "https://",
        "https://docs:x",
        "https://xn--",
    ],
)
def test_pull_rejects_an_invalid_source_url(workspace: Workspace, address: str) -> None:
    workspace.write_sources(address)
    workspace.assert_refused("one", "has no usable URL")


def test_pull_rejects_http_without_a_mirror(workspace: Workspace, server: Server) -> None:
    workspace.write_sources(server.address)
    server.routes["/one.json"] = serve(NEW)
    workspace.assert_refused("has no usable URL (it is not https);")
    assert not server.requests


@pytest.mark.parametrize("address", ["https://a..b", f"https://{'a' * 70}.invalid"])
def test_pull_rejects_an_invalid_host_name(workspace: Workspace, address: str) -> None:
    workspace.write_sources(address)
    workspace.assert_refused("cannot be fetched")


@pytest.mark.parametrize("mirror", ["file:///tmp", "ftp://127.0.0.1"])
def test_pull_rejects_a_mirror_with_another_scheme(workspace: Workspace, mirror: str) -> None:
    workspace.assert_refused("has no usable URL (it is not https or http);", mirror=mirror)


def test_pull_reports_a_document_that_no_folder_next_to_the_mirror_has(
    workspace: Workspace, tmp_path: Path
) -> None:
    mirror = tmp_path / "folders" / "empty"
    for folder in (mirror, mirror.with_name("another")):
        folder.mkdir(parents=True)
    workspace.assert_refused(
        f"one ({mirror / 'one.json'})",
        "cannot be read (no such file or directory); check MIRROR",
        mirror=str(mirror),
    )


def test_pull_reports_a_document_that_several_folders_next_to_the_mirror_have(
    workspace: Workspace, tmp_path: Path
) -> None:
    mirror = tmp_path / "folders" / "empty"
    for folder in (mirror, mirror.with_name("a\x1b"), mirror.with_name("b")):
        folder.mkdir(parents=True)
        if folder != mirror:
            (folder / "one.json").write_bytes(NEW)
    workspace.assert_refused(
        f"one ({mirror / 'one.json'}): is not there, and several folders next to that one have it",
        r"(a\x1b, b); remove all but one of them, or copy one there",
        mirror=str(mirror),
    )


def test_pull_reports_a_missing_mirror_folder(workspace: Workspace, tmp_path: Path) -> None:
    workspace.assert_refused("no such file or directory", "check MIRROR", mirror=str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    "variable, value",
    [("SSL_CERT_FILE", "/nowhere.pem"), ("HTTPS_PROXY", "odd://127.0.0.1"), ("ALL_PROXY", "http://host:x")],
)
def test_pull_reports_invalid_proxy_or_certificate_variables(
    workspace: Workspace, variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    workspace.assert_refused("the environment", "SSL_CERT_FILE")


# Files


def test_pull_reports_a_damaged_lock(workspace: Workspace) -> None:
    for text in (
        "<<<<<<< HEAD\n",
        "[source]\n",
        "source = [1]\n",
        workspace.lock.read_text().replace("size", "length"),
        workspace.lock.read_text().replace('sha256 = "', 'sha256 = "Z'),
        workspace.lock.read_text() + 'etag = "\\n"\n',
    ):
        workspace.lock.write_text(text)
        workspace.assert_refused(
            "sources.lock: is damaged", "delete it, then pull again", mirror=workspace.mirror(NEW)
        )
    workspace.lock.write_bytes(b"\xff")
    workspace.assert_refused("sources.lock: is damaged", mirror=workspace.mirror(NEW))
    workspace.lock.unlink()
    assert workspace.pull(workspace.mirror(NEW)).status == 0


def test_pull_treats_an_empty_lock_as_missing(workspace: Workspace) -> None:
    workspace.lock.write_bytes(b"")
    assert workspace.pull(workspace.mirror(OLD)).out.startswith("one: changed")


def test_pull_reports_a_folder_in_place_of_a_document(workspace: Workspace) -> None:
    (workspace.upstream / "one.json").unlink()
    (workspace.upstream / "one.json").mkdir()
    workspace.assert_refused("one.json: cannot be read (is a directory)", mirror=workspace.mirror(NEW))


def test_pull_reports_a_file_in_place_of_the_upstream_folder(fresh: Workspace) -> None:
    fresh.upstream.write_text("")
    fresh.assert_refused("cannot be read (not a directory)", mirror=fresh.mirror(NEW))


def test_pull_reports_missing_sources(workspace: Workspace) -> None:
    workspace.sources.unlink()
    workspace.assert_refused("sources.toml: cannot be read")


# Exceptions of pull()


def test_pull_raises_pull_errors_for_a_missing_document(workspace: Workspace, server: Server) -> None:
    with pytest.raises(PullErrors, match="404"):
        pull(read_sources(workspace.sources), workspace.lock, workspace.upstream, server.address)


def test_pull_raises_all_unreachable_for_refused_connections(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "workspace", "one", "two")
    with Server() as server:
        address = server.address
    with pytest.raises(AllUnreachable, match=r"cannot be reached \(connection refused\)") as caught:
        pull(read_sources(workspace.sources), workspace.lock, workspace.upstream, address)
    assert len(caught.value.errors) == 2
    workspace.assert_refused("cannot be reached (connection refused)", "MIRROR", mirror=address)


# Any content


@settings(max_examples=examples(30))
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=10).map(lambda more: NEW + more),
        st.integers(0, len(NEW)).map(lambda end: NEW[:end]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner) | st.dictionaries(st.sampled_from(["openapi", "paths", "x"]), inner)
            ),
        ).map(lambda value: json.dumps(value).encode()),
    ),
    raw=st.booleans(),
)
def test_pull_ends_with_a_document_or_an_error_for_any_content(
    content: bytes, raw: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace = Workspace(tmp_path_factory.mktemp("any") / "workspace")
    with Server() as server:
        server.routes["/one.json"] = (lambda exchange: exchange.send(content)) if raw else serve(content)
        result = workspace.pull(server.address)
    if result.status == 0:
        assert workspace.document() == content
    else:
        assert_refusal(result, "one")
        assert set(workspace.snapshot()) == {"sources.toml"}
