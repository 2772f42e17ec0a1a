"""Bulk runs: many requests, within limits of rate and cost, that continue where they ended.

`client.bulk.run("in.jsonl", "out.jsonl")` sends the requests in a file, and so does `aimlkit bulk` on the command line;
`client.bulk(requests)` of the async client sends those of an iterable. `RayCaller` sends one for
each row of a data set of Ray Data.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aimlkit.bulk._exceptions import BulkInputError, BulkOutputError
    from aimlkit.bulk._ray import RayCaller
    from aimlkit.bulk._resource import AsyncBulk, SyncBulk
    from aimlkit.bulk._results import BulkError, BulkResult
    from aimlkit.bulk._summary import BulkSummary

__all__ = [
    "AsyncBulk",
    "BulkError",
    "BulkInputError",
    "BulkOutputError",
    "BulkResult",
    "BulkSummary",
    "RayCaller",
    "SyncBulk",
]

_MODULES = {
    "AsyncBulk": "_resource",
    "BulkError": "_results",
    "BulkInputError": "_exceptions",
    "BulkOutputError": "_exceptions",
    "BulkResult": "_results",
    "BulkSummary": "_summary",
    "RayCaller": "_ray",
    "SyncBulk": "_resource",
}


def __getattr__(name: str) -> object:
    # Imported on first use: the command line needs only the options until a run begins.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
