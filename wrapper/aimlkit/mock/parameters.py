"""Parameters of a request outside its body: read from the URL and the headers, and validated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from jsonschema_rs import Draft202012Validator

from aimlkit.mock.errors import HTTPError
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.validation_messages import violations_message

MAX_VALUES = 1000  # parameters in a query, and items of one parameter


@dataclass(frozen=True)
class ServedParameter:
    """A parameter of an operation outside its request body."""

    name: str
    location: str  # path, query, header or cookie
    is_required: bool
    is_exploded: bool  # each item of an array is a parameter of its own, without commas
    types: Sequence[str]  # of its values, or of the items of an array
    is_array: bool
    validator: Draft202012Validator

    def read(self, texts: Sequence[str]) -> object:
        """Return the value that the texts stand for. Raises HTTPError with status 400 if there is none."""
        if self.is_array:
            items = texts if self.is_exploded else [item for text in texts for item in text.split(",")]
            if len(items) > MAX_VALUES:
                raise HTTPError(400, f"{self.name}: there are more than {MAX_VALUES:,} values")
            value: object = [typed_value(item, self.types) for item in items]
        elif len(texts) > 1:
            raise HTTPError(400, f"{self.name}: there is more than one value")
        else:
            value = typed_value(texts[0], self.types)
        if not self.validator.is_valid(value):
            raise HTTPError(400, f"{self.name}{violations_message(self.validator.iter_errors(value))}")
        return value


def read_parameters(
    parameters: Sequence[ServedParameter],
    query: bytes,
    path: Mapping[str, str],
    headers: Mapping[bytes, bytes],
) -> JsonObject:
    """Return the values of the parameters in a request, by name; those that it does not have are left out.

    Others are ignored. Raises HTTPError with status 400 if one is required and missing, or invalid.
    """
    texts: dict[tuple[str, str], list[str]] = {("path", name): [value] for name, value in path.items()}
    try:
        for name, value in parse_qsl(query.decode(), keep_blank_values=True, max_num_fields=MAX_VALUES):
            texts.setdefault(("query", name), []).append(value)
    except ValueError as error:
        raise HTTPError(400, f"the query cannot be read: {error}") from error
    for name_bytes, value_bytes in headers.items():
        texts["header", name_bytes.decode("latin-1").lower()] = [value_bytes.decode("latin-1")]
    values: JsonObject = {}
    for parameter in parameters:
        name = parameter.name.lower() if parameter.location == "header" else parameter.name
        found = texts.get((parameter.location, name))
        if found is not None:
            values[parameter.name] = parameter.read(found)
        elif parameter.is_required and parameter.location != "cookie":
            raise HTTPError(400, f"{parameter.name}: is required, in the {parameter.location}")
    return values


def typed_value(text: str, types: Sequence[str]) -> object:
    """Return the number or boolean that the text stands for, if the types allow it; otherwise the text."""
    if "boolean" in types and text in ("true", "false"):
        return text == "true"
    for name, convert in (("integer", int), ("number", float)):
        if name in types and text.isascii() and "_" not in text:
            try:
                return convert(text)
            except ValueError:
                continue
    return text
