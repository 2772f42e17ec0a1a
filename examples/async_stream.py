"""Stream several responses at the same time, on one event loop."""

import asyncio

from aimlkit import AsyncAIMLAPI


async def stream_text(client: AsyncAIMLAPI, prompt: str) -> str:
    """Stream a response and return its text."""
    async with client.responses.stream(model="o3-mini", input=prompt) as stream:
        return "".join([text async for text in stream.text_stream])


async def stream_all(prompts: list[str]) -> list[str]:
    """Return the texts of the responses to all prompts, which are sent at the same time."""
    async with AsyncAIMLAPI() as client:
        return await asyncio.gather(*(stream_text(client, prompt) for prompt in prompts))


def main() -> None:
    """Send three prompts and print the responses."""
    for text in asyncio.run(stream_all(["What is a tide?", "What is a buoy?", "What is a reef?"])):
        print(text)


if __name__ == "__main__":
    main()
