# Generated from contract.json. Do not edit.
from __future__ import annotations

from attrs import define

from ..types import Model


@define(slots=False, kw_only=True, eq=False, repr=False)
class AnnotationURLCitation(Model):
    end_index: int
    start_index: int
    title: str
    url: str
