"""Send a prompt to the mock server: no API key, no network, no cost.

    .venv/bin/python examples/demo.py

Starts the mock on a free port of this machine, and runs the command `aimlkit` with it.
"""

import os
import subprocess
import sys

from aimlkit.mock import MockServer
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE

PROMPT = "Why is the sky blue?"

# A client that is generated from other documents may have only one of these APIs, and other models.
COMMANDS = {"chat": CREATE_CHAT_COMPLETION, "respond": CREATE_RESPONSE}


def main() -> int:
    """Print the prompt and the response of the first model."""
    command = next((name for name, operation in COMMANDS.items() if operation.models), None)
    if command is None:
        print("No source describes a model that takes a prompt.")
        return 0
    with MockServer() as server:
        environment = {**os.environ, "AIML_API_KEY": server.key, "AIML_API_BASE": server.base_url}
        print(f"> {PROMPT}", flush=True)
        arguments = [sys.executable, "-m", "aimlkit", command, PROMPT]
        return subprocess.run(arguments, env=environment, check=False).returncode  # noqa: S603 - our own program


if __name__ == "__main__":
    sys.exit(main())
