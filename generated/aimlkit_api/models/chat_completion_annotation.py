# Generated from contract.json. Do not edit.
from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define

from ..types import FieldReaders, Model

if TYPE_CHECKING:
    from .annotation_url_citation import AnnotationURLCitation


@define(slots=False, kw_only=True, eq=False, repr=False)
class ChatCompletionAnnotation(Model):
    """A citation in a message."""

    type: Literal["url_citation"]
    url_citation: AnnotationURLCitation
    """The cited web page."""

    __field_readers__: ClassVar[FieldReaders] = {
        "url_citation": "AnnotationURLCitation",
    }
