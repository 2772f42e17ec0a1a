"""Ask o3-mini a question, and say what went wrong where there is no answer.

    AIML_API_KEY=… .venv/bin/python examples/ask.py "Why is the sky blue?"

AIML_API_BASE names another server than the provider's, http://127.0.0.1:8080/v1 for example.
"""

import sys

from aimlkit import AIMLAPI, AIMLAPIError


def main() -> int:
    """Print the answer and what it cost."""
    question = " ".join(sys.argv[1:]) or "Hello"
    try:
        with AIMLAPI() as client:
            answer = client.chat.completions.create(
                model="o3-mini", messages=[{"role": "user", "content": question}]
            )
    except AIMLAPIError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(answer.text or "")
    if answer.cost_usd is not None:
        print(f"(${answer.cost_usd:.6f})", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
