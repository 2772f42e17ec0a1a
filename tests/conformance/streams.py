"""Requirements on a stream of Responses as a whole, which no schema of one event expresses.

This module can be imported only if a source has Responses: otherwise its classes of events are not generated.
"""

from __future__ import annotations

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

    from aimlkit_api.models import Response
    from aimlkit_api.models.response_output_item import ResponseOutputItem
    from aimlkit_api.models.response_stream_event import ResponseStreamEvent

_PROGRESS_EVENTS = (ResponseQueuedEvent, ResponseInProgressEvent)
_TERMINAL_EVENTS = (ResponseCompletedEvent, ResponseIncompleteEvent, ResponseFailedEvent)


def check_events(events: Sequence[ResponseStreamEvent]) -> Response:
    """Check that the events of one response are in order and add up; return the response of the last event."""
    numbers = [event.sequence_number for event in events]
    assert numbers == list(range(len(numbers))), f"the events are not numbered one by one: {numbers[:20]}"
    assert events, "the stream is empty"
    first, last = events[0], events[-1]
    assert isinstance(first, ResponseCreatedEvent), f"the first event is {first.type}"
    assert isinstance(last, _TERMINAL_EVENTS), f"the last event is {last.type}"
    outer_events = [event for event in events if isinstance(event, (ResponseCreatedEvent, *_TERMINAL_EVENTS))]
    assert len(outer_events) == 2, "the stream starts or ends twice"
    final = last.response
    for event in events:
        if isinstance(event, (ResponseCreatedEvent, *_PROGRESS_EVENTS, *_TERMINAL_EVENTS)):
            assert event.response.id == final.id, "an event belongs to another response"
        if isinstance(event, (*_PROGRESS_EVENTS, *_TERMINAL_EVENTS)):
            status = event.response.status
            assert event.type == f"response.{status}", f"{event.type} has a response with status {status}"
    items = final.output or []
    added = [event.output_index for event in events if isinstance(event, ResponseOutputItemAddedEvent)]
    assert added == list(range(len(items))), f"the indices of added items are {added}"
    done = [event.item for event in events if isinstance(event, ResponseOutputItemDoneEvent)]
    assert done == items, "the items of the done events are not those of the response"
    for index, item in enumerate(items):
        _check_item([event for event in events if getattr(event, "output_index", None) == index], item)
    return final


def _check_item(events: Sequence[ResponseStreamEvent], item: ResponseOutputItem) -> None:
    """Check the events of one item: its deltas add up to the done events, and these agree with the item."""
    for event in events:
        item_id = getattr(event, "item_id", None)
        assert item_id in (None, item.id), f"an event of the item {item.id} has the item_id {item_id}"
    if isinstance(item, ResponseOutputMessage):
        _check_message(events, item)
    elif isinstance(item, ResponseReasoningItem):
        _check_reasoning(events, item)
    elif isinstance(item, ResponseFunctionToolCall):
        deltas = [e.delta for e in events if isinstance(e, ResponseFunctionCallArgumentsDeltaEvent)]
        done = [e.arguments for e in events if isinstance(e, ResponseFunctionCallArgumentsDoneEvent)]
        _check_text(deltas, done, item.arguments)


def _check_message(events: Sequence[ResponseStreamEvent], item: ResponseOutputMessage) -> None:
    for index, part in enumerate(item.content):
        part_events = [event for event in events if getattr(event, "content_index", None) == index]
        if isinstance(part, ResponseOutputText):
            deltas = [event.delta for event in part_events if isinstance(event, ResponseTextDeltaEvent)]
            done = [event.text for event in part_events if isinstance(event, ResponseTextDoneEvent)]
            _check_text(deltas, done, part.text)
        else:
            deltas = [event.delta for event in part_events if isinstance(event, ResponseRefusalDeltaEvent)]
            done = [event.refusal for event in part_events if isinstance(event, ResponseRefusalDoneEvent)]
            _check_text(deltas, done, part.refusal)
        first, last = part_events[0], part_events[-1]
        assert isinstance(first, ResponseContentPartAddedEvent), f"a part starts with {first.type}"
        assert isinstance(last, ResponseContentPartDoneEvent), f"a part ends with {last.type}"
        assert last.part == part, "the part of the done event is not that of the item"


def _check_reasoning(events: Sequence[ResponseStreamEvent], item: ResponseReasoningItem) -> None:
    for index, summary in enumerate(item.summary):
        part_events = [event for event in events if getattr(event, "summary_index", None) == index]
        deltas = [e.delta for e in part_events if isinstance(e, ResponseReasoningSummaryTextDeltaEvent)]
        done = [e.text for e in part_events if isinstance(e, ResponseReasoningSummaryTextDoneEvent)]
        _check_text(deltas, done, summary.text)
        first, last = part_events[0], part_events[-1]
        assert isinstance(first, ResponseReasoningSummaryPartAddedEvent), f"a part starts with {first.type}"
        assert isinstance(last, ResponseReasoningSummaryPartDoneEvent), f"a part ends with {last.type}"
        assert last.part.to_dict() == summary.to_dict(), "the part of the done event is not that of the item"


def _check_text(deltas: Sequence[str], done: Sequence[str], text: str) -> None:
    assert "".join(deltas) == text, f"the deltas {deltas} do not add up to {text!r}"
    assert list(done) == [text], f"the done events have {done}, and not {text!r}"
