"""Streaming: the answer while it is being written, as chunks, as text, and as events."""

from aimlkit import AIMLAPI
from aimlkit.types import ChatCompletionMessageParam

MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Tell me about lighthouses."}]


def main() -> None:
    """Print three answers as they come."""
    with AIMLAPI() as client:
        # What the server sends. Leaving the loop early closes the connection.
        for chunk in client.chat.completions.create(model="o3-mini", messages=MESSAGES, stream=True):
            for choice in chunk.choices:
                if choice.delta.content:
                    print(choice.delta.content, end="", flush=True)
        print()

        # The text alone, and the whole completion at the end.
        with client.chat.completions.stream(model="o3-mini", messages=MESSAGES) as stream:
            for text in stream.text_stream:
                print(text, end="", flush=True)
            print()
            print("finished:", stream.get_final_completion().choices[0].finish_reason)

        # Events, each with what has come so far.
        with client.responses.stream(model="o3-mini", input="Tell me about lighthouses.") as events:
            for event in events:
                if event.type == "response.output_text.delta":
                    print(event.delta, end="", flush=True)
            print()
            print("finished:", events.get_final_response().status)


if __name__ == "__main__":
    main()
