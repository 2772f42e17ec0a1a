"""Python types read by pydantic.

This module and `_fields` import pydantic at the top, which is slow: import them when they are needed.
"""

from __future__ import annotations

import inspect
import reprlib
from functools import lru_cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    Literal,
    NewType,
    TypeVar,
    Union,
    cast,
    get_args,
)

from attrs import frozen
from pydantic import Field as PydanticField
from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, JsonSchemaWarningKind
from pydantic_core import CoreSchema, ErrorDetails, core_schema, from_json

from aimlkit.structured._exceptions import OutputProblem, OutputValidationError, shorten
from aimlkit.structured._fields import (
    Annotation,
    Field,
    FunctionArguments,
    accepts_null,
    class_of,
    fields_of,
    has_fields,
    is_type_alias,
    name_of,
    origin_of,
)
from aimlkit.structured._json import is_array, is_object
from aimlkit.structured._strict_schema import strict_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic_core.core_schema import ComputedField, DataclassField, ModelField, TypedDictField

    from aimlkit.structured._json import JsonSchema

OutputT = TypeVar("OutputT")

# In the metadata of a core schema: keywords for its JSON Schema.
_JSON_SCHEMA_KEY = "aimlkit_json_schema"


@frozen(eq=False)
class TypeReader(Generic[OutputT]):
    """Reads JSON text as values of one type; see `aimlkit.structured._readers.Reader`."""

    source: object
    """The type, or FunctionArguments."""
    schema: JsonSchema
    """The strict JSON Schema of the type."""
    _adapter: TypeAdapter[OutputT]

    @property
    def type_name(self) -> str:
        """The name of the type, or of the function."""
        return name_of(self.source)

    def __call__(self, text: str, *, response: object | None = None) -> OutputT:
        # Half of a surrogate pair, which a string may contain, is invalid JSON for pydantic.
        data = text.encode(errors="surrogatepass")
        try:
            return self._adapter.validate_json(data)
        except ValidationError as error:
            raise OutputValidationError(text, _problems(error, data), response=response) from error

    def __reduce__(self) -> tuple[object, ...]:
        # A TypeAdapter cannot be pickled: unpickling makes the reader again.
        return read_type, (self.source,)


def read_type(output_type: type[OutputT]) -> TypeReader[OutputT]:
    """Return the reader of a type. Raises TypeError if pydantic cannot read it, or has no JSON Schema for it."""
    return _cached_reader(output_type)


def read_arguments(function: Callable[..., object]) -> TypeReader[dict[str, object]]:
    """Return the reader of a function's arguments. Raises the exceptions of `read_type` and `fields_of`."""
    return _make_reader(FunctionArguments(function))


def parse_as(output_type: type[OutputT], text: str, *, response: object | None) -> OutputT:
    """Parse JSON text as a type, by pydantic's own rules. Raises TypeError and OutputValidationError."""
    data = text.encode(errors="surrogatepass")
    try:
        return TypeAdapter(output_type).validate_json(data)
    except PydanticUserError as error:
        raise TypeError(f"{name_of(output_type)} cannot be parsed: {_first_sentence(error)}") from error
    except ValidationError as error:
        raise OutputValidationError(text, _problems(error, data), response=response) from error


def _make_reader(source: Annotation) -> TypeReader[Any]:
    try:
        # pydantic takes every object with a method `__get_pydantic_core_schema__` as a type.
        adapter = TypeAdapter(cast("Annotation", _TypeWithFields(source)))
        schema = adapter.json_schema(schema_generator=_SchemaGenerator)
    except PydanticUserError as error:
        raise TypeError(f"{name_of(source)} has no JSON Schema: {_first_sentence(error)}") from error
    return TypeReader(source, strict_schema(schema), adapter)


_cached_reader: Callable[[Annotation], TypeReader[Any]] = lru_cache(256)(_make_reader)


class _SchemaGenerator(GenerateJsonSchema):
    """pydantic's schema generator, with additions for the classes that `has_fields`."""

    # The default of a field, which may have no JSON, is left out of the strict form.
    ignored_warning_kinds: set[JsonSchemaWarningKind] = {  # noqa: RUF012 - an instance variable in pydantic
        "skipped-choice",
        "non-serializable-default",
    }

    def field_title_should_be_set(
        self, schema: CoreSchema | ModelField | DataclassField | TypedDictField | ComputedField
    ) -> bool:
        """Leave out the titles of the fields of our classes, which only repeat their names."""
        return schema["type"] != "typed-dict-field" and super().field_title_should_be_set(schema)

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        """Add the description that _TypeWithFields passes on."""
        metadata = schema.get("metadata") or {}
        return {**super().typed_dict_schema(schema), **metadata.get(_JSON_SCHEMA_KEY, {})}


@frozen
class _ClassReference:
    """An argument of `Annotated` for pydantic: the definition with this name, in a _TypeWithFields, describes the class."""

    ref: str

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.definition_reference_schema(self.ref)


class _TypeWithFields:
    """A type for pydantic's TypeAdapter in which each class that `has_fields` is read from a JSON object.

    pydantic calls `__get_pydantic_core_schema__`, which describes the type with references to these classes, and then
    the classes as definitions, so that they may contain each other.
    """

    def __init__(self, annotation: Annotation) -> None:
        self._annotation = annotation
        self._references: dict[Annotation, _ClassReference] = {}
        self._undefined: list[Annotation] = []
        self._open_aliases: list[Annotation] = []

    def __repr__(self) -> str:
        return name_of(self._annotation)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        self._references.clear()
        schema = handler.generate_schema(self._with_references(self._annotation))
        definitions: list[CoreSchema] = []
        while self._undefined:
            definitions.append(self._definition(self._undefined.pop(), handler))
        return core_schema.definitions_schema(schema, definitions) if definitions else schema

    def _with_references(self, annotation: Annotation) -> Annotation:
        """Return `annotation` with its classes marked by references, and its strings in `Annotated` as descriptions."""
        if has_fields(annotation) or isinstance(annotation, FunctionArguments):
            return Annotated[_python_type(annotation), self._reference(annotation)]
        origin, arguments = origin_of(annotation), get_args(annotation)
        if isinstance(annotation, NewType):
            return self._with_references(annotation.__supertype__)
        if is_type_alias(annotation):
            return self._alias_with_references(annotation)
        if origin is Annotated:
            notes = (
                PydanticField(description=note) if isinstance(note, str) else note for note in arguments[1:]
            )
            return Annotated[(self._with_references(arguments[0]), *notes)]
        if origin is Literal or not arguments:
            return annotation
        translated = [self._with_references(argument) for argument in arguments]
        return _union(translated) if origin in (Union, UnionType) else origin[tuple(translated)]

    def _alias_with_references(self, alias: Annotation) -> Annotation:
        """Return the value of a `type` alias with references.

        A recursive alias inside itself is returned unchanged, as is one whose value is a string: pydantic resolves both.
        """
        value, arguments = class_of(alias).__value__, get_args(alias)
        if alias in self._open_aliases or isinstance(value, str):
            return alias
        self._open_aliases.append(alias)
        try:
            return self._with_references(value[arguments] if arguments else value)
        finally:
            self._open_aliases.pop()

    def _reference(self, annotation: Annotation) -> _ClassReference:
        """Return the reference of a class; a definition of a new class follows later."""
        if annotation not in self._references:
            # pydantic makes the name in `$defs` of the part before the colon.
            ref = f"{_python_type(annotation).__module__}.{name_of(annotation)}:{len(self._references)}"
            self._references[annotation] = _ClassReference(ref)
            self._undefined.append(annotation)
        return self._references[annotation]

    def _definition(self, annotation: Annotation, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the definition of a class: a JSON object of arguments, with which the class is then called."""
        keys: dict[str, TypedDictField] = {}
        null_is_default: set[str] = set()
        for class_field in fields_of(annotation):
            schema = self._field_schema(annotation, class_field, handler)
            if class_field.has_default and not accepts_null(class_field.annotation):
                null_is_default.add(class_field.name)
                schema = core_schema.nullable_schema(schema)
            keys[class_field.name] = core_schema.typed_dict_field(
                schema, required=not class_field.has_default
            )
        python_type = _python_type(annotation)

        def construct(values: dict[str, object]) -> object:
            arguments = {
                name: value
                for name, value in values.items()
                if value is not None or name not in null_is_default
            }
            try:
                return python_type(**arguments)
            except (TypeError, ValueError) as error:
                # pydantic reports a ValueError only, and validators of attrs have more arguments than the message.
                message = error.args[0] if error.args else error
                raise ValueError(message) from error

        description = _description(annotation)
        return core_schema.no_info_after_validator_function(
            construct,
            core_schema.typed_dict_schema(
                keys,
                extra_behavior="forbid",
                config=core_schema.CoreConfig(strict=True, allow_inf_nan=False),
                metadata={_JSON_SCHEMA_KEY: {"description": description} if description else {}},
            ),
            ref=self._references[annotation].ref,
        )

    def _field_schema(
        self, annotation: Annotation, class_field: Field, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        try:
            return handler.generate_schema(self._with_references(class_field.annotation))
        except PydanticUserError as error:
            place = f"{name_of(annotation)}.{class_field.name}"
            raise TypeError(f"{place} has no JSON Schema: {_first_sentence(error)}") from error


def _first_sentence(error: PydanticUserError) -> str:
    """Return the first sentence of a pydantic error; the advice after it does not apply here."""
    return shorten(error.message.partition(". ")[0], 300)


def _python_type(annotation: Annotation) -> Annotation:
    """Return the class that is called with a JSON object's values: for the arguments of a function, `dict`."""
    return dict if isinstance(annotation, FunctionArguments) else class_of(annotation)


def _union(members: Sequence[Annotation]) -> Annotation:
    """Return the type `A | B | …`."""
    union = members[0]
    for member in members[1:]:
        union = union | member
    return union


def _description(annotation: Annotation) -> str | None:
    """Return the docstring of a class; None if it is only the signature that Python generates."""
    if isinstance(annotation, FunctionArguments):
        return None
    cls = _python_type(annotation)
    doc: str | None = cls.__doc__
    if doc is None or doc.startswith(f"{cls.__name__}("):
        return None
    return inspect.cleandoc(doc)


def _problems(error: ValidationError, data: bytes) -> Sequence[OutputProblem]:
    """Return pydantic's errors as problems, each one once."""
    details = error.errors(include_url=False, include_context=False)
    if details[0]["type"] == "json_invalid":
        return [OutputProblem("$", details[0]["msg"])]
    document: object = from_json(data)
    problems = [OutputProblem(_json_path(detail, document), _message(detail)) for detail in details]
    return list(dict.fromkeys(problems))


def _message(detail: ErrorDetails) -> str:
    """Return the message of a pydantic error, with the invalid value if that is not an object or array."""
    message, value = shorten(detail["msg"].removeprefix("Value error, "), 200), detail["input"]
    if detail["type"] in ("missing", "extra_forbidden") or is_object(value) or is_array(value):
        return message
    return f"{message} (got {reprlib.repr(value)})"


def _json_path(detail: ErrorDetails, document: object) -> str:
    """Return the JSON path of a pydantic error.

    Its location also has steps that are not in the document: the names of the members of a union that were tried. So
    steps that lead nowhere are left out, except for the last step to a missing field.
    """
    path = "$"
    value = document
    location = detail["loc"]
    for number, step in enumerate(location, 1):
        is_missing_field = detail["type"] == "missing" and number == len(location)
        if isinstance(step, int):
            if is_array(value) and step < len(value):
                path += f"[{step}]"
                value = value[step]
        elif is_object(value) and (step in value or is_missing_field):
            path += f".{step}" if step.isidentifier() else f"[{step!r}]"
            value = value.get(step)
    return path
