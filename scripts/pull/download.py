"""Documents over the network, side by side. Nothing that comes from there is trusted.

What comes is bounded in size, as it comes and unpacked, and in time; it comes from the host that was asked,
and whole. Whatever else happens is a PipelineError.
"""

import contextlib
import random
import ssl
import threading
import time
import zlib
from collections.abc import Sequence

import httpx
from attrs import frozen
from rich.progress import Progress

from scripts.common import documents
from scripts.common.errors import PipelineError, printable
from scripts.common.sources import Source
from scripts.pull.lock import Entry, digest_of, usable_etag

# In seconds. The first two bound what a socket can be told to bound. The other two bound the rest: a name
# server that never answers, a host with many dead addresses, an answer that comes drop by drop.
CONNECT_LIMIT = 3.0  # for a connection
SILENCE_LIMIT = 6.0  # for the next bytes
REACH_LIMIT = 12.0  # for the beginning of the first answer, all tries together
WHOLE_LIMIT = 60.0  # for the whole document, all tries together
#: Before the second try, and before the third; more or less.
PAUSES = (0.3, 0.9)
REDIRECT_LIMIT = 5

ADDRESS_REMEDY = "check its address in openapi/sources.toml, or MIRROR if that is set"
NETWORK_HINT = "check the network, or give a mirror: make pull MIRROR=<folder or URL>"
_LATER_REMEDY = "try again later, or give a mirror: make pull MIRROR=<folder or URL>"


class Passing(PipelineError):
    """A fault that may be gone at the next try."""


class Unreached(Passing):
    """Nobody answers at an address."""

    def __init__(self, reason: str, *, where: str) -> None:
        super().__init__(f"cannot be reached ({reason})", where=where, hint=NETWORK_HINT)
        self.reason = reason


@frozen
class Wanted:
    """A document to fetch, what is in its place now (b"" for nothing), and the lock's entry for it."""

    source: Source
    present: bytes
    entry: Entry | None


@frozen
class Answer:
    """A document as it came: `where` is what messages call it, `url` and `etag` are for the lock."""

    content: bytes
    where: str
    url: str
    etag: str | None = None


def download(
    wanted: Sequence[Wanted], mirror: str | None, progress: Progress | None
) -> list[Answer | PipelineError]:
    """What came of each document, within REACH_LIMIT when nobody answers, and within WHOLE_LIMIT in any case.

    They come from the address `mirror`, or from their own, which has to be https then.
    """
    try:
        client = httpx.Client(
            headers={"User-Agent": "aimlkit-pull", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(SILENCE_LIMIT, connect=CONNECT_LIMIT),
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        hint = "check the proxy variables, SSL_CERT_FILE and SSL_CERT_DIR"
        raise PipelineError(
            f"does not let httpx start ({printable(error)})", where="the environment", hint=hint
        ) from error
    with client:
        downloads = [_Download(document, mirror, client, progress) for document in wanted]
        started = time.monotonic()
        for each in downloads:
            each.start()
        for limit in (REACH_LIMIT, WHOLE_LIMIT):
            for each in downloads:
                if each.answered or limit == REACH_LIMIT:
                    each.join(max(0.0, started + limit - time.monotonic()))
        return [each.result() for each in downloads]


class _Download(threading.Thread):
    """One document on its way. A daemon: the look-up of a name cannot be interrupted, only left behind."""

    def __init__(
        self, wanted: Wanted, mirror: str | None, client: httpx.Client, progress: Progress | None
    ) -> None:
        super().__init__(daemon=True)
        name = wanted.source.name
        self.answered = False
        self._wanted = wanted
        self._address = f"{mirror.rstrip('/')}/{name}.json" if mirror else wanted.source.url
        self._schemes = ("https", "http") if mirror else ("https",)
        self._where = f"{name} ({printable(self._address)})"
        self._client = client
        self._progress = progress
        self._task = progress.add_task(name, total=None) if progress else None
        self._received = 0
        self._outcome: Answer | Exception | None = None

    def run(self) -> None:
        try:
            self._outcome = self._try()
        except Exception as error:
            self._outcome = error

    def result(self) -> Answer | PipelineError:
        match self._outcome:
            case Answer() | PipelineError() as outcome:
                return outcome
            case Exception() as error:
                raise error
        if not self.answered:
            return Unreached(f"no answer within {REACH_LIMIT:g} s", where=self._where)
        what = f"was not whole after {WHOLE_LIMIT:g} s ({self._received:,} bytes had come)"
        return self._fault(Passing, what)

    def _try(self) -> Answer:
        url, shown = self._url()
        for pause in PAUSES:
            try:
                return self._fetch(url, shown)
            except Passing:
                time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311
        return self._fetch(url, shown)

    def _url(self) -> tuple[httpx.URL, str]:
        """Where to ask, and the same for people to read: without a password."""
        try:
            url = httpx.URL(self._address)
            shown = str(url.copy_with(userinfo=b""))
            self._where = f"{self._wanted.source.name} ({shown})"
            if url.scheme not in self._schemes:
                raise ValueError(f"it is not {' or '.join(self._schemes)}")
            if not url.host:
                raise ValueError("it names no host")
        except (httpx.InvalidURL, ValueError) as error:
            raise self._fault(PipelineError, f"has no usable address ({printable(error)})") from error
        return url, shown

    def _fetch(self, url: httpx.URL, shown: str) -> Answer:
        """One try. Raises Passing when another one makes sense, and PipelineError when it does not."""
        self._received = 0
        conditions = self._conditions(shown)
        try:
            request = self._client.build_request("GET", url, headers=conditions)
            for _ in range(REDIRECT_LIMIT + 1):
                with contextlib.closing(self._client.send(request, stream=True)) as response:
                    self.answered = True
                    if response.next_request is not None:
                        request = self._follow(response, response.next_request)
                        continue
                    unchanged = conditions and response.status_code == httpx.codes.NOT_MODIFIED
                    content = self._wanted.present if unchanged else self._body_of(response)
                    etag = usable_etag(response.headers.get("ETag"))
                    return Answer(content, self._where, shown, etag)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
            raise self._explained(error) from error
        raise self._fault(PipelineError, f"redirects more than {REDIRECT_LIMIT} times")

    def _conditions(self, shown: str) -> dict[str, str]:
        """The ETag of what is here, if that is still what came with it, and from there."""
        entry = self._wanted.entry
        if entry and entry.etag and entry.url == shown and entry.sha256 == digest_of(self._wanted.present):
            return {"If-None-Match": entry.etag}
        return {}

    def _follow(self, response: httpx.Response, request: httpx.Request) -> httpx.Request:
        here, there = response.url, request.url
        if (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
            raise self._fault(PipelineError, f"redirects to another host or scheme, {printable(there)}")
        return request

    def _body_of(self, response: httpx.Response) -> bytes:
        status = response.status_code
        if status != httpx.codes.OK:
            answer = f"answers {status} {httpx.codes.get_reason_phrase(status)}".strip()
            raise self._fault(Passing if status >= 500 else PipelineError, answer)
        packing = (response.headers.get("Content-Encoding") or "identity").lower()
        if packing not in ("identity", "gzip"):
            raise self._fault(PipelineError, f"comes packed as {printable(packing)}, which was not asked for")
        # httpx unpacks without a bound, and takes a gzip without its end for whole.
        gzip = zlib.decompressobj(wbits=31) if packing == "gzip" else None
        declared = int(response.headers.get("Content-Length", 0))
        limit = documents.SIZE_LIMIT
        content = bytearray()
        self._refuse_over(limit, declared)
        for chunk in response.iter_raw():
            self._received += len(chunk)
            content += gzip.decompress(chunk, limit + 1 - len(content)) if gzip else chunk
            self._refuse_over(limit, max(self._received, len(content)))
            self._show(declared)
        if gzip and not gzip.eof:
            raise self._fault(Passing, f"was cut off after {self._received:,} bytes (its gzip has no end)")
        if gzip and gzip.unused_data:
            raise self._fault(PipelineError, "goes on after the end of its gzip")
        return bytes(content)

    def _refuse_over(self, limit: int, size: int) -> None:
        if size > limit:
            raise self._fault(PipelineError, f"is larger than {limit:,} bytes")

    def _show(self, declared: int) -> None:
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=self._received, total=declared or None)

    def _fault(self, kind: type[PipelineError], what: str) -> PipelineError:
        hint = _LATER_REMEDY if kind is Passing else ADDRESS_REMEDY
        return kind(what, where=self._where, hint=hint)

    def _explained(self, error: Exception) -> PipelineError:
        cause: BaseException | None = error
        while cause and not isinstance(cause, OSError):
            cause = cause.__cause__ or cause.__context__
        reason = printable((isinstance(cause, OSError) and cause.strerror) or error).lower()
        if isinstance(cause, ssl.SSLCertVerificationError):
            what = f"has a certificate that cannot be trusted ({printable(cause.verify_message)})"
            hint = "check the address; for an authority of your own, set SSL_CERT_FILE"
            return PipelineError(what, where=self._where, hint=hint)
        if isinstance(cause, ssl.SSLError):
            return self._fault(Passing, f"cannot be had over TLS ({reason})")
        match error:
            case httpx.ConnectTimeout():
                return Unreached(f"no connection within {CONNECT_LIMIT:g} s", where=self._where)
            case httpx.ConnectError() | httpx.ProxyError():
                return Unreached(reason, where=self._where)
            case httpx.TimeoutException() if not self.answered:
                return Unreached(f"no answer within {SILENCE_LIMIT:g} s", where=self._where)
            case httpx.TimeoutException():
                what = f"fell silent for {SILENCE_LIMIT:g} s after {self._received:,} bytes"
                return self._fault(Passing, what)
            case httpx.NetworkError() | httpx.RemoteProtocolError() if self._received:
                return self._fault(Passing, f"was cut off after {self._received:,} bytes ({reason})")
            case httpx.NetworkError() | httpx.RemoteProtocolError():
                return self._fault(Passing, f"broke off before its first byte ({reason})")
        return self._fault(PipelineError, f"cannot be fetched ({reason})")
