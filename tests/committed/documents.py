"""The documents that the tests of this folder are about. With other sources, these tests are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.common.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = ["o3-mini", "o3-mini-RESPONSES", "o3-pro-RESPONSES", "models", "billing-balance-v1"]


def are_the_sources(sources: Path) -> bool:
    """Return whether a list of sources is that of these documents."""
    return [source.name for source in read_sources(sources)] == DOCUMENTS
