"""Derive the names of schemas from the names in the API."""

import hashlib
import re

from scripts.common.reserved_names import CLASS_NAMES
from scripts.common.schema_names import MAX_LENGTH, MAX_LENGTH_WITH_MODEL, MAX_MODEL_LENGTH

#: Parts that no name may have, with their replacements: they are terms of code generators.
REPLACEMENTS = {"Option": "Setting", "Options": "Settings", "Field": "Entry", "Fields": "Entries"}
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[A-Za-z]|[A-Z]")
_FORBIDDEN = re.compile(r"Type\d|Item\d|Option|Field")
#: Classes and constants of Python, in which the client is generated, and names that the generated code uses itself.
_RESERVED = CLASS_NAMES


def is_schema_name(name: str, *, of_model: bool = False) -> bool:
    """Return whether a schema may be called `name`; one of a model is longer by the name of the model."""
    return (
        len(name) <= (MAX_LENGTH_WITH_MODEL if of_model else MAX_LENGTH)
        and _NAME.fullmatch(name) is not None
        and _FORBIDDEN.search(name) is None
        and name not in _RESERVED
    )


def split_identifier(text: str) -> list[str]:
    """Return the parts of `text`, each capitalised: `output_text.delta` is Output, Text and Delta."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return [_capitalised(part) for part in re.findall(r"[A-Za-z]+[0-9]*|[0-9]+", spaced) if part.isascii()]


def model_names(model: str) -> list[str]:
    """Return the names of a model in names of schemas, from the shortest to the one that no other model has.

    The first one is without vendor and date, the second without vendor, the third in full; the last one ends with letters
    made of the id. `openai/o3-2025-04-16` is O3, O320250416 and OpenaiO320250416. Point separates two numbers: `gpt-5-5`
    is Gpt5Point5, and `gpt-55` is Gpt55.
    """
    without_vendor = model.rsplit("/", 1)[-1]
    forms = [re.sub(r"-\d{4}-\d{2}-\d{2}$", "", without_vendor), without_vendor, model]
    names = [_model_name(_with_points(split_identifier(form))) for form in forms]
    # The shortest name of a model is never that of another one cut off.
    names = [name for name in names if name and len(name) <= MAX_MODEL_LENGTH]
    start = names[-1] if names else _model_name(split_identifier(without_vendor))
    letters = letters_of(hashlib.sha256(model.encode(errors="replace")).hexdigest()[:8]).capitalize()
    return list(dict.fromkeys([*names, start[: MAX_MODEL_LENGTH - len(letters)] + letters]))


def _model_name(parts: list[str]) -> str:
    name = "".join(parts)
    return f"Model{name}" if name[:1].isdigit() else name


def _with_points(parts: list[str]) -> list[str]:
    """Return `parts` with Point between two of them if one ends and the next begins with a digit."""
    separated: list[str] = []
    for part in parts:
        if separated and separated[-1][-1].isdigit() and part[0].isdigit():
            separated.append("Point")
        separated.append(part)
    return separated


def letters_of(digits: str) -> str:
    """Return hexadecimal `digits` as letters."""
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def join_model_name(model_name: str, name: str) -> str:
    """Return the schema name `name` with the name of a model at its start."""
    joined = model_name + name
    while _FORBIDDEN.search(joined):
        joined = _FORBIDDEN.sub("Part", joined)
    return f"{joined}Value" if joined in _RESERVED else joined


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
    """Return a valid schema name made of `parts`: no word twice in a row, no keyword, no digit at the end, short enough.

    A long name loses parts from its middle: the first ones name the part of the API that it belongs to, and the
    last ones the schema itself.
    """
    remaining: list[str] = []
    for part in parts:
        if part and (part[0].isdigit() or not (remaining and remaining[-1].lower() == part.lower())):
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
