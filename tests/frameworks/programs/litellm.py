"""LiteLLM."""

from __future__ import annotations

import json

import litellm
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


MESSAGES = [{"role": "user", "content": QUESTION}]
PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
CHAT_TOOL = {"type": "function", "function": {"name": "get_weather", "parameters": PARAMETERS}}
TOOL = {"type": "function", "name": "get_weather", "parameters": PARAMETERS}


def complete(messages=MESSAGES, **options):
    return litellm.completion(
        model=f"openai/{CHAT_MODEL}",
        messages=messages,
        api_key=API_KEY,
        api_base=BASE_URL,
        num_retries=0,
        **options,
    )


def respond(conversation=QUESTION, **options):
    return litellm.responses(
        model=f"openai/{RESPONSES_MODEL}",
        input=conversation,
        api_key=API_KEY,
        api_base=BASE_URL,
        num_retries=0,
        **options,
    )


def output_text(response):
    parts = [part for item in response.output if item.type == "message" for part in item.content]
    return "".join(part.text for part in parts)


def plain():
    assert QUESTION in complete().choices[0].message.content


def streamed():
    assert QUESTION in "".join(chunk.choices[0].delta.content or "" for chunk in complete(stream=True))


def tools():
    for stream in (False, True):
        for as_dict in (False, True):
            completion = complete(tools=[CHAT_TOOL], stream=stream)
            if stream:
                completion = litellm.stream_chunk_builder([*completion])
            message = completion.choices[0].message
            [call] = message.tool_calls
            assistant = message.model_dump() if as_dict else message
            result = {"role": "tool", "tool_call_id": call.id, "name": "get_weather", "content": TEMPERATURE}
            completion = complete([*MESSAGES, assistant, result], tools=[CHAT_TOOL])
            message = completion.choices[0].message
            assert TEMPERATURE in message.content
            assert complete([*MESSAGES, message.model_dump() if as_dict else message, *MESSAGES]).choices


def structured():
    completion = complete(response_format=Forecast)
    Forecast.model_validate_json(completion.choices[0].message.content)


def json_mode():
    schema = {"role": "system", "content": json.dumps(Forecast.model_json_schema())}
    completion = complete([schema, *MESSAGES], response_format={"type": "json_object"})
    Forecast.model_validate_json(completion.choices[0].message.content)


def responses():
    assert QUESTION in output_text(respond())


def responses_streamed():
    events = respond(stream=True)
    assert QUESTION in "".join(event.delta for event in events if event.type == "response.output_text.delta")


def responses_tools():
    for as_dict in (False, True):
        response = respond(MESSAGES, tools=[TOOL])
        [call] = [item for item in response.output if item.type == "function_call"]
        output = [item.model_dump() if as_dict else item for item in response.output]
        result = {"type": "function_call_output", "call_id": call.call_id, "output": TEMPERATURE}
        assert TEMPERATURE in output_text(respond([*MESSAGES, *output, result], tools=[TOOL]))


def responses_structured():
    Forecast.model_validate_json(output_text(respond(text_format=Forecast)))


report(
    {
        "plain": plain,
        "streamed": streamed,
        "tools": tools,
        "structured": structured,
        "JSON mode": json_mode,
        "Responses": responses,
        "Responses streamed": responses_streamed,
        "Responses tools": responses_tools,
        "Responses structured": responses_structured,
    }
)
