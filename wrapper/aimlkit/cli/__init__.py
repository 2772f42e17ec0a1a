"""The command line: `aimlkit chat`, `respond`, `models`, `balance`, `bulk` and `mock`."""

from aimlkit.cli._main import main

__all__ = ["main"]
