"""Small documents that resemble the published ones, and the contracts built from them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from scripts.common.sources import Operation, Source
from scripts.contract.build import BuiltContract, build_from_documents
from scripts.contract.overlay import Action, Overlay

Json = Any

TEXT: Json = {"type": "string"}
#: The one action without which a contract is not valid OpenAPI.
MINIMAL_OVERLAY = Overlay(
    actions=[Action("$.paths.*.*.responses.*", "required", {"description": "A response."})]
)


def obj(required: str = "", **properties: Json) -> Json:
    """Return an object schema; `required` lists its required properties, separated by spaces."""
    return {"type": "object", "properties": properties, "required": required.split()}


def tagged(value: str, required: str = "", **properties: Json) -> Json:
    """Return an object schema whose required property `type` has one `value`."""
    return obj(f"type {required}", type={"type": "string", "enum": [value]}, **properties)


def chat(**properties: Json) -> Json:
    """Return a document with one chat operation whose request has `properties` in addition to its own."""
    message = {
        "oneOf": [
            obj("role content", role={"type": "string", "enum": ["user"]}, content=TEXT),
            obj("role", role={"type": "string", "enum": ["assistant"]}, content={**TEXT, "nullable": True}),
        ]
    }
    usage = obj("total_tokens", total_tokens={"type": "number"})
    response = obj(
        "id choices",
        id={"type": "string", "description": "Prose about the id.", "example": "c1"},
        object={"type": "string", "enum": ["chat.completion"]},
        choices={
            "type": "array",
            "items": obj("index", index={"type": "number"}, message=obj("", content=TEXT)),
        },
        usage={**usage, "nullable": True},
    )
    chunk = obj("id", id=TEXT, usage={**usage, "nullable": True})
    request = obj(
        "model messages",
        model={"type": "string", "enum": ["o3-mini"]},
        messages={"type": "array", "items": message},
    )
    request["properties"] |= properties
    return {
        "openapi": "3.0.0",
        "info": {"title": "t", "version": "1"},
        "paths": {
            "/v1/chat/completions": {
                "post": {
                    "operationId": "_v1",
                    "x-codeSamples": [{"source": "print()"}],
                    "requestBody": {"required": True, "content": {"application/json": {"schema": request}}},
                    "responses": {
                        "200": {
                            "content": {
                                "application/json": {"schema": response},
                                "text/event-stream": {"schema": chunk},
                            }
                        }
                    },
                }
            }
        },
        "components": {"securitySchemes": {"access-token": {"type": "http", "scheme": "bearer"}}},
    }


def request_of(document: Json) -> Json:
    """Return the request schema of a document made by `chat`, to be modified in place."""
    operation = document["paths"]["/v1/chat/completions"]["post"]
    return operation["requestBody"]["content"]["application/json"]["schema"]


def response_of(document: Json) -> Json:
    """Return the response schema of a document made by `chat`, to be modified in place."""
    operation = document["paths"]["/v1/chat/completions"]["post"]
    return operation["responses"]["200"]["content"]["application/json"]["schema"]


def source(name: str = "o3-mini", operation: str = "POST /v1/chat/completions") -> Source:
    """Return a source called `name`."""
    method, path = operation.split()
    return Source(name=name, url="https://example.com/", operation=Operation(method.lower(), path))


def built(*documents: Json, overlay: Overlay = MINIMAL_OVERLAY) -> BuiltContract:
    """Return the contract of chat documents, with a source for each; the documents are not modified."""
    return build_from_documents(
        [(source(f"doc-{number}"), copy.deepcopy(document)) for number, document in enumerate(documents)],
        overlay,
    )


def schemas_of(contract: BuiltContract) -> Json:
    """Return the named schemas of a contract."""
    document: Json = contract.document
    return document["components"]["schemas"]


def published_file(shared: Path, name: str) -> Path:
    """Return the published document of a source, which is in one of two folders."""
    folders = (shared / "upstream" / folder for folder in ("current", "service"))
    return next(path for folder in folders if (path := folder / f"{name}.json").is_file())
