"""The example that tests share: a question about the weather, tools to find out, and the type of the output."""

from __future__ import annotations

from typing import Any

import pydantic

from aimlkit.mock import ToolCall
from tests.models import CHAT_MODEL, RESPONSES_MODEL

Json = Any

QUESTION = "What is the weather in Oslo?"
MESSAGES: Json = [{"role": "user", "content": QUESTION}]
CHAT_REQUEST: Json = {"model": CHAT_MODEL, "messages": MESSAGES}
RESPONSES_REQUEST: Json = {"model": RESPONSES_MODEL, "input": QUESTION}

PARAMETERS: Json = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer"}},
    "required": ["city", "days"],
    "additionalProperties": False,
}


def chat_tool(name: str, *, strict: bool = True) -> Json:
    """Return a tool as Chat Completions take it."""
    return {"type": "function", "function": {"name": name, "parameters": PARAMETERS, "strict": strict}}


def responses_tool(name: str, *, strict: bool = True) -> Json:
    """Return a tool as Responses take it."""
    return {"type": "function", "name": name, "parameters": PARAMETERS, "strict": strict}


CHAT_TOOLS: Json = [chat_tool("get_weather"), chat_tool("get_tides")]
RESPONSES_TOOLS: Json = [responses_tool("get_weather"), responses_tool("get_tides")]

TOOL_CALLS = [
    ToolCall("get_weather", '{"city": "Oslo", "days": 3}'),
    ToolCall("get_tides", '{"city": "Bergen", "days": 1}'),
]


class Forecast(pydantic.BaseModel):
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


FORECAST = Forecast(city="Oslo", degrees=4.5, days=["Mon", "Tue"])
FORECAST_JSON = '{"city": "Oslo", "degrees": 4.5, "days": ["Mon", "Tue"]}'
