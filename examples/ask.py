"""Ask o3-mini a question, with the generated client and nothing else.

    AIML_API_KEY=… python examples/ask.py "Why is the sky blue?"

AIML_API_BASE names another server than the provider's.
"""

import os
import sys

import httpx

from aimlkit_api import BASE_URL, AuthenticatedClient
from aimlkit_api.api.chat import create_chat_completion
from aimlkit_api.models import ChatCompletion


def main() -> int:
    """Print the answer and what it cost."""
    key = os.environ.get("AIML_API_KEY")
    if not key:
        print("error: no key; set AIML_API_KEY to the one from your account", file=sys.stderr)
        return 1
    question = " ".join(sys.argv[1:]) or "Hello"
    client = AuthenticatedClient(base_url=os.environ.get("AIML_API_BASE", BASE_URL), token=key)
    try:
        answer = create_chat_completion.sync(
            client=client, body={"model": "o3-mini", "messages": [{"role": "user", "content": question}]}
        )
    except httpx.HTTPError as error:
        print(f"error: no answer ({error}); check the network and AIML_API_BASE", file=sys.stderr)
        return 1
    if not isinstance(answer, ChatCompletion):
        print(f"error: {answer.message if answer else 'the answer is no JSON'}", file=sys.stderr)
        return 1
    print(answer.choices[0].message.content)
    if answer.meta and answer.meta.usage:
        print(f"(${answer.meta.usage.usd_spent})", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
