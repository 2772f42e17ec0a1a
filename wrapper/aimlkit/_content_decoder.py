"""Decoding compressed bodies in bounded memory.

httpx decompresses each chunk that arrives as a whole: a megabyte of gzip can become a gigabyte.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import httpx

from aimlkit._http_families import HTTPX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimlkit._http_families import HttpFamily

#: The value of the `Accept-Encoding` header: the encodings that can be decoded in bounded memory.
ACCEPT_ENCODING = "gzip, deflate"

#: Decoded bytes that are in memory at a time, for each encoding of a body.
CHUNK_SIZE = 64 * 1024

# Encodings that httpx may be able to decode, but not in bounded memory.
_UNSUPPORTED = frozenset({"br", "zstd", "compress"})

_MAX_ENCODINGS = 3


class ContentDecoder:
    """Decodes the body of a response, chunk by chunk, as its `Content-Encoding` header states."""

    def __init__(self, headers: httpx.Headers, family: HttpFamily = HTTPX) -> None:
        """Read the encodings from the headers; encodings with unknown names are ignored, as httpx does.

        Raises DecodingError of `family` for an encoding that was not requested, and for too many of them.
        """
        self._family = family
        self._inflaters: list[_Inflater] = []
        if "content-encoding" not in headers:
            return
        names = [name.strip().lower() for name in headers.get_list("content-encoding", split_commas=True)]
        unsupported = _UNSUPPORTED.intersection(names)
        if unsupported:
            problem = f"it is encoded as {min(unsupported)}, which was not requested"
            raise family.error(httpx.DecodingError, problem)
        applied = [name for name in names if name in ("gzip", "x-gzip", "deflate")]
        if len(applied) > _MAX_ENCODINGS:
            raise family.error(httpx.DecodingError, f"it is encoded {len(applied)} times")
        # The encoding that was applied last comes last.
        self._inflaters = [_Inflater(family, is_gzip=name != "deflate") for name in reversed(applied)]

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded bytes that `data` adds, in chunks. Raises DecodingError."""
        chunks: Iterable[bytes] = (data,)
        for inflater in self._inflaters:
            chunks = inflater.inflate(chunks)
        yield from chunks

    def end(self) -> None:
        """Check that the body is complete. Raises DecodingError if it ends early."""
        if not all(inflater.is_complete for inflater in self._inflaters):
            raise self._family.error(httpx.DecodingError, "it ends early")


class _Inflater:
    """Decompresses gzip or deflate; the latter with the header of zlib or, as some servers send it, without."""

    def __init__(self, family: HttpFamily, *, is_gzip: bool) -> None:
        self._family = family
        self._may_lack_header = not is_gzip
        self._decompressor = zlib.decompressobj(zlib.MAX_WBITS | 16 if is_gzip else zlib.MAX_WBITS)
        self._has_begun = False

    @property
    def is_complete(self) -> bool:
        """True if the end of the compressed data has arrived, or none of it."""
        return self._decompressor.eof or not self._has_begun

    def inflate(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the decompressed bytes of `chunks`; bytes after the end of the compressed data are ignored."""
        for chunk in chunks:
            compressed = chunk
            while compressed and not self._decompressor.eof:
                yield self._decompress(compressed)
                compressed = self._decompressor.unconsumed_tail
            while not self._decompressor.eof and (rest := self._decompress(b"")):
                yield rest

    def _decompress(self, data: bytes) -> bytes:
        try:
            decompressed = self._decompressor.decompress(data, CHUNK_SIZE)
        except zlib.error as error:
            if not self._may_lack_header or self._has_begun:
                raise self._family.error(httpx.DecodingError, str(error)) from error
            self._may_lack_header = False
            self._decompressor = zlib.decompressobj(-zlib.MAX_WBITS)
            return self._decompress(data)
        self._has_begun = self._has_begun or bool(data)
        return decompressed
