"""Select one operation of a document and replace its references with the nodes that they refer to."""

from collections.abc import Iterator

from attrs import evolve, frozen

from scripts.common.documents import DEPTH_LIMIT, Json, Object, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.graphs import strong_components
from scripts.common.pointers import follow, parse_pointer, pointer
from scripts.common.sources import Source, require_operation
from scripts.contract.branch_tags import BRANCH_TAGS, branch_tags
from scripts.contract.schemas import ANNOTATIONS, REFERENCE, SCHEMA_MAP_KEYWORDS, Steps

#: The greatest number of nodes in one operation with resolved references; published ones have up to 130,000.
NODE_LIMIT = 500_000
#: The greatest number of levels, with resolved references.
RESOLVED_DEPTH_LIMIT = DEPTH_LIMIT * 5 // 4
#: Keywords whose value is data, even if it looks like a reference.
DATA_KEYWORDS = ("const", "default", "discriminator", "enum", "example", "examples")
#: Keywords whose schemas apply to values inside an instance.
CHILD_KEYWORDS = (
    "additionalProperties",
    "contains",
    "items",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
)
#: Keys outside of schemas whose value has names or statuses as keys, such as the status `default`.
NAME_MAP_KEYS = ("content", "headers", "responses")
#: Keywords that have no meaning but for the references to what they hold.
DEFINITION_KEYWORDS = ("$defs", "definitions")
#: The start of the names of recursive schemas in responses, and in all other parts of an operation.
RESPONSE, REQUEST = "recursive-response", "recursive-request"
#: Methods whose requests have no body (RFC 9110, sections 9.3.1 to 9.3.8). Documents describe one nevertheless.
METHODS_WITHOUT_BODY = ("delete", "get", "head", "trace")


def select(document: Object, source: Source) -> tuple[Object, dict[str, Json]]:
    """Return the operation of `document` that `source` names, with references resolved, and its recursive schemas.

    A reference to a schema that contains itself becomes one to a recursive schema, whose name starts with RESPONSE or
    REQUEST. All others are replaced with what they refer to. A request body is dropped if requests of that method have
    none.

    Raises PipelineError if the operation does not exist, or if a reference leads nowhere or out of the document.
    Following the latter would let the author of a document read files and send requests from this machine. A schema may
    contain itself only in a value inside an instance, such as a property or an item: `A: {$ref: A}` allows nothing.
    """
    resolver = _Resolver(document, source.name)
    operation = _selected(resolver, source)
    resolver.resolve_recursive_schemas()
    return operation, resolver.recursive


def _selected(resolver: "_Resolver", source: Source) -> Object:
    require_operation(resolver.document, source)
    path = ("paths", source.operation.path)
    item = resolver.at(path)
    method = source.operation.method
    described = resolver.at((*path, method))
    if isinstance(described, dict):
        # Callbacks are other operations, which may lead back to this one.
        ignored = ("callbacks", "requestBody") if method in METHODS_WITHOUT_BODY else ("callbacks",)
        described = {key: value for key, value in described.items() if key not in ignored}
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


@frozen
class _Target:
    """The target of a reference."""

    node: Json
    #: The enclosing schema that is a separate document (it has `$schema`). A reference that leads nowhere in the whole
    #: document is looked up there.
    base: Json
    reference: str

    @property
    def key(self) -> tuple[int, int]:
        """The identity of the target. Nodes of the document exist as long as the resolver."""
        return id(self.node), id(self.base)


@frozen
class _Scope:
    """The surroundings of a node that is being resolved."""

    base: Json = None
    #: The number of steps to the outermost schema that applies to the same value; None outside of schemas.
    start: int | None = None
    #: The targets that are being put in place of the references to them.
    open_targets: frozenset[tuple[int, int]] = frozenset()
    #: Whether the keys of the node are names of properties, so that `$ref` is one of them.
    keys_are_names: bool = False
    #: The start of the names of recursive schemas; empty if the location of a node decides.
    side: str = ""


_OUTSIDE = _Scope()


class _Resolver:
    """A resolver of the references in one document; it counts nodes against NODE_LIMIT."""

    def __init__(self, document: Object, name: str) -> None:
        self.document = document
        self.name = name
        #: The recursive schemas found so far, by name.
        self.recursive: dict[str, Json] = {}
        self.node_count = 0
        self._pending: list[tuple[str, str, _Target]] = []
        self._names: dict[tuple[str, tuple[int, int]], str] = {}
        #: Whether targets contain a reference to themselves, as far as that is known.
        self._recursive_targets: dict[tuple[int, int], bool] = {}

    def at(self, steps: Steps) -> Json:
        """Return the node at `steps` in the document, or None if there is none."""
        return follow(self.document, [str(step) for step in steps])

    def resolve_recursive_schemas(self) -> None:
        """Resolve the recursive schemas found so far, and those that they refer to."""
        while self._pending:
            side, name, target = self._pending.pop()
            at = tuple(parse_pointer(target.reference[1:]))
            scope = _Scope(target.base, len(at), frozenset({target.key}), side=side)
            self.recursive[name] = self.resolved(target.node, at, scope)

    def resolved(self, node: Json, at: Steps, scope: _Scope = _OUTSIDE) -> Json:
        """Return `node`, which is located `at` these steps, with its references resolved."""
        self.node_count += 1
        if self.node_count > NODE_LIMIT:
            raise self._too_large(f"size limit of {NODE_LIMIT:,} nodes", at)
        if len(at) > RESOLVED_DEPTH_LIMIT or 2 * len(scope.open_targets) > RESOLVED_DEPTH_LIMIT:
            raise self._too_large(f"depth limit of {RESOLVED_DEPTH_LIMIT} levels", at)
        if isinstance(node, list):
            return [self.resolved(child, (*at, index), scope) for index, child in enumerate(node)]
        if not isinstance(node, dict):
            return node
        if scope.keys_are_names:
            inside = evolve(scope, keys_are_names=False)
            return {name: self.resolved(child, (*at, name), inside) for name, child in node.items()}
        if "$schema" in node:
            scope = evolve(scope, base=node)
        if "$ref" in node:
            return self._resolved_reference(node, at, scope)
        return self._resolved_keywords(node, at, scope)

    def _too_large(self, limit: str, at: Steps) -> PipelineError:
        return PipelineError(
            f"exceeds the {limit} when its references are resolved",
            where=f"{self.name}#{pointer(at[:8])}…",
            hint="look for nested references that multiply",
        )

    def _resolved_keywords(self, node: Object, at: Steps, scope: _Scope) -> Object:
        tags = branch_tags(node, lambda reference: self._find(reference, scope.base))
        copy: Object = {BRANCH_TAGS: tags} if tags is not None else {}
        for key, child in node.items():
            if key in DATA_KEYWORDS:
                copy[key] = child
            elif key not in (*DEFINITION_KEYWORDS, BRANCH_TAGS):
                inside = scope
                if key in SCHEMA_MAP_KEYWORDS or (scope.start is None and key in NAME_MAP_KEYS):
                    inside = evolve(scope, keys_are_names=True)
                elif scope.start is None and key in ("schema", "itemSchema"):
                    inside = evolve(scope, start=len(at) + 1)
                copy[key] = self.resolved(child, (*at, key), inside)
        return copy

    def _resolved_reference(self, node: Object, at: Steps, scope: _Scope) -> Json:
        reference = node["$ref"]
        where = f"{self.name}#{pointer(at)}"
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            raise PipelineError(
                f"refers to {printable(reference)}, outside the document",
                where=where,
                hint="replace it with a reference within the document",
            )
        target = self._find(reference, scope.base)
        if target is None:
            raise PipelineError(
                f"refers to {printable(reference)}, which does not exist",
                where=where,
                hint="fix the reference",
            )
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        siblings = self._resolved_keywords(siblings, at, scope)
        if scope.start is not None and _leads_inside(at[scope.start :]) and self._contains_itself(target):
            side = scope.side or (RESPONSE if "responses" in at[3:4] else REQUEST)
            return _combined({"$ref": REFERENCE + self._name(side, target)}, siblings)
        if target.key in scope.open_targets:
            raise PipelineError(
                f"refers to {printable(reference)}, which leads back to it in a cycle",
                where=where,
                hint="break the cycle in the document",
            )
        inside = evolve(scope, base=target.base, open_targets=scope.open_targets | {target.key})
        resolved = self.resolved(target.node, at, inside)
        return _combined(resolved, siblings) if isinstance(resolved, dict) else resolved

    def _find(self, reference: Json, base: Json) -> _Target | None:
        """Return the target of `reference`, which is within the document; None if there is none."""
        if not isinstance(reference, str) or reference[:1] != "#":
            return None
        steps = parse_pointer(reference[1:])
        for root in (self.document, base):
            node = follow(root, steps)
            if node is not None:
                return _Target(node, base, reference)
        return None

    def _name(self, side: str, target: _Target) -> str:
        """Return the name of the recursive schema for `target`; it is resolved later."""
        key = (side, target.key)
        if key not in self._names:
            self._names[key] = f"{side}-{len(self._names)}"
            self._pending.append((side, self._names[key], target))
        return self._names[key]

    def _contains_itself(self, target: _Target) -> bool:
        """Return whether the references in `target`, followed from one to the next, lead back to it."""
        if target.key not in self._recursive_targets:
            targets = {target.key: target}

            def successors(key: tuple[int, int]) -> Iterator[tuple[int, int]]:
                for found in self._targets_in(targets[key]):
                    # What has been examined before leads to nothing that has not.
                    if found.key not in self._recursive_targets:
                        targets[found.key] = found
                        yield found.key

            for cycle in strong_components([target.key], successors):
                is_cycle = len(cycle) > 1 or cycle[0] in [*successors(cycle[0])]
                self._recursive_targets |= dict.fromkeys(cycle, is_cycle)
        return self._recursive_targets[target.key]

    def _targets_in(self, target: _Target) -> Iterator[_Target]:
        """Yield the targets of the references in `target`, without following them."""
        pending: list[tuple[Json, Json, bool]] = [(target.node, target.base, False)]
        while pending:
            node, base, keys_are_names = pending.pop()
            if isinstance(node, list):
                pending += [(child, base, False) for child in node]
            elif isinstance(node, dict) and keys_are_names:
                pending += [(child, base, False) for child in node.values()]
            elif isinstance(node, dict):
                base = node if "$schema" in node else base
                found = self._find(node.get("$ref"), base)
                if found is not None:
                    yield found
                skipped = (*DATA_KEYWORDS, *DEFINITION_KEYWORDS)
                pending += [
                    (child, base, key in SCHEMA_MAP_KEYWORDS)
                    for key, child in node.items()
                    if key not in skipped
                ]


def _combined(resolved: Object, siblings: Object) -> Object:
    """Return a schema for the values that are valid by `resolved` and by the keywords next to the reference to it."""
    annotations = {key: value for key, value in siblings.items() if key in (*ANNOTATIONS, "nullable")}
    others = {key: value for key, value in siblings.items() if key not in annotations}
    conflicting = [key for key in others if key in resolved and resolved[key] != others[key]]
    if conflicting or ("$ref" in resolved and others):
        return {"allOf": [resolved, others], **annotations}
    return {**resolved, **siblings}


def _leads_inside(steps: Steps) -> bool:
    """Return whether `steps` through a schema lead from an instance to a value inside it."""
    # The step after dependentSchemas is the name of a property, not a keyword.
    names = {index + 1 for index, step in enumerate(steps) if step == "dependentSchemas"}
    return any(step in CHILD_KEYWORDS and index not in names for index, step in enumerate(steps))
