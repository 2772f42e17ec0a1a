"""A Responses stream as openai-python's events: what they add up to is put together when asked for."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from attrs import define, field

from aimlkit._answers import Response
from aimlkit._parsed import AtEnd, Output, ParsedResponse, Tools, as_a, parse_response, read_as
from aimlkit_api import models
from aimlkit_api.types import Model

T = TypeVar("T")

# The events of which there is more to say than their JSON, as openai-python has it.
_SNAPSHOT = property(lambda event: "".join(event._pieces[: event._count]))
_EVENTS: dict[type, type[Model]] = {
    kind: type(kind.__name__, (kind,), {name: more})
    for kind, name, more in (
        (models.ResponseTextDeltaEvent, "snapshot", _SNAPSHOT),
        (models.ResponseFunctionCallArgumentsDeltaEvent, "snapshot", _SNAPSHOT),
        (models.ResponseTextDoneEvent, "parsed", property(lambda event: read_as(event._output, event.text))),
        (models.ResponseCompletedEvent, "response", property(lambda event: event._state.final())),
    )
}

# What grows in pieces: the type of its item; the list and the type of its part, if it is in one; its name.
_GROWING = {
    "response.output_text": ("message", "content", "output_text", "text"),
    "response.refusal": ("message", "content", "refusal", "refusal"),
    "response.reasoning_text": ("reasoning", "content", "reasoning_text", "text"),
    "response.reasoning_summary_text": ("reasoning", "summary", "summary_text", "text"),
    "response.function_call_arguments": ("function_call", "", "", "arguments"),
}


@define
class _Item:
    """An item of the output: what was last said of it, and its texts that have come since, in pieces."""

    said: dict[str, Any]
    texts: dict[tuple[str, str, str, str], list[str]] = field(factory=dict)

    def to_dict(self) -> dict[str, Any]:
        grown: dict[str, Any] = {}
        for (where, _, kind, name), pieces in self.texts.items():
            text = {name: "".join(pieces)}
            grown |= {where: [*grown.get(where, ()), {"type": kind, **text}]} if where else text
        return self.said | grown


@define(eq=False)
class ResponseStreamState(Generic[T]):
    """What has come of a response. `output` is what its texts are to be, `tools` what its calls call."""

    _output: Output[T]
    _tools: Tools
    _at_end: AtEnd = None
    _response: Model | None = field(init=False, default=None)
    _items: dict[str, _Item] = field(init=False, factory=dict)

    @property
    def snapshot(self) -> Response:
        """The response as far as it has come; made anew each time."""
        whole = self._response.to_dict() if self._response else {}
        if not whole.get("output") or not isinstance(whole["output"], list):
            whole["output"] = [item.to_dict() for item in self._items.values()]
        return Response.from_dict(whole)

    def final(self) -> ParsedResponse[T]:
        """The response that the stream ended with, else what has come. Raises as parse_response does."""
        return parse_response(self.snapshot, self._output, self._tools)

    def handle(self, event: Model) -> list[Any]:
        """What an event means: the event itself, with more about it where there is more to say."""
        values, pieces = vars(event), []
        kind, index = values.get("type"), str(values.get("output_index"))
        stem, _, ending = kind.rpartition(".") if isinstance(kind, str) else ("", "", "")
        if stem in _GROWING:
            item_kind, where, part, name = _GROWING[stem]
            if index not in self._items:  # It was not announced.
                self._items[index] = _Item({"type": item_kind, "id": values.get("item_id")})
            texts, place = self._items[index].texts, (where, str(values.get(f"{where}_index")), part, name)
            if ending == "delta" and isinstance(delta := values.get("delta"), str):
                pieces = texts.setdefault(place, [])
                pieces.append(delta)
            elif ending == "done" and isinstance(whole := values.get(name), str):
                texts[place] = [whole]
        elif stem == "response.output_item" and isinstance(item := values.get("item"), Model):
            self._items[index] = _Item(item.to_dict())
        elif isinstance(response := values.get("response"), Model):
            self._response = response
        if more := _EVENTS.get(type(event)):
            as_a(more, event, _state=self, _output=self._output, _pieces=pieces, _count=len(pieces))
        return [event]

    def finish(self) -> list[Any]:
        """There is nothing to add to the last event."""
        if self._at_end:
            self._at_end(self.snapshot)
        return []
