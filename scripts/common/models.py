"""The models and parameters that the requests of an operation name, read from a document or the contract."""

from collections.abc import Iterator

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.pointers import follow, parse_pointer
from scripts.common.sources import Operation, operations_of

#: The property of a request that names the model.
MODEL = "model"
_COMBINATIONS = ("allOf", "anyOf", "oneOf")


def models_of(document: Object, operation: Operation) -> list[str]:
    """Return the values that `document` lists for the model of a request, in its order; empty if it lists none."""
    found: dict[str, None] = {}
    for schema in _properties(document, operation, MODEL):
        for branch in _branches(document, schema):
            for value in [*as_list(branch.get("enum")), branch.get("const")]:
                if isinstance(value, str):
                    found[value] = None
    return list(found)


def all_models(document: Object) -> dict[Operation, list[str]]:
    """Return the models of each operation of `document`."""
    return {operation: models_of(document, operation) for operation in operations_of(document)}


def parameters_of(document: Object, operation: Operation) -> list[str]:
    """Return the names of the properties of a request's body, of all shapes, and of its query, sorted."""
    names = {
        name
        for schema in _request_schemas(document, operation)
        for branch in _branches(document, schema)
        for name in as_object(branch.get("properties"))
    }
    item = as_object(follow(document, ["paths", operation.path]))
    described = as_object(item.get(operation.method))
    for parameter in [*as_list(item.get("parameters")), *as_list(described.get("parameters"))]:
        name = _resolved(document, parameter).get("name")
        if isinstance(name, str):
            names.add(name)
    return sorted(names)


def _properties(document: Object, operation: Operation, name: str) -> Iterator[Json]:
    """Yield the schema of the property `name` of each branch of the request."""
    for schema in _request_schemas(document, operation):
        for branch in _branches(document, schema):
            properties = as_object(branch.get("properties"))
            if name in properties:
                yield properties[name]


def _request_schemas(document: Object, operation: Operation) -> Iterator[Json]:
    body = _resolved(document, follow(document, ["paths", operation.path, operation.method, "requestBody"]))
    for media_type in as_object(body.get("content")).values():
        yield _resolved(document, media_type).get("schema")


def _branches(document: Object, schema: Json) -> Iterator[Object]:
    """Yield `schema` and the schemas that it combines, each with its reference resolved and once."""
    pending, seen = [schema], set[int]()
    while pending:
        branch = _resolved(document, pending.pop(0))
        if id(branch) in seen:
            continue
        seen.add(id(branch))
        yield branch
        pending += [part for keyword in _COMBINATIONS for part in as_list(branch.get(keyword))]


def _resolved(document: Object, node: Json) -> Object:
    """Return what `node` refers to, or `node`; an empty object if a reference leads nowhere or in a circle."""
    seen: set[str] = set()
    while isinstance(node, dict) and isinstance(reference := node.get("$ref"), str):
        if reference in seen or not reference.startswith("#/"):
            return {}
        seen.add(reference)
        node = follow(document, parse_pointer(reference))
    return as_object(node)
