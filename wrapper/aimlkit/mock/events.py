"""A response as the events of its stream: together they are what it is."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from aimlkit.mock import content
from aimlkit.mock.responses import begun

Json = Any

# What the answer's text grows by: the field of a part, and the type of its events without their ending.
_PARTS = {"output_text": ("text", "response.output_text"), "refusal": ("refusal", "response.refusal")}


def events(response: Json) -> Iterator[Json]:
    """All events, numbered from 0."""
    numbers = count()
    for event in _events(response):
        yield {**event, "sequence_number": next(numbers)}


def _events(response: Json) -> Iterator[Json]:
    if response["background"]:
        queued = begun(response, "queued")
        yield {"type": "response.created", "response": queued}
        yield {"type": "response.queued", "response": queued}
    else:
        yield {"type": "response.created", "response": begun(response, "in_progress")}
    yield {"type": "response.in_progress", "response": begun(response, "in_progress")}
    for index, item in enumerate(response["output"]):
        place = {"output_index": index}
        yield {"type": "response.output_item.added", **place, "item": _empty(item)}
        yield from _growth(item, {"item_id": item["id"], **place})
        yield {"type": "response.output_item.done", **place, "item": item}
    yield {"type": f"response.{response['status']}", "response": response}


def _empty(item: Json) -> Json:
    """An item as it is before anything is in it."""
    match item["type"]:
        case "reasoning":
            return {**item, "summary": []}
        case "message":
            return {**item, "status": "in_progress", "content": []}
        case _:
            return {**item, "status": "in_progress", "arguments": ""}


def _growth(item: Json, place: Json) -> Iterator[Json]:
    """How an item is filled."""
    match item["type"]:
        case "reasoning":
            for at, part in enumerate(item["summary"]):
                yield from _summary(part, {**place, "summary_index": at})
        case "message":
            for at, part in enumerate(item["content"]):
                yield from _part(part, {**place, "content_index": at})
        case _:
            yield from _arguments(item["arguments"], place)


def _summary(part: Json, place: Json) -> Iterator[Json]:
    yield {"type": "response.reasoning_summary_part.added", **place, "part": {**part, "text": ""}}
    for text in content.tokens(part["text"]):
        yield {"type": "response.reasoning_summary_text.delta", **place, "delta": text}
    yield {"type": "response.reasoning_summary_text.done", **place, "text": part["text"]}
    yield {"type": "response.reasoning_summary_part.done", **place, "part": part}


def _part(part: Json, place: Json) -> Iterator[Json]:
    field, kind = _PARTS[part["type"]]
    scores: Json = {"logprobs": []} if part["type"] == "output_text" else {}
    yield {"type": "response.content_part.added", **place, "part": {**part, field: ""}}
    for text in content.tokens(part[field]):
        yield {"type": f"{kind}.delta", **place, "delta": text, **scores}
    yield {"type": f"{kind}.done", **place, field: part[field], **scores}
    yield {"type": "response.content_part.done", **place, "part": part}


def _arguments(arguments: str, place: Json) -> Iterator[Json]:
    for text in content.tokens(arguments):
        yield {"type": "response.function_call_arguments.delta", **place, "delta": text}
    yield {"type": "response.function_call_arguments.done", **place, "arguments": arguments}
