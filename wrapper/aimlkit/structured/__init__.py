"""Structured output: Python types as strict JSON Schemas, and JSON text read back as values of those types.

Python types need pydantic (`pip install 'aimlkit[structured]'`), which is imported when the first of them is used.
JSON Schemas need nothing.
"""

from aimlkit.structured._exceptions import (
    MissingPydanticError,
    OutputProblem,
    OutputValidationError,
)
from aimlkit.structured._output_format import OutputFormat, output_format
from aimlkit.structured._partial_json import parse_partial_json
from aimlkit.structured._readers import parse_json_as

__all__ = [
    "MissingPydanticError",
    "OutputFormat",
    "OutputProblem",
    "OutputValidationError",
    "output_format",
    "parse_json_as",
    "parse_partial_json",
]
