from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from aimlkit._exceptions import AIMLAPIError

OutputT = TypeVar("OutputT")
OutputT_co = TypeVar("OutputT_co", covariant=True)


class OutputValidationError(AIMLAPIError, ValueError):
    response: object


class OutputFormat(Generic[OutputT_co]):
    name: str
    schema: Mapping[str, object]
    strict: bool
    description: str | None

    def parse(self, text: str, *, response: object | None = None) -> OutputT_co:
        raise NotImplementedError


def output_format(output_type: object) -> OutputFormat[Any]:
    raise NotImplementedError


def parse_partial_json(text: str) -> object:
    raise NotImplementedError
