"""One operation per path, whichever documents describe it."""

from functools import reduce

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation
from scripts.contract.either import either
from scripts.contract.operations import Described
from scripts.contract.schemas import canonical, properties_of, values_of

#: The request property that names the model; requests of another shape are told apart by it.
MODEL = "model"


def merge(described: list[Described]) -> list[Described]:
    """The operations, each once, in the order of their paths.

    Requests that differ in the model's name only are one schema, and others a union. Answers are one
    schema, which allows what each document says.
    """
    together: dict[Operation, list[Described]] = {}
    for one in described:
        together.setdefault(one.operation, []).append(one)
    return [_merged(operation, together[operation]) for operation in sorted(together, key=str)]


def _merged(operation: Operation, described: list[Described]) -> Described:
    parameters = {canonical(parameter): parameter for one in described for parameter in one.parameters}
    requests: dict[str, list[Json]] = {}
    answers: dict[str, dict[str, list[Json]]] = {}
    for one in described:
        for media_type, schema in one.request.items():
            requests.setdefault(media_type, []).append(schema)
        for status, contents in one.answers.items():
            for media_type, schema in contents.items():
                answers.setdefault(status, {}).setdefault(media_type, []).append(schema)
            answers.setdefault(status, {})
    with_body = [one for one in described if one.request]
    return Described(
        operation=operation,
        parameters=[parameters[key] for key in sorted(parameters)],
        request={media_type: _any_of(_shapes(given)) for media_type, given in sorted(requests.items())},
        request_required=bool(with_body) and all(one.request_required for one in with_body),
        answers={
            status: {media_type: reduce(either, given) for media_type, given in sorted(contents.items())}
            for status, contents in sorted(answers.items())
        },
    )


def _shapes(requests: list[Json]) -> list[Json]:
    """The requests that differ in more than the model's name, each with all its models."""
    shapes: dict[str, Json] = {}
    for request in requests:
        model = properties_of(request).get(MODEL)
        if model is None or not isinstance(request, dict):
            shapes.setdefault(canonical(request), request)
            continue
        shape = canonical({**request, "properties": {**properties_of(request), MODEL: None}})
        if shape in shapes:
            model = _models(properties_of(shapes[shape])[MODEL], model)
        shapes[shape] = {**request, "properties": {**properties_of(request), MODEL: model}}
    return list(shapes.values())


def _models(one: Object, other: Object) -> Object:
    """What allows the values of both; a model that lists none allows any."""
    values = [*values_of(one), *(value for value in values_of(other) if value not in values_of(one))]
    if not values_of(one) or not values_of(other):
        return {"type": "string"}
    return {"type": "string", "const": values[0]} if len(values) == 1 else {"type": "string", "enum": values}


def _any_of(schemas: list[Json]) -> Json:
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}
