"""instructor, whose only feature is structured output."""

from __future__ import annotations

import instructor
from openai import OpenAI
from pydantic import BaseModel

from tests.frameworks.programs._report import (
    API_KEY,
    BASE_URL,
    CHAT_MODEL,
    QUESTION,
    RESPONSES_MODEL,
    report,
)


class Forecast(BaseModel):
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


MESSAGES = [{"role": "user", "content": QUESTION}]


def client(mode):
    return instructor.from_openai(OpenAI(api_key=API_KEY, base_url=BASE_URL, max_retries=0), mode=mode)


def create(mode, model=CHAT_MODEL):
    forecast = client(mode).create(model=model, messages=MESSAGES, response_model=Forecast, max_retries=0)
    assert isinstance(forecast, Forecast)


def streamed():
    for mode in (instructor.Mode.TOOLS, instructor.Mode.JSON):
        partial = client(mode).create_partial(model=CHAT_MODEL, messages=MESSAGES, response_model=Forecast)
        assert [*partial][-1].days
        items = client(mode).create_iterable(model=CHAT_MODEL, messages=MESSAGES, response_model=Forecast)
        assert all(isinstance(item, Forecast) for item in items)


def tools():
    create(instructor.Mode.TOOLS)
    create(instructor.Mode.TOOLS_STRICT)


def responses_streamed():
    partial = client(instructor.Mode.RESPONSES_TOOLS).create_partial(
        model=RESPONSES_MODEL, messages=MESSAGES, response_model=Forecast
    )
    assert [*partial][-1].days


report(
    {
        "streamed": streamed,
        "structured": tools,
        "JSON mode": lambda: (create(instructor.Mode.JSON), create(instructor.Mode.JSON_SCHEMA)),
        "Responses streamed": responses_streamed,
        "Responses structured": lambda: create(instructor.Mode.RESPONSES_TOOLS, RESPONSES_MODEL),
    }
)
