"""The request shapes of an operation, as data with which a client refuses what the shape of a model does not have."""

from ast import literal_eval
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from jinja2 import Environment

from scripts.generate.api import Api, ApiOperation, ObjectSchema, Schema
from scripts.generate.discriminators import members_and_items, objects
from scripts.generate.object_properties import ObjectPropertiesContext, object_properties
from scripts.generate.params import request_type
from scripts.generate.request_objects import RequestObjectContext, have_other_nulls, request_objects
from scripts.generate.types import STRING, Anything, Literals, MapOf, Named, PythonType, Union

#: The property that selects the request shape.
MODEL = "model"

#: Levels of objects below the request, and the number of places with values, that are compared. Schemas of many
#: properties that refer to one another could describe millions of places.
_MAX_DEPTH = 3
_MAX_PLACES = 1_000


@frozen
class UnsupportedValuesContext:
    """The template's view of the values that a place in a request cannot have, although other shapes have them."""

    values: list[str]
    objects: Mapping[str, "UnsupportedValuesContext"]
    """Those in the properties of objects at this place, or in an array there, by property."""


@frozen
class RequestShapeContext:
    """The template's view of one request shape of an operation."""

    module: str
    models: list[str]
    parameters: list[str]
    """The parameters that only other shapes have."""
    values: Mapping[str, UnsupportedValuesContext]
    """The values that only other shapes have, by parameter."""
    objects: list[ObjectPropertiesContext]
    """The objects in a request."""
    request_objects: Mapping[str, RequestObjectContext] | None
    """The objects in the body, by property; None if their nulls are those of the operation."""


@frozen
class RequestShape:
    """A request schema, and the models that it is for."""

    schema: ObjectSchema
    models: tuple[str, ...]


@frozen
class _Place:
    """A place in a request: a property, and the items of an array in it."""

    values: frozenset[str]
    """The strings that are listed for it."""
    is_open: bool
    """Whether any other string is valid, too."""
    takes_objects: bool
    objects: Mapping[str, "_Place"]
    """The places in the objects, by property; an empty mapping if their keys can be data, or they are too deep."""


_NO_PLACE = _Place(frozenset(), False, False, {})


def request_shapes(operation: ApiOperation, schemas: Mapping[str, Schema]) -> list[RequestShape]:
    """Return the request shapes of an operation; an empty list if its request does not select a model.

    A model that several shapes list has the one to which the discriminator maps it, or else the first.
    """
    bodies = objects(operation.body, schemas) if operation.body else []
    mapped = _mapped_models(operation.body, schemas) if operation.body else {}
    targets = {model: name for name, models in mapped.items() for model in models}
    shapes: list[RequestShape] = []
    seen: set[str] = set()
    for body in bodies:
        field = body.by_name.get(MODEL)
        listed = [*mapped.get(body.name, ()), *(_strings([field.type], schemas) if field else ())]
        own = (model for model in dict.fromkeys(listed) if targets.get(model, body.name) == body.name)
        models = tuple(model for model in own if model not in seen)
        seen.update(models)
        if models:
            shapes.append(RequestShape(body, models))
    return shapes


def request_shape_contexts(api: Api, modules: Mapping[str, str]) -> dict[str, list[RequestShapeContext]]:
    """Return the request shapes of each operation whose requests select a model, by the id of the operation.

    `modules` are the modules of the schemas; that of a request shape has the same name.
    """
    found = {operation.id: request_shapes(operation, api.schemas) for operation in api.operations}
    taken: set[str] = set()
    return {
        operation.id: [*_contexts(operation, found[operation.id], api.schemas, modules, taken)]
        for operation in api.operations
        if found[operation.id]
    }


def write_request_shapes(
    environment: Environment, contexts: Mapping[str, Sequence[RequestShapeContext]], folder: Path
) -> None:
    """Write the package of the request shapes: a module for each of them."""
    folder.mkdir()
    text = environment.get_template("request_shapes.py.jinja").render(request_shapes=contexts)
    (folder / "__init__.py").write_text(text, encoding="utf-8")
    template = environment.get_template("request_shape.py.jinja")
    for shapes in contexts.values():
        for shape in shapes:
            (folder / f"{shape.module}.py").write_text(template.render(shape=shape), encoding="utf-8")


def _mapped_models(body: PythonType, schemas: Mapping[str, Schema]) -> dict[str, list[str]]:
    """Return the models that the discriminator of a request body names, by the name of the schema for them."""
    schema = schemas[body.name] if isinstance(body, Named) else None
    union = schema.type if schema is not None and not isinstance(schema, ObjectSchema) else body
    models: dict[str, list[str]] = {}
    if isinstance(union, Union) and union.tag == MODEL:
        for model, name in union.mapping:
            models.setdefault(name, []).append(model)
    return models


def _contexts(
    operation: ApiOperation,
    shapes: Sequence[RequestShape],
    schemas: Mapping[str, Schema],
    modules: Mapping[str, str],
    taken: set[str],
) -> Iterator[RequestShapeContext]:
    """Yield the contexts of the shapes of one operation; add the names of their modules to `taken`."""
    all_objects = request_objects(operation.body, schemas)
    parameters = {name for shape in shapes for name in shape.schema.by_name}
    places = [_places([shape.schema], schemas) for shape in shapes]
    known = _union(places)
    for shape, own in zip(shapes, places, strict=True):
        # Operations can share a schema, and differ in their other shapes.
        module = modules[shape.schema.name]
        while module in taken:
            module += "_"
        taken.add(module)
        own_objects = request_objects(Named(shape.schema.name), schemas)
        yield RequestShapeContext(
            module=module,
            models=sorted(shape.models),
            parameters=sorted(parameters - shape.schema.by_name.keys()),
            values=_unsupported(own, known),
            objects=[*object_properties(shape.schema, schemas)],
            request_objects=own_objects if have_other_nulls(own_objects, all_objects) else None,
        )


def _places(roots: Sequence[ObjectSchema], schemas: Mapping[str, Schema]) -> Mapping[str, _Place]:
    """Return the places in objects, by property: outer ones first, until there are too many."""
    places: dict[str, _Place] = {}
    pending = [(roots, 0, places)]
    count = 0
    for found, depth, target in pending:  # The list grows while it is traversed.
        types: dict[str, list[PythonType]] = {}
        for schema in found:
            for field in schema.properties:
                if depth or field.name != MODEL:
                    types.setdefault(field.name, []).append(request_type(field))
        for name, several in sorted(types.items()):
            count += 1
            if count > _MAX_PLACES:
                return places
            below: dict[str, _Place] = {}
            parts = [*members_and_items(several, schemas)]
            inner = [*_objects(parts, schemas)]
            # Such as the schema of a tool.
            holds_data = any(isinstance(part, Anything | MapOf) for part in parts)
            target[name] = _Place(
                frozenset(_strings(several, schemas)),
                any(isinstance(part, Anything) or part == STRING for part in parts),
                bool(inner) or holds_data,
                below,
            )
            if depth < _MAX_DEPTH and not holds_data:
                pending.append((inner, depth + 1, below))
    return places


def _objects(parts: Sequence[PythonType], schemas: Mapping[str, Schema]) -> Iterator[ObjectSchema]:
    for part in parts:
        if isinstance(part, Named) and isinstance(schema := schemas[part.name], ObjectSchema):
            yield schema


def _strings(types: Sequence[PythonType], schemas: Mapping[str, Schema]) -> list[str]:
    codes = (
        code
        for part in members_and_items(types, schemas)
        if isinstance(part, Literals)
        for code in part.codes
    )
    return [value for code in codes if isinstance(value := literal_eval(code), str)]


def _union(several: Sequence[Mapping[str, _Place]]) -> Mapping[str, _Place]:
    """Return the places of all shapes, with the values of all."""
    by_name: dict[str, list[_Place]] = {}
    for places in several:
        for name, place in places.items():
            by_name.setdefault(name, []).append(place)
    return {
        name: _Place(
            frozenset[str]().union(*(place.values for place in same)),
            any(place.is_open for place in same),
            any(place.takes_objects for place in same),
            _union([place.objects for place in same]),
        )
        for name, same in by_name.items()
    }


def _unsupported(
    own: Mapping[str, _Place], known: Mapping[str, _Place]
) -> dict[str, UnsupportedValuesContext]:
    """Return the values in `known` that the places in `own` cannot have, by property.

    Properties that `own` does not have are left out.
    """
    contexts = {name: _unsupported_at(place, known[name]) for name, place in own.items()}
    return _without_empty(contexts)


def _unsupported_at(own: _Place, known: _Place) -> UnsupportedValuesContext:
    values = set[str]() if own.is_open else known.values - own.values
    if own.takes_objects:
        objects = _unsupported(own.objects, known.objects)
    else:
        objects = _without_empty(
            {name: _unsupported_at(_NO_PLACE, place) for name, place in known.objects.items()}
        )
    return UnsupportedValuesContext(sorted(values), objects)


def _without_empty(contexts: Mapping[str, UnsupportedValuesContext]) -> dict[str, UnsupportedValuesContext]:
    return {name: context for name, context in contexts.items() if context.values or context.objects}
