"""The output items of a streamed response, and which of them an event belongs to.

According to the documentation, events name an item by its id and its position in the output. Servers deviate: they use a
position twice, or send none, or invent another id for each event. So an event belongs to the item with both, else to the one with the id,
else to the one at the position, provided that it is one that the event can extend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field

from aimlkit._models import text_or_none
from aimlkit.streaming._text import TextBuffer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aimlkit_api.operations import Accumulation

#: The id and the position of an item.
_Key: TypeAlias = tuple[str | None, int | None]

# Only the last items are searched for one that an event with a wrong position can extend.
_MAX_OPEN_ITEMS = 100


@define(eq=False)
class OutputItem:
    """An item of the output: its latest fields, and the texts that have grown since."""

    fields: dict[str, object]
    is_announced: bool
    """Whether an event had the item itself, and not only a part of it."""
    is_done: bool = False
    texts: dict[tuple[Accumulation, str], TextBuffer] = field(factory=dict)

    def update(self, fields: dict[str, object], *, is_done: bool) -> None:
        """Set the fields of the item. The texts that a complete item has replace those that have grown."""
        self.fields, self.is_announced, self.is_done = fields, True, is_done
        if is_done:
            self.texts = {
                key: text for key, text in self.texts.items() if not fields.get(key[0].list or key[0].field)
            }

    def text(self, accumulation: Accumulation, event: Mapping[str, object]) -> TextBuffer:
        """Return the text of the item that an event extends."""
        part_index = str(event.get(f"{accumulation.list}_index")) if accumulation.list else ""
        return self.texts.setdefault((accumulation, part_index), TextBuffer())

    def to_dict(self) -> dict[str, object]:
        """Return the item as JSON."""
        item = dict(self.fields)
        parts: dict[str, list[object]] = {}
        for (accumulation, _), text in self.texts.items():
            grown = {accumulation.field: str(text)}
            if accumulation.list is None:
                item |= grown
            else:
                parts.setdefault(accumulation.list, []).append({"type": accumulation.part, **grown})
        return item | parts


class OutputItems:
    """The output items of a response, in the order of their beginning."""

    def __init__(self) -> None:
        self._items: list[OutputItem] = []
        # The latest item of each id and position, of each id, and of each position.
        self._by_key: dict[_Key, OutputItem] = {}
        self._by_id: dict[str, OutputItem] = {}
        self._by_position: dict[int, OutputItem] = {}

    def to_list(self) -> list[dict[str, object]]:
        """Return the items as JSON."""
        return [item.to_dict() for item in self._items]

    def announce(self, fields: dict[str, object], position: object) -> None:
        """Add an item that begins, or update one of which parts have arrived before."""
        key = _key(fields.get("id"), position)

        def is_same(item: OutputItem) -> bool:
            if item is self._by_key.get(key) and key[0] is not None:
                return not item.is_done
            return not item.is_announced and item.fields.get("type") == fields.get("type")

        item = self._find(key, is_same)
        if item is None:
            self._add(OutputItem(fields, is_announced=True), key)
        else:
            item.update(fields, is_done=False)
            self._register(item, key)

    def complete(self, fields: dict[str, object], position: object) -> None:
        """Update an item that has ended, or add it if it was not announced."""
        key = _key(fields.get("id"), position)

        def is_same(item: OutputItem) -> bool:
            has_same_id = key[0] is not None and key[0] == item.fields.get("id")
            if item.is_done:
                return has_same_id and item is self._by_key.get(key)
            return has_same_id or item.fields.get("type") == fields.get("type")

        item = self._find(key, is_same)
        if item is None:
            self._add(OutputItem(fields, is_announced=True, is_done=True), key)
        else:
            item.update(fields, is_done=True)
            self._register(item, key)

    def item_of(self, accumulation: Accumulation, event: Mapping[str, object]) -> OutputItem:
        """Return the item whose text an event extends; it is added if none was announced."""
        key = _key(event.get("item_id"), event.get("output_index"))

        def can_grow(item: OutputItem) -> bool:
            is_certain = key[0] is not None and item is self._by_id.get(key[0])
            return item.fields.get("type") == accumulation.item and (is_certain or not item.is_done)

        item = self._by_key.get(key)
        if item is None or not can_grow(item):
            item = self._find(key, can_grow)
            if item is None:
                fields = {"type": accumulation.item, "id": event.get("item_id")}
                item = self._add(OutputItem(fields, is_announced=False), key)
            self._register(item, key)
        return item

    def _find(self, key: _Key, is_same: Callable[[OutputItem], bool]) -> OutputItem | None:
        """Return the item that `is_same` accepts: by id and position, else by id, else by position."""
        item_id, position = key
        candidates = [
            self._by_key.get(key),
            self._by_id.get(item_id or ""),
            self._by_position.get(position or 0),
        ]
        if position is None:
            candidates = [*candidates[:2], *reversed(self._items[-_MAX_OPEN_ITEMS:])]
        elif position in self._by_position:  # Another item may have the same position.
            candidates += reversed(self._items[-_MAX_OPEN_ITEMS:])
        return next((item for item in candidates if item is not None and is_same(item)), None)

    def _add(self, item: OutputItem, key: _Key) -> OutputItem:
        self._items.append(item)
        self._register(item, key)
        if key[1] is not None:
            self._by_position[key[1]] = item
        return item

    def _register(self, item: OutputItem, key: _Key) -> None:
        self._by_key[key] = item
        if key[0] is not None:
            self._by_id[key[0]] = item


def _key(item_id: object, position: object) -> _Key:
    """Return an id and a position; None for one that a server does not send, or sends as another type."""
    if not isinstance(position, int) or isinstance(position, bool):
        position = None
    return text_or_none(item_id) or None, position
