"""Give every object a place of its own under components: one for each structure, however often written."""

import hashlib

from scripts.common.documents import Json, Object
from scripts.contract.schemas import (
    NOTES,
    NULL,
    REFERENCE,
    UNIONS,
    branches_of,
    canonical,
    is_object,
    target_of,
    with_children,
)

#: A union of this many branches gets a name of its own; a smaller one reads well where it stands.
NAMED_UNION = 3


class Hoist:
    """What has been hoisted so far: `components`, by a key that only the structure decides."""

    def __init__(self) -> None:
        self.components: dict[str, Object] = {}

    def root(self, schema: Json) -> Object:
        """A whole request or answer, hoisted: a union at its top has a name, however small."""
        return self._union(self.hoist(schema), least=2)

    def hoist(self, schema: Json) -> Object:
        """`schema` with a reference in place of every object, and every larger union of objects, in it."""
        if not isinstance(schema, dict):
            raise TypeError("normalise has let through what is no schema")
        inner = with_children(schema, lambda child, _: self.hoist(child))
        notes = {keyword: inner.pop(keyword) for keyword in NOTES if keyword in inner}
        if is_object(inner):
            return {**self._component(inner), **notes}
        return {**self._union(inner, least=NAMED_UNION), **notes}

    def _union(self, schema: Object, least: int) -> Object:
        keyword = next((keyword for keyword in UNIONS if set(schema) == {keyword}), None)
        branches = branches_of(schema)
        if keyword is None or len(branches) < least or any(target_of(branch) is None for branch in branches):
            return schema
        union = self._component({keyword: list(branches)})
        given = schema[keyword]
        null = isinstance(given, list) and len(given) > len(branches)
        return {"anyOf": [union, dict(NULL)]} if null else union

    def _component(self, schema: Object) -> Object:
        key = hashlib.sha256(canonical(schema).encode()).hexdigest()
        self.components.setdefault(key, schema)
        return {"$ref": REFERENCE + key}
