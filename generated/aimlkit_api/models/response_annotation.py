# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ..types import JsonValue, Unknown, by_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from .response_container_file_citation import ResponseContainerFileCitation
    from .response_file_citation import ResponseFileCitation
    from .response_file_path import ResponseFilePath
    from .response_url_citation import ResponseURLCitation

    ResponseAnnotation: TypeAlias = (
        ResponseContainerFileCitation
        | ResponseFileCitation
        | ResponseFilePath
        | ResponseURLCitation
        | Unknown
    )
    """A citation in generated text."""

read: Callable[[JsonValue], ResponseAnnotation] = by_property(
    "type",
    {
        "container_file_citation": "ResponseContainerFileCitation",
        "file_citation": "ResponseFileCitation",
        "file_path": "ResponseFilePath",
        "url_citation": "ResponseURLCitation",
    },
)
"""Return a JSON value with the objects in it as models."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return the alias, for code that needs it at run time. This loads the classes that it names."""
        if name != "ResponseAnnotation":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from .. import models

        return (
            models.ResponseContainerFileCitation
            | models.ResponseFileCitation
            | models.ResponseFilePath
            | models.ResponseURLCitation
            | Unknown
        )
