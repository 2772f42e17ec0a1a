"""Hoist every object schema out of the operations: one component for each structure."""

import hashlib

from scripts.common.documents import Json, Object
from scripts.contract.schemas import (
    ANNOTATIONS,
    NULL,
    REFERENCE,
    UNIONS,
    branches_of,
    canonical,
    is_object,
    target_of,
    with_children,
)

#: The number of branches from which a union is a component; a smaller one stays inline.
COMPONENT_UNION_SIZE = 3


class Hoist:
    """The components hoisted so far, each under a key that depends on its structure only."""

    def __init__(self) -> None:
        self.components: dict[str, Object] = {}
        #: The keys of recursive components, by the digest of their structure.
        self._recursive: dict[str, str] = {}

    def root(self, schema: Json) -> Object:
        """Hoist the schema of a whole request or response; a union is a component however small it is."""
        return self._union(self.hoist(schema), least=2)

    def union(self, branches: list[Object]) -> Object:
        """Return the union of hoisted schemas; a single one is returned as it is."""
        return branches[0] if len(branches) == 1 else self._union({"anyOf": [*branches]}, least=2)

    def define(self, key: str, schema: Json) -> None:
        """Make `schema`, to which references refer by `key`, a component, whatever it is."""
        if not isinstance(schema, dict):
            raise TypeError("not a normalised schema")
        component = with_children(schema, lambda child, _: self.hoist(child))
        self.components[key] = component
        self._recursive[_digest(component)] = key

    def hoist(self, schema: Json) -> Object:
        """Return `schema` with references in place of its objects and of its larger unions of objects."""
        if not isinstance(schema, dict):
            raise TypeError("not a normalised schema")
        inner = with_children(schema, lambda child, _: self.hoist(child))
        annotations = {keyword: inner.pop(keyword) for keyword in ANNOTATIONS if keyword in inner}
        if is_object(inner):
            return {**self._component(inner), **annotations}
        return {**self._union(inner, least=COMPONENT_UNION_SIZE), **annotations}

    def _union(self, schema: Object, least: int) -> Object:
        keyword = next((keyword for keyword in UNIONS if set(schema) == {keyword}), None)
        branches = branches_of(schema)
        if keyword is None or len(branches) < least or any(target_of(branch) is None for branch in branches):
            return schema
        union = self._component({keyword: list(branches)})
        all_branches = schema[keyword]
        has_null = isinstance(all_branches, list) and len(all_branches) > len(branches)
        return {"anyOf": [union, dict(NULL)]} if has_null else union

    def _component(self, schema: Object) -> Object:
        digest = _digest(schema)
        # A recursive schema that is written out once more, such as that of a whole request, is not another one.
        key = self._recursive.get(digest, digest)
        self.components.setdefault(key, schema)
        return {"$ref": REFERENCE + key}


def _digest(schema: Object) -> str:
    return hashlib.sha256(canonical(schema).encode()).hexdigest()
