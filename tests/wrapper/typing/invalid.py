"""Programs that must not type-check: each line with a comment is an error to mypy and pyright. They are not run."""

from __future__ import annotations

import httpx
import httpx2
import pydantic

from aimlkit import AIMLAPI, AsyncAIMLAPI, DefaultAsyncHttpx2Client, DefaultHttpxClient
from aimlkit.types import ChatCompletionMessageParam

hi: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Hi"}]


class Forecast(pydantic.BaseModel):
    """An output type."""

    city: str


def parameters(client: AIMLAPI) -> None:
    """Parameters that are missing, unknown or of the wrong type."""
    client.models.list(includes="all")  # type: ignore[call-arg]
    client.models.list(id=3)  # type: ignore[arg-type]
    client.models.retrieve()  # type: ignore[call-arg]
    client.estimate_cost(3, model="any model")  # type: ignore[arg-type]
    chat, responses = client.chat.completions, client.responses
    chat.create(model="any model")  # type: ignore[call-overload]
    chat.create(model=3, messages=hi)  # type: ignore[call-overload]
    chat.create(model="any model", messages=hi, temprature=1)  # type: ignore[call-overload]
    chat.create(model="any model", messages=hi, seed="1")  # type: ignore[call-overload]
    chat.create(model="any model", messages=hi, timeout="1")  # type: ignore[call-overload]
    chat.create(model="any model", messages=hi, tools=["a"])  # type: ignore[list-item]
    chat.create(model="any model", messages=hi, reasoning_effort=3)  # type: ignore[call-overload]
    chat.parse(model="any model", messages=hi, response_formats=Forecast)  # type: ignore[call-arg]
    chat.stream(model="any model", messages=hi, stream=True)  # type: ignore[call-arg]
    chat.run_tools(model="any model", messages=hi, max_rounds=3)  # type: ignore[call-overload]
    chat.run_tools(model="any model", messages=hi, max_turns="3")  # type: ignore[call-overload]
    chat.with_raw_response.create(model="any model", message=hi)  # type: ignore[call-overload]
    responses.create(model="any model", messages=hi)  # type: ignore[call-overload]
    responses.parse(model="any model", input="Hi", stream=True)  # type: ignore[call-overload]
    responses.stream(model="any model", text_format=Forecast)  # type: ignore[call-arg]
    client.chat.conversation(model="any model", prompt="Hi")  # type: ignore[call-arg]


async def new_key_async() -> str:
    return "a"


def client_options(client: AIMLAPI) -> None:
    """Options of clients."""
    client.with_options(timeouts=3)  # type: ignore[call-arg]
    client.spend = 0  # type: ignore[misc]
    AIMLAPI(api_keys="a")  # type: ignore[call-arg]
    AIMLAPI(api_key=new_key_async)  # type: ignore[arg-type]
    AIMLAPI(organization="a", unsupported="drop")  # type: ignore[call-arg]
    AIMLAPI(unsupported="ignore")  # type: ignore[arg-type]
    AIMLAPI(http_client=httpx.AsyncClient())  # type: ignore[arg-type]
    AIMLAPI(http_client=httpx2.AsyncClient())  # type: ignore[arg-type]
    AsyncAIMLAPI(http_client=httpx2.Client())  # type: ignore[arg-type]
    AIMLAPI(http_client="client", timeout="3")  # type: ignore[arg-type]
    AIMLAPI(base_url=b"http://a")  # type: ignore[arg-type]
    DefaultHttpxClient(proxies="http://a")  # type: ignore[call-arg]
    DefaultAsyncHttpx2Client(timeout="3")  # type: ignore[arg-type]


def results(client: AIMLAPI) -> None:
    """Attributes that responses do not have."""
    client.chat.completions.create(model="any model", messages=hi).texts  # type: ignore[attr-defined]  # noqa: B018
    client.responses.parse(model="any model", input="Hi").parsed  # type: ignore[attr-defined]  # noqa: B018
    for event in client.responses.create(model="any model", input="Hi"):
        print(event.type)  # type: ignore[attr-defined]


def chat_events(client: AIMLAPI) -> None:
    """Attributes that events and streams of Chat Completions do not have."""
    with client.chat.completions.stream(model="any model", messages=hi, response_format=Forecast) as stream:
        for event in stream:
            event.nonexistent.foo  # type: ignore[union-attr]  # noqa: B018
            if event.type == "content.delta":
                event.content  # type: ignore[attr-defined]  # noqa: B018
            elif event.type == "content.done":
                event.parsed.city  # type: ignore[union-attr]  # noqa: B018
            elif event.type == "content.finished":  # type: ignore[comparison-overlap]
                pass
        stream.get_final_response()  # type: ignore[attr-defined]


def response_events(client: AIMLAPI) -> None:
    """Attributes that events and streams of Responses do not have."""
    with client.responses.stream(model="any model", input="Hi", text_format=Forecast) as stream:
        for event in stream:
            event.nonexistent.foo  # type: ignore[union-attr]  # noqa: B018
            if event.type == "response.output_text.delta":
                event.text  # type: ignore[attr-defined]  # noqa: B018
            elif event.type == "response.completed":
                event.response.parsed  # type: ignore[attr-defined]  # noqa: B018
        stream.get_final_completion()  # type: ignore[attr-defined]
        stream.aclose()  # type: ignore[attr-defined]


async def without_await(client: AsyncAIMLAPI) -> None:
    """Calls of the async client that are not awaited."""
    responses = client.responses
    responses.create(model="any model", input="Hi").output_text  # type: ignore[attr-defined]  # noqa: B018
    async for _ in responses.create(model="any model", input="Hi", stream=True):  # type: ignore[attr-defined]
        pass
    with client.responses.stream(model="any model", input="Hi"):  # type: ignore[attr-defined]
        pass
