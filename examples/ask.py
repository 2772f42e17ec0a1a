"""Ask o3-mini a question, with the generated client and nothing else.

    AIML_API_KEY=… .venv/bin/python examples/ask.py "Why is the sky blue?"

AIML_API_BASE names another server than the provider's.
"""

import os
import sys

import httpx

from aimlkit_api import BASE_URL, AuthenticatedClient
from aimlkit_api.api.chat import create_chat_completion
from aimlkit_api.errors import UnexpectedBody
from aimlkit_api.models import ChatCompletion, ChatCompletionCreateParams, ChatCompletionUserMessage


def main() -> int:
    """Print the answer and what it cost."""
    key = os.environ.get("AIML_API_KEY")
    if not key:
        print("error: no key; set AIML_API_KEY to the one from your account", file=sys.stderr)
        return 1
    question = " ".join(sys.argv[1:]) or "Hello"
    client = AuthenticatedClient(base_url=os.environ.get("AIML_API_BASE", BASE_URL), token=key)
    body = ChatCompletionCreateParams(
        model="o3-mini", messages=[ChatCompletionUserMessage(role="user", content=question)]
    )
    try:
        response = create_chat_completion.sync_detailed(client=client, body=body)
    except (httpx.HTTPError, UnexpectedBody, UnicodeError) as error:
        print(f"error: no answer ({error}); check the key, the network and AIML_API_BASE", file=sys.stderr)
        return 1
    answer = response.parsed
    if not isinstance(answer, ChatCompletion):
        reason = (answer.message if answer else None) or "no reason given"
        print(f"error: {reason} (status {response.status_code})", file=sys.stderr)
        return 1
    # A server may leave out what it promised, and what it left out reads as None.
    for choice in answer.choices or []:
        if choice.message is not None:
            print(choice.message.content)
    if answer.meta and answer.meta.usage:
        print(f"(${answer.meta.usage.usd_spent})", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
