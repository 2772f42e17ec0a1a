"""Give each model one request shape, so that its name tells which shape a request has."""

from attrs import evolve, frozen

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import pointer
from scripts.contract.operation_spec import OperationSpec
from scripts.contract.schemas import (
    ANNOTATIONS,
    MODEL,
    UNIONS,
    canonical,
    properties_of,
    required_of,
    values_of,
)


def with_one_shape_per_model(specs: dict[int, OperationSpec]) -> tuple[dict[int, OperationSpec], list[str]]:
    """Return the documents of one operation with each model in the requests of one shape only, and the warnings.

    The keys are the numbers of the sources. If documents describe different requests of a model, the first one decides; a
    warning names both. A document that has no model left is left out, with its responses. Each request is then an object
    that requires a model and lists its values, which are not in the requests of any other shape.

    Requests stay as they are if all documents describe the same one, or if none of them has a model. Raises PipelineError
    if a request lists no models and another document describes a different one: nothing would tell them apart.
    """
    reduced = list(specs.values())
    warnings: list[str] = []
    for media_type in sorted({media_type for spec in reduced for media_type in spec.request}):
        reduced, new_warnings = _for_media_type(reduced, media_type)
        warnings += new_warnings
    # A document without a request body stays: there is nothing to be told apart.
    remaining = {
        source: spec
        for source, spec in zip(specs, reduced, strict=True)
        if spec.request or not specs[source].request
    }
    return remaining, [*dict.fromkeys(warnings)]


def shapes_of(request: Json) -> list[Json]:
    """Return the request shapes that one document describes."""
    schema = as_object(request)
    keyword = next((keyword for keyword in UNIONS if set(schema) == {keyword}), None)
    return as_list(schema[keyword]) if keyword is not None else [request]


def without_model(request: Json) -> str:
    """Return text that is the same for requests that differ only in the values of their model."""
    if not isinstance(request, dict) or MODEL not in properties_of(request):
        return canonical(request)
    return canonical({**request, "properties": {**properties_of(request), MODEL: None}})


@frozen
class _Shape:
    """A request shape, and the document that describes it first for a model."""

    text: str
    document: str


def _for_media_type(specs: list[OperationSpec], media_type: str) -> tuple[list[OperationSpec], list[str]]:
    requests = [spec.request[media_type] for spec in specs if media_type in spec.request]
    branches = [branch for request in requests for branch in shapes_of(request)]
    if len({without_model(request) for request in requests}) == 1 or not any(
        MODEL in properties_of(branch) for branch in branches
    ):
        return specs, []
    shapes: dict[str, _Shape] = {}
    warnings: list[str] = []
    changed: list[OperationSpec] = []
    for spec in specs:
        if media_type not in spec.request:
            changed.append(spec)
            continue
        described: list[Json] = []
        for branch in shapes_of(spec.request[media_type]):
            own, overruled = _own_models(branch, spec, media_type, shapes)
            warnings += overruled
            if own:
                described.append(_with_models(branch, own))
        others = {key: value for key, value in spec.request.items() if key != media_type}
        request = {media_type: _union(described)} if described else {}
        changed.append(evolve(spec, request={**others, **request}))
    return changed, warnings


def _own_models(
    request: Json, spec: OperationSpec, media_type: str, shapes: dict[str, _Shape]
) -> tuple[list[str], list[str]]:
    """Return the models of `request` that have no other shape in `shapes`, and add them; and warnings about the others."""
    at = ("paths", spec.operation.path, spec.operation.method, "requestBody", "content", media_type, "schema")
    where = f"{spec.document}#{pointer(at)}"
    models = [value for value in values_of(properties_of(request).get(MODEL)) if value is not None]
    if not models or not all(isinstance(value, str) for value in models):
        raise PipelineError(
            f"lists no values of {MODEL}, which tells its requests apart from those of the other documents",
            where=where,
            hint="list them in the document, or with an action of the overlay's x-sources",
        )
    shape = _Shape(without_model(_with_models(request, [])), spec.document)
    own: list[str] = []
    overruled: list[str] = []
    for model in dict.fromkeys(map(str, models)):
        first = shapes.setdefault(model, shape)
        if first.text == shape.text:
            own.append(model)
        else:
            overruled.append(
                f"{where}: describes other requests of the model {printable(model)} than {printable(first.document)}, "
                "which comes first and decides"
            )
    return own, overruled


def _union(branches: list[Json]) -> Json:
    return branches[0] if len(branches) == 1 else {"anyOf": branches}


def _with_models(request: Json, models: list[str]) -> Json:
    """Return `request` with these values of its model, which it requires: a discriminator has to be present."""
    schema = as_object(request)
    values: Object = {"const": models[0]} if len(models) == 1 else {"enum": [*models]}
    annotations = {
        keyword: value
        for keyword, value in as_object(properties_of(schema).get(MODEL)).items()
        if keyword in ANNOTATIONS and (keyword != "default" or value in models)
    }
    model: Object = {"type": "string", **values, **annotations}
    required: list[Json] = [*sorted({*required_of(schema), MODEL})]
    return {**schema, "properties": {**properties_of(schema), MODEL: model}, "required": required}
