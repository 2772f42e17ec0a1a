"""Name recursive schemas by their structure, so that equal ones have one name, whatever the document calls them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping

from attrs import evolve

from scripts.common.documents import Json
from scripts.common.errors import PipelineError
from scripts.common.graphs import strong_components
from scripts.contract.operation_spec import OperationSpec, map_schemas
from scripts.contract.schemas import REFERENCE, canonical, children, target_of, with_children

#: The greatest number of schemas that refer to one another in cycles.
CYCLE_LIMIT = 200


def name_recursive_schemas(spec: OperationSpec) -> OperationSpec:
    """Return `spec` with its recursive schemas under names made of their structure; unused ones are dropped.

    Raises PipelineError if too many schemas refer to one another.
    """
    if not spec.recursive:
        return spec
    names = _names(spec)

    def renamed(schema: Json) -> Json:
        return _with_references(schema, lambda target: names.get(target, target))

    return map_schemas(
        evolve(
            spec,
            parameters=[{**one, "schema": renamed(one["schema"])} for one in spec.parameters],
            recursive={name: renamed(spec.recursive[key]) for key, name in names.items()},
        ),
        lambda _side, _media_type, schema: renamed(schema),
    )


def _names(spec: OperationSpec) -> dict[str, str]:
    """Return the name of every recursive schema that the operation refers to, directly or through others.

    The schemas of a cycle are compared step by step: at first all count as equal, and in each step those whose parts
    differ are told apart. The name does not depend on how often the document repeats a part of the cycle.
    """
    bodies = [*spec.request.values(), *(one["schema"] for one in spec.parameters)]
    bodies += [schema for contents in spec.responses.values() for schema in contents.values()]
    targets = {key: list(references_in(schema)) for key, schema in spec.recursive.items()}
    roots = [target for body in bodies for target in references_in(body)]
    names: dict[str, str] = {}
    for cycle in strong_components(roots, lambda key: targets[key]):
        if len(cycle) > CYCLE_LIMIT:
            raise PipelineError(
                f"has more than {CYCLE_LIMIT:,} schemas that refer to one another",
                where=str(spec.operation),
                hint="check the document; if it is correct, raise CYCLE_LIMIT in scripts/contract/recursion.py",
            )
        labels = dict.fromkeys(cycle, "")
        count = 0
        while len(set(labels.values())) > count:
            count = len(set(labels.values()))
            known = {**names, **labels}
            labels = {key: _digest(spec.recursive[key], known) for key in cycle}
        names |= labels
    return names


def _digest(schema: Json, labels: Mapping[str, str]) -> str:
    labelled = _with_references(schema, lambda target: labels[target])
    return hashlib.sha256(canonical(labelled).encode()).hexdigest()


def references_in(schema: Json) -> Iterator[str]:
    """Yield the names of the schemas that `schema` refers to."""
    pending = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            target = target_of(node)
            if target is not None:
                yield target
            pending += [child for _, child in children(node)]


def _with_references(schema: Json, rename: Callable[[str], str]) -> Json:
    """Return `schema` with references to the names that `rename` returns."""
    if not isinstance(schema, dict):
        return schema
    copy = with_children(schema, lambda child, _: _with_references(child, rename))
    target = target_of(copy)
    return copy if target is None else {**copy, "$ref": REFERENCE + rename(target)}
