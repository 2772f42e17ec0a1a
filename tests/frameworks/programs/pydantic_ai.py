"""pydantic-ai."""

from __future__ import annotations

from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput, PromptedOutput, ToolOutput
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider

from tests.frameworks.programs._report import (
    API_KEY,
    BASE_URL,
    CHAT_MODEL,
    QUESTION,
    RESPONSES_MODEL,
    TEMPERATURE,
    report,
)


class Forecast(BaseModel):
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return TEMPERATURE


def get_time() -> str:
    """Return the time."""
    return "noon"


TOOLS = [get_weather, get_time]


def agent(responses, **options):
    provider = OpenAIProvider(base_url=BASE_URL, api_key=API_KEY)
    if responses:
        return Agent(OpenAIResponsesModel(RESPONSES_MODEL, provider=provider), **options)
    return Agent(OpenAIChatModel(CHAT_MODEL, provider=provider), **options)


async def plain(responses):
    assert QUESTION in (await agent(responses).run(QUESTION)).output


async def streamed(responses):
    async with agent(responses).run_stream(QUESTION) as result:
        assert QUESTION in "".join([delta async for delta in result.stream_text(delta=True)])


async def tools(responses):
    weather = agent(responses, tools=TOOLS)
    first = await weather.run(QUESTION)
    assert TEMPERATURE in first.output
    second = await weather.run(QUESTION, message_history=first.all_messages())
    assert TEMPERATURE in second.output


async def streamed_tools(responses):
    async with agent(responses, tools=TOOLS).run_stream(QUESTION) as result:
        assert TEMPERATURE in "".join([delta async for delta in result.stream_text(delta=True)])


async def structured(responses):
    for output_type in (NativeOutput(Forecast), ToolOutput(Forecast)):
        forecaster = agent(responses, output_type=output_type, tools=TOOLS)
        assert isinstance((await forecaster.run(QUESTION)).output, Forecast)


async def json_mode(responses):
    forecaster = agent(responses, output_type=PromptedOutput(Forecast))
    assert isinstance((await forecaster.run(QUESTION)).output, Forecast)


async def all_tools(responses):
    await tools(responses)
    await streamed_tools(responses)


async def responses_structured():
    await structured(responses=True)
    await json_mode(responses=True)


report(
    {
        "plain": lambda: plain(responses=False),
        "streamed": lambda: streamed(responses=False),
        "tools": lambda: all_tools(responses=False),
        "structured": lambda: structured(responses=False),
        "JSON mode": lambda: json_mode(responses=False),
        "Responses": lambda: plain(responses=True),
        "Responses streamed": lambda: streamed(responses=True),
        "Responses tools": lambda: all_tools(responses=True),
        "Responses structured": responses_structured,
    }
)
