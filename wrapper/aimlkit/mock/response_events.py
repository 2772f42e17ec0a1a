"""The events of a streamed response; together, they make up the response.

The contract states which events extend which fields, and which events end a stream (contract_facts).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from aimlkit.mock.contract import ServedOperation
from aimlkit.mock.contract_facts import GrowingField
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.tokens import tokenize

# The events that start and end a part of an item, without ".added" and ".done", by the item's list of parts.
_PART_EVENTS = {"content": "response.content_part", "summary": "response.reasoning_summary_part"}


def stream_events(response: JsonObject, operation: ServedOperation) -> Iterator[JsonObject]:
    """Yield all events, numbered from 0."""
    numbers = count()
    for event in _unnumbered_events(response, operation):
        yield {**event, "sequence_number": next(numbers)}


def response_before_output(response: JsonObject, status: str, operation: ServedOperation) -> JsonObject:
    """Return the response as it was before it had any output, usage or cost."""
    cost_properties = {path[0] for path in operation.cost_paths.values()}
    start = {
        name: value
        for name, value in response.items()
        if name != "output_text" and name not in cost_properties
    }
    return {
        **start,
        "status": status,
        "output": [],
        "usage": None,
        "error": None,
        "incomplete_details": None,
    }


def _unnumbered_events(response: JsonObject, operation: ServedOperation) -> Iterator[JsonObject]:
    in_progress = response_before_output(response, "in_progress", operation)
    if response["background"]:
        queued = response_before_output(response, "queued", operation)
        yield {"type": "response.created", "response": queued}
        yield {"type": "response.queued", "response": queued}
    else:
        yield {"type": "response.created", "response": in_progress}
    yield {"type": "response.in_progress", "response": in_progress}
    for index, item in enumerate(response["output"]):
        growing_fields = [field for field in operation.stream.growing_fields if field.item == item["type"]]
        position = {"output_index": index}
        yield {"type": "response.output_item.added", **position, "item": _empty_item(item, growing_fields)}
        yield from _growth_events(item, growing_fields, {"item_id": item["id"], **position})
        yield {"type": "response.output_item.done", **position, "item": item}
    yield {"type": operation.stream.terminal_event(response["status"]), "response": response}


def _empty_item(item: JsonObject, growing_fields: Sequence[GrowingField]) -> JsonObject:
    """Return the item as it was before anything was written into it."""
    empty = dict(item)
    if "status" in item:
        empty["status"] = "in_progress"
    for growing in growing_fields:
        if growing.list is None:
            empty[growing.field] = ""
        elif growing.list in item:
            empty[growing.list] = []
    return empty


def _growth_events(
    item: JsonObject, growing_fields: Sequence[GrowingField], position: Mapping[str, object]
) -> Iterator[JsonObject]:
    """Yield the events that fill the growing fields of an item, and of the parts in its lists."""
    for growing in growing_fields:
        if growing.list is None:
            yield from _delta_events(item, growing, position)
    lists = {growing.list: None for growing in growing_fields if growing.list in item}
    for list_name in filter(None, lists):
        for index, part in enumerate(item[list_name]):
            part_position = {**position, f"{list_name}_index": index}
            yield from _part_events(part, list_name, growing_fields, part_position)


def _part_events(
    part: JsonObject,
    list_name: str,
    growing_fields: Sequence[GrowingField],
    position: Mapping[str, object],
) -> Iterator[JsonObject]:
    """Yield the events of one part of an item: its start, its deltas and its end."""
    part_event = _PART_EVENTS[list_name]
    for growing in growing_fields:
        if (growing.list, growing.part) == (list_name, part["type"]):
            yield {"type": f"{part_event}.added", **position, "part": {**part, growing.field: ""}}
            yield from _delta_events(part, growing, position)
            yield {"type": f"{part_event}.done", **position, "part": part}


def _delta_events(
    target: JsonObject, growing: GrowingField, position: Mapping[str, object]
) -> Iterator[JsonObject]:
    """Yield the deltas of a field, token by token, and the event that has its final value."""
    logprobs = {"logprobs": list[object]()} if growing.has_logprobs else {}
    for token in tokenize(target[growing.field]):
        yield {"type": growing.event, **position, "delta": token, **logprobs}
    done_event = growing.event.removesuffix(".delta") + ".done"
    yield {"type": done_event, **position, growing.field: target[growing.field], **logprobs}
