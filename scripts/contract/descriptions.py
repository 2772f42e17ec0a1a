"""Put the overlay's words on the schemas and properties they are about."""

from collections.abc import Mapping

from scripts.common.documents import Json
from scripts.contract.schemas import branches_of, properties_of, target_of


def describe(schemas: Mapping[str, Json], words: Mapping[str, str]) -> list[str]:
    """Set the descriptions that `words` has, by `Schema` or `Schema.property`.

    Return the subjects that are not there. A word never adds a property: what the documents take away
    stays away.
    """
    missing = []
    for subject, text in words.items():
        name, _, property_name = subject.partition(".")
        shapes = _shapes(schemas, name)
        if property_name:
            found = [
                child for shape in shapes if (child := properties_of(shape).get(property_name)) is not None
            ]
        else:
            found = [schema for schema in (schemas.get(name), *shapes) if isinstance(schema, dict)]
        for schema in found:
            schema["description"] = text
        if not found:
            missing.append(subject)
    return missing


def _shapes(schemas: Mapping[str, Json], name: str) -> list[Json]:
    """The schema called `name`, or the branches of it if it is a union."""
    schema = schemas.get(name)
    targets = [target for branch in branches_of(schema) if (target := target_of(branch)) is not None]
    return [schemas[target] for target in targets] or ([schema] if schema is not None else [])
