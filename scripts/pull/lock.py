"""openapi/sources.lock: what was pulled last, one [[source]] for each document."""

import datetime
import hashlib
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from scripts.common.errors import PipelineError, printable

_HEADER = "# What `make pull` fetched last. It writes this file; there is nothing to edit here.\n"


@frozen
class Entry:
    """One document as it was pulled: where it came from, and what came."""

    name: str
    url: str
    sha256: str
    size: int
    etag: str | None
    pulled: datetime.datetime


def digest_of(content: bytes) -> str:
    """The digest by which the lock knows `content`."""
    return hashlib.sha256(content).hexdigest()


def usable_etag(value: str | None) -> str | None:
    """`value`, when it can be kept and sent back as it is: printable ASCII, and not endless."""
    return value if value and re.fullmatch(r"[ -~]{1,256}", value) else None


def read_lock(path: Path) -> dict[str, Entry]:
    """The entries of the lock at `path`, by name; none when there is no such file. Raises PipelineError."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("source", [])
        if not isinstance(tables, list):
            raise ValueError("its source is no list")
        entries = [_entry(table) for table in tables]
    except FileNotFoundError:
        return {}
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PipelineError(
            f"cannot be read ({reason})", where=str(path), hint="see to it, then pull again"
        ) from error
    except ValueError as error:
        what = f"is damaged ({printable(error)})"
        raise PipelineError(what, where=str(path), hint="delete it, then pull again") from None
    return {entry.name: entry for entry in entries}


def written(entries: Iterable[Entry]) -> bytes:
    """The lock that holds `entries`, in their order."""
    return "\n".join([_HEADER, *map(_table, entries)]).encode()


def _entry(table: object) -> Entry:
    match table:
        case {
            "name": str(name),
            "url": str(url),
            "sha256": str(sha256),
            "size": int(size),
            "pulled": datetime.datetime() as pulled,
            **others,
        } if re.fullmatch("[0-9a-f]{64}", sha256) and pulled.tzinfo:
            etag = others.get("etag")
            if etag is None or (isinstance(etag, str) and usable_etag(etag)):
                return Entry(name=name, url=url, sha256=sha256, size=size, etag=etag, pulled=pulled)
    raise ValueError("an entry's name, url, sha256, size, etag or time is missing, or not of its kind")


def _table(entry: Entry) -> str:
    etag = f"etag = {_string(entry.etag)}\n" if entry.etag is not None else ""
    return (
        "[[source]]\n"
        f"name = {_string(entry.name)}\n"
        f"url = {_string(entry.url)}\n"
        f"sha256 = {_string(entry.sha256)}\n"
        f"size = {entry.size}\n"
        f"{etag}"
        f"pulled = {entry.pulled.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}\n"
    )


def _string(text: str) -> str:
    """`text` as a TOML basic string. JSON's escapes are TOML's too; TOML wants U+007F escaped besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
