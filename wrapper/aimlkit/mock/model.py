"""The simulated model: it turns a request of either API into text, a refusal or tool calls."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from anyio import to_thread
from anyio.lowlevel import checkpoint

from aimlkit.mock import prompt_schema, sample_text, schema_examples
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.hashing import stable_hash
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.mock_response import Call, Incomplete, MockResponse, Usage
from aimlkit.mock.tokens import count_tokens, tokenize

# Reasoning tokens by effort; at most half of the token limit, so that some are left for the output.
_REASONING_TOKENS = {"low": 16, "medium": 64, "high": 256}

MAX_OUTPUT_CHARACTERS = 500_000  # of several choices or tool calls together
MAX_TOOL_CALLS = 128  # in one output

# Parts of a tool's name that are long enough to identify it in a message: "Weather" of getWeather, not "get".
_NAME_PART = re.compile(r"[A-Z][a-z]{3,}|[a-z]{4,}|[A-Z]{4,}|[^\W\d_A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class FunctionTool:
    """A function that the model may call."""

    name: str
    parameters: JsonObject
    pointer: str  # JSON pointer to the parameters in the request


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """A JSON format that a request sets for the output, with the schema and its name, if it has one."""

    type: str  # as the request has it
    name: str | None
    schema: JsonObject | None
    pointer: str  # JSON pointer to the schema in the request


@dataclass(frozen=True, slots=True)
class ModelInput:
    """The content of a request, in a form common to both APIs."""

    model: str
    texts: Sequence[str]  # all texts of the conversation
    user_message: str  # the text of the last user message
    tool_result: str | None  # the text of the last tool result since the last user message
    called_tools: Collection[str]  # the tools that the model has called since then
    tools: Sequence[FunctionTool]
    tool_choice: str  # none, auto or required
    forced_tool: str | None  # the one function that has to be called
    parallel_tool_calls: bool
    output_format: OutputFormat | None
    stop_sequences: Sequence[str]
    max_tokens: int | None
    reasoning_effort: str | None
    seed: object


@dataclass(slots=True)
class ModelOutput:
    """The output of the model: text, a refusal or tool calls."""

    text: str | None = None
    refusal: str | None = None
    reasoning: str | None = None  # the text of a mock response; a generated output has none
    tool_calls: Sequence[Call] = ()
    incomplete: Incomplete | None = None  # the reason why it ended early
    reasoning_tokens: int = 0
    output_tokens: int = 0  # without reasoning

    @property
    def character_count(self) -> int:
        """The number of characters in the output."""
        calls = sum(len(call.name) + len(call.arguments_text) for call in self.tool_calls)
        return len(self.text or "") + len(self.refusal or "") + calls


def check_output_size(pointer: str, outputs: Iterable[ModelOutput]) -> None:
    """Raise HTTPError with status 400 if the outputs are too large; `pointer` leads to what multiplies them."""
    if sum(output.character_count for output in outputs) > MAX_OUTPUT_CHARACTERS:
        raise HTTPError(
            400, f"{pointer}: the output would have more than {MAX_OUTPUT_CHARACTERS:,} characters"
        )


async def generate(
    model_input: ModelInput, *, seed: int, choice_index: int, mock_response: MockResponse | None
) -> ModelOutput:
    """Return the model's output: that of `mock_response`, or one derived from the input and the seeds only.

    `choice_index` makes several choices for one request differ.
    """
    if choice_index:
        await checkpoint()  # Other requests are served between two choices.
    reasoning_tokens = _REASONING_TOKENS.get(model_input.reasoning_effort or "", _REASONING_TOKENS["medium"])
    remaining_tokens = None
    if model_input.max_tokens is not None:
        reasoning_tokens = min(reasoning_tokens, model_input.max_tokens // 2)
        remaining_tokens = model_input.max_tokens - reasoning_tokens
    output = specified_output(mock_response) if mock_response else None
    if output is None:
        output = await _generated_output(model_input, seed, choice_index)
    if output.text is not None:
        output.text = sample_text.truncate_at_stop(output.text, model_input.stop_sequences)
    output.reasoning_tokens = reasoning_tokens
    _truncate_output(output, remaining_tokens)
    if mock_response:
        output.reasoning = mock_response.reasoning
        output.incomplete = mock_response.incomplete or output.incomplete
    return output


def specified_output(mock_response: MockResponse) -> ModelOutput | None:
    """Return the output that a mock response specifies; None if it is to be generated."""
    if mock_response.refusal is not None:
        return ModelOutput(refusal=mock_response.refusal)
    if mock_response.text is not None:
        return ModelOutput(text=mock_response.text)
    if mock_response.json is not None:
        return ModelOutput(text=json.dumps(mock_response.json, ensure_ascii=False))
    if mock_response.tool_calls:
        return ModelOutput(tool_calls=mock_response.tool_calls)
    return None


def sample_output(mock_response: MockResponse) -> ModelOutput:
    """Return the output that a mock response specifies, or a short text, with its reasoning and its end."""
    output = specified_output(mock_response) or ModelOutput(text="a")
    output.reasoning = mock_response.reasoning
    output.incomplete = mock_response.incomplete
    return output


def token_usage(
    model_input: ModelInput, outputs: Sequence[ModelOutput], mock_response: MockResponse | None
) -> Usage:
    """Return the usage that a mock response specifies, or else that of the input and the outputs."""
    if mock_response and mock_response.usage is not None:
        return mock_response.usage
    reasoning_tokens = sum(output.reasoning_tokens for output in outputs)
    return Usage(
        input_tokens=count_tokens(model_input.texts),
        output_tokens=reasoning_tokens + sum(output.output_tokens for output in outputs),
        reasoning_tokens=reasoning_tokens,
    )


async def _generated_output(model_input: ModelInput, seed: int, choice_index: int) -> ModelOutput:
    calls = await _tool_calls(model_input)
    if calls:
        return ModelOutput(tool_calls=calls)
    return ModelOutput(text=await _text(model_input, seed, choice_index))


async def _text(model_input: ModelInput, seed: int, choice_index: int) -> str:
    output_format = model_input.output_format
    if output_format:
        if output_format.schema is not None:
            return await _example_json(output_format.schema, output_format.pointer)
        example = await to_thread.run_sync(_example_by_prompt, model_input.texts)
        if example is not None:
            return example
    random_bytes = stable_hash(seed, model_input.seed, model_input.model, model_input.texts, choice_index)
    if model_input.tool_result is None:
        text = sample_text.reply_text(model_input.user_message, random_bytes)
    else:
        text = sample_text.tool_result_text(model_input.tool_result, random_bytes)
    return json.dumps({"answer": text}, ensure_ascii=False) if output_format else text


async def _tool_calls(model_input: ModelInput) -> list[Call]:
    """Return the tool calls for the input.

    These are the tools that the last user message mentions: by the full name of the tool, or by a part of that name
    with four letters or more ("What is the weather in Oslo?" calls `get_weather`); the first tool if it mentions none.
    After a tool's result, the model replies with text; with "required", which rules that out, it calls the tools that
    it has not called yet, if there are any. It calls at most MAX_TOOL_CALLS tools.

    Raises HTTPError with status 400 if a call has no example, or if the calls would be too large.
    """
    tools = model_input.tools
    if model_input.forced_tool is not None:
        unknown = FunctionTool(model_input.forced_tool, {}, "")
        tool = next((tool for tool in tools if tool.name == model_input.forced_tool), unknown)
        return [await _call(tool)]
    if model_input.tool_choice == "none" or not tools:
        return []
    if model_input.tool_choice == "auto" and model_input.tool_result is not None:
        return []
    tools = [tool for tool in tools if tool.name not in model_input.called_tools] or tools
    message = model_input.user_message.lower()
    called = [tool for tool in tools if _mentions(message, tool.name)] or tools[:1]
    if not model_input.parallel_tool_calls:
        called = called[:1]
    calls: list[Call] = []
    for tool in called[:MAX_TOOL_CALLS]:
        calls.append(await _call(tool))
        check_output_size("/tools", [ModelOutput(tool_calls=calls)])
    return calls


def _mentions(message: str, tool_name: str) -> bool:
    """Return whether the lower-case message mentions the tool."""
    if tool_name.lower() in re.findall(r"[\w-]+", message):
        return True
    return any(part.lower() in message for part in _NAME_PART.findall(tool_name))


async def _call(tool: FunctionTool) -> Call:
    return Call(tool.name, await _example_json({"type": "object", **tool.parameters}, tool.pointer))


async def _example_json(schema: JsonObject, pointer: str) -> str:
    """Return JSON text that satisfies the schema. Raises HTTPError with status 400 if there is none.

    It may take a while (see WorkBudget), and so runs in another thread: other requests are served meanwhile.
    """
    try:
        return await to_thread.run_sync(schema_examples.example_json, json.dumps(schema))
    except schema_examples.UnsatisfiableSchema as error:
        raise HTTPError(400, f"{pointer}: {error}") from error


def _example_by_prompt(texts: Sequence[str]) -> str | None:
    """Return JSON text that satisfies the schema in the prompt; None if there is none, or none that can be used."""
    schema = prompt_schema.find_schema(texts)
    if schema is None:
        return None
    try:
        return schema_examples.example_json(json.dumps(schema))
    except schema_examples.UnsatisfiableSchema:
        return None


def _truncate_output(output: ModelOutput, max_tokens: int | None) -> None:
    """Truncate the output at the token limit, and count its tokens."""
    if output.tool_calls:
        _truncate_calls(output, max_tokens)
    elif output.refusal is not None:
        output.refusal, output.output_tokens, is_truncated = _truncate(output.refusal, max_tokens)
        output.incomplete = "max_tokens" if is_truncated else None
    else:
        output.text, output.output_tokens, is_truncated = _truncate(output.text or "", max_tokens)
        output.incomplete = "max_tokens" if is_truncated else None


def _truncate_calls(output: ModelOutput, max_tokens: int | None) -> None:
    """Truncate tool calls at the token limit: the arguments of the last one may be incomplete."""
    calls: list[Call] = []
    for call in output.tool_calls:
        remaining = None if max_tokens is None else max_tokens - output.output_tokens
        if remaining == 0:
            output.incomplete = "max_tokens"
            break
        arguments, tokens, is_truncated = _truncate(call.arguments_text, remaining)
        calls.append(Call(call.name, arguments))
        output.output_tokens += tokens
        if is_truncated:
            output.incomplete = "max_tokens"
            break
    output.tool_calls = calls


def _truncate(text: str, max_tokens: int | None) -> tuple[str, int, bool]:
    """Return the text within the limit, its number of tokens, and whether some are missing."""
    tokens = [*tokenize(text)]
    if max_tokens is None or len(tokens) <= max_tokens:
        return text, len(tokens), False
    return "".join(tokens[:max_tokens]), max_tokens, True
