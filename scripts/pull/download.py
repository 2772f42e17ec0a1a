"""Concurrent download of the documents. Nothing that a server sends is trusted.

Every download is bounded in time and in size (both as sent and decompressed), follows redirects on the same host
only, and must be complete. Every other outcome is a PipelineError.
"""

import contextlib
import random
import ssl
import threading
import time
import zlib
from collections.abc import Sequence
from http import HTTPStatus

import httpx
from attrs import frozen
from rich.progress import Progress

from scripts.common import documents
from scripts.common.errors import PipelineError, printable
from scripts.common.sources import Source
from scripts.pull.lock import LockEntry, digest_of, usable_etag

# Timeouts in seconds. The first two are enforced by the socket. The other two bound everything that a socket timeout
# does not: a name server that never responds, a host with many dead addresses, a response that arrives byte by byte.
CONNECT_TIMEOUT = 3.0  #: to open a connection
READ_TIMEOUT = 6.0  #: to receive the next bytes
FIRST_RESPONSE_TIMEOUT = 12.0  #: to receive the first response head, all attempts together
TOTAL_TIMEOUT = 60.0  #: to receive the whole document, all attempts together
#: In seconds, before the second and the third attempt; each is jittered by up to half.
RETRY_DELAYS = (0.3, 0.9)
REDIRECT_LIMIT = 5

URL_HINT = "check its URL in openapi/sources.toml, or MIRROR if that is set"
NETWORK_HINT = "check the network, or use a mirror: make pull MIRROR=<folder or URL>"
_RETRY_HINT = "try again later, or use a mirror: make pull MIRROR=<folder or URL>"


class TransientError(PipelineError):
    """An error that may not occur in another attempt."""


class HostUnreachable(TransientError):
    """No server responds at a URL; `reason` is the cause in a short phrase."""

    def __init__(self, reason: str, *, where: str) -> None:
        super().__init__(f"cannot be reached ({reason})", where=where, hint=NETWORK_HINT)
        self.reason = reason


@frozen
class DownloadRequest:
    """A document to fetch, its current content (b"" if there is none), and its entry in the lock."""

    source: Source
    current: bytes
    entry: LockEntry | None


@frozen
class Download:
    """A fetched document. `where` names it in messages; `url` and `etag` go into the lock."""

    content: bytes
    where: str
    url: str
    etag: str | None = None


def download(
    requests: Sequence[DownloadRequest], mirror: str | None, progress: Progress | None
) -> list[Download | PipelineError]:
    """Fetch the documents concurrently; return a Download or an error for each, in order.

    `mirror` is a base URL to fetch them from. Without one they come from their published URLs, which must be https.
    Returns within FIRST_RESPONSE_TIMEOUT if no server responds, and within TOTAL_TIMEOUT in any case.
    Raises PipelineError if the environment (proxies, certificates) prevents creating an HTTP client.
    """
    try:
        client = httpx.Client(
            headers={"User-Agent": "aimlkit-pull", "Accept-Encoding": "gzip"},
            timeout=httpx.Timeout(READ_TIMEOUT, connect=CONNECT_TIMEOUT),
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        problem = f"prevents creating an HTTP client ({printable(error)})"
        hint = "check the proxy variables, SSL_CERT_FILE and SSL_CERT_DIR"
        raise PipelineError(problem, where="the environment", hint=hint) from error
    with client:
        threads = [_DownloadThread(request, mirror, client, progress) for request in requests]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for timeout in (FIRST_RESPONSE_TIMEOUT, TOTAL_TIMEOUT):
            for thread in threads:
                if thread.responded or timeout == FIRST_RESPONSE_TIMEOUT:
                    thread.join(max(0.0, started + timeout - time.monotonic()))
        return [thread.result() for thread in threads]


class _DownloadThread(threading.Thread):
    """The download of one document.

    It is a daemon thread: a name lookup cannot be interrupted, so a stuck one is abandoned at the end.
    """

    def __init__(
        self, request: DownloadRequest, mirror: str | None, client: httpx.Client, progress: Progress | None
    ) -> None:
        super().__init__(daemon=True)
        name = request.source.name
        self.responded = False
        self._request = request
        self._address = f"{mirror.rstrip('/')}/{name}.json" if mirror else request.source.url
        self._schemes = ("https", "http") if mirror else ("https",)
        self._where = f"{name} ({printable(self._address)})"
        self._client = client
        self._progress = progress
        self._task = progress.add_task(name, total=None) if progress else None
        self._received = 0
        self._outcome: Download | Exception | None = None

    def run(self) -> None:
        try:
            self._outcome = self._fetch_with_retries()
        except Exception as error:
            self._outcome = error

    def result(self) -> Download | PipelineError:
        """Return the download, or the error that ended it; a timeout error if it is still running."""
        match self._outcome:
            case Download() | PipelineError() as outcome:
                return outcome
            case Exception() as error:
                raise error
            case None:
                pass
        if not self.responded:
            return HostUnreachable(f"no response within {FIRST_RESPONSE_TIMEOUT:g} s", where=self._where)
        return self._error(
            TransientError, f"was incomplete after {TOTAL_TIMEOUT:g} s ({self._received:,} bytes received)"
        )

    def _fetch_with_retries(self) -> Download:
        url, shown_url = self._parse_url()
        for delay in RETRY_DELAYS:
            try:
                return self._fetch(url, shown_url)
            except TransientError:
                time.sleep(delay * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret
        return self._fetch(url, shown_url)

    def _parse_url(self) -> tuple[httpx.URL, str]:
        """Return the URL to request, and the same URL without a password for messages and the lock."""
        try:
            url = httpx.URL(self._address)
            shown_url = str(url.copy_with(userinfo=b""))
            self._where = f"{self._request.source.name} ({shown_url})"
            if url.scheme not in self._schemes:
                raise ValueError(f"it is not {' or '.join(self._schemes)}")
            if not url.host:
                raise ValueError("it has no host")
        except (httpx.InvalidURL, ValueError) as error:
            raise self._error(PipelineError, f"has no usable URL ({printable(error)})") from error
        return url, shown_url

    def _fetch(self, url: httpx.URL, shown_url: str) -> Download:
        """Make one attempt. Raises TransientError if another attempt may succeed, otherwise PipelineError."""
        self._received = 0
        conditions = self._conditional_headers(shown_url)
        try:
            request = self._client.build_request("GET", url, headers=conditions)
            for _ in range(REDIRECT_LIMIT + 1):
                with contextlib.closing(self._client.send(request, stream=True)) as response:
                    self.responded = True
                    if response.next_request is not None:
                        request = self._checked_redirect(response, response.next_request)
                        continue
                    unchanged = conditions and response.status_code == HTTPStatus.NOT_MODIFIED
                    content = self._request.current if unchanged else self._read_body(response)
                    etag = usable_etag(response.headers.get("ETag"))
                    return Download(content, self._where, shown_url, etag)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
            raise self._explain(error) from error
        raise self._error(PipelineError, f"redirects more than {REDIRECT_LIMIT} times")

    def _conditional_headers(self, shown_url: str) -> dict[str, str]:
        """Return If-None-Match with the lock's ETag if the current file is the one that came with it from this URL."""
        entry, current = self._request.entry, self._request.current
        if entry and entry.etag and entry.url == shown_url and entry.sha256 == digest_of(current):
            return {"If-None-Match": entry.etag}
        return {}

    def _checked_redirect(self, response: httpx.Response, request: httpx.Request) -> httpx.Request:
        """Return `request`, the next one after a redirect. Raises PipelineError for another host or scheme."""
        here, there = response.url, request.url
        if (here.scheme, here.host, here.port) != (there.scheme, there.host, there.port):
            raise self._error(PipelineError, f"redirects to another host or scheme, {printable(there)}")
        return request

    def _read_body(self, response: httpx.Response) -> bytes:
        """Return the decompressed body. Raises PipelineError for another status than 200 or an invalid body."""
        status = response.status_code
        if status != HTTPStatus.OK:
            problem = f"responds with {status} {httpx.codes.get_reason_phrase(status)}".strip()
            raise self._error(TransientError if status >= 500 else PipelineError, problem)
        encoding = (response.headers.get("Content-Encoding") or "identity").lower()
        if encoding not in ("identity", "gzip"):
            problem = f"has an unsupported content encoding, {printable(encoding)}"
            raise self._error(PipelineError, problem)
        # Not httpx's own decoding: it has no size limit, and accepts a truncated gzip stream.
        gzip = zlib.decompressobj(wbits=31) if encoding == "gzip" else None
        declared = int(response.headers.get("Content-Length", 0))
        limit = documents.SIZE_LIMIT
        content = bytearray()
        self._check_size(declared, limit)
        for chunk in response.iter_raw():
            self._received += len(chunk)
            content += gzip.decompress(chunk, limit + 1 - len(content)) if gzip else chunk
            self._check_size(max(self._received, len(content)), limit)
            self._update_progress(declared)
        if gzip and not gzip.eof:
            problem = f"was cut off after {self._received:,} bytes (the gzip stream is incomplete)"
            raise self._error(TransientError, problem)
        if gzip and gzip.unused_data:
            raise self._error(PipelineError, "has data after the end of its gzip stream")
        return bytes(content)

    def _check_size(self, size: int, limit: int) -> None:
        if size > limit:
            raise self._error(PipelineError, f"is larger than {limit:,} bytes")

    def _update_progress(self, declared: int) -> None:
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=self._received, total=declared or None)

    def _error(self, error_class: type[PipelineError], problem: str) -> PipelineError:
        hint = _RETRY_HINT if error_class is TransientError else URL_HINT
        return error_class(problem, where=self._where, hint=hint)

    def _explain(self, error: Exception) -> PipelineError:
        """Return the PipelineError for an exception of httpx, the socket, TLS or zlib."""
        cause: BaseException | None = error
        while cause and not isinstance(cause, OSError):
            cause = cause.__cause__ or cause.__context__
        system_message = cause.strerror if isinstance(cause, OSError) else None
        reason = printable(system_message or error).lower()
        if isinstance(cause, ssl.SSLCertVerificationError):
            problem = f"has a certificate that cannot be trusted ({printable(cause.verify_message)})"
            hint = "check the URL; for a private certificate authority, set SSL_CERT_FILE"
            return PipelineError(problem, where=self._where, hint=hint)
        if isinstance(cause, ssl.SSLError):
            return self._error(TransientError, f"cannot be fetched over TLS ({reason})")
        match error:
            case httpx.ConnectTimeout():
                return HostUnreachable(f"no connection within {CONNECT_TIMEOUT:g} s", where=self._where)
            case httpx.ConnectError() | httpx.ProxyError():
                return HostUnreachable(reason, where=self._where)
            case httpx.TimeoutException() if not self.responded:
                return HostUnreachable(f"no response within {READ_TIMEOUT:g} s", where=self._where)
            case httpx.TimeoutException():
                problem = f"stalled for {READ_TIMEOUT:g} s after {self._received:,} bytes"
                return self._error(TransientError, problem)
            case httpx.NetworkError() | httpx.RemoteProtocolError() if self._received:
                return self._error(TransientError, f"was cut off after {self._received:,} bytes ({reason})")
            case httpx.NetworkError() | httpx.RemoteProtocolError():
                return self._error(TransientError, f"failed before the first byte of its body ({reason})")
            case _:
                return self._error(PipelineError, f"cannot be fetched ({reason})")
