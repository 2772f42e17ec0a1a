"""POST /v1/chat/completions: the question in a request, the completion of a reply, its chunks."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from aimlkit.mock import content
from aimlkit.mock.contract import Shape
from aimlkit.mock.errors import Refused
from aimlkit.mock.reply import Form, Question, Reply, Tool, reply
from aimlkit.mock.script import Step
from aimlkit.mock.state import State
from aimlkit.mock.usage import meta

Json = Any


def complete(request: Json, shape: Shape, state: State, step: Step | None) -> Json:
    """The completion that answers `request`."""
    if step and step.failure is not None:
        raise Refused(500, step.failure)
    asked = question(request)
    replies = [reply(asked, state.seed, index, step) for index in range(int(request.get("n") or 1))]
    usage = _usage(asked, replies)
    stem = state.new_id()
    return {
        "id": f"chatcmpl-{stem}",
        "object": "chat.completion",
        "created": int(state.clock()),
        "model": request["model"],
        "choices": [_choice(made, index, stem) for index, made in enumerate(replies)],
        "usage": usage,
        "meta": meta(usage["total_tokens"]),
    }


def chunks(completion: Json, request: Json) -> Iterator[Json]:
    """The completion in chunks: together they are what it is."""
    options = request.get("stream_options") or {}
    counted = options.get("include_usage") is True
    frame = {
        "id": completion["id"],
        "object": "chat.completion.chunk",
        "created": completion["created"],
        "model": completion["model"],
    }
    # With the usage asked for, every chunk has the field, and it is null until the last.
    pending = {"usage": None} if counted else {}
    deltas = [_deltas(choice) for choice in completion["choices"]]
    for pieces in zip_longest(*deltas):  # choices arrive side by side
        for piece in pieces:
            if piece is not None:
                yield {**frame, "choices": [piece], **pending}
    if counted:
        yield {**frame, "choices": [], "usage": completion["usage"]}


def question(request: Json) -> Question:
    """What a request asks."""
    messages = request["messages"]
    last: Json = messages[-1] if messages else {}
    asked: Json = next((m for m in reversed(messages) if m["role"] == "user"), {})
    choice = request.get("tool_choice", "auto")
    stop = request.get("stop") or ()
    return Question(
        model=request["model"],
        prompt=[text for message in messages for text in _texts(message)],
        asked=text_of(asked.get("content")),
        result=text_of(last["content"]) if last.get("role") == "tool" else None,
        tools=[
            Tool(tool["function"]["name"], tool["function"]["parameters"], f"/tools/{at}/function/parameters")
            for at, tool in enumerate(request.get("tools", ()))
        ],
        choice=choice if isinstance(choice, str) else "required",
        named=None if isinstance(choice, str) else choice["function"]["name"],
        parallel=request.get("parallel_tool_calls") is not False,
        form=_form(request.get("response_format")),
        stops=[stop] if isinstance(stop, str) else stop,
        limit=_limit(request),
        effort=request.get("reasoning_effort"),
        seed=request.get("seed"),
    )


def text_of(message: Json) -> str:
    """The text of a message's content, which is text or a list of parts."""
    if isinstance(message, str):
        return message
    parts = message if isinstance(message, list) else ()
    texts = (part.get("text", part.get("refusal")) for part in parts if isinstance(part, dict))
    return "\n".join(text for text in texts if isinstance(text, str))


def _texts(message: Json) -> Iterator[str]:
    yield text_of(message.get("content"))
    for call in message.get("tool_calls", ()):
        yield call["function"]["arguments"]


def _form(wanted: Json) -> Form | None:
    if not wanted or wanted["type"] == "text":
        return None
    schema = wanted.get("json_schema", {}).get("schema")
    return Form(schema, "/response_format/json_schema/schema")


def _limit(request: Json) -> int | None:
    limits = [request[name] for name in ("max_completion_tokens", "max_tokens") if name in request]
    return int(min(limits)) if limits else None


def _choice(made: Reply, index: int, stem: str) -> Json:
    message: dict[str, Json] = {"role": "assistant", "content": made.text, "refusal": made.refusal}
    if made.calls:
        message["tool_calls"] = [
            {
                "id": f"call_{stem}{index:02x}{at:02x}",
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for at, call in enumerate(made.calls)
        ]
    ending = "length" if made.cut else "tool_calls" if made.calls else "stop"
    return {"index": index, "message": message, "logprobs": None, "finish_reason": ending}


def _usage(asked: Question, replies: Sequence[Reply]) -> Json:
    prompt = content.count(asked.prompt)
    thought = sum(made.thought for made in replies)
    said = sum(made.said for made in replies)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": thought + said,
        "total_tokens": prompt + thought + said,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": thought,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def _deltas(choice: Json) -> Iterator[Json]:
    """The pieces of one choice, as they stand in its chunks."""
    index, message = choice["index"], choice["message"]

    def piece(delta: Json, ending: str | None = None) -> Json:
        return {"index": index, "delta": delta, "logprobs": None, "finish_reason": ending}

    calls = message.get("tool_calls", ())
    yield piece({"role": "assistant", "content": None if calls or message["refusal"] is not None else ""})
    for field in ("content", "refusal"):
        for text in content.tokens(message[field] or ""):
            yield piece({field: text})
    for at, call in enumerate(calls):
        name = {"name": call["function"]["name"], "arguments": ""}
        yield piece({"tool_calls": [{"index": at, "id": call["id"], "type": call["type"], "function": name}]})
        for text in content.tokens(call["function"]["arguments"]):
            yield piece({"tool_calls": [{"index": at, "function": {"arguments": text}}]})
    yield piece({}, choice["finish_reason"])
