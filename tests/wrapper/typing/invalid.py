"""Programs that must not type-check: each line is marked with its error. They are not run."""

from __future__ import annotations

import httpx

from aimlkit import AIMLAPI, AsyncAIMLAPI
from aimlkit.types import ChatCompletionMessageParam

hi: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]


def wrong(client: AIMLAPI) -> None:
    """Mistakes."""
    chat, responses = client.chat.completions, client.responses
    chat.create(model="o3-mini")  # type: ignore[call-overload]
    chat.create(model="gpt-4o", messages=hi)  # type: ignore[call-overload]
    chat.create(model="o3-mini", messages=hi, temperature=1)  # type: ignore[call-overload]
    chat.create(model="o3-mini", messages=hi, seed="1")  # type: ignore[call-overload]
    chat.create(model="o3-mini", messages=hi, timeout="1")  # type: ignore[call-overload]
    chat.create(model="o3-mini", messages=hi, tools=["a"])  # type: ignore[call-overload]
    responses.create(model="o3-mini", messages=hi)  # type: ignore[call-overload]
    responses.parse(model="o3-mini", input="Hi", stream=True)  # type: ignore[call-arg]
    chat.create(model="o3-mini", messages=hi).texts  # type: ignore[attr-defined]  # noqa: B018
    chat.run_tools(model="o3-mini", messages=hi, max_rounds="3")  # type: ignore[arg-type]
    client.chat.conversation(model="o3-mini", prompt="Hi")  # type: ignore[call-arg]
    client.with_options(timeouts=3)  # type: ignore[call-arg]
    client.spend = 0  # type: ignore[misc]
    AIMLAPI(api_keys="a")  # type: ignore[call-arg]
    AIMLAPI(http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    for _ in responses.create(model="o3-mini", input="Hi"):  # type: ignore[attr-defined]
        pass


async def forgotten(client: AsyncAIMLAPI) -> None:
    """Without await."""
    responses = client.responses
    responses.create(model="o3-mini", input="Hi").output_text  # type: ignore[attr-defined]  # noqa: B018
    async for _ in responses.create(model="o3-mini", input="Hi", stream=True):  # type: ignore[attr-defined]
        pass
