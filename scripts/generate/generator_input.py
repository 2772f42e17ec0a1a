"""The OpenAPI document that openapi-python-client works from: names and operations, without the schemas' contents.

The templates write the contents of schemas from the contract itself, because openapi-python-client ignores
discriminators, makes a class of each enumeration, and copies names, defaults and texts of the document into the
source. It only sees that there is an object of each name.
"""

import re

from scripts.common.documents import Object
from scripts.generate.api import Api, ApiOperation, ApiParameter
from scripts.generate.names import PACKAGE
from scripts.generate.types import PREFIX, Named, PythonType

_OBJECT: Object = {"type": "object"}


def generator_input(api: Api) -> Object:
    """Return the OpenAPI document."""
    paths: dict[str, Object] = {}
    for operation in api.operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {"title": PACKAGE, "version": "1"},
        "paths": {**paths},
        "components": {"schemas": dict.fromkeys(api.schemas, _OBJECT)},
    }


def identifier(text: str) -> str:
    """Return the letters and digits of `text`, joined by underscores."""
    return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "operation"


def _operation(operation: ApiOperation) -> Object:
    described: Object = {
        "operationId": identifier(operation.id),
        "tags": [identifier(operation.tag or "default")],
        "parameters": [_parameter(parameter) for parameter in operation.parameters],
        "responses": {
            response.status: {"description": "", **_content(response.type)}
            for response in operation.responses
        },
    }
    if operation.body is not None:
        described["requestBody"] = {"required": operation.body_required, **_content(operation.body)}
    if operation.authenticated:
        described["security"] = [{"bearer": []}]
    return described


def _parameter(parameter: ApiParameter) -> Object:
    return {
        "name": parameter.name,
        "in": parameter.location,
        "required": parameter.required,
        "schema": {"type": parameter.type},
    }


def _content(type_: PythonType | None) -> Object:
    if type_ is None:
        return {}
    schema: Object = {"$ref": PREFIX + type_.name} if isinstance(type_, Named) else {}
    return {"content": {"application/json": {"schema": schema}}}
