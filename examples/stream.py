"""Stream a response as it is generated: as chunks, as text, and as events."""

from aimlkit import AIMLAPI
from aimlkit.types import ChatCompletionMessageParam

MESSAGES: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Describe a lighthouse."}]


def main() -> None:
    """Print three responses as they arrive."""
    with AIMLAPI() as client:
        # The chunks that the server sends. Leaving the loop early closes the connection.
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

        # Typed events, and the whole response at the end.
        with client.responses.stream(model="o3-mini", input="Describe a lighthouse.") as events:
            for event in events:
                if event.type == "response.output_text.delta":
                    print(event.delta, end="", flush=True)
            print()
            print("finished:", events.get_final_response().status)


if __name__ == "__main__":
    main()
