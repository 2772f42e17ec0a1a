"""Send a prompt to o3-mini and print the response, or the error in one line.

    AIML_API_KEY=… .venv/bin/python examples/ask.py "Why is the sky blue?"

Set AIML_API_BASE to use another server, such as http://127.0.0.1:8080/v1 for `make mock`.
"""

import sys

from aimlkit import AIMLAPI, AIMLAPIError


def main() -> int:
    """Print the response, and its cost on standard error."""
    prompt = " ".join(sys.argv[1:]) or "Hello"
    try:
        with AIMLAPI() as client:
            completion = client.chat.completions.create(
                model="o3-mini", messages=[{"role": "user", "content": prompt}]
            )
    except AIMLAPIError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(completion.text or "")
    if completion.cost_usd is not None:
        print(f"(${completion.cost_usd:.6f})", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
