"""The contract as the mock needs it: which operations there are, and what each takes."""

import json
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator

from aimlkit.mock import violations
from aimlkit.mock.errors import Refused

Json = Any  # JSON is whatever it is; the validators say what it is.


@dataclass(frozen=True)
class Shape:
    """One form of an operation's request: the fields that one model takes."""

    validator: Draft202012Validator
    defaults: Mapping[str, Json]
    properties: Mapping[str, Json]


@dataclass(frozen=True)
class Operation:
    """One operation: where it is, and the shape of its request for each model."""

    id: str
    path: str
    method: str
    content_types: frozenset[str]
    shapes: Mapping[str, Shape]

    def check(self, body: Json) -> Shape:
        """The shape that `body` has; refused with 400 where it has none."""
        if not isinstance(body, dict):
            raise Refused(400, "the body is not a JSON object")
        model = body.get("model")
        shape = self.shapes.get(model) if isinstance(model, str) else None
        if shape is None:
            problem = (
                "is required" if "model" not in body else f"{violations.short(model)} is not a model here"
            )
            raise Refused(400, f"/model: {problem}; it is one of {', '.join(map(json.dumps, self.shapes))}")
        try:
            if shape.validator.is_valid(body):
                return shape
            raise Refused(400, violations.message(shape.validator.iter_errors(body)))
        except ValueError as error:  # what the validator cannot take: nested too deep
            raise Refused(400, f"the body cannot be checked: {error}") from error


class Contract:
    """The operations of an OpenAPI document, and validators of its schemas."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.operations = [
            self._operation(path, method, operation)
            for path, item in document["paths"].items()
            for method, operation in item.items()
        ]
        self.prefix = posixpath.commonpath([operation.path for operation in self.operations])

    def validator(self, schema: Json) -> Draft202012Validator:
        """A validator of one of the document's schemas; its references are into the document."""
        return Draft202012Validator(
            {"allOf": [schema], "components": self.document["components"]}, validate_formats=True
        )

    def resolve(self, schema: Json) -> Json:
        """What a reference into the document refers to."""
        while "$ref" in schema:
            node = self.document
            for step in schema["$ref"].split("/")[1:]:
                node = node[step.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema

    def _operation(self, path: str, method: str, operation: Json) -> Operation:
        content = operation["requestBody"]["content"]
        request = self.resolve(content["application/json"]["schema"])
        shapes: dict[str, Shape] = {}
        for branch in request.get("oneOf", [request]):
            schema = self.resolve(branch)
            properties = schema["properties"]
            defaults = {name: child["default"] for name, child in properties.items() if "default" in child}
            model = properties["model"]
            for name in model.get("enum", [model.get("const")]):
                shapes[name] = Shape(self.validator(schema), defaults, properties)
        return Operation(operation["operationId"], path, method.upper(), frozenset(content), shapes)


@cache
def contract() -> Contract:
    """The packaged contract; in a checkout, the repository's."""
    packaged = files("aimlkit.mock") / "contract.json"
    file = packaged if packaged.is_file() else Path(__file__).parents[3] / "openapi" / "contract.json"
    return Contract(json.loads(file.read_text(encoding="utf-8")))
