"""What the mock's model says: a question in, a reply out, whichever API it came through."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aimlkit.mock import content, values
from aimlkit.mock.errors import Refused
from aimlkit.mock.script import Call, Step

Json = Any

# What thinking takes at each word for the effort; at most half of what the limit leaves for the answer.
_THINKING = {"low": 16, "medium": 64, "high": 256}

# The words of a tool's name that say something: not the "get" of getWeather.
_WORD = re.compile(r"[A-Z][a-z]{3,}|[a-z]{4,}|[A-Z]{4,}|[^\W\d_A-Za-z]{2,}")


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that the model may call."""

    name: str
    parameters: Json
    pointer: str  # where the parameters are in the request


@dataclass(frozen=True, slots=True)
class Form:
    """The form that the answer is to have: JSON, by a schema if there is one."""

    schema: Json | None
    pointer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks, whichever API it came through."""

    model: str
    prompt: Sequence[str]  # all texts of the conversation
    asked: str  # what the user said last
    result: str | None  # what a tool gave, if that was the last that was said
    tools: Sequence[Tool]
    choice: str  # none, auto or required
    named: str | None  # the one function that has to be called
    parallel: bool
    form: Form | None
    stops: Sequence[str]
    limit: int | None
    effort: str | None
    seed: object


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model says: text, a refusal or calls; `cut` where the limit ended it."""

    text: str | None
    refusal: str | None
    calls: Sequence[Call]
    cut: bool
    thought: int  # tokens
    said: int  # tokens


def reply(question: Question, seed: int, index: int, step: Step | None) -> Reply:
    """The reply to `question`; the same question and seeds get the same one. `index` tells choices apart."""
    thought = _THINKING.get(question.effort or "medium", _THINKING["medium"])
    room = None
    if question.limit is not None:
        thought = min(thought, question.limit // 2)
        room = question.limit - thought
    if step and step.refusal is not None:
        refusal, said, cut = _cut(step.refusal, room)
        return Reply(None, refusal, (), cut, thought, said)
    if step and step.tool_calls is not None:
        calls: Sequence[Call] = step.tool_calls
    else:
        calls = [] if step and step.text is not None else _calls(question)
    if calls:
        calls, said, cut = _cut_calls(calls, room)
        return Reply(None, None, calls, cut, thought, said)
    text = step.text if step and step.text is not None else _text(question, seed, index)
    text, said, cut = _cut(content.stopped(text, question.stops), room)
    return Reply(text, None, (), cut, thought, said)


def _text(question: Question, seed: int, index: int) -> str:
    choices = content.digest(seed, question.seed, question.model, question.prompt, index)
    form = question.form
    if form and form.schema is not None:
        return _valid(form.schema, form.pointer)
    said = (
        content.answer(question.asked, choices)
        if question.result is None
        else content.report(question.result, choices)
    )
    return json.dumps({"answer": said}, ensure_ascii=False) if form else said


def _calls(question: Question) -> list[Call]:
    """The calls that the question leads to.

    Where the choice is "auto", these are the tools that the last user message speaks of: it has the tool's
    name as a word, or in it a word of four letters or more of that name ("What is the weather in Oslo?" calls
    `get_weather`). After a tool's result the answer is text. Where the choice is "required" and the message
    speaks of no tool, it is the first.
    """
    if question.named is not None:
        tool = next((t for t in question.tools if t.name == question.named), Tool(question.named, {}, ""))
        return [_call(tool)]
    if question.choice == "none" or not question.tools:
        return []
    if question.choice == "auto" and question.result is not None:
        return []
    meant = [tool for tool in question.tools if _speaks_of(question.asked.lower(), tool.name)]
    if question.choice == "required":
        meant = meant or [question.tools[0]]
    return [_call(tool) for tool in (meant if question.parallel else meant[:1])]


def _speaks_of(asked: str, name: str) -> bool:
    return name.lower() in re.findall(r"[\w-]+", asked) or any(
        w.lower() in asked for w in _WORD.findall(name)
    )


def _call(tool: Tool) -> Call:
    arguments = _valid({"type": "object", **tool.parameters}, tool.pointer)
    return Call(tool.name, arguments)


def _valid(schema: Json, pointer: str) -> str:
    try:
        return values.text(json.dumps(schema))
    except values.NoValue as error:
        raise Refused(400, f"{pointer}: {error}") from error


def _cut(text: str, room: int | None) -> tuple[str, int, bool]:
    """The text as far as there is room for it, its tokens, and whether that is not all."""
    pieces = content.tokens(text)
    if room is None or len(pieces) <= room:
        return text, len(pieces), False
    return "".join(pieces[:room]), room, True


def _cut_calls(calls: Sequence[Call], room: int | None) -> tuple[list[Call], int, bool]:
    """The same for calls: the arguments of the last one may be incomplete."""
    kept: list[Call] = []
    spent = 0
    for call in calls:
        left = None if room is None else room - spent
        if left == 0:
            return kept, spent, True
        arguments, said, cut = _cut(call.arguments, left)
        kept.append(Call(call.name, arguments))
        spent += said
        if cut:
            return kept, spent, True
    return kept, spent, False
