"""LangChain, with langchain-openai."""

from __future__ import annotations

from langchain.agents import create_agent
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
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
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


@tool
def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return TEMPERATURE


@tool
def get_time() -> str:
    """Return the time."""
    return "noon"


TOOLS = [get_weather, get_time]


def model(responses):
    name = RESPONSES_MODEL if responses else CHAT_MODEL
    return ChatOpenAI(
        model=name, api_key=API_KEY, base_url=BASE_URL, max_retries=0, use_responses_api=responses
    )


def plain(responses):
    assert QUESTION in model(responses).invoke(QUESTION).text


def streamed(responses):
    assert QUESTION in "".join(chunk.text for chunk in model(responses).stream(QUESTION))


def tools(responses):
    agent = create_agent(model(responses), TOOLS)
    messages = agent.invoke({"messages": [{"role": "user", "content": QUESTION}]})["messages"]
    assert TEMPERATURE in messages[-1].text
    messages = agent.invoke({"messages": [*messages, {"role": "user", "content": QUESTION}]})["messages"]
    assert TEMPERATURE in messages[-1].text


def streamed_tools(responses):
    agent = create_agent(model(responses), TOOLS)
    stream = agent.stream({"messages": [{"role": "user", "content": QUESTION}]}, stream_mode="messages")
    assert TEMPERATURE in "".join(chunk.text for chunk, _ in stream if chunk.type == "AIMessageChunk")


def structured(responses):
    for method in ("json_schema", "function_calling"):
        forecast = model(responses).with_structured_output(Forecast, method=method).invoke(QUESTION)
        assert isinstance(forecast, Forecast)
    agent = create_agent(model(responses), TOOLS, response_format=Forecast)
    state = agent.invoke({"messages": [{"role": "user", "content": QUESTION}]})
    assert isinstance(state["structured_response"], Forecast)


def json_mode(responses):
    forecaster = model(responses).with_structured_output(Forecast, method="json_mode")
    schema = f"Answer by this schema: {Forecast.model_json_schema()}".replace("'", '"')
    assert isinstance(forecaster.invoke([("system", schema), ("user", QUESTION)]), Forecast)


report(
    {
        "plain": lambda: plain(responses=False),
        "streamed": lambda: streamed(responses=False),
        "tools": lambda: (tools(responses=False), streamed_tools(responses=False)),
        "structured": lambda: structured(responses=False),
        "JSON mode": lambda: json_mode(responses=False),
        "Responses": lambda: plain(responses=True),
        "Responses streamed": lambda: streamed(responses=True),
        "Responses tools": lambda: (tools(responses=True), streamed_tools(responses=True)),
        "Responses structured": lambda: (structured(responses=True), json_mode(responses=True)),
    }
)
