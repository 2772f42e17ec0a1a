"""Derive the names of schemas from the names in the API."""

import re

from scripts.common.reserved_names import CLASS_NAMES

#: The greatest length of a name.
MAX_LENGTH = 45
#: Parts that no name may have, with their replacements: they are terms of code generators.
REPLACEMENTS = {"Option": "Setting", "Options": "Settings", "Field": "Entry", "Fields": "Entries"}
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[A-Za-z]|[A-Z]")
_FORBIDDEN = re.compile(r"Type\d|Item\d|Option|Field")
#: Classes and constants of Python, in which the client is generated, and names that the generated code uses itself.
_RESERVED = CLASS_NAMES


def is_schema_name(name: str) -> bool:
    """Return whether a schema may be called `name`."""
    return (
        len(name) <= MAX_LENGTH
        and _NAME.fullmatch(name) is not None
        and _FORBIDDEN.search(name) is None
        and name not in _RESERVED
    )


def split_identifier(text: str) -> list[str]:
    """Return the parts of `text`, each capitalised: `output_text.delta` is Output, Text and Delta."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return [_capitalised(part) for part in re.findall(r"[A-Za-z]+[0-9]*|[0-9]+", spaced) if part.isascii()]


def split_model_name(model: str) -> list[str]:
    """Return the parts of a model's short name, without vendor and date: `openai/o3-2025-04-16` is O3."""
    return split_identifier(re.sub(r"-\d{4}-\d{2}-\d{2}$", "", model.rsplit("/", 1)[-1]))


def _capitalised(part: str) -> str:
    capitalised = part[0].upper() + part[1:]
    return REPLACEMENTS.get(capitalised, capitalised)


def singular(noun: str) -> str:
    """Return the singular of a regular English plural, such as choices, entries or classes."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(sh|ch|ss|x|z)es$", noun):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def join_identifier(parts: list[str]) -> str:
    """Return a valid schema name made of `parts`: no part twice in a row, no keyword, no digit at the end, short enough.

    A long name loses parts from its middle: the first ones name the part of the API that it belongs to, and the
    last ones the schema itself.
    """
    remaining: list[str] = []
    for part in parts:
        if part and not (remaining and remaining[-1].lower() == part.lower()):
            remaining.append(part)
    if remaining and remaining[-1][-1].isdigit():
        remaining.append("Value")
    if not remaining or not remaining[0][0].isalpha():
        remaining.insert(0, "Api")
    while len("".join(remaining)) > MAX_LENGTH and len(remaining) > 2:
        del remaining[len(remaining) // 2]
    name = "".join(remaining)
    while _FORBIDDEN.search(name):
        name = _FORBIDDEN.sub("Part", name)
    if name in _RESERVED:
        return f"{name}Value"
    return name if len(name) <= MAX_LENGTH else name[:MAX_LENGTH].rstrip("0123456789")
