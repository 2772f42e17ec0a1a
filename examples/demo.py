"""Send a question to the mock server: no API key, no network, no cost.

    .venv/bin/python examples/demo.py

Starts the mock on a free port of this machine, and runs examples/ask.py with it.
"""

import os
import subprocess
import sys
from pathlib import Path

from aimlkit.mock import MockServer

QUESTION = "Why is the sky blue?"


def main() -> int:
    """Print the question, and the reply of the mock."""
    with MockServer() as server:
        environment = {**os.environ, "AIML_API_KEY": server.key, "AIML_API_BASE": server.base_url}
        print(f"> {QUESTION}", flush=True)
        ask = [sys.executable, str(Path(__file__).with_name("ask.py")), QUESTION]
        return subprocess.run(ask, env=environment, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
