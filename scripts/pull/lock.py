"""openapi/sources.lock: the record of the last pull, with one [[source]] table for each document."""

import datetime
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from attrs import frozen

from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file

_HEADER = "# Written by `make pull`: the documents that it fetched last. Do not edit.\n"


@frozen
class LockEntry:
    """One document of the last pull: its URL (empty if it came from a mirror folder), the digest and size in bytes of its content, and the time (UTC)."""

    name: str
    url: str
    sha256: str
    size: int
    etag: str | None
    pulled: datetime.datetime


def digest_of(content: bytes) -> str:
    """Return the SHA-256 digest of `content` in hexadecimal, as the lock records it."""
    return hashlib.sha256(content).hexdigest()


def usable_etag(value: str | None) -> str | None:
    """Return `value` if it can be stored and sent back: printable ASCII of at most 256 characters. Otherwise None."""
    return value if value and re.fullmatch(r"[ -~]{1,256}", value) else None


def read_lock(path: Path) -> dict[str, LockEntry]:
    """Return the entries of the lock at `path` by source name; empty if there is no such file.

    Raises PipelineError if the file cannot be read or is damaged.
    """
    try:
        data: dict[str, object] = tomllib.loads(read_file(path).decode())
        tables = data.get("source", [])
        if not isinstance(tables, list):
            raise ValueError('"source" is not a list')
        entries = [_parse_entry(table) for table in cast("list[object]", tables)]
    except FileNotFoundError:
        return {}
    except OSError as error:
        problem = f"cannot be read ({reason_of(error)})"
        hint = "make it a readable file or delete it, then pull again"
        raise PipelineError(problem, where=str(path), hint=hint) from error
    except ValueError as error:
        problem = f"is damaged ({printable(error)})"
        raise PipelineError(problem, where=str(path), hint="delete it, then pull again") from None
    return {entry.name: entry for entry in entries}


def format_lock(entries: Iterable[LockEntry]) -> bytes:
    """Return the content of a lock with `entries`, in their order."""
    return "\n".join([_HEADER, *map(_format_entry, entries)]).encode()


def _parse_entry(table: object) -> LockEntry:
    """Return the entry that `table` describes. Raises ValueError if a key is missing or has the wrong type."""
    match table:
        case {
            "name": str(name),
            "sha256": str(sha256),
            "size": int(size),
            "pulled": datetime.datetime() as pulled,
        } if re.fullmatch("[0-9a-f]{64}", sha256) and pulled.tzinfo:
            etag, url = _parse_etag(table), _parse_url(table)
            return LockEntry(name=name, url=url, sha256=sha256, size=size, etag=etag, pulled=pulled)
        case _:
            raise ValueError("name, sha256, size or pulled of an entry is missing or has the wrong type")


def _parse_url(table: object) -> str:
    match table:
        case {"url": str(url)}:
            return url
        case {"mirror": True}:
            return ""
        case _:
            raise ValueError("an entry has neither a url nor mirror = true")


def _parse_etag(table: object) -> str | None:
    match table:
        case {"etag": str(etag)} if usable_etag(etag):
            return etag
        case {"etag": object()}:
            raise ValueError("etag of an entry is not printable ASCII of at most 256 characters")
        case _:
            return None


def _format_entry(entry: LockEntry) -> str:
    origin = f"url = {_toml_string(entry.url)}" if entry.url else "mirror = true"
    etag = f"etag = {_toml_string(entry.etag)}\n" if entry.etag is not None else ""
    return (
        "[[source]]\n"
        f"name = {_toml_string(entry.name)}\n"
        f"{origin}\n"
        f"sha256 = {_toml_string(entry.sha256)}\n"
        f"size = {entry.size}\n"
        f"{etag}"
        f"pulled = {entry.pulled.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}\n"
    )


def _toml_string(text: str) -> str:
    """Return `text` as a TOML basic string. JSON's escapes are also TOML's; TOML also requires U+007F to be escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
