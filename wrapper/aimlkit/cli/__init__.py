"""The command line: `aimlkit chat`, `respond`, `models`, `balance`, `bulk`, `mock`, `proxy`, `check`, `doctor` and `completion`."""

from aimlkit.cli._main import main

__all__ = ["main"]
