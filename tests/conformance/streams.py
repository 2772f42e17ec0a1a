"""What holds for a stream as a whole, which no schema of one event can say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aimlkit_api.models import (
    ResponseCompletedEvent,
    ResponseContentPartAddedEvent,
    ResponseContentPartDoneEvent,
    ResponseCreatedEvent,
    ResponseFailedEvent,
    ResponseFunctionCallArgumentsDeltaEvent,
    ResponseFunctionCallArgumentsDoneEvent,
    ResponseFunctionToolCall,
    ResponseIncompleteEvent,
    ResponseInProgressEvent,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
    ResponseOutputMessage,
    ResponseOutputText,
    ResponseQueuedEvent,
    ResponseReasoningItem,
    ResponseReasoningSummaryPartAddedEvent,
    ResponseReasoningSummaryPartDoneEvent,
    ResponseReasoningSummaryTextDeltaEvent,
    ResponseReasoningSummaryTextDoneEvent,
    ResponseRefusalDeltaEvent,
    ResponseRefusalDoneEvent,
    ResponseTextDeltaEvent,
    ResponseTextDoneEvent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimlkit_api.models import ChatCompletionChunk, ChatCompletionChunkChoice, Response
    from aimlkit_api.models.response_output_item import ResponseOutputItem
    from aimlkit_api.models.response_stream_event import ResponseStreamEvent
    from tests.conformance.wire import Asked

_BEGUN = ResponseCreatedEvent
_GOING = (ResponseQueuedEvent, ResponseInProgressEvent)
_ENDED = (ResponseCompletedEvent, ResponseIncompleteEvent, ResponseFailedEvent)


def check_chunks(chunks: Sequence[ChatCompletionChunk], asked: Asked) -> None:
    """The chunks of one completion: the role first, the end last, the usage where it was asked for."""
    assert len({(c.id, c.model, c.created) for c in chunks}) == 1, "the chunks are not all of one completion"
    said = list(chunks)
    if asked.counts:
        last = said.pop()
        assert last.usage is not None, "the last chunk has no usage, and it was asked for"
        assert last.choices == [], "the last chunk, with the usage, has choices"
    assert not any(chunk.usage for chunk in said), "there is usage before the end, or without being asked for"
    pieces: dict[int, list[ChatCompletionChunkChoice]] = defaultdict(list)
    for chunk in said:
        for choice in chunk.choices:
            pieces[choice.index].append(choice)
    wanted = list(range(asked.choices))
    assert sorted(pieces) == wanted, f"the choices {sorted(pieces)} came, and {wanted} were asked for"
    for choices in pieces.values():
        _check_choice(choices)


def _check_choice(pieces: Sequence[ChatCompletionChunkChoice]) -> None:
    roles = [piece.delta.role for piece in pieces]
    assert roles[0] == "assistant", f"the first piece has the role {roles[0]}"
    assert not any(roles[1:]), "the role comes more than once"
    endings = [piece.finish_reason for piece in pieces]
    assert endings[-1], "a choice has no end"
    assert not any(endings[:-1]), "a choice ends before its last piece"
    calls = [call for piece in pieces for call in piece.delta.tool_calls or []]
    begun = [call.index for call in calls if call.id]
    assert begun == list(range(len(begun))), f"the calls are begun out of order: {begun}"
    assert {call.index for call in calls} == set(begun), "there are pieces of a call that was not begun"


def check_events(events: Sequence[ResponseStreamEvent]) -> Response:
    """The events of one response, in order, and adding up; gives the response that they end with."""
    numbers = [event.sequence_number for event in events]
    assert numbers == list(range(len(numbers))), f"the events are not numbered one by one: {numbers[:20]}"
    assert events, "the stream is empty"
    first, last = events[0], events[-1]
    assert isinstance(first, _BEGUN), f"the first event is {first.type}"
    assert isinstance(last, _ENDED), f"the last event is {last.type}"
    assert sum(isinstance(event, (_BEGUN, *_ENDED)) for event in events) == 2, "it begins or ends twice"
    final = last.response
    for event in events:
        if isinstance(event, (_BEGUN, *_GOING, *_ENDED)):
            assert event.response.id == final.id, "an event is of another response"
        if isinstance(event, (*_GOING, *_ENDED)):
            status = event.response.status
            assert event.type == f"response.{status}", f"a response that is {status} comes with {event.type}"
    items = final.output or []
    added = [event.output_index for event in events if isinstance(event, ResponseOutputItemAddedEvent)]
    assert added == list(range(len(items))), f"the items that are added are {added}"
    done = [event.item for event in events if isinstance(event, ResponseOutputItemDoneEvent)]
    assert done == items, "the items that are done are not those of the response"
    for at, item in enumerate(items):
        _check_item([event for event in events if getattr(event, "output_index", None) == at], item)
    return final


def _check_item(events: Sequence[ResponseStreamEvent], item: ResponseOutputItem) -> None:
    """The events of one item: its deltas add up to what is done, and that is what the item holds."""
    for event in events:
        named = getattr(event, "item_id", None)
        assert named in (None, item.id), f"an event of the item {item.id} names {named}"
    if isinstance(item, ResponseOutputMessage):
        for at, part in enumerate(item.content):
            mine = [event for event in events if getattr(event, "content_index", None) == at]
            if isinstance(part, ResponseOutputText):
                deltas = [event.delta for event in mine if isinstance(event, ResponseTextDeltaEvent)]
                texts = [event.text for event in mine if isinstance(event, ResponseTextDoneEvent)]
                _check_text(deltas, texts, part.text)
            else:
                deltas = [event.delta for event in mine if isinstance(event, ResponseRefusalDeltaEvent)]
                texts = [event.refusal for event in mine if isinstance(event, ResponseRefusalDoneEvent)]
                _check_text(deltas, texts, part.refusal)
            first, last = mine[0], mine[-1]
            assert isinstance(first, ResponseContentPartAddedEvent), f"a part begins with {first.type}"
            assert isinstance(last, ResponseContentPartDoneEvent), f"a part ends with {last.type}"
            assert last.part == part, "the part that is done is not that of the item"
    elif isinstance(item, ResponseReasoningItem):
        for at, summary in enumerate(item.summary):
            mine = [event for event in events if getattr(event, "summary_index", None) == at]
            deltas = [e.delta for e in mine if isinstance(e, ResponseReasoningSummaryTextDeltaEvent)]
            texts = [e.text for e in mine if isinstance(e, ResponseReasoningSummaryTextDoneEvent)]
            _check_text(deltas, texts, summary.text)
            first, last = mine[0], mine[-1]
            assert isinstance(first, ResponseReasoningSummaryPartAddedEvent), f"it begins with {first.type}"
            assert isinstance(last, ResponseReasoningSummaryPartDoneEvent), f"it ends with {last.type}"
            assert last.part.to_dict() == summary.to_dict(), "the part that is done is not that of the item"
    elif isinstance(item, ResponseFunctionToolCall):
        deltas = [e.delta for e in events if isinstance(e, ResponseFunctionCallArgumentsDeltaEvent)]
        texts = [e.arguments for e in events if isinstance(e, ResponseFunctionCallArgumentsDoneEvent)]
        _check_text(deltas, texts, item.arguments)


def _check_text(deltas: Sequence[str], done: Sequence[str], text: str) -> None:
    assert "".join(deltas) == text, f"the deltas {deltas} do not add up to {text!r}"
    assert list(done) == [text], f"what is done is {done}, and not {text!r}"
