"""scripts.pull.lock: the lock is valid TOML for any values, and reading returns what was written."""

import datetime
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.pull.lock import LockEntry, format_lock, read_lock, usable_etag

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ETAGS = st.text(st.characters(codec="ascii"), min_size=1, max_size=256)
TIMES = st.datetimes(min_value=datetime.datetime(2000, 1, 1), timezones=st.just(datetime.UTC))


def entries(etags: st.SearchStrategy[str]) -> st.SearchStrategy[list[LockEntry]]:
    entry = st.builds(
        LockEntry,
        name=TEXTS,
        url=TEXTS,
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        size=st.integers(0, 2**40),
        etag=st.none() | etags,
        pulled=TIMES.map(lambda time: time.replace(microsecond=0)),
    )
    return st.lists(entry, max_size=4, unique_by=lambda entry: entry.name)


@settings(deadline=None, database=None)
@given(lock_entries=entries(TEXTS))
def test_format_lock_writes_toml(lock_entries: list[LockEntry]) -> None:
    tables = tomllib.loads(format_lock(lock_entries).decode()).get("source", [])
    expected = [
        {
            "name": entry.name,
            **({"url": entry.url} if entry.url else {"mirror": True}),
            "sha256": entry.sha256,
            "size": entry.size,
            **({} if entry.etag is None else {"etag": entry.etag}),
            "pulled": entry.pulled,
        }
        for entry in lock_entries
    ]
    assert tables == expected


@settings(deadline=None, database=None)
@given(lock_entries=entries(ETAGS.filter(usable_etag)))
def test_read_lock_reads_what_format_lock_writes(
    lock_entries: list[LockEntry], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "sources.lock"
    path.write_bytes(format_lock(lock_entries))
    assert list(read_lock(path).values()) == lock_entries
    assert format_lock(read_lock(path).values()) == path.read_bytes()


def test_format_lock_example() -> None:
    pulled = datetime.datetime(2026, 11, 23, 21, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    one = LockEntry("one", "https://docs.invalid/one.json", "0" * 64, 12, 'W/"1"', pulled)
    two = LockEntry("two", "https://docs.invalid/two.json", "f" * 64, 3, None, pulled)
    assert format_lock([one, two]).decode().partition("\n\n")[2] == (
        "[[source]]\n"
        'name = "one"\n'
        'url = "https://docs.invalid/one.json"\n'
        f'sha256 = "{"0" * 64}"\n'
        "size = 12\n"
        'etag = "W/\\"1\\""\n'
        "pulled = 2026-11-23T20:04:05Z\n"
        "\n"
        "[[source]]\n"
        'name = "two"\n'
        'url = "https://docs.invalid/two.json"\n'
        f'sha256 = "{"f" * 64}"\n'
        "size = 3\n"
        "pulled = 2026-11-23T20:04:05Z\n"
    )


def test_read_lock_returns_nothing_without_a_file(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "sources.lock") == {}
