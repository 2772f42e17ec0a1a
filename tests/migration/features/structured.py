"""Structured output and function tools."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from aimlkit.mock import MockResponse, ToolCall
from tests.migration.feature import Group, Sdk

STRUCTURED = Group("Structured output")
TOOLS = Group("Tools")


class Step(BaseModel):
    """A nested model."""

    explanation: str
    output: str


class Solution(BaseModel):
    """A structured output."""

    steps: list[Step]
    final_answer: str


class GetWeather(BaseModel):
    """A tool."""

    city: str
    country: str


class GetForecast(BaseModel):
    """A tool with a default."""

    city: str
    days: int = 1


_ANSWER = {"steps": [{"explanation": "Divide.", "output": "x = 4"}], "final_answer": "4"}
_CALL = ToolCall("get_weather", '{"city": "Oslo", "country": "Norway"}')


@STRUCTURED.feature("`chat.completions.parse(response_format=Model)`, `message.parsed`")
def chat_parse(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    completion = sdk.client().chat.completions.parse(**sdk.question(), response_format=Solution)
    parsed = completion.choices[0].message.parsed
    return [isinstance(parsed, Solution), parsed.model_dump()]


@STRUCTURED.feature("the schema that is sent")
def schema(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    sdk.client().chat.completions.parse(**sdk.question(), response_format=Solution)
    return sdk.mock.requests[-1].body["response_format"]


@STRUCTURED.feature("`responses.parse(text_format=Model)`, `output_parsed`")
def responses_parse(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    response = sdk.client().responses.parse(model=sdk.model, input="Hello", text_format=Solution)
    return [isinstance(response.output_parsed, Solution), response.output_parsed.model_dump()]


@STRUCTURED.feature("`responses.parse(parse_as=Model)`: a type for parsing the output, which is not sent")
def parse_as(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    response = sdk.client().responses.parse(model=sdk.model, input="Hello", parse_as=Solution)
    return [response.output_parsed.model_dump(), "text" in sdk.mock.requests[-1].body]


@STRUCTURED.feature("a refusal: `message.refusal`, `parsed` is None")
def refusal(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(refusal="No."))
    message = (
        sdk.client().chat.completions.parse(**sdk.question(), response_format=Solution).choices[0].message
    )
    return [message.parsed, message.refusal]


@STRUCTURED.feature("`LengthFinishReasonError` with the completion")
def length(sdk: Sdk) -> object:
    try:
        sdk.client().chat.completions.parse(
            **sdk.question(), response_format=Solution, max_completion_tokens=2
        )
    except sdk.module.LengthFinishReasonError as error:
        return error.completion.choices[0].finish_reason
    return None


@STRUCTURED.feature(
    "output that does not match: pydantic's `ValidationError`",
    differs="`OutputValidationError` with the response, its cost and all problems",
)
def mismatch(sdk: Sdk) -> object:
    from pydantic import ValidationError  # noqa: PLC0415

    sdk.mock.enqueue(MockResponse(text='{"steps": 1}'))
    try:
        sdk.client().chat.completions.parse(**sdk.question(), response_format=Solution)
    except ValidationError:
        return "ValidationError"
    return None


@STRUCTURED.feature(
    "dataclasses",
    differs="accepted, like attrs classes, TypedDicts and JSON Schemas; openai-python accepts pydantic's dataclasses only",
)
def dataclasses(sdk: Sdk) -> object:
    from dataclasses import dataclass  # noqa: PLC0415

    @dataclass
    class Answer:
        final_answer: str

    sdk.mock.enqueue(MockResponse(text='{"final_answer": "4"}'))
    completion = sdk.client().chat.completions.parse(**sdk.question(), response_format=Answer)
    return completion.choices[0].message.parsed.final_answer


@STRUCTURED.feature(
    "`stream(response_format=Model)`: `parsed` of `content.done`, and of the final completion"
)
def chat_stream(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    with sdk.client().chat.completions.stream(**sdk.question(), response_format=Solution) as events:
        done = [event.parsed.model_dump() for event in events if event.type == "content.done"]
        return [done, events.get_final_completion().choices[0].message.parsed.model_dump()]


@STRUCTURED.feature("the snapshot at `content.done` has `parsed`")
def chat_snapshot(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    with sdk.client().chat.completions.stream(**sdk.question(), response_format=Solution) as events:
        return [
            events.current_completion_snapshot.choices[0].message.parsed.model_dump()
            for event in events
            if event.type == "content.done"
        ]


@STRUCTURED.feature("`content.delta`: `parsed`, the partial JSON")
def partial(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    with sdk.client().chat.completions.stream(**sdk.question(), response_format=Solution) as events:
        return [event.parsed for event in events if event.type == "content.delta"]


@STRUCTURED.feature("`responses.stream(text_format=Model)`: `parsed` of `response.output_text.done`")
def responses_stream(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(text=json.dumps(_ANSWER)))
    with sdk.client().responses.stream(model=sdk.model, input="Hello", text_format=Solution) as events:
        done = [event.parsed.model_dump() for event in events if event.type == "response.output_text.done"]
        return [done, events.get_final_response().output_parsed.model_dump()]


@TOOLS.feature("tools as dictionaries, `tool_calls`, results in the next request")
def loop(sdk: Sdk) -> object:
    tool = {
        "type": "function",
        "function": {"name": "get_weather", "parameters": GetWeather.model_json_schema()},
    }
    client = sdk.client()
    question = sdk.question("What is the weather?")
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    message = client.chat.completions.create(**question, tools=[tool]).choices[0].message
    [call] = message.tool_calls
    result = {"role": "tool", "tool_call_id": call.id, "content": "4 °C"}
    messages = [*question["messages"], message, result]
    completion = client.chat.completions.create(model=sdk.chat_model, messages=messages, tools=[tool])
    return [call.type, call.function.name, call.function.arguments, completion.choices[0].message.content]


@TOOLS.feature("`pydantic_function_tool(Model)`: its content as a dictionary, as JSON")
def chat_tool(sdk: Sdk) -> object:
    tool = sdk.module.pydantic_function_tool(
        GetWeather, name="get_weather", description="Return the weather."
    )
    return [tool["type"], tool["function"]["name"], json.loads(json.dumps(tool))]


@TOOLS.feature(
    "a `default` in the schema of a tool",
    differs="left out: strict mode does not allow it; pydantic still uses it",
)
def default_argument(sdk: Sdk) -> object:
    tool = sdk.module.pydantic_function_tool(GetForecast)
    return tool["function"]["parameters"]["properties"]["days"]


@TOOLS.feature("`parse()`: `parsed_arguments` of `pydantic_function_tool`")
def parsed_arguments(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool = sdk.module.pydantic_function_tool(GetWeather, name="get_weather")
    completion = sdk.client().chat.completions.parse(**sdk.question(), tools=[tool])
    arguments = completion.choices[0].message.tool_calls[0].function.parsed_arguments
    return [isinstance(arguments, GetWeather), arguments.city]


@TOOLS.feature(
    "`parse()` rejects tools that are not strict: `ValueError`",
    differs="accepted; arguments of `function_tool(f, strict=False)` are validated, those of dictionaries are not",
)
def not_strict(sdk: Sdk) -> object:
    tool: Any = {"type": "function", "function": {"name": "get_weather", "parameters": {}}}
    try:
        sdk.client().chat.completions.parse(**sdk.question(), tools=[tool])
    except ValueError:
        return "ValueError"
    return None


@TOOLS.feature("`tool_calls.function.arguments.delta` and `.done`")
def tool_events(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool = sdk.module.pydantic_function_tool(GetWeather, name="get_weather")
    with sdk.client().chat.completions.stream(**sdk.question(), tools=[tool]) as events:
        return [
            [event.type, event.name, event.index, event.arguments]
            for event in events
            if event.type.startswith("tool_calls")
        ]


@TOOLS.feature("streamed tool calls: `parsed_arguments` of events and of the final completion, `index`")
def streamed_tool_call(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool = sdk.module.pydantic_function_tool(GetWeather, name="get_weather")
    with sdk.client().chat.completions.stream(**sdk.question(), tools=[tool]) as events:
        done = [event for event in events if event.type == "tool_calls.function.arguments.done"]
        [call] = events.get_final_completion().choices[0].message.tool_calls
    return [done[0].parsed_arguments.city, call.function.parsed_arguments.city, call.index]


@TOOLS.feature("Responses: `function_call` items, `function_call_output`")
def responses_loop(sdk: Sdk) -> object:
    tool = {
        "type": "function",
        "name": "get_weather",
        "parameters": GetWeather.model_json_schema(),
        "strict": False,
    }
    client = sdk.client()
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    first = client.responses.create(model=sdk.model, input="What is the weather?", tools=[tool])
    [call] = [item for item in first.output if item.type == "function_call"]
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "4 °C"}
    response = client.responses.create(model=sdk.model, input=[*first.output, result], tools=[tool])
    return [call.name, call.arguments, response.output_text]


@TOOLS.feature("`pydantic_responses_function_tool(Model)`")
def responses_tool(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool = sdk.module.pydantic_responses_function_tool(GetWeather, name="get_weather")
    response = sdk.client().responses.parse(model=sdk.model, input="Hello", tools=[tool])
    [call] = [item for item in response.output if item.type == "function_call"]
    return [call.parsed_arguments.city, json.loads(json.dumps(tool))]


@TOOLS.feature("`pydantic_function_tool` in `responses.parse()`")
def chat_tool_in_responses(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool = sdk.module.pydantic_function_tool(GetWeather, name="get_weather")
    response = sdk.client().responses.parse(model=sdk.model, input="Hello", tools=[tool])
    [call] = [item for item in response.output if item.type == "function_call"]
    return call.parsed_arguments.city


@TOOLS.feature("`response.function_call_arguments.delta` and `.done`")
def responses_events(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(tool_calls=[_CALL]))
    tool: Any = sdk.module.pydantic_function_tool(GetWeather, name="get_weather")
    with sdk.client().responses.stream(model=sdk.model, input="Hello", tools=[tool]) as events:
        return [
            [event.type, event.output_index]
            for event in events
            if event.type.startswith("response.function_call_arguments")
        ]
