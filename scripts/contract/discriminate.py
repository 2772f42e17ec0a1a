"""Add a discriminator to every union whose branches a property distinguishes."""

from scripts.common.documents import Json, Object, as_list
from scripts.contract.schemas import (
    NULL,
    REFERENCE,
    UNIONS,
    branches_of,
    required_of,
    target_of,
    with_children,
)
from scripts.contract.tags import tag_of, tag_values


def discriminate(components: dict[str, Object]) -> dict[str, Object]:
    """Return the components with `oneOf` and a discriminator in every union of components that has a tag.

    Each branch has to require the tag: in OpenAPI, the discriminator property must not be absent.
    """

    def discriminated(schema: Json) -> Object:
        if not isinstance(schema, dict):
            raise TypeError("not a normalised schema")
        inner = with_children(schema, lambda child, _: discriminated(child))
        branches = branches_of(inner)
        keys = [key for branch in branches if (key := target_of(branch)) is not None]
        if len(inner) != 1 or len(keys) < 2 or len(keys) != len(branches):
            return inner
        objects: list[Json] = [components[key] for key in keys]
        tag = tag_of(objects)
        if tag is None or any(tag not in required_of(branch) for branch in objects):
            return inner
        mapping: Object = {
            value: REFERENCE + key
            for key, branch in zip(keys, objects, strict=True)
            for value in tag_values(branch, tag)
        }
        union: Object = {"oneOf": list(branches), "discriminator": {"propertyName": tag, "mapping": mapping}}
        has_null = any(branch == NULL for keyword in UNIONS for branch in as_list(inner.get(keyword)))
        return {"anyOf": [union, dict(NULL)]} if has_null else union

    return {key: discriminated(schema) for key, schema in components.items()}
