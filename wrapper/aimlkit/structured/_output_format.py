"""Output formats: a JSON Schema for the model, and a reader for the text that it writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from attrs import field, frozen

from aimlkit.structured._readers import Reader, read_json, type_reader

if TYPE_CHECKING:
    from aimlkit.structured._json import Json, JsonObject

OutputT = TypeVar("OutputT")
OutputT_co = TypeVar("OutputT_co", covariant=True)


@frozen
class OutputFormat(Generic[OutputT_co]):
    """The format of a structured output: a named JSON Schema, and how text in this format is read.

    Create one with `output_format`. It can be pickled if its type can be imported.
    """

    name: str
    """The name of the format: up to 64 letters, digits, `_` and `-`."""
    schema: JsonObject = field(repr=False, hash=False)
    """The JSON Schema that is sent to the API."""
    strict: bool = True
    """Whether the API has to enforce the schema."""
    description: str | None = None
    """The purpose of the output, as a hint to the model."""
    _read: Reader[OutputT_co] = field(repr=False, eq=False, default=read_json, alias="read")

    def parse(self, text: str, *, response: object | None = None) -> OutputT_co:
        """Return JSON text as a value of the type.

        Raises OutputValidationError, which carries `response`, if the text is not JSON or does not match the type.
        With a JSON Schema, the text only has to be JSON, and becomes plain Python data.
        """
        return self._read(text, response=response)


@overload
def output_format(type_or_schema: type[OutputT]) -> OutputFormat[OutputT]: ...
@overload
def output_format(type_or_schema: JsonObject) -> OutputFormat[Json]: ...
def output_format(type_or_schema: type[OutputT] | JsonObject) -> OutputFormat[OutputT]:
    """Return the output format of a class with fields, or of a JSON Schema.

    The class is a pydantic model, a dataclass, an attrs class, a TypedDict or a NamedTuple, which may be generic and
    recursive. pydantic makes its schema and reads its values, attrs classes included. `Annotated[…, "text"]` and
    `Annotated[…, pydantic.Field(…)]` describe and constrain a field. A field with a default may be null in JSON, which
    stands for the default; inside pydantic models, their own rules apply instead.

    A JSON Schema is sent unchanged: bare, or in the form of either API (`{"type": "json_schema", …}`).

    Raises TypeError, with the field's name, if a type has no JSON Schema, or if the type is not a JSON object: the API
    accepts nothing else at the top level. Raises MissingPydanticError for a class if pydantic is not installed.
    """
    if isinstance(type_or_schema, Mapping):
        return _from_json_schema(type_or_schema)
    reader = type_reader(type_or_schema)
    if reader.schema.get("type") != "object" or "properties" not in reader.schema:
        raise TypeError(
            f"structured output is a JSON object with named fields, and {type_or_schema!r} is not:"
            " make it a field of a class"
        )
    return OutputFormat(to_api_name(reader.type_name), reader.schema, read=reader)


def _from_json_schema(schema: JsonObject) -> OutputFormat[Json]:
    """Return the format of a JSON Schema, which is bare or in one of the two forms of the APIs.

    Chat Completions: `{"type": "json_schema", "json_schema": {"name": …, "schema": …, …}}`.
    Responses: `{"type": "json_schema", "name": …, "schema": …, …}`.
    """
    if schema.get("type") != "json_schema":
        return OutputFormat(to_api_name(str(schema.get("title", "output"))), schema)
    settings: JsonObject = schema.get("json_schema", schema)
    if "name" not in settings:
        raise TypeError("an output format of type json_schema needs a name")
    return OutputFormat(
        settings["name"],
        settings.get("schema", {}),
        strict=settings.get("strict") is True,
        description=settings.get("description"),
    )


def to_api_name(text: str) -> str:
    """Return `text` as a name that the API accepts: up to 64 letters, digits, `_` and `-`."""
    return re.sub(r"[^a-zA-Z0-9_-]+", "_", text)[:64]
