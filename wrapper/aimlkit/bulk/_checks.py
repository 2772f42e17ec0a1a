"""Checks of requests against the contract, and of structured output against a JSON Schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar, cast

from aimlkit._exceptions import MissingPackageError
from aimlkit._json import json_object
from aimlkit.structured import OutputFormat, OutputProblem, OutputValidationError, output_format

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aimlkit.bulk._requests import BulkRequest
    from aimlkit.structured._json import Json

OutputT = TypeVar("OutputT")


def contract_check() -> Callable[[BulkRequest], None]:
    """Return a function that raises ValueError if the contract does not allow a request.

    Raises MissingPackageError if the extra `aimlkit[bulk]` is not installed.
    """
    try:
        from aimlkit.mock.contract import packaged_contract  # noqa: PLC0415 - optional
        from aimlkit.mock.errors import HTTPError  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackageError(
            "checking requests needs jsonschema-rs: pip install 'aimlkit[bulk]', or leave the check out"
        ) from error
    operations = {operation.id: operation for operation in packaged_contract().operations}

    def check(request: BulkRequest) -> None:
        try:
            operations[request.endpoint.spec.id].validate(request.body, 0)
        except HTTPError as error:
            raise ValueError(error.message) from None

    return check


def format_of(type_or_schema: type[OutputT] | Mapping[str, object] | None) -> OutputFormat[Any] | None:
    """Return the output format of a Python type or a JSON Schema, which validates the output; None for None."""
    if type_or_schema is None:
        return None
    schema = json_object(type_or_schema)
    return output_format(cast("type[OutputT]", type_or_schema)) if schema is None else schema_format(schema)


def schema_format(schema: Mapping[str, object]) -> OutputFormat[Json]:
    """Return the output format of a JSON Schema, which also validates the output.

    Raises MissingPackageError if the extra `aimlkit[bulk]` is not installed, and ValueError if the schema is invalid.
    """
    try:
        from jsonschema_rs import ValidationError, validator_for  # noqa: PLC0415 - optional
    except ImportError as error:
        raise MissingPackageError(
            "validating output needs jsonschema-rs: pip install 'aimlkit[bulk]'"
        ) from error
    plain = output_format(cast("Mapping[str, Json]", schema))
    try:
        validator = validator_for(dict(plain.schema))
    except ValidationError as error:
        raise ValueError(f"the schema is invalid: {error.message}") from None

    def read(text: str, *, response: object | None = None) -> Json:
        value = plain.parse(text, response=response)
        problems = [
            OutputProblem(_json_path(error.instance_path), error.message)
            for error in validator.iter_errors(value)
        ]
        if problems:
            raise OutputValidationError(text, problems, response=response)
        return value

    return OutputFormat(plain.name, plain.schema, plain.strict, plain.description, read=read)


def _json_path(steps: list[str | int]) -> str:
    return "$" + "".join(f"[{json.dumps(step)}]" for step in steps)
