"""The discriminators of a document's unions.

Validation ignores discriminators, so no instance can show their differences: they are compared separately.
Usually each branch of a union lists its own values of the property, or the mapping gives it some. A discriminator adds
nothing then, and a document without it means the same.
"""

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import printable
from scripts.contract.branch_tags import BRANCH_TAGS
from scripts.contract.schemas import Steps, children
from scripts.drift.labels import SEPARATOR, format_names
from scripts.drift.matching import listed_values


def discriminators(schema: Json, location: str = "") -> dict[str, str]:
    """Return the discriminator of every union in `schema` as text, by location; empty text if it adds nothing."""
    found: dict[str, str] = {}
    if isinstance(schema, dict):
        if "oneOf" in schema or "anyOf" in schema:
            found[location] = _describe_discriminator(schema)
        for steps, child in children(schema):
            for inner, text in discriminators(child, location + _format_steps(steps)).items():
                found[inner] = found.get(inner) or text
    return found


def _describe_discriminator(union: Object) -> str:
    """Return the property and the mapped values, such as `kind: cat, dog`; empty if the branches list the values."""
    discriminator = as_object(union.get("discriminator"))
    name = discriminator.get("propertyName")
    branches = [*as_list(union.get("oneOf")), *as_list(union.get("anyOf"))]
    # The values that the mapping gives to a branch have become values of its property.
    mapped = [*as_list(as_object(union.get(BRANCH_TAGS)).get("branches")), *([None] * len(branches))]
    if not isinstance(name, str) or all(
        values or _lists_values(branch, name) for branch, values in zip(branches, mapped, strict=False)
    ):
        return ""
    values = sorted(as_object(discriminator.get("mapping")))
    return f"{printable(name)}: {format_names(values)}" if values else printable(name)


def _lists_values(branch: Json, name: str) -> bool:
    """Return whether `branch`, or a schema in its `allOf`, lists the values of its property `name`."""
    schema = as_object(branch)
    return (
        schema.get("type") == "null"
        or bool(listed_values(schema, name))
        or any(_lists_values(part, name) for part in as_list(schema.get("allOf")))
    )


def _format_steps(steps: Steps) -> str:
    match steps:
        case ("properties", name):
            return SEPARATOR + printable(name)
        case ("prefixItems", index):
            return f"[{index}]"
        case ("items",):
            return "[]"
        case ("additionalProperties",):
            return "{}"
        case _:
            return ""
