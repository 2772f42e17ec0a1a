"""Merge the operations of all documents: one operation per method and path."""

from functools import reduce

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation
from scripts.contract.merge_schemas import merge_schemas
from scripts.contract.operation_spec import OperationSpec
from scripts.contract.schemas import canonical, properties_of, unique_values, values_of

#: The request property that names the model; it discriminates between request shapes.
MODEL = "model"


def merge_operations(specs: list[OperationSpec]) -> list[OperationSpec]:
    """Return each operation once, ordered by its method and path.

    Requests that differ only in the model's name become one schema with all of the names; the others become
    the branches of a union. Responses become one schema that allows the responses of every document.
    """
    by_operation: dict[Operation, list[OperationSpec]] = {}
    for spec in specs:
        by_operation.setdefault(spec.operation, []).append(spec)
    return [_merged(operation, by_operation[operation]) for operation in sorted(by_operation, key=str)]


def _merged(operation: Operation, specs: list[OperationSpec]) -> OperationSpec:
    requests: dict[str, list[Json]] = {}
    responses: dict[str, dict[str, list[Json]]] = {}
    for spec in specs:
        for media_type, schema in spec.request.items():
            requests.setdefault(media_type, []).append(schema)
        for status, contents in spec.responses.items():
            by_media_type = responses.setdefault(status, {})
            for media_type, schema in contents.items():
                by_media_type.setdefault(media_type, []).append(schema)
    with_body = [spec for spec in specs if spec.request]
    return OperationSpec(
        operation=operation,
        parameters=_merged_parameters(specs),
        request={
            media_type: _any_of(_request_shapes(schemas)) for media_type, schemas in sorted(requests.items())
        },
        request_required=bool(with_body) and all(spec.request_required for spec in with_body),
        responses={
            status: {
                media_type: reduce(merge_schemas, schemas) for media_type, schemas in sorted(contents.items())
            }
            for status, contents in sorted(responses.items())
        },
        headers=_merged_headers(specs),
        security=_merged_security(specs),
        deprecated=all(spec.deprecated for spec in specs),
        unsupported=[key for spec in specs for key in spec.unsupported],
        # Their names are made of their structure: two of the same name are equal.
        recursive={name: schema for spec in specs for name, schema in spec.recursive.items()},
    )


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
    for request in requests:
        model = properties_of(request).get(MODEL)
        if model is None or not isinstance(request, dict):
            shapes.setdefault(canonical(request), request)
            continue
        shape = canonical({**request, "properties": {**properties_of(request), MODEL: None}})
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
