"""python -m tests.migration.run_snippet: run the prelude and the program in the JSON array on standard input."""

from __future__ import annotations

import ast
import asyncio
import inspect
import json
import sys
from typing import cast


def main() -> None:
    """Run both in the namespace of `__main__`; `await` is allowed at the top level."""
    namespace = vars(sys.modules["__main__"])
    for code in cast("list[str]", json.load(sys.stdin)):
        program = compile(code, "<snippet>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        if program.co_flags & inspect.CO_COROUTINE:
            asyncio.run(eval(program, namespace))
        else:
            exec(program, namespace)


if __name__ == "__main__":
    main()
