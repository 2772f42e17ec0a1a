"""Report what a program of a framework did; the task that all programs have in common."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
import traceback
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BASE_URL = os.environ["FRAMEWORKS_BASE_URL"]
API_KEY = os.environ["FRAMEWORKS_API_KEY"]
CHAT_MODEL = os.environ["FRAMEWORKS_CHAT_MODEL"]
RESPONSES_MODEL = os.environ["FRAMEWORKS_RESPONSES_MODEL"]

# It does not mention the tool, so that only the tool's presence makes the mock call it.
QUESTION = "How cold is it in Oslo?"
TEMPERATURE = "4 degrees and snow"


def report(features: Mapping[str, Callable[[], Any]]) -> None:
    """Run the function of each feature, sync or async, and print a line of JSON about it: whether it failed, and how."""
    for name, function in features.items():
        problem = None
        try:
            result = function()
            if inspect.iscoroutine(result):
                asyncio.run(result)
        except Exception as error:  # whatever the framework raises
            traceback.print_exc(file=sys.stderr)
            problem = f"{type(error).__name__}: {error}"
        print(json.dumps({"feature": name, "problem": problem}), flush=True)
