"""Small documents with one operation, written for these tests."""

from __future__ import annotations

import copy
from typing import Any

from scripts.drift.changes import Change, Drift
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import drift_of

Json = Any

TEXT: Json = {"type": "string"}
PATH = "/v1/chat/completions"


def obj(required: str = "", *, closed: bool = False, **properties: Json) -> Json:
    """An object schema; `required` names its required properties, apart by spaces."""
    schema: Json = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required.split()
    return schema | ({"additionalProperties": False} if closed else {})


def asked(schema: Json, **components: Json) -> Json:
    """A document whose request is by `schema`."""
    return document({"requestBody": body(schema), "responses": {"200": {"description": ""}}}, **components)


def answered(schema: Json, media_type: str = "application/json", **components: Json) -> Json:
    """A document whose answer is by `schema`."""
    answer = {"description": "", **body(schema, media_type)}
    return document({"responses": {"200": answer}}, **components)


def body(schema: Json, media_type: str = "application/json") -> Json:
    """A request body, or what an answer has beside its description."""
    return {"content": {media_type: {"schema": schema}}}


def document(operation: Json, path: str = PATH, **components: Json) -> Json:
    """A document with one operation."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {path: {"post": operation}},
        "components": {"schemas": components},
    }


def compared(old: Json, new: Json) -> Drift:
    """The drift between two documents, which stay as they are."""
    return drift_of(interface_of(copy.deepcopy(old), "old"), interface_of(copy.deepcopy(new), "new"))


def told(drift: Drift) -> list[tuple[str, str, str]]:
    """The changes as severity, kind and place."""
    return [(str(change.severity), change.kind, change.place) for change in drift.changes]


def only(drift: Drift) -> Change:
    """The one change."""
    assert len(drift.changes) == 1, told(drift)
    return drift.changes[0]
