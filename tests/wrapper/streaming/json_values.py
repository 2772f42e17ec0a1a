"""Arbitrary JSON with property names that mean something to the client, as servers might send it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

PROPERTY_NAMES = [
    *("choices", "index", "delta", "content", "refusal", "role", "tool_calls", "function", "arguments"),
    *("name", "id", "type", "logprobs", "finish_reason", "usage", "object"),
    # Attributes of Python classes, which no property may replace.
    *("to_dict", "_x", "text", "__dict__"),
]

SCALARS: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-2, 3)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "a", '{"'])
)
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PROPERTY_NAMES), inner),
)
JSON_OBJECTS: st.SearchStrategy[Any] = st.dictionaries(st.sampled_from(PROPERTY_NAMES), JSON_VALUES)
