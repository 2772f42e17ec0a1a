"""Merge the operations of all documents: one operation per method and path."""

from functools import reduce

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation
from scripts.contract.merge_schemas import merge_schemas
from scripts.contract.operation_spec import Addition, OperationSpec
from scripts.contract.request_shapes import shapes_of, with_one_shape_per_model, without_model
from scripts.contract.schemas import MODEL, canonical, properties_of, unique_values, values_of


def merge_operations(specs: list[OperationSpec]) -> list[OperationSpec]:
    """Return each operation once, in the order of the first source that has it.

    Requests that differ only in the model's name become one schema with all of the names; the others become
    the branches of a union. If documents describe different requests of one model, the first one decides, and the
    others are in `warnings`. Responses become one schema: see `merge_schemas`. Raises PipelineError if nothing tells
    the requests of two documents apart.
    """
    by_operation: dict[Operation, dict[int, OperationSpec]] = {}
    for source, spec in enumerate(specs):
        by_operation.setdefault(spec.operation, {})[source] = spec
    return [_merged(operation, by_source) for operation, by_source in by_operation.items()]


def _merged(operation: Operation, all_specs: dict[int, OperationSpec]) -> OperationSpec:
    """Return one operation for those of several sources, which are numbered by their order."""
    by_source, warnings = with_one_shape_per_model(all_specs)
    specs = list(by_source.values())
    requests: dict[str, list[Json]] = {}
    for spec in specs:
        for media_type, schema in spec.request.items():
            requests.setdefault(media_type, []).append(schema)
    shapes = {media_type: _request_shapes(schemas) for media_type, schemas in sorted(requests.items())}
    merger = _ResponseMerger()
    responses = [merger.add(spec) for spec in specs]
    introduced = {
        media_type: _introduced(of_type, media_type, specs) for media_type, of_type in shapes.items()
    }
    with_body = [spec for spec in specs if spec.request]
    return OperationSpec(
        operation=operation,
        parameters=_merged_parameters(specs),
        request={media_type: _any_of(of_type) for media_type, of_type in shapes.items()},
        request_required=bool(with_body) and all(spec.request_required for spec in with_body),
        responses={
            status: dict(sorted(contents.items())) for status, contents in sorted(merger.merged.items())
        },
        headers=_merged_headers(specs),
        security=_merged_security(specs),
        deprecated=all(spec.deprecated for spec in specs),
        unsupported=[key for spec in specs for key in spec.unsupported],
        # Their names are made of their structure: two of the same name are equal.
        recursive={name: schema for spec in specs for name, schema in spec.recursive.items()},
        additions=[
            Addition(
                source,
                shapes={
                    media_type: {
                        number: of_type[number]
                        for number, first in enumerate(introduced[media_type])
                        if first == position
                    }
                    for media_type, of_type in shapes.items()
                },
                responses=responses[position],
            )
            for position, source in enumerate(by_source)
        ],
        warnings=[*(warning for spec in all_specs.values() for warning in spec.warnings), *warnings],
    )


class _ResponseMerger:
    """Merges the responses of one operation, source by source."""

    def __init__(self) -> None:
        #: The responses merged so far, by status and media type.
        self.merged: dict[str, dict[str, Json]] = {}
        #: The responses added so far, as canonical text, by status and media type.
        self._added: dict[tuple[str, str], set[str]] = {}

    def add(self, spec: OperationSpec) -> dict[str, dict[str, Json]]:
        """Merge the responses of `spec`; return those that it changes, as they are now.

        A response that is equal to one added before changes nothing, so the work is proportional to the number of
        different ones.
        """
        changed: dict[str, dict[str, Json]] = {}
        for status, contents in spec.responses.items():
            merged = self.merged.setdefault(status, {})
            for media_type, schema in contents.items():
                text = canonical(schema)
                added = self._added.setdefault((status, media_type), set())
                if text in added:
                    continue
                added.add(text)
                before = merged.get(media_type)
                merged[media_type] = schema if before is None else merge_schemas(before, schema)
                if before is None or canonical(before) != canonical(merged[media_type]):
                    changed.setdefault(status, {})[media_type] = merged[media_type]
        return changed


def _introduced(shapes: list[Json], media_type: str, specs: list[OperationSpec]) -> list[int]:
    """Return the position in `specs` of the first one that has each of the request shapes.

    It is the first with the first of the shape's models, or with an equal request if the shape names no model.
    """
    by_model: dict[str, int] = {}
    by_text: dict[str, int] = {}
    for position, spec in enumerate(specs):
        request = spec.request.get(media_type)
        for shape in [] if request is None else [request, *shapes_of(request)]:
            models = values_of(properties_of(shape).get(MODEL))
            for model in models:
                by_model.setdefault(canonical(model), position)
            if not models:
                by_text.setdefault(canonical(shape), position)
    positions: list[int] = []
    for shape in shapes:
        models = values_of(properties_of(shape).get(MODEL))
        found = by_model.get(canonical(models[0])) if models else by_text.get(canonical(shape))
        # A shape that a source has changed is in none; it is not older than the one before it.
        positions.append(max(found or 0, *positions[-1:]) if positions else found or 0)
    return positions


def _merged_headers(specs: list[OperationSpec]) -> dict[str, dict[str, Object]]:
    """Return each response header once, by status and name; it is required only if it is required in all documents."""
    found: dict[str, dict[str, list[tuple[str, Object]]]] = {}
    for spec in specs:
        for status, headers in spec.headers.items():
            for name, header in headers.items():
                found.setdefault(status, {}).setdefault(name.lower(), []).append((name, header))
    merged: dict[str, dict[str, Object]] = {}
    for status, by_name in sorted(found.items()):
        responses = sum(status in spec.responses for spec in specs)
        merged[status] = {}
        for _, named in sorted(by_name.items()):
            same = [header for _, header in named]
            required = len(same) == responses and all(header.get("required") for header in same)
            others = {key: value for key, value in same[0].items() if key != "required"}
            schema = reduce(merge_schemas, (header["schema"] for header in same))
            merged[status][named[0][0]] = (
                others | {"schema": schema} | ({"required": True} if required else {})
            )
    return merged


def _merged_security(specs: list[OperationSpec]) -> list[Object] | None:
    """Return the alternative sets of credentials in all documents, each once; None if no document states any."""
    stated = [spec.security for spec in specs if spec.security is not None]
    if not stated:
        return None
    # An empty list means that no credentials are required, and so does an empty set in the list.
    alternatives = {canonical(one): one for security in stated for one in security or [{}]}
    return [] if [*alternatives.values()] == [{}] else [*alternatives.values()]


def _merged_parameters(specs: list[OperationSpec]) -> list[Object]:
    """Return each parameter once, by location and name; it allows the values that any document allows.

    It is required only if every document requires it.
    """
    found: dict[tuple[str, str], list[Object]] = {}
    for spec in specs:
        for parameter in spec.parameters:
            found.setdefault((str(parameter["in"]), str(parameter["name"])), []).append(parameter)
    return [
        {
            **parameters[0],
            "required": len(parameters) == len(specs) and all(each["required"] for each in parameters),
            "schema": reduce(merge_schemas, (each["schema"] for each in parameters)),
        }
        for _, parameters in sorted(found.items())
    ]


def _request_shapes(requests: list[Json]) -> list[Json]:
    """Return one request schema for those that are equal but for the model's name, with all of the names."""
    shapes: dict[str, Json] = {}
    branches = [branch for request in requests for branch in shapes_of(request)]
    # A document may describe several shapes, which then stand next to those of the others.
    has_models = len(requests) > 1 and all(MODEL in properties_of(branch) for branch in branches)
    for request in branches if has_models else requests:
        model = properties_of(request).get(MODEL)
        shape = without_model(request)
        if model is None or not isinstance(request, dict):
            shapes.setdefault(shape, request)
            continue
        if shape in shapes:
            model = _merged_models(properties_of(shapes[shape])[MODEL], model)
        shapes[shape] = {**request, "properties": {**properties_of(request), MODEL: model}}
    return list(shapes.values())


def _merged_models(one: Object, other: Object) -> Object:
    """Return the schema of a model's name that allows the values of both; one without values allows any."""
    values = unique_values([*values_of(one), *values_of(other)])
    if not values_of(one) or not values_of(other):
        return {"type": "string"}
    return {"type": "string", "const": values[0]} if len(values) == 1 else {"type": "string", "enum": values}


def _any_of(schemas: list[Json]) -> Json:
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
