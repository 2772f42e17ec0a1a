"""Small, invented documents of models, and the addresses of a provider that publishes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CHAT, RESPONSES = "/v1/chat/completions", "/v1/responses"
CATALOGUE = (
    "[catalogue]\n"
    'models = "https://api.invalid/v1/models"\n'
    'index = "https://files.invalid/tree"\n'
    'file = "https://files.invalid/{path}"\n'
    'document = "text/{vendor}/{name}.json"\n'
)


def document(models: list[str], path: str = CHAT, **parameters: object) -> dict[str, Any]:
    """Return the document of `models`, whose requests have `parameters` as well."""
    properties = {"model": {"type": "string", "enum": models}, **parameters}
    request = {"type": "object", "required": ["model"], "properties": properties}
    reply = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    operation = {
        "operationId": "create",
        "requestBody": {"required": True, "content": {"application/json": {"schema": request}}},
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": reply}}}},
    }
    return {
        "openapi": "3.0.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://api.invalid"}],
        "paths": {path: {"post": operation}},
    }


def service_document(path: str = "/v1/usage") -> dict[str, Any]:
    """Return a document of an operation without a body and without a model."""
    reply = {"type": "object", "properties": {"total": {"type": "number"}}}
    operation = {
        "operationId": "read",
        "parameters": [{"name": "since", "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": reply}}}},
    }
    return {
        "openapi": "3.0.0",
        "info": {"title": "t", "version": "1"},
        "servers": [{"url": "https://api.invalid"}],
        "paths": {path: {"get": operation}},
    }


def entry(name: str, path: str = f"POST {CHAT}") -> str:
    """Return an entry of sources.toml."""
    return f'[[source]]\nname = "{name}"\nurl = "https://files.invalid/{name}.json"\noperation = "{path}"\n'


def write_mirror(folder: Path, documents: dict[str, dict[str, Any]]) -> Path:
    """Write `documents`, which are by name, into `folder`; return `folder`."""
    folder.mkdir(exist_ok=True)
    for name, content in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    return folder
