"""Set the overlay's descriptions on the schemas and properties of the contract."""

from collections.abc import Mapping

from scripts.common.documents import Json
from scripts.contract.schemas import branches_of, properties_of, target_of

#: The name that stands for every schema in the subject of a description.
EVERY_SCHEMA = "*"


def describe(schemas: Mapping[str, Json], descriptions: Mapping[str, str]) -> list[str]:
    """Set `descriptions` in their order and return the subjects that match nothing.

    A subject is `Schema`, `Schema.property`, or `*.property` for the property of every schema that has it. The
    description of a union applies to each of its branches as well. No description adds a property.
    """
    unmatched: list[str] = []
    for subject, text in descriptions.items():
        name, _, property_name = subject.partition(".")
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
