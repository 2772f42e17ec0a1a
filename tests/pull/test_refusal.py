"""Documents that are refused, and servers that misbehave: one line says what, and every file is as it was."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.common import documents
from scripts.common.sources import read_sources
from scripts.pull.stage import PullErrors, Unreachable, pull
from tests.pull.desk import NEW, OLD, Desk, assert_refusal, execute
from tests.pull.server import Behaviour, Exchange, Server, document, serve


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
    "404": (serve(b"nothing here", 404), "answers 404 Not Found", 1),
    "403": (serve(b"", 403), "answers 403 Forbidden", 1),
    "429": (serve(b"", 429), "answers 429 Too Many Requests", 1),
    "204": (lambda exchange: exchange.head(204), "answers 204 No Content", 1),
    "206": (serve(NEW[:50], 206), "answers 206 Partial Content", 1),
    "304 unasked": (lambda exchange: exchange.head(304), "answers 304 Not Modified", 1),
    "302 to nowhere": (serve(b"", 302), "answers 302 Found", 1),
    "500": (serve(NEW, 500), "answers 500 Internal Server Error", 3),
    "503": (serve(b"", 503), "answers 503 Service Unavailable", 3),
    "799": (serve(b"", 799), "answers 799", 3),
    "cut off": (cut_off, f"was cut off after {len(NEW) // 2} bytes", 3),
    "cut off in chunks": (cut_off_in_chunks, f"was cut off after {len(NEW)} bytes", 3),
    "cut off in the gzip": (
        serve(gzip.compress(NEW)[:-12], content_encoding="gzip"),
        "was cut off after",
        3,
    ),
    "hung up": (lambda exchange: None, "broke off before its first byte", 3),
    "hung up in the head": (lambda exchange: exchange.send(b"HTTP/1.1 200"), "broke off", 3),
    "no HTTP": (lambda exchange: exchange.send(b"220 smtp.example ESMTP\r\n"), "broke off", 3),
    "two lengths": (two_lengths, "broke off", 3),
    "no gzip": (serve(NEW, content_encoding="gzip"), "cannot be fetched", 1),
    "more after the gzip": (serve(gzip.compress(NEW) + b"!", content_encoding="gzip"), "goes on after", 1),
    "an odd packing": (serve(NEW, content_encoding="gzip, gzip"), "comes packed as gzip, gzip", 1),
}


@pytest.mark.parametrize("content, says", CONTENTS.values(), ids=CONTENTS)
def test_content_over_the_network(desk: Desk, server: Server, content: bytes, says: str) -> None:
    server.routes["/one.json"] = serve(content)
    desk.refuses(says, "one", mirror=server.address)
    assert len(server.requests) == 1


@pytest.mark.parametrize("content, says", CONTENTS.values(), ids=CONTENTS)
def test_content_in_a_folder(desk: Desk, content: bytes, says: str) -> None:
    desk.refuses(says, "one", mirror=desk.mirror(content))


@pytest.mark.parametrize("behaviour, says, tries", BEHAVIOURS.values(), ids=BEHAVIOURS)
def test_behaviour(desk: Desk, server: Server, behaviour: Behaviour, says: str, tries: int) -> None:
    server.routes["/one.json"] = behaviour
    desk.refuses(f"one ({server.address}/one.json): {says}", mirror=server.address)
    assert len(server.requests) == tries


def test_nothing_is_left_behind_on_a_fresh_desk(fresh: Desk, server: Server) -> None:
    fresh.refuses("404", mirror=server.address)
    assert set(fresh.snapshot()) == {"sources.toml"}


@pytest.mark.parametrize("behaviour", ["404", "cut off"])
def test_the_real_command(desk: Desk, server: Server, behaviour: str) -> None:
    server.routes["/one.json"], says, _ = BEHAVIOURS[behaviour]
    before = desk.snapshot()
    assert_refusal(execute("-m", "scripts.pull", *desk.arguments(server.address)), says)
    assert desk.snapshot() == before


def test_every_document_at_fault_is_named_and_none_is_replaced(tmp_path: Path, server: Server) -> None:
    desk = Desk(tmp_path / "desk", "one", "two", "three")
    desk.pull(desk.mirror(OLD))
    before = desk.snapshot()
    server.routes["/one.json"] = serve(NEW)
    server.routes["/three.json"] = serve(b"<html>")
    result = desk.pull(server.address)
    assert desk.snapshot() == before
    assert_refusal(result, lines=2)
    assert "two" in result.faults[0] and "404" in result.faults[0]
    assert "three" in result.faults[1] and "HTML" in result.faults[1]


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
        # A stored block without anything in it.
        exchange.send(b"\x00\x00\x00\xff\xff" * 10_000)


@pytest.mark.parametrize("behaviour", [declared, endless, endless_in_chunks, endless_and_empty_gzip])
def test_a_body_over_the_limit(
    desk: Desk, server: Server, behaviour: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 200_000)
    server.routes["/one.json"] = behaviour
    desk.refuses("is larger than 200,000 bytes", mirror=server.address)


def test_a_file_over_the_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 200)
    desk.refuses("over the limit of 200", mirror=desk.mirror(b" " * 300))


@pytest.mark.parametrize("packed", [False, True])
def test_a_body_at_the_limit(
    desk: Desk, server: Server, packed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", len(NEW))
    server.routes["/one.json"] = serve(gzip.compress(NEW), content_encoding="gzip") if packed else serve(NEW)
    assert desk.pull(server.address).status == 0


def test_a_gzip_bomb_does_not_go_off(desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "SIZE_LIMIT", 1_000_000)
    server.routes["/one.json"] = serve(gzip.compress(b" " * 60_000_000, 1), content_encoding="gzip")
    tracemalloc.start()
    try:
        desk.refuses("is larger than 1,000,000 bytes", mirror=server.address)
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
def test_a_redirect_elsewhere(desk: Desk, server: Server, location: str) -> None:
    server.routes["/one.json"] = serve(b"", 302, location=location.format(port=server.port))
    desk.refuses("redirects to another host or scheme", mirror=server.address)
    assert len(server.requests) == 1


def test_a_circle_of_redirects(desk: Desk, server: Server) -> None:
    server.routes["/one.json"] = serve(b"", 302, location="/one.json")
    desk.refuses("redirects more than 5 times", mirror=server.address)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "location", ["http://[", "mailto:someone", "http://\x1b/", "https://xn--/", "\xff\xfe"]
)
def test_a_redirect_to_rubbish(desk: Desk, server: Server, location: str) -> None:
    server.routes["/one.json"] = serve(b"", 302, location=location)
    desk.refuses("one", mirror=server.address)


# Addresses


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
def test_an_address_that_will_not_do(desk: Desk, address: str) -> None:
    desk.want(address)
    desk.refuses("one", "has no usable address")


def test_http_outside_the_mirror(desk: Desk, server: Server) -> None:
    desk.want(server.address)
    server.routes["/one.json"] = serve(NEW)
    desk.refuses("has no usable address (it is not https);")
    assert not server.requests


@pytest.mark.parametrize("address", ["https://a..b", f"https://{'a' * 70}.invalid"])
def test_a_host_that_can_be_no_name(desk: Desk, address: str) -> None:
    desk.want(address)
    desk.refuses("cannot be fetched")


@pytest.mark.parametrize("mirror", ["file:///tmp", "ftp://127.0.0.1"])
def test_a_mirror_of_another_kind(desk: Desk, mirror: str) -> None:
    desk.refuses("has no usable address (it is not https or http);", mirror=mirror)


def test_a_mirror_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    desk.refuses("no such file or directory", "check MIRROR", mirror=str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    "variable, value",
    [("SSL_CERT_FILE", "/nowhere.pem"), ("HTTPS_PROXY", "odd://127.0.0.1"), ("ALL_PROXY", "http://host:x")],
)
def test_an_environment_that_will_not_do(
    desk: Desk, variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    desk.refuses("the environment", "SSL_CERT_FILE")


# Files


def test_a_damaged_lock(desk: Desk) -> None:
    for text in (
        "<<<<<<< HEAD\n",
        "[source]\n",
        "source = [1]\n",
        desk.lock.read_text().replace("size", "length"),
        desk.lock.read_text().replace('sha256 = "', 'sha256 = "Z'),
        desk.lock.read_text() + 'etag = "\\n"\n',
    ):
        desk.lock.write_text(text)
        desk.refuses("sources.lock: is damaged", "delete it, then pull again", mirror=desk.mirror(NEW))
    desk.lock.write_bytes(b"\xff")
    desk.refuses("sources.lock: is damaged", mirror=desk.mirror(NEW))
    desk.lock.unlink()
    assert desk.pull(desk.mirror(NEW)).status == 0


def test_an_empty_lock_is_none(desk: Desk) -> None:
    desk.lock.write_bytes(b"")
    assert desk.pull(desk.mirror(OLD)).out.startswith("one: changed")


def test_a_folder_in_the_place_of_a_file(desk: Desk) -> None:
    (desk.upstream / "one.json").unlink()
    (desk.upstream / "one.json").mkdir()
    desk.refuses("one.json: cannot be read (is a directory)", mirror=desk.mirror(NEW))


def test_a_file_in_the_place_of_the_folder(fresh: Desk) -> None:
    fresh.upstream.write_text("")
    fresh.refuses("cannot be read (not a directory)", mirror=fresh.mirror(NEW))


def test_sources_that_are_not_there(desk: Desk) -> None:
    desk.sources.unlink()
    desk.refuses("sources.toml: cannot be read")


# What pull raises


def test_a_document_that_is_gone_is_not_unreachable(desk: Desk, server: Server) -> None:
    with pytest.raises(PullErrors, match="404"):
        pull(read_sources(desk.sources), desk.lock, desk.upstream, server.address)


def test_a_mirror_that_refuses_is_unreachable(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk", "one", "two")
    with Server() as server:
        address = server.address
    with pytest.raises(Unreachable, match=r"cannot be reached \(connection refused\)") as caught:
        pull(read_sources(desk.sources), desk.lock, desk.upstream, address)
    assert len(caught.value.errors) == 2
    desk.refuses("cannot be reached (connection refused)", "MIRROR", mirror=address)


# Anything at all


@settings(max_examples=60, deadline=None, database=None)
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
def test_whatever_comes_is_a_document_or_a_fault(
    content: bytes, raw: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = Desk(tmp_path_factory.mktemp("any") / "desk")
    with Server() as server:
        server.routes["/one.json"] = (lambda exchange: exchange.send(content)) if raw else serve(content)
        result = desk.pull(server.address)
    if result.status == 0:
        assert desk.document() == content
    else:
        assert_refusal(result, "one")
        assert set(desk.snapshot()) == {"sources.toml"}
