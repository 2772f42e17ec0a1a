"""JSON Schemas in prompts: programs write them there for JSON mode, which has no parameter for a schema."""

import json
from collections.abc import Sequence
from typing import cast

from aimlkit.mock.json_types import JsonObject

MAX_CHARACTERS = 1_000_000  # to parse in one search; text may look like JSON at every brace

# Failing to parse an object costs time, too, at least as much as parsing this many characters.
_MIN_COST = 100

_decoder = json.JSONDecoder()


def find_schema(texts: Sequence[str]) -> JsonObject | None:
    """Return the last JSON Schema of an object in `texts`; None if there is none.

    Braces may be doubled, as in format strings: LlamaIndex sends them that way.
    """
    search = _Search()
    for text in reversed(texts):
        found = search.last_schema(text)
        if found is None and "{{" in text:
            found = search.last_schema(text.replace("{{", "{").replace("}}", "}"))
        if found is not None:
            return found
    return None


class _Search:
    """A search, which stops after MAX_CHARACTERS."""

    def __init__(self) -> None:
        self._characters_left = MAX_CHARACTERS

    def last_schema(self, text: str) -> JsonObject | None:
        """Return the last schema in `text`, apart from schemas inside another one."""
        schema = None
        start = text.find("{")
        while start >= 0 and self._characters_left > 0:
            value, end = self._parse(text, start)
            if value is not None and _is_object_schema(value):
                schema = value
            else:
                end = start + 1
            start = text.find("{", end)
        return schema

    def _parse(self, text: str, start: int) -> tuple[JsonObject | None, int]:
        """Return the JSON object at `start` and where it ends; None if there is none."""
        value = None
        try:
            value, end = _decoder.raw_decode(text, start)
        except json.JSONDecodeError as error:
            end = error.pos
        except (ValueError, RecursionError):  # a very long number; nested too deeply
            end = len(text)
        self._characters_left -= max(_MIN_COST, end - start)
        return cast("JsonObject | None", value), end


def _is_object_schema(value: JsonObject) -> bool:
    """Return whether a JSON object describes objects: by its type and properties, or by a reference within it."""
    reference = value.get("$ref")
    if isinstance(reference, str):
        return reference.startswith("#/") and any(
            isinstance(value.get(k), dict) for k in ("$defs", "definitions")
        )
    properties = value.get("properties")
    if not isinstance(properties, dict) or value.get("type", "object") != "object":
        return False
    schemas = cast("dict[str, object]", properties).values()
    return all(isinstance(schema, dict | bool) for schema in schemas)
