"""One operation per path, whichever documents describe it."""

from attrs import field, frozen

from scripts.contract.schemas import canonical, properties_of, values_of
from scripts.documents import Json, Object
from scripts.sources import Operation

#: The request property that names the model; requests of another shape are told apart by it.
MODEL = "model"


@frozen
class Merged:
    """One operation: what all documents that describe it say of it together."""

    operation: Operation
    parameters: list[Json]
    #: media type → schema
    request: dict[str, Object]
    request_required: bool
    #: status → media type → schema
    answers: dict[str, dict[str, Object]] = field(factory=dict)


def merge(described: list[tuple[Operation, Object]]) -> list[Merged]:
    """The operations, in the order of their paths.

    Requests that differ in the model's name only are one schema, and others a union. Answers that are
    equal are one schema, and others a union.
    """
    together: dict[Operation, list[Object]] = {}
    for operation, facts in described:
        together.setdefault(operation, []).append(facts)
    return [_merged(operation, together[operation]) for operation in sorted(together, key=str)]


def _merged(operation: Operation, facts: list[Object]) -> Merged:
    bodies = [body for one in facts if isinstance(body := one.get("requestBody"), dict)]
    parameters = {canonical(item): item for one in facts for item in _list(one.get("parameters"))}
    answers: dict[str, dict[str, list[Object]]] = {}
    for one in facts:
        for status, answer in _items(one.get("responses")):
            contents = answers.setdefault(status, {})
            for media_type, schema in _contents(answer):
                contents.setdefault(media_type, []).append(schema)
    requests: dict[str, list[Object]] = {}
    for body in bodies:
        for media_type, schema in _contents(body):
            requests.setdefault(media_type, []).append(schema)
    return Merged(
        operation=operation,
        parameters=[parameters[key] for key in sorted(parameters)],
        request={media_type: _any_of(_shapes(given)) for media_type, given in sorted(requests.items())},
        request_required=bool(bodies) and all(body.get("required") is True for body in bodies),
        answers={
            status: {media_type: _any_of(_distinct(given)) for media_type, given in sorted(contents.items())}
            for status, contents in sorted(answers.items())
        },
    )


def _shapes(requests: list[Object]) -> list[Object]:
    """The requests that differ in more than the model's name, each with all its models."""
    shapes: dict[str, Object] = {}
    for request in requests:
        model = properties_of(request).get(MODEL)
        if model is None:
            shapes.setdefault(canonical(request), request)
            continue
        shape = canonical({**request, "properties": {**properties_of(request), MODEL: None}})
        if shape in shapes:
            model = _either(properties_of(shapes[shape])[MODEL], model)
        shapes[shape] = {**request, "properties": {**properties_of(request), MODEL: model}}
    return list(shapes.values())


def _either(one: Object, other: Object) -> Object:
    """What allows the values of both; a model that lists none allows any."""
    values = [*values_of(one), *(value for value in values_of(other) if value not in values_of(one))]
    if not values_of(one) or not values_of(other):
        return {"type": "string"}
    return {"type": "string", "const": values[0]} if len(values) == 1 else {"type": "string", "enum": values}


def _distinct(schemas: list[Object]) -> list[Object]:
    return list({canonical(schema): schema for schema in reversed(schemas)}.values())[::-1]


def _any_of(schemas: list[Object]) -> Object:
    return schemas[0] if len(schemas) == 1 else {"anyOf": list(schemas)}


def _contents(holder: Json) -> list[tuple[str, Object]]:
    content = holder.get("content") if isinstance(holder, dict) else None
    return [
        (media_type, schema)
        for media_type, body in _items(content)
        if isinstance(body, dict) and isinstance(schema := body.get("schema"), dict)
    ]


def _items(value: Json) -> list[tuple[str, Json]]:
    return list(value.items()) if isinstance(value, dict) else []


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
