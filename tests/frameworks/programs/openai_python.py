"""openai-python."""

from __future__ import annotations

import json

from openai import APIError, OpenAI, pydantic_function_tool
from pydantic import BaseModel

from tests.frameworks.programs._mock import record_then_replay, rules, statuses
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


class GetWeather(BaseModel):
    city: str


class GetTime(BaseModel):
    pass


client = OpenAI(api_key=API_KEY, base_url=BASE_URL, max_retries=0)
MESSAGES = [{"role": "user", "content": QUESTION}]
CHAT_TOOLS = [pydantic_function_tool(GetWeather, name="get_weather"), pydantic_function_tool(GetTime)]
TOOL = {
    "type": "function",
    "name": "get_weather",
    "description": None,
    "parameters": GetWeather.model_json_schema(),
    "strict": None,
}


def plain():
    completion = client.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES)
    assert QUESTION in completion.choices[0].message.content


def streamed():
    with client.chat.completions.stream(model=CHAT_MODEL, messages=MESSAGES) as stream:
        text = "".join(event.delta for event in stream if event.type == "content.delta")
        assert text == stream.get_final_completion().choices[0].message.content
    assert QUESTION in text


def tools():
    for as_dict in (False, True):
        message = (
            client.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES, tools=CHAT_TOOLS)
            .choices[0]
            .message
        )
        [call] = message.tool_calls
        assert "city" in json.loads(call.function.arguments)
        assistant = message.model_dump() if as_dict else message
        result = {"role": "tool", "tool_call_id": call.id, "content": TEMPERATURE}
        completion = client.chat.completions.create(
            model=CHAT_MODEL, messages=[*MESSAGES, assistant, result], tools=CHAT_TOOLS
        )
        assert TEMPERATURE in completion.choices[0].message.content
        later = [*MESSAGES, completion.choices[0].message.model_dump(), *MESSAGES]
        assert client.chat.completions.create(model=CHAT_MODEL, messages=later).choices[0].message.content


def streamed_tools():
    with client.chat.completions.stream(model=CHAT_MODEL, messages=MESSAGES, tools=CHAT_TOOLS) as stream:
        message = stream.get_final_completion().choices[0].message
    [call] = message.tool_calls
    assert isinstance(call.function.parsed_arguments, GetWeather)
    result = {"role": "tool", "tool_call_id": call.id, "content": TEMPERATURE}
    with client.chat.completions.stream(
        model=CHAT_MODEL, messages=[*MESSAGES, message, result], tools=CHAT_TOOLS
    ) as stream:
        assert TEMPERATURE in stream.get_final_completion().choices[0].message.content


def structured():
    completion = client.chat.completions.parse(model=CHAT_MODEL, messages=MESSAGES, response_format=Forecast)
    assert isinstance(completion.choices[0].message.parsed, Forecast)


def json_mode():
    schema = {
        "role": "system",
        "content": f"Answer by this schema: {json.dumps(Forecast.model_json_schema())}",
    }
    completion = client.chat.completions.create(
        model=CHAT_MODEL, messages=[schema, *MESSAGES], response_format={"type": "json_object"}
    )
    Forecast.model_validate_json(completion.choices[0].message.content)


def responses():
    assert QUESTION in client.responses.create(model=RESPONSES_MODEL, input=QUESTION).output_text


def responses_streamed():
    with client.responses.stream(model=RESPONSES_MODEL, input=QUESTION) as stream:
        text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
        assert text == stream.get_final_response().output_text
    assert QUESTION in text


def responses_tools():
    for as_dict in (False, True):
        conversation = [*MESSAGES]
        response = client.responses.create(model=RESPONSES_MODEL, input=conversation, tools=[TOOL])
        [call] = [item for item in response.output if item.type == "function_call"]
        conversation += [item.model_dump() if as_dict else item for item in response.output]
        conversation.append({"type": "function_call_output", "call_id": call.call_id, "output": TEMPERATURE})
        response = client.responses.create(model=RESPONSES_MODEL, input=conversation, tools=[TOOL])
        assert TEMPERATURE in response.output_text
        conversation += [item.model_dump() if as_dict else item for item in response.output]
        conversation += MESSAGES
        assert client.responses.create(model=RESPONSES_MODEL, input=conversation).output_text


def responses_structured():
    response = client.responses.parse(model=RESPONSES_MODEL, input=QUESTION, text_format=Forecast)
    assert isinstance(response.output_parsed, Forecast)


def use_rules():
    with rules({"match": {"contains": "Oslo"}, "reply": [{"text": "Cold."}, {"refusal": "No."}]}):
        completion = client.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES)
        assert completion.choices[0].message.content == "Cold."
        with client.chat.completions.stream(model=CHAT_MODEL, messages=MESSAGES) as stream:
            assert stream.get_final_completion().choices[0].message.refusal == "No."
        other = client.responses.create(model=RESPONSES_MODEL, input="And in Rome?")
        assert "And in Rome?" in other.output_text


def retries():
    patient = client.with_options(max_retries=3)
    failures = [{"status": 429, "retry_after": 0.001}, {"status": 503}, {"reset": True}]
    with rules({"reply": [*failures, {"text": "At last."}]}):
        completion = patient.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES)
        assert completion.choices[0].message.content == "At last."
        assert statuses() == [429, 503, None, 200]
    with rules({"reply": {"text": "Never."}, "faults": {"cut_stream": 1}}):
        try:
            for _ in client.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES, stream=True):
                pass
        except Exception as error:
            assert isinstance(error, APIError) or type(error).__name__ == "RemoteProtocolError"
        else:
            raise AssertionError("the stream was not cut")


def recordings():
    def use(base_url):
        other = client.with_options(base_url=base_url)
        events = [other.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES)]
        events += other.chat.completions.create(model=CHAT_MODEL, messages=MESSAGES, stream=True)
        events += [other.responses.create(model=RESPONSES_MODEL, input=QUESTION)]
        events += other.responses.create(model=RESPONSES_MODEL, input=QUESTION, stream=True)
        return [event.model_dump() for event in events]

    recorded, replayed = record_then_replay(use)
    assert len(recorded) > 10
    assert recorded == replayed


report(
    {
        "plain": plain,
        "streamed": streamed,
        "tools": lambda: (tools(), streamed_tools()),
        "structured": structured,
        "JSON mode": json_mode,
        "Responses": responses,
        "Responses streamed": responses_streamed,
        "Responses tools": responses_tools,
        "Responses structured": responses_structured,
        "rules": use_rules,
        "retries": retries,
        "recordings": recordings,
    }
)
