"""Set the overlay's descriptions on the schemas, properties and parameters of the contract."""

from collections.abc import Mapping
from types import MappingProxyType

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.schemas import branches_of, properties_of, target_of

#: The name that stands for every schema in the subject of a description.
EVERY_SCHEMA = "*"


def describe(
    schemas: Mapping[str, Json],
    descriptions: Mapping[str, str],
    parameters: Mapping[str, list[Object]] = MappingProxyType({}),
) -> list[str]:
    """Set `descriptions` in their order and return the subjects that match nothing.

    A subject is `Schema`, `Schema.property`, or `*.property` for the property of every schema that has it; or
    `operationId.parameter`, where `parameters` has the parameters of an operation by its id. The description of a
    union applies to each of its branches as well. No description adds a property or a parameter.
    """
    unmatched: list[str] = []
    for subject, text in descriptions.items():
        name, _, property_name = subject.partition(".")
        if name in parameters and name not in schemas:
            found = [each for each in parameters[name] if each.get("name") == property_name]
            for parameter in found:
                parameter["description"] = text
            if not found:
                unmatched.append(subject)
            continue
        objects = list(schemas.values()) if name == EVERY_SCHEMA else _objects(schemas, name)
        if property_name:
            found = [
                child for schema in objects if (child := properties_of(schema).get(property_name)) is not None
            ]
        else:
            found = [schema for schema in (schemas.get(name), *objects) if isinstance(schema, dict)]
        for schema in found:
            schema["description"] = text
        if not found:
            unmatched.append(subject)
    return unmatched


def _objects(schemas: Mapping[str, Json], name: str) -> list[Json]:
    """Return the schema called `name`, or the branches of it if it is a union."""
    schema = schemas.get(name)
    targets = [target for branch in branches_of(schema) if (target := target_of(branch)) is not None]
    return [schemas[target] for target in targets] or ([schema] if schema is not None else [])


def parameters_by_operation(contract: Object) -> dict[str, list[Object]]:
    """Return the parameters of each operation, by its id."""
    operations = [
        as_object(operation)
        for item in as_object(contract.get("paths")).values()
        for operation in as_object(item).values()
    ]
    return {
        str(operation.get("operationId")): [
            each for each in as_list(operation.get("parameters")) if isinstance(each, dict)
        ]
        for operation in operations
    }
