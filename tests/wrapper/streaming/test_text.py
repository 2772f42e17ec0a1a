"""Texts that grow while a stream arrives."""

from __future__ import annotations

import pickle
import tracemalloc

from aimlkit.streaming._text import RecentText, TextBuffer


def test_text_buffer_joins_its_deltas() -> None:
    text = TextBuffer()
    assert not text
    assert str(text) == ""
    text.append("Hel")
    text.append("")
    text.append("lo")
    assert text
    assert str(text) == "Hello"


def test_text_buffer_replace_sets_the_whole_text() -> None:
    text = TextBuffer()
    snapshot = text.append("Hel")
    text.replace("Goodbye")
    text.append("!")
    assert (str(text), str(snapshot)) == ("Goodbye!", "Hel")


def test_text_snapshot_is_the_text_at_its_time() -> None:
    text = TextBuffer()
    snapshots = [text.append(delta) for delta in ("a", "", "b")]
    assert [str(snapshot) for snapshot in snapshots] == ["a", "a", "ab"]
    assert repr(snapshots[-1]) == "'ab'"


def test_text_snapshot_pickles_its_own_text_only() -> None:
    text = TextBuffer()
    snapshot = text.append("a")
    text.append("x" * 100_000)
    data = pickle.dumps(snapshot)
    assert len(data) < 1000
    assert str(pickle.loads(data)) == "a"


def test_text_snapshots_take_constant_memory() -> None:
    text = TextBuffer()
    delta = "x" * 1000
    tracemalloc.start()
    snapshots = [text.append(delta) for _ in range(2000)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    assert str(snapshots[-1]) == delta * 2000


def test_recent_text_keeps_the_end_in_bounded_memory() -> None:
    text = RecentText()
    for number in range(30_000):
        text.append(f"{number:010}")
    assert sum(map(len, text._deltas)) < 150_000
    assert len(str(text)) >= 90_000
    assert str(text).endswith("0000029998" + "0000029999")
