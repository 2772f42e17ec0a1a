"""Files with traffic: recordings, HAR files, cassettes of VCR, and JSON lines. They are untrusted."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from aimlkit.mock.event_blocks import event_block
from aimlkit.mock.exchanges import Exchange, Request
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_files import FileProblem, read_json_file
from aimlkit.mock.json_text import dump_json, parse_json
from aimlkit.mock.recording_file import is_recording, read_recording

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_FILES = 10_000

SUFFIXES = {".yaml", ".yml", ".json", ".har", ".jsonl", ".ndjson"}


def traffic_files(path: Path) -> list[Path]:
    """Return a file, or those in a folder that may have traffic. Raises FileProblem if there are none."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FileProblem(f"{path}: there is no such file or folder")
    files = [each for each in sorted(path.rglob("*")) if each.suffix in SUFFIXES and each.is_file()]
    if not files:
        raise FileProblem(f"{path}: has no files with traffic ({', '.join(sorted(SUFFIXES))})")
    if len(files) > MAX_FILES:
        raise FileProblem(f"{path}: has more than {MAX_FILES:,} files")
    return files


def read_traffic(path: Path) -> Iterator[tuple[str, Exchange]]:
    """Yield the exchanges in a file, each with its origin: the file, and the line or the number.

    Raises FileProblem if the file has none of the known formats, or is invalid.
    """
    if path.suffix in (".jsonl", ".ndjson"):
        for number, line in enumerate(_read(path).splitlines(), 1):
            if line.strip():
                yield (
                    f"{path}:{number}",
                    _parsed(f"{path}:{number}", _from_pair, _json(line, f"{path}:{number}")),
                )
        return
    if path.suffix in (".yaml", ".yml"):
        if is_recording(path):
            yield str(path), read_recording(path).exchange
            return
        value: Any = read_json_file(path).value
    else:
        value = _json(_read(path), str(path))
    fields = cast("JsonObject", value) if isinstance(value, dict) else {}
    log = fields.get("log")
    if isinstance(log, dict) and isinstance(entries := cast("JsonObject", log).get("entries"), list):
        convert = _from_har
    elif isinstance(entries := fields.get("interactions"), list):
        convert = _from_vcr
    else:
        raise FileProblem(f"{path}: is no recording, HAR file or cassette of VCR")
    for number, entry in enumerate(cast("list[object]", entries), 1):
        yield f"{path}, entry {number}", _parsed(f"{path}, entry {number}", convert, entry)


def _parsed(origin: str, convert: Any, entry: object) -> Exchange:
    """Return an entry as an exchange. Raises FileProblem if something is missing, or has the wrong type."""
    try:
        exchange: Exchange = convert(entry)
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, binascii.Error) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())[:200]
        raise FileProblem(f"{origin}: is no exchange: {reason}") from error
    return exchange


def _from_har(entry: Any) -> Exchange:
    request, response = entry["request"], entry["response"]
    body = request.get("postData", {}).get("text", "")
    content = response.get("content", {})
    text = content.get("text", "")
    headers = _header_list(response["headers"], without_coding=True)
    return Exchange(
        _request(
            request["method"],
            request["url"],
            _header_list(request["headers"], without_coding=True),
            body.encode(),
        ),
        int(response["status"]),
        headers,
        base64.b64decode(text) if content.get("encoding") == "base64" else text.encode(),
        has_all_headers=bool(headers),
    )


def _from_vcr(entry: Any) -> Exchange:
    request, response = entry["request"], entry["response"]
    status: Any = response["status"]
    code: Any = cast("JsonObject", status)["code"] if isinstance(status, dict) else status
    headers = _header_map(response.get("headers", {}))
    return Exchange(
        _request(
            request["method"],
            request.get("uri") or request["url"],
            _header_map(request.get("headers", {})),
            _vcr_body(request.get("body")),
        ),
        int(code),
        headers,
        _vcr_body(response.get("body", response.get("content"))),
        has_all_headers=bool(headers),
    )


def _vcr_body(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, dict):
        fields = cast("JsonObject", body)
        if "base64_string" in fields:
            return base64.b64decode(fields["base64_string"])
        return _vcr_body(fields.get("string", ""))
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else dump_json(body)


def _from_pair(entry: Any) -> Exchange:
    request, response = entry["request"], entry["response"]
    events = response.get("events")
    headers = _header_map(response.get("headers", {}))
    if events is not None:
        blocks = [
            event_block(None, each if isinstance(each, str) else dump_json(each).decode()) for each in events
        ]
        content = b"".join(blocks)
        headers = [(b"content-type", b"text/event-stream"), *headers]
    else:
        content = _pair_body(response.get("body"))
    return Exchange(
        _request(
            request.get("method", "POST"),
            request.get("url") or request["path"],
            _header_map(request.get("headers", {})),
            _pair_body(request.get("body")),
        ),
        int(response.get("status", 200)),
        headers,
        content,
    )


def _pair_body(body: Any) -> bytes:
    if body is None:
        return b""
    return body.encode("utf-8", "surrogatepass") if isinstance(body, str) else dump_json(body)


def _request(method: str, url: str, headers: Headers, content: bytes) -> Request:
    parts = urlsplit(url)
    return Request(method.upper(), parts.path, parts.query, headers, content)


def _header_list(headers: Any, *, without_coding: bool) -> Headers:
    """Return the headers of HAR, whose bodies have no content coding."""
    pairs = [(each["name"].lower(), each["value"]) for each in headers]
    return [
        (name.encode(), value.encode("latin-1", "replace"))
        for name, value in pairs
        if not (without_coding and name == "content-encoding")
    ]


def _header_map(headers: Mapping[str, Any]) -> Headers:
    """Return the headers of a cassette: each has a value, or a list of values."""
    found: list[tuple[bytes, bytes]] = []
    for name, value in headers.items():
        values = cast("list[object]", value) if isinstance(value, list) else [value]
        found += [(name.lower().encode(), str(each).encode("latin-1", "replace")) for each in values]
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise FileProblem(f"{path}: {error.strerror or error}") from error
    if len(content) > MAX_FILE_BYTES:
        raise FileProblem(f"{path}: the file is larger than {MAX_FILE_BYTES:,} bytes")
    return content.removeprefix(b"\xef\xbb\xbf")


def _json(content: bytes, origin: str) -> object:
    try:
        return parse_json(content)
    except ValueError as error:
        raise FileProblem(f"{origin}: is not JSON: {' '.join(str(error).split())}") from error
