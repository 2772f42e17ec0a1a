"""Builders of small documents with one operation, and helpers that compare two of them."""

from __future__ import annotations

import copy
from typing import Any

from scripts.drift.changes import Change, Drift
from scripts.drift.interface import interface_of
from scripts.drift.verdicts import compare_interfaces

Json = Any

TEXT: Json = {"type": "string"}
PATH = "/v1/chat/completions"


def obj(required: str = "", *, closed: bool = False, **properties: Json) -> Json:
    """Return an object schema. `required` lists its required properties, separated by spaces."""
    schema: Json = {"type": "object", "properties": properties}
    if required:
        schema["required"] = required.split()
    return schema | ({"additionalProperties": False} if closed else {})


def with_request(schema: Json, **components: Json) -> Json:
    """Return a document whose operation has a request body of `schema`."""
    return document({"requestBody": body(schema), "responses": {"200": {"description": ""}}}, **components)


def with_response(schema: Json, media_type: str = "application/json", **components: Json) -> Json:
    """Return a document whose operation has a response body of `schema`."""
    response = {"description": "", **body(schema, media_type)}
    return document({"responses": {"200": response}}, **components)


def body(schema: Json, media_type: str = "application/json") -> Json:
    """Return a request body, or a response without its description."""
    return {"content": {media_type: {"schema": schema}}}


def document(operation: Json, path: str = PATH, **components: Json) -> Json:
    """Return a document with one operation."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {path: {"post": operation}},
        "components": {"schemas": components},
    }


def compare(old: Json, new: Json) -> Drift:
    """Return the drift between two documents, without modifying them."""
    return compare_interfaces(
        interface_of(copy.deepcopy(old), "old"), interface_of(copy.deepcopy(new), "new")
    )


def changes_of(drift: Drift) -> list[tuple[str, str, str]]:
    """Return the severity, the rule and the location of each change."""
    return [(str(change.severity), change.rule, change.location) for change in drift.changes]


def only_change(drift: Drift) -> Change:
    """Return the only change; fail if there is another."""
    assert len(drift.changes) == 1, changes_of(drift)
    return drift.changes[0]
