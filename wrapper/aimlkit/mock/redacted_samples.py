"""Redacted descriptions of values: their types and sizes, without their content."""

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

MAX_FIELDS = 8

#: A short word in lower case, such as the value of an enum: no key, and hardly personal.
ENUM_LIKE_TEXT = re.compile(r"[a-z][a-z_.]{0,29}")


def redacted_sample(value: object, *, shows_enum_values: bool = False) -> str:
    """Return the type and size of a value, such as `text of 12 characters`, `list of 3`, `object with id, type`.

    With `shows_enum_values`, text that can be the value of an enum is shown as it is.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a whole number" if float(value).is_integer() else "a number"
        case str():
            return (
                f'"{value}"'
                if shows_enum_values and ENUM_LIKE_TEXT.fullmatch(value)
                else f"text of {len(value)} characters"
            )
        case list():
            return f"list of {len(cast('list[object]', value))}"
        case dict():
            names = [name if ENUM_LIKE_TEXT.fullmatch(name) else "…" for name in cast("JsonObject", value)]
            shown = ", ".join(names[:MAX_FIELDS]) + (", …" if len(names) > MAX_FIELDS else "")
            return f"object with {shown}" if shown else "empty object"
        case _:
            return "not JSON"
