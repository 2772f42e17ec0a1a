"""OpenAI Agents SDK."""

from __future__ import annotations

from agents import Agent, OpenAIChatCompletionsModel, OpenAIResponsesModel, Runner, function_tool
from openai import AsyncOpenAI
from pydantic import BaseModel

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
    city: str
    degrees: float
    days: list[str]


@function_tool
def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return TEMPERATURE


@function_tool
def get_time() -> str:
    """Return the time."""
    return "noon"


TOOLS = [get_weather, get_time]


def agent(responses, **options):
    client = AsyncOpenAI(api_key=API_KEY, base_url=BASE_URL, max_retries=0)
    if responses:
        model = OpenAIResponsesModel(RESPONSES_MODEL, client)
    else:
        model = OpenAIChatCompletionsModel(CHAT_MODEL, client)
    return Agent("weather", instructions="Be brief.", model=model, **options)


async def plain(responses):
    assert QUESTION in (await Runner.run(agent(responses), QUESTION)).final_output


async def stream(responses, expected, **options):
    result = Runner.run_streamed(agent(responses, **options), QUESTION)
    deltas = [
        event.data.delta
        async for event in result.stream_events()
        if event.type == "raw_response_event" and event.data.type == "response.output_text.delta"
    ]
    assert expected in "".join(deltas)


async def tools(responses):
    weather = agent(responses, tools=TOOLS)
    first = await Runner.run(weather, QUESTION)
    assert TEMPERATURE in first.final_output
    second = await Runner.run(weather, [*first.to_input_list(), {"role": "user", "content": QUESTION}])
    assert TEMPERATURE in second.final_output


async def structured(responses):
    result = await Runner.run(agent(responses, output_type=Forecast, tools=TOOLS), QUESTION)
    assert isinstance(result.final_output, Forecast)


async def all_tools(responses):
    await tools(responses)
    await stream(responses, expected=TEMPERATURE, tools=TOOLS)


report(
    {
        "plain": lambda: plain(responses=False),
        "streamed": lambda: stream(responses=False, expected=QUESTION),
        "tools": lambda: all_tools(responses=False),
        "structured": lambda: structured(responses=False),
        "Responses": lambda: plain(responses=True),
        "Responses streamed": lambda: stream(responses=True, expected=QUESTION),
        "Responses tools": lambda: all_tools(responses=True),
        "Responses structured": lambda: structured(responses=True),
    }
)
