"""Several streams at once, on one event loop."""

import asyncio

from aimlkit import AsyncAIMLAPI


async def ask(client: AsyncAIMLAPI, question: str) -> str:
    """The answer to a question, put together from its pieces."""
    async with client.responses.stream(model="o3-mini", input=question) as stream:
        return "".join([text async for text in stream.text_stream])


async def ask_all(questions: list[str]) -> list[str]:
    """The answers to all questions, which are asked at the same time."""
    async with AsyncAIMLAPI() as client:
        return await asyncio.gather(*(ask(client, question) for question in questions))


def main() -> None:
    """Ask three questions, and print the answers."""
    for answer in asyncio.run(ask_all(["What is a tide?", "What is a buoy?", "What is a reef?"])):
        print(answer)


if __name__ == "__main__":
    main()
