"""Decoding compressed bodies: the same bytes as zlib and gzip, in bounded memory."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from collections.abc import Iterable

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit._content_decoder import CHUNK_SIZE, ContentDecoder
from tests.conftest import examples

raw_deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
RAW_DEFLATED = raw_deflate.compress(b"Hello") + raw_deflate.flush()


def encode(data: bytes, encodings: Iterable[str]) -> bytes:
    """Apply encodings in this order."""
    for encoding in encodings:
        data = zlib.compress(data) if encoding == "deflate" else gzip.compress(data)
    return data


def decoder(*encodings: str) -> ContentDecoder:
    return ContentDecoder(httpx.Headers([("content-encoding", ", ".join(encodings))]))


@settings(max_examples=examples(100))
@given(
    st.binary(max_size=2000) | st.integers(0, 500_000).map(bytes),
    st.lists(st.sampled_from(["gzip", "deflate", "x-gzip"]), max_size=3),
    st.integers(1, 5000),
)
def test_decoder_returns_what_was_encoded(data: bytes, encodings: list[str], size: int) -> None:
    encoded = encode(data, encodings)
    content_decoder = decoder(*encodings)
    pieces = [encoded[start : start + size] for start in range(0, len(encoded), size)]
    decoded = [chunk for piece in pieces for chunk in content_decoder.feed(piece)]
    content_decoder.end()
    assert b"".join(decoded) == data
    if encodings:
        assert max(map(len, decoded), default=0) <= CHUNK_SIZE


@pytest.mark.parametrize(
    ("encoding", "encoded"),
    [
        ("deflate", RAW_DEFLATED),
        ("GZIP", gzip.compress(b"Hello", mtime=0)),
        ("identity", b"Hello"),
        ("nonsense", b"Hello"),
        ("", b"Hello"),
        ("gzip", gzip.compress(b"Hello", mtime=0) + b"trailing bytes"),
    ],
)
def test_decoder_accepts_what_servers_send(encoding: str, encoded: bytes) -> None:
    content_decoder = decoder(encoding)
    assert b"".join(content_decoder.feed(encoded)) == b"Hello"
    content_decoder.end()


@pytest.mark.parametrize(
    ("encodings", "message"),
    [
        (["br"], "encoded as br, which was not requested"),
        (["gzip", "zstd"], "encoded as zstd, which was not requested"),
        (["gzip"] * 4, "encoded 4 times"),
    ],
)
def test_decoder_rejects_encodings_that_it_cannot_bound(encodings: list[str], message: str) -> None:
    with pytest.raises(httpx.DecodingError, match=message):
        decoder(*encodings)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@given(data=st.binary(min_size=1, max_size=200))
def test_decoder_fails_only_with_a_decoding_error(encoding: str, data: bytes) -> None:
    content_decoder = decoder(encoding)
    with contextlib.suppress(httpx.DecodingError):
        list(content_decoder.feed(data))
        content_decoder.end()


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_decoder_rejects_a_body_that_is_not_encoded(encoding: str) -> None:
    with pytest.raises(httpx.DecodingError):
        list(decoder(encoding).feed(b'{"id": "c1"}'))


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_decoder_rejects_a_body_that_ends_early(encoding: str) -> None:
    encoded = encode(bytes(1000), [encoding])
    content_decoder = decoder(encoding)
    list(content_decoder.feed(encoded[:-5]))
    with pytest.raises(httpx.DecodingError, match="ends early"):
        content_decoder.end()


def test_decoder_accepts_an_empty_body() -> None:
    content_decoder = decoder("gzip")
    assert list(content_decoder.feed(b"")) in ([], [b""])
    content_decoder.end()
