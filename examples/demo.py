"""Send a prompt to the mock server: no API key, no network, no cost.

    .venv/bin/python examples/demo.py

Starts the mock on a free port of this machine, and runs examples/ask.py with it.
"""

import os
import subprocess
import sys
from pathlib import Path

from aimlkit.mock import MockServer

PROMPT = "Why is the sky blue?"


def main() -> int:
    """Print the prompt and the response."""
    with MockServer() as server:
        environment = {**os.environ, "AIML_API_KEY": server.key, "AIML_API_BASE": server.base_url}
        print(f"> {PROMPT}", flush=True)
        command = [sys.executable, str(Path(__file__).with_name("ask.py")), PROMPT]
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
