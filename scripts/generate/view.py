"""The contract as openapi-python-client gets to see it: names and operations, and nothing it would trip over.

What is in a schema is not its concern: it knows no discriminators, would make a class of each enumeration and
would carry names, defaults and texts of the document into the source. The templates write all that from the
contract itself. What the generator sees of a schema is that there is an object of its name.
"""

import re

from scripts.common.documents import Object
from scripts.generate.contract import Contract, Operation, Parameter
from scripts.generate.shapes import PREFIX, Named, Shape

_OBJECT: Object = {"type": "object"}


def view(contract: Contract) -> Object:
    """An OpenAPI document."""
    paths: dict[str, Object] = {}
    for operation in contract.operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": "aimlkit_api", "version": "1"},
        "paths": {**paths},
        "components": {"schemas": dict.fromkeys(contract.schemas, _OBJECT)},
    }


def identifier(text: str) -> str:
    """`text` as words that make a Python name."""
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "operation"


def _operation(operation: Operation) -> Object:
    seen: Object = {
        "operationId": identifier(operation.id),
        "tags": [identifier(operation.tag or "default")],
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            answer.status: {"description": "", **_content(answer.shape)} for answer in operation.answers
        },
    }
    if operation.body is not None:
        seen["requestBody"] = {"required": operation.body_required, **_content(operation.body)}
    if operation.authenticated:
        seen["security"] = [{"bearer": []}]
    return seen


def _parameter(parameter: Parameter) -> Object:
    return {
        "name": parameter.name,
        "in": parameter.location,
        "required": parameter.required,
        "schema": {"type": parameter.type},
    }


def _content(shape: Shape | None) -> Object:
    if shape is None:
        return {}
    schema: Object = {"$ref": PREFIX + shape.name} if isinstance(shape, Named) else {}
    return {"content": {"application/json": {"schema": schema}}}
