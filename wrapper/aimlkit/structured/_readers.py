"""Readers: functions that turn JSON text from the model into a Python value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Protocol, TypeVar

from aimlkit.structured._exceptions import MissingPydanticError, OutputProblem, OutputValidationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from aimlkit.structured._json import Json
    from aimlkit.structured._pydantic import TypeReader

OutputT = TypeVar("OutputT")
OutputT_co = TypeVar("OutputT_co", covariant=True)


class Reader(Protocol[OutputT_co]):
    """Reads JSON text."""

    def __call__(self, text: str, *, response: object | None = None) -> OutputT_co:
        """Return the value of `text`. Raises OutputValidationError, with the response that contains the text."""
        ...


def read_json(text: str, *, response: object | None = None) -> Json:
    """Return JSON text as plain Python data. Raises OutputValidationError if it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = OutputProblem("$", f"Invalid JSON: {error}")
        raise OutputValidationError(text, [problem], response=response) from error


def type_reader(output_type: type[OutputT]) -> TypeReader[OutputT]:
    """Return the reader of a Python type. Raises the exceptions of `output_format`."""
    try:
        from aimlkit.structured._pydantic import read_type  # noqa: PLC0415 - pydantic is optional, and slow to import
    except ImportError as error:
        raise MissingPydanticError from error
    return read_type(output_type)


def parse_json_as(output_type: type[OutputT], text: str, *, response: object | None = None) -> OutputT:
    """Parse JSON text as a type, by pydantic's own rules: fields that the type does not have are ignored.

    Raises OutputValidationError, which carries `response`, TypeError for a type that pydantic does not read, and
    MissingPydanticError if it is not installed.
    """
    try:
        from aimlkit.structured._pydantic import parse_as  # noqa: PLC0415 - pydantic is optional, and slow to import
    except ImportError as error:
        raise MissingPydanticError from error
    return parse_as(output_type, text, response=response)


def arguments_reader(function: Callable[..., object]) -> TypeReader[dict[str, object]]:
    """Return the reader of a function's arguments, by parameter name. Raises the exceptions of `function_tool`."""
    try:
        from aimlkit.structured._pydantic import read_arguments  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingPydanticError from error
    return read_arguments(function)
