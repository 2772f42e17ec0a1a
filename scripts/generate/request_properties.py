"""The properties of the objects in a request, by model, as data with which a client writes tools and output formats."""

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from scripts.generate.api import Api, ApiOperation, ObjectSchema, Schema
from scripts.generate.discriminators import members, members_and_items, objects
from scripts.generate.types import NULL, Anything, ListOf, Literals, MapOf, Named, PythonType, Union

#: The property that selects the request shape.
_MODEL = "model"

#: Levels of objects below the request: a tool, and its function.
_MAX_DEPTH = 2

#: More objects than any published request has; those beyond are left out.
_MAX_OBJECTS = 1_000


@frozen
class ObjectPropertiesContext:
    """The template's view of the objects at one place in a request; of a union, of all of them together."""

    path: str
    """The properties that lead to the place, with slashes between them; empty for the request itself."""
    properties: list[str]
    required: list[str]
    """The properties that each of the objects requires."""
    lists: list[str]
    """The properties that are an array in each of the objects with them."""


@frozen
class ModelPropertiesContext:
    """The template's view of the objects in the requests for some models."""

    models: list[str]
    objects: list[ObjectPropertiesContext]


def request_properties(api: Api) -> dict[str, list[ModelPropertiesContext]]:
    """Return the objects in the requests for each model, by the id of the operation."""
    found = {operation.id: _by_shape(operation, api.schemas) for operation in api.operations}
    return {id_: contexts for id_, contexts in found.items() if contexts}


def _by_shape(operation: ApiOperation, schemas: Mapping[str, Schema]) -> list[ModelPropertiesContext]:
    """Return the objects of each request shape; a model that several shapes list is one of the first of them."""
    contexts: list[ModelPropertiesContext] = []
    seen: set[str] = set()
    for body in objects(operation.body, schemas) if operation.body else []:
        models = [model for model in _models(operation, body, schemas) if model not in seen]
        seen.update(models)
        if models:
            contexts.append(ModelPropertiesContext(models, [*_objects_in(body, schemas)]))
    return contexts


def _models(operation: ApiOperation, body: ObjectSchema, schemas: Mapping[str, Schema]) -> list[str]:
    """Return the models of a request shape: those that the discriminator maps to it, or that only the schema lists."""
    request = schemas[operation.body.name] if isinstance(operation.body, Named) else None
    union = operation.body if request is None or isinstance(request, ObjectSchema) else request.type
    mapping = dict(union.mapping) if isinstance(union, Union) and union.tag == _MODEL else {}
    field = body.by_name.get(_MODEL)
    parts = members(field.type, schemas) if field else []
    codes = (code for part in parts if isinstance(part, Literals) for code in part.codes)
    listed = [value for code in codes if isinstance(value := literal_eval(code), str)]
    models = {model for model in (*mapping, *listed) if mapping.get(model, body.name) == body.name}
    return sorted(models)


def _objects_in(body: ObjectSchema, schemas: Mapping[str, Schema]) -> Iterator[ObjectPropertiesContext]:
    """Yield the objects in a request, outer ones first. Those whose keys are data are left out."""
    pending: list[tuple[str, int, list[ObjectSchema]]] = [("", 0, [body])]
    for path, depth, found in pending:  # The list grows while it is traversed.
        if len(pending) > _MAX_OBJECTS:
            return
        required = [{field.name for field in schema.properties if field.required} for schema in found]
        yield ObjectPropertiesContext(
            path,
            sorted({field.name for schema in found for field in schema.properties}),
            sorted(set[str].intersection(*required)),
            sorted(_lists(found, schemas)),
        )
        if depth == _MAX_DEPTH:
            continue
        types: dict[str, list[PythonType]] = {}
        for schema in found:
            for field in schema.properties:
                types.setdefault(field.name, []).append(field.type)
        for name, several in sorted(types.items()):
            parts = [*members_and_items(several, schemas)]
            named = [schemas[part.name] for part in parts if isinstance(part, Named)]
            inner = [schema for schema in named if isinstance(schema, ObjectSchema)]
            if inner and not any(isinstance(part, Anything | MapOf) for part in parts):
                pending.append((f"{path}/{name}" if path else name, depth + 1, inner))


def _lists(found: Sequence[ObjectSchema], schemas: Mapping[str, Schema]) -> set[str]:
    """Return the properties that are an array, and nothing else, in each of some objects with them."""
    fields = [field for schema in found for field in schema.properties]
    others = {
        field.name
        for field in fields
        if not all(isinstance(part, ListOf) or part == NULL for part in members(field.type, schemas))
    }
    return {field.name for field in fields} - others
