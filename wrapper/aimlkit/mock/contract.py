"""The OpenAPI contract that the mock serves: its operations, their request schemas, and facts from extensions."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.contract_facts import (
    NO_STREAM,
    ListFacts,
    PropertyPath,
    StreamFacts,
    header_name,
    list_facts,
    property_paths_by_role,
    stream_facts,
)
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.json_types import JsonObject, Schema
from aimlkit.mock.parameters import ServedParameter
from aimlkit.mock.response_fields import ResponseFields
from aimlkit.mock.validation_messages import find_violations, shortened_json

JSON = "application/json"
EVENT_STREAM = "text/event-stream"


@dataclass(frozen=True)
class RequestShape:
    """A request schema that one or more models share."""

    validator: Draft202012Validator
    properties: Mapping[str, JsonObject]

    @cached_property
    def defaults(self) -> Mapping[str, object]:
        """The default values of the properties that have one."""
        return {name: schema["default"] for name, schema in self.properties.items() if "default" in schema}

    @cached_property
    def takes_reasoning_items(self) -> bool:
        """True if the input of Responses may have reasoning items, which only models that reason accept."""
        model = self.properties.get("model", {})
        name: object = model.get("const") or next(iter(model.get("enum", ())), None)
        item = {"type": "reasoning", "id": "rs_1", "summary": list[object]()}
        return self.validator.is_valid({"model": name, "input": [item]})


#: The shape of a request without a body.
NO_BODY = RequestShape(Draft202012Validator({}), {})


@dataclass(frozen=True)
class ValidRequest:
    """A request that satisfies the contract: its body or, if the operation has none, its parameters."""

    fields: JsonObject
    shape: RequestShape
    size: int  # bytes of the body

    def value(self, name: str) -> Any:
        """Return a field, or the contract's default if the field is absent or null."""
        sent = self.fields.get(name)
        return self.shape.defaults.get(name) if sent is None else sent


@dataclass(frozen=True)
class ServedOperation:
    """An operation of the contract, with the data that the mock needs to serve it."""

    id: str
    path: str
    method: str
    content_types: frozenset[str]
    shapes: Mapping[str, RequestShape]  # by model
    #: Of requests with any other model, or without one; None if the contract does not allow them.
    open_shape: RequestShape | None
    success_status: int
    response_type: str  # the media type of a response that is not streamed; empty if it has no body
    cost_paths: Mapping[str, PropertyPath]  # by role, in a response that is not streamed
    stream: StreamFacts
    parameters: Sequence[ServedParameter]
    is_authenticated: bool
    response_schema: Schema
    response_fields: ResponseFields  # of a response that is not streamed
    event_fields: ResponseFields | None  # of the data of an event; None if the operation has no streams
    list_facts: ListFacts
    is_conditional: bool  # it has ETags: its contract has status 304

    @property
    def aliases(self) -> dict[str, str]:
        """The models by alias: their names without the prefix of the developer, unless that is the name of a model."""
        aliases = {name.rpartition("/")[2]: name for name in self.shapes if "/" in name}
        return {alias: name for alias, name in aliases.items() if alias and alias not in self.shapes}

    @property
    def has_body(self) -> bool:
        """True if its requests have a body."""
        return bool(self.content_types)

    def validate(self, body: object, size: int) -> ValidRequest:
        """Return the request in `body`, which has `size` bytes.

        Raises HTTPError with status 400 if the contract does not allow it.
        """
        if not isinstance(body, dict):
            raise HTTPError(400, "the body is not a JSON object")
        fields = cast("JsonObject", body)
        model = fields.get("model")
        if isinstance(model, str) and model not in self.shapes and model in self.aliases:
            model = self.aliases[model]
            fields = {**fields, "model": model}
        shape = self.shapes.get(model, self.open_shape) if isinstance(model, str) else self.open_shape
        if shape is None:
            problem = f"{shortened_json(model)} is not a known model" if "model" in fields else "is required"
            known = ", ".join(map(json.dumps, self.shapes))
            raise HTTPError(400, f"/model: {problem}; known models: {known}")
        try:
            violations = find_violations(shape.validator, fields)
        except ValueError as error:  # the validator has a limit on nesting
            raise HTTPError(400, f"the body cannot be validated: {error}") from error
        if violations is not None:
            raise HTTPError(400, violations)
        return ValidRequest(fields, shape, size)


class MockContract:
    """An OpenAPI 3.1 document, read for the mock.

    Extensions that it lacks are tolerated: without `x-role` the responses report no cost, without
    `x-accumulates` the streams of Responses have no deltas.
    """

    def __init__(self, document: JsonObject) -> None:
        self.document = document
        self.retry_after_header = header_name(document, "retry-after", "retry-after")
        self.inference_id_header = header_name(document, "inference-id")
        self.client_request_id_header = header_name(document, "client-request-id")
        self.cost_headers = {
            role: name for role in ("cost-usd", "credits") if (name := header_name(document, role))
        }
        self.etag_header = header_name(document, "etag")
        self.if_none_match_header = header_name(document, "if-none-match")
        self.operations = [
            self._operation(path, method, operation)
            for path, item in document["paths"].items()
            for method, operation in item.items()
            if "responses" in operation
        ]
        self.base_path = _base_path([operation.path for operation in self.operations])
        self.error_paths = self._error_paths()
        self._client_request_id = self._header_validator(self.client_request_id_header)

    def validator(self, schema: Schema) -> Draft202012Validator:
        """Return a validator of one of the document's schemas; references resolve within the document."""
        return Draft202012Validator(
            {"allOf": [schema], "components": self.document.get("components", {})}, validate_formats=True
        )

    def is_client_request_id(self, value: str) -> bool:
        """Return whether a value is valid as the client's own id of a request."""
        return self._client_request_id is not None and self._client_request_id.is_valid(value)

    def resolve(self, schema: JsonObject) -> JsonObject:
        """Return the schema that a reference refers to; return any other schema unchanged."""
        while "$ref" in schema:
            node = self.document
            for step in schema["$ref"].split("/")[1:]:
                node = node[step.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema

    def self_contained(self, schema: Schema) -> Schema:
        """Return one of the document's schemas together with the schemas that it refers to."""
        named: JsonObject = self.document.get("components", {}).get("schemas", {})
        used: JsonObject = {}
        pending: list[Any] = [schema]
        while pending:
            node = pending.pop()
            if isinstance(node, dict):
                fields = cast("JsonObject", node)
                name = str(fields.get("$ref", "")).rpartition("/")[2]
                if name in named and name not in used:
                    used[name] = named[name]
                    pending.append(named[name])
                pending += fields.values()
            elif isinstance(node, list):
                pending += node
        return {"allOf": [schema], "components": {"schemas": used}}

    def _operation(self, path: str, method: str, operation: JsonObject) -> ServedOperation:
        request_content: JsonObject = self.resolve(operation.get("requestBody", {})).get("content", {})
        responses: JsonObject = operation["responses"]
        success_status, response = self._success_response(responses)
        response_content: JsonObject = response.get("content", {})
        response_type = _response_type(success_status, response_content)
        response_schema: JsonObject = response_content.get(response_type, {}).get("schema", {})
        stream: JsonObject | None = response_content.get("text/event-stream")
        event_schemas = list(self._event_schemas(stream["schema"])) if stream else []
        shapes = self._request_shapes(request_content.get(JSON, {}).get("schema", {}))
        components: JsonObject = self.document.get("components", {})
        return ServedOperation(
            id=operation["operationId"],
            path=path,
            method=method.upper(),
            content_types=frozenset(request_content),
            shapes={name: shape for name, shape in shapes.items() if name is not None},
            open_shape=shapes.get(None),
            success_status=success_status,
            response_type=response_type,
            cost_paths=property_paths_by_role(response_schema, self.resolve),
            stream=stream_facts(stream["schema"], self.resolve) if stream else NO_STREAM,
            parameters=[
                self._parameter(parameter)
                for parameter in map(self.resolve, operation.get("parameters", ()))
                # The service ignores an invalid one.
                if parameter["name"].lower() != self.client_request_id_header
            ],
            is_authenticated=bool(operation.get("security", self.document.get("security", True))),
            response_schema=response_schema,
            response_fields=ResponseFields(response_schema, components),
            event_fields=ResponseFields({"anyOf": event_schemas}, components) if event_schemas else None,
            list_facts=list_facts(operation.get("x-list", {})),
            is_conditional="304" in responses and bool(self.etag_header and self.if_none_match_header),
        )

    def event_schemas(self, operation: ServedOperation) -> list[JsonObject]:
        """Return the schemas of the data of the events in an operation's stream; none if it has no streams."""
        responses: JsonObject = self.document["paths"][operation.path][operation.method.lower()]["responses"]
        _, response = self._success_response(responses)
        stream: JsonObject | None = response.get("content", {}).get(EVENT_STREAM)
        return [*self._event_schemas(stream["schema"])] if stream else []

    def _parameter(self, parameter: JsonObject) -> ServedParameter:
        schema: JsonObject = self.resolve(parameter.get("schema", {}))
        is_array = schema.get("type") == "array"
        value_schema: JsonObject = self.resolve(schema.get("items", {})) if is_array else schema
        types: str | list[str] = value_schema.get("type", "string")
        return ServedParameter(
            name=parameter["name"],
            location=parameter["in"],
            is_required=parameter.get("required", False),
            is_exploded=parameter.get("explode", parameter.get("style", "form") == "form"),
            types=[types] if isinstance(types, str) else types,
            is_array=is_array,
            validator=self.validator(schema),
        )

    def _success_response(self, responses: JsonObject) -> tuple[int, JsonObject]:
        """Return the status and the response of a request that succeeds: the first of several."""
        statuses = sorted(status for status in responses if status.startswith("2"))
        name = statuses[0] if statuses else "default"
        return int(name) if name.isdecimal() else 200, self.resolve(responses.get(name, {}))

    def _event_schemas(self, server_sent_event: JsonObject) -> Iterator[JsonObject]:
        """Yield the schemas of the data of the events in a stream."""
        data: JsonObject = self.resolve(server_sent_event).get("properties", {}).get("data", {})
        data = self.resolve(data)
        branches: Sequence[JsonObject] = data.get("oneOf") or data.get("anyOf") or [data]
        for branch in map(self.resolve, branches):
            if "contentSchema" in branch:
                yield branch["contentSchema"]

    def _request_shapes(self, schema: JsonObject) -> dict[str | None, RequestShape]:
        """Return the request shape of each model; a union has one shape per branch.

        A model that several branches list has the shape that the discriminator maps it to, or else the first. None is
        the key of a shape whose requests may have any model, or need none.
        """
        request = self.resolve(schema)
        shapes: dict[str | None, RequestShape] = {}
        by_reference: dict[str, RequestShape] = {}
        for branch in request.get("oneOf") or request.get("anyOf") or [request]:
            resolved = self.resolve(branch)
            shape = RequestShape(self.validator(resolved), resolved.get("properties", {}))
            by_reference[branch.get("$ref", "")] = shape
            for name in self._model_names(shape):
                shapes.setdefault(name, shape)
        mapping: Mapping[str, str] = request.get("discriminator", {}).get("mapping", {})
        shapes |= {name: by_reference[ref] for name, ref in mapping.items() if ref in by_reference}
        return shapes

    def _model_names(self, shape: RequestShape) -> Sequence[str | None]:
        """Return the models of a request shape; only None if it may have any."""
        model = self.resolve(shape.properties.get("model", {}))
        names: list[object] = model.get("enum") or [model.get("const")]
        return [name for name in names if isinstance(name, str)] or [None]

    def _header_validator(self, name: str) -> Draft202012Validator | None:
        """Return a validator of the values of a request header; None if no operation has a parameter for it."""
        for item in self.document["paths"].values():
            for operation in item.values():
                for parameter in map(self.resolve, operation.get("parameters", ())):
                    if parameter["in"] == "header" and parameter["name"].lower() == name:
                        return self.validator(parameter["schema"])
        return None

    def _error_paths(self) -> Mapping[str, PropertyPath]:
        """Return the property paths of an error body by role; only that of the message if none has a role."""
        for item in self.document["paths"].values():
            for operation in item.values():
                for status, response in operation["responses"].items():
                    content = self.resolve(response).get("content", {}).get("application/json")
                    if content and status >= "400":
                        paths = property_paths_by_role(content["schema"], self.resolve)
                        return paths or {"error-message": ("message",)}
        return {"error-message": ("message",)}


def _response_type(status: int, content: JsonObject) -> str:
    """Return the media type of a response that is not streamed: JSON if the contract describes no body."""
    if status in (204, 205):
        return ""
    return next(
        (name for name in sorted(content, key=lambda name: name != JSON) if name != EVENT_STREAM), JSON
    )


def _base_path(paths: Sequence[str]) -> str:
    """Return the segments that most paths begin with, up to the version, such as `/v1`; empty if there are none."""
    prefixes = [match[0] if (match := _VERSION.match(path)) else "" for path in paths]
    return min(prefixes, key=lambda prefix: (-prefixes.count(prefix), prefix), default="")


#: The beginning of a path, its version included.
_VERSION = re.compile(r"(?:/[^/{}]+)*?/v[0-9]+(?=/)")


@cache
def packaged_contract() -> MockContract:
    """Return the contract of the installed package or, in a checkout, of the repository."""
    packaged = files("aimlkit.mock") / "contract.json"
    file = packaged if packaged.is_file() else Path(__file__).parents[3] / "openapi" / "contract.json"
    return MockContract(json.loads(file.read_text(encoding="utf-8")))
