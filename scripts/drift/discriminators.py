"""Which property tells the branches of a union apart, where only the document says so.

A validator does not heed a discriminator, so no instance can judge one: it is compared beside the schemas.
Mostly each branch lists its own values of the property; then the discriminator says nothing new, and a
document that leaves it out means the same.
"""

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import printable
from scripts.contract.schemas import Steps, children
from scripts.drift.matching import listed
from scripts.drift.words import INTO, names_in_words


def discriminators(schema: Json, place: str = "") -> dict[str, str]:
    """What tells the branches of every union in `schema` apart, by its place; empty where branches say it."""
    found: dict[str, str] = {}
    if isinstance(schema, dict):
        if "oneOf" in schema or "anyOf" in schema:
            found[place] = _told(schema)
        for steps, child in children(schema):
            for inner, told in discriminators(child, place + _words(steps)).items():
                found[inner] = found.get(inner) or told
    return found


def _told(union: Object) -> str:
    told = as_object(union.get("discriminator"))
    name = told.get("propertyName")
    branches = [*as_list(union.get("oneOf")), *as_list(union.get("anyOf"))]
    if not isinstance(name, str) or all(_says(branch, name) for branch in branches):
        return ""
    values = sorted(as_object(told.get("mapping")))
    return f"{printable(name)}: {names_in_words(values)}" if values else printable(name)


def _says(branch: Json, name: str) -> bool:
    """Whether `branch`, or a part of it, lists the values of its property `name`."""
    one = as_object(branch)
    return (
        one.get("type") == "null"
        or bool(listed(one, name))
        or any(_says(p, name) for p in as_list(one.get("allOf")))
    )


def _words(steps: Steps) -> str:
    match steps:
        case ("properties", name):
            return INTO + printable(name)
        case ("prefixItems", index):
            return f"[{index}]"
        case ("items",):
            return "[]"
        case ("additionalProperties",):
            return "{}"
        case _:
            return ""
