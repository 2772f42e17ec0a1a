"""The command line: `aimlkit chat`, `aimlkit respond`, `aimlkit models`, `aimlkit balance`, `aimlkit mock`."""

from aimlkit.cli._main import main

__all__ = ["main"]
