"""The fields of generated responses, limited to those that the contract describes."""

from typing import TYPE_CHECKING, Any, cast

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.json_text import without_surrogates
from aimlkit.mock.json_types import JsonObject, Schema
from aimlkit.mock.schema_examples import UnsatisfiableSchema, example_value
from aimlkit.mock.validation_messages import violation_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class ResponseFields:
    """The fields of responses that a schema of the contract describes."""

    def __init__(self, schema: Schema, components: JsonObject) -> None:
        self._schema: Schema = close_schema(schema)
        self._components: JsonObject = close_schema(components)
        #: By `id(schema)`: the schemas live as long as this object.
        self._validators: dict[int, Draft202012Validator] = {}

    def fit_to_schema(self, response: JsonObject) -> JsonObject:
        """Return the response without the fields that the schema does not describe, and with those that it requires.

        A value that the schema does not allow is replaced by an example. A response that satisfies the schema is
        returned unchanged.
        """
        fitted: JsonObject = self._fit_value(response, self._schema)
        return fitted

    def violations(self, response: JsonObject) -> set[str]:
        """Return the violations of the schema in the response, each as `/pointer: reason`."""
        validator = self._validator_of(self._schema)
        instance = response
        try:
            if validator.is_valid(instance):
                return set()
        except ValueError:  # unpaired surrogates
            instance = without_surrogates(response)
        return {line for error in validator.iter_errors(instance) for line in violation_lines(error)}

    def _fit_value(self, value: object, schema: Schema) -> Any:
        """Return a value in a response as `fit_to_schema` does; for a union, prefer a valid result of the value's type."""
        if self._validator_of(schema).is_valid(value):
            return value
        flat = self._resolve(schema)
        branches: Sequence[Schema] = flat.get("anyOf") or flat.get("oneOf") or ()
        if branches:
            candidates = [self._fit_value(value, branch) for branch in branches]
            validator = self._validator_of(schema)
            same_type = [
                each for each in candidates if isinstance(each, type(value)) and validator.is_valid(each)
            ]
            return (same_type or candidates)[0]
        properties: Mapping[str, Schema] | None = flat.get("properties")
        if isinstance(value, dict) and properties is not None:
            fields = cast("JsonObject", value)
            fitted = {
                name: self._fit_value(fields[name], properties[name]) for name in fields if name in properties
            }
            for name in flat.get("required", ()):
                if name not in fitted:
                    fitted[name] = self._example(properties.get(name, True))
            return fitted
        if isinstance(value, list) and "items" in flat:
            items = cast("list[object]", value)
            return [self._fit_value(item, flat["items"]) for item in items]
        return self._example(schema)

    def _example(self, schema: Schema) -> Any:
        """Return an example of a schema; None if none is found."""
        try:
            return example_value({"allOf": [schema], "components": self._components})
        except UnsatisfiableSchema:
            return None

    def _resolve(self, schema: Schema) -> JsonObject:
        """Return the schema that a reference leads to, with the parts of an intersection in it."""
        flat: JsonObject = {} if isinstance(schema, bool) else schema
        if "$ref" in flat:
            name = str(flat["$ref"]).rpartition("/")[2]
            return self._resolve(self._components["schemas"][name])
        if "allOf" not in flat:
            return flat
        merged: JsonObject = dict(flat)
        for part in map(self._resolve, merged.pop("allOf")):
            properties = {**merged.get("properties", {}), **part.get("properties", {})}
            required = [*merged.get("required", ()), *part.get("required", ())]
            merged = {**merged, **part, "required": required}
            if properties:
                merged["properties"] = properties
        return merged

    def _validator_of(self, schema: Schema) -> Draft202012Validator:
        validator = self._validators.get(id(schema))
        if validator is None:
            document = {"allOf": [schema], "components": self._components}
            validator = Draft202012Validator(document, validate_formats=True)
            self._validators[id(schema)] = validator
        return validator


def close_schema(schema: object) -> Any:
    """Return a schema that allows only the fields and values that the contract names.

    Clients have to tolerate others, but the mock does not send any.
    """
    if isinstance(schema, list):
        items = cast("list[object]", schema)
        return [close_schema(item) for item in items]
    if not isinstance(schema, dict):
        return schema
    fields = cast("JsonObject", schema)
    result = {name: close_schema(value) for name, value in fields.items()}
    if isinstance(fields.get("properties"), dict) and "type" in fields:
        result.setdefault("additionalProperties", False)
    if isinstance(fields.get("x-extensible-enum"), list):
        types: str | list[str] = fields.get("type", "string")
        result["enum"] = [*fields["x-extensible-enum"], *([None] if "null" in types else [])]
    return result
