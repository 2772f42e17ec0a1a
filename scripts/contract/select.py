"""Select one operation of a document and replace its references with the nodes that they refer to."""

import hashlib
from collections.abc import Mapping

from scripts.common.documents import DEPTH_LIMIT, Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import parse_pointer, pointer
from scripts.common.sources import Source, require_operation
from scripts.contract.schemas import REFERENCE, SCHEMA_MAP_KEYWORDS, Steps

#: The greatest number of nodes in one operation with resolved references; published ones have up to 130,000.
NODE_LIMIT = 500_000
#: Keywords whose value is data, even if it looks like a reference.
DATA_KEYWORDS = ("const", "default", "enum", "example", "examples")
#: Keywords whose schemas apply to values inside an instance.
CHILD_KEYWORDS = ("additionalProperties", "items", "patternProperties", "prefixItems", "properties")
#: Methods whose requests have no body (RFC 9110, sections 9.3.1 to 9.3.8). Documents describe one nevertheless.
METHODS_WITHOUT_BODY = ("delete", "get", "head", "trace")
_NO_REFERENCES: Mapping[str, int] = {}


def select(document: Object, source: Source) -> Object:
    """Return the operation of `document` that `source` names, without references.

    A request body is dropped if requests of that method have none.

    Raises PipelineError if the operation does not exist or if a reference leads nowhere, in a cycle or out of
    the document. Following the latter would let the author of a document read files and send requests from
    this machine.
    """
    return _selected(_Resolver(document, source.name), source)


def select_open(document: Object, source: Source) -> tuple[Object, Object]:
    """Return the operation as `select` does, but with cycles of references, and the components of the cycles.

    Where a cycle closes, the operation has a reference to one of the returned components. A cycle has to pass
    through a value inside an instance (a property or an item), or no finite instance would be valid; any
    other cycle raises PipelineError.
    """
    resolver = _Resolver(document, source.name, cycles={})
    return _selected(resolver, source), resolver.cycles or {}


def _selected(resolver: "_Resolver", source: Source) -> Object:
    require_operation(resolver.document, source)
    path = ("paths", source.operation.path)
    item = resolver.at(path)
    method = source.operation.method
    described = resolver.at((*path, method))
    if isinstance(described, dict) and method in METHODS_WITHOUT_BODY:
        described = {key: value for key, value in described.items() if key != "requestBody"}
    operation = resolver.resolved(described, (*path, method))
    if not isinstance(item, dict) or not isinstance(operation, dict):
        raise PipelineError(
            "is not an operation", where=f"{source.name}#{pointer(path)}", hint="fix the document"
        )
    shared = resolver.resolved(item.get("parameters", []), (*path, "parameters"))
    own = operation.get("parameters", [])
    if not isinstance(shared, list) or not isinstance(own, list):
        return operation
    return {**operation, "parameters": _merged_parameters([*shared, *own])}


def _merged_parameters(parameters: list[Json]) -> Json:
    """Return the parameters ordered by location and name; the last one of each location and name stays."""
    merged: dict[tuple[str, str], Json] = {}
    for parameter in parameters:
        properties = as_object(parameter)
        merged[str(properties.get("in")), str(properties.get("name"))] = parameter
    return [merged[key] for key in sorted(merged)]


class _Resolver:
    """A resolver of the references in one document; it counts nodes against NODE_LIMIT."""

    def __init__(self, document: Object, name: str, cycles: Object | None = None) -> None:
        self.document = document
        self.name = name
        #: The components of the cycles found so far; None if cycles are not allowed.
        self.cycles = cycles
        self.node_count = 0

    def at(self, steps: Steps) -> Json:
        """Return the node at `steps` in the document, or None if there is none."""
        return _follow(self.document, [str(step) for step in steps])

    def resolved(
        self,
        node: Json,
        at: Steps,
        *,
        base: Json = None,
        keys_are_names: bool = False,
        open_references: Mapping[str, int] = _NO_REFERENCES,
    ) -> Json:
        """Return `node`, which is located `at` these steps, without references.

        `base` is the enclosing schema that is a separate document (it has `$schema`); a reference that leads
        nowhere in the document is looked up there. `keys_are_names` is true if the keys of `node` are names of
        properties, so that `$ref` is one of them. `open_references` maps each reference that is being resolved
        to the number of steps at which it was found.
        """
        self.node_count += 1
        if self.node_count > NODE_LIMIT or len(at) > 2 * DEPTH_LIMIT:
            raise PipelineError(
                "exceeds the size limit when its references are resolved",
                where=f"{self.name}#{pointer(at[:8])}…",
                hint="look for nested references that multiply",
            )
        if isinstance(node, list):
            return [
                self.resolved(child, (*at, index), base=base, open_references=open_references)
                for index, child in enumerate(node)
            ]
        if not isinstance(node, dict):
            return node
        if "$ref" in node and not keys_are_names:
            return self._resolved_reference(node, at, base, open_references)
        if "$schema" in node and not keys_are_names:
            base = node
        return {
            key: child
            if key in DATA_KEYWORDS and not keys_are_names
            else self.resolved(
                child,
                (*at, key),
                base=base,
                keys_are_names=not keys_are_names and key in SCHEMA_MAP_KEYWORDS,
                open_references=open_references,
            )
            for key, child in node.items()
        }

    def _resolved_reference(
        self, node: Object, at: Steps, base: Json, open_references: Mapping[str, int]
    ) -> Json:
        reference = node["$ref"]
        where = f"{self.name}#{pointer(at)}"
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            raise PipelineError(
                f"refers to {printable(reference)}, outside the document",
                where=where,
                hint="replace it with a reference within the document",
            )
        cycle = _cycle_name(at, reference)
        if reference in open_references:
            if self.cycles is not None and _leads_inside(at[open_references[reference] :]):
                self.cycles.setdefault(cycle, None)
                return {"$ref": REFERENCE + cycle}
            raise PipelineError(
                f"refers to {printable(reference)}, which leads back to it in a cycle",
                where=where,
                hint="break the cycle in the document",
            )
        for root in (self.document, base):
            target = _follow(root, parse_pointer(reference[1:]))
            if target is not None:
                resolved = self.resolved(
                    target, at, base=base, open_references={**open_references, reference: len(at)}
                )
                if self.cycles and cycle in self.cycles and self.cycles[cycle] is None:
                    self.cycles[cycle] = resolved
                siblings = {key: value for key, value in node.items() if key != "$ref"}
                return {**resolved, **siblings} if isinstance(resolved, dict) else resolved
        raise PipelineError(
            f"refers to {printable(reference)}, which does not exist", where=where, hint="fix the reference"
        )


def _cycle_name(at: Steps, reference: str) -> str:
    """Return the name of a cycle's component, which starts with cycle-request or cycle-response."""
    side = "response" if "responses" in at[3:4] else "request"
    return f"cycle-{side}-{hashlib.sha256(reference.encode(errors='replace')).hexdigest()}"


def _leads_inside(steps: Steps) -> bool:
    """Return whether `steps` through a schema lead from an instance to a value inside it."""
    # The step after dependentSchemas is the name of a property, not a keyword.
    names = {index + 1 for index, step in enumerate(steps) if step == "dependentSchemas"}
    return any(step in CHILD_KEYWORDS and index not in names for index, step in enumerate(steps))


def _follow(node: Json, steps: list[str]) -> Json:
    for step in steps:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node
