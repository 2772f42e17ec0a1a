"""Take one operation out of a document, with every `$ref` of it replaced by what it leads to."""

import hashlib
from collections.abc import Mapping

from scripts.common.documents import DEPTH_LIMIT, Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import parse_pointer, pointer
from scripts.common.sources import Source, require_operation
from scripts.contract.schemas import REFERENCE

#: Schemas, arrays and values in one operation, its references resolved; published ones have up to 130,000.
NODE_LIMIT = 500_000
#: Keywords whose value is data, whatever it looks like.
DATA = ("const", "default", "enum", "example", "examples")
#: Keywords whose schemas are for what an instance holds.
HOLDING = ("additionalProperties", "items", "patternProperties", "prefixItems", "properties")
NONE: Mapping[str, int] = {}


def select(document: Object, source: Source) -> Object:
    """The operation that `source` wants, on its own. Raises PipelineError.

    A reference that leads nowhere, in a circle, or out of the document is a fault: whoever wrote it could
    make this machine read a file or ask a host of their choice.
    """
    return _selected(_Resolver(document, source.name), source)


def select_open(document: Object, source: Source) -> tuple[Object, Object]:
    """The same, with every circle left open: a reference at its end, to a component that is returned, too.

    Only a circle through what an instance holds (a property, an item) is one that an instance can end; any
    other is still a fault.
    """
    resolver = _Resolver(document, source.name, circles={})
    return _selected(resolver, source), resolver.circles or {}


def _selected(resolver: "_Resolver", source: Source) -> Object:
    require_operation(resolver.document, source)
    path = ("paths", source.operation.path)
    item = resolver.at(path)
    operation = resolver.resolved(
        resolver.at((*path, source.operation.method)), (*path, source.operation.method)
    )
    if not isinstance(item, dict) or not isinstance(operation, dict):
        raise PipelineError(
            "is not an operation", where=f"{source.name}#{pointer(path)}", hint="mend the document"
        )
    shared = resolver.resolved(item.get("parameters", []), (*path, "parameters"))
    own = operation.get("parameters", [])
    if not isinstance(shared, list) or not isinstance(own, list):
        return operation
    return {**operation, "parameters": _merged_parameters([*shared, *own])}


def _merged_parameters(parameters: list[Json]) -> Json:
    """The path's parameters and then the operation's; where two have one name, the operation's stays."""
    merged = {}
    for parameter in parameters:
        given = parameter if isinstance(parameter, dict) else {}
        merged[str(given.get("in")), str(given.get("name"))] = parameter
    return [merged[key] for key in sorted(merged)]


class _Resolver:
    def __init__(self, document: Object, name: str, circles: Object | None = None) -> None:
        self.document = document
        self.name = name
        #: The circles that were left open; None when none may be.
        self.circles = circles
        self.nodes = 0

    def at(self, steps: tuple[str | int, ...]) -> Json:
        return _follow(self.document, [str(step) for step in steps])

    def resolved(
        self,
        node: Json,
        at: tuple[str | int, ...],
        *,
        base: Json = None,
        names: bool = False,
        open_references: Mapping[str, int] = NONE,
    ) -> Json:
        """`node`, which stands `at`, without references.

        `base` is the schema around it that is a document of its own (it has `$schema`): a reference that
        the document does not answer may be meant within it. `names` says that the keys of `node` are
        property names, so that a property called `$ref` is none.
        """
        self.nodes += 1
        if self.nodes > NODE_LIMIT or len(at) > 2 * DEPTH_LIMIT:
            raise PipelineError(
                "grows beyond bounds when its references are resolved",
                where=f"{self.name}#{pointer(at[:8])}…",
                hint="look for references that multiply",
            )
        if isinstance(node, list):
            return [
                self.resolved(child, (*at, index), base=base, open_references=open_references)
                for index, child in enumerate(node)
            ]
        if not isinstance(node, dict):
            return node
        if "$ref" in node and not names:
            return self._referred(node, at, base, open_references)
        if "$schema" in node and not names:
            base = node
        return {
            key: child
            if key in DATA and not names
            else self.resolved(
                child,
                (*at, key),
                base=base,
                names=not names and key in ("properties", "patternProperties", "dependentSchemas"),
                open_references=open_references,
            )
            for key, child in node.items()
        }

    def _referred(
        self, node: Object, at: tuple[str | int, ...], base: Json, opened: Mapping[str, int]
    ) -> Json:
        reference = node["$ref"]
        where = f"{self.name}#{pointer(at)}"
        if not isinstance(reference, str) or not (reference == "#" or reference.startswith("#/")):
            raise PipelineError(
                f"refers to {printable(reference)}, outside the document",
                where=where,
                hint="put what is meant into the document",
            )
        circle = _circle(at, reference)
        if reference in opened:
            if self.circles is not None and _holds(at[opened[reference] :]):
                self.circles.setdefault(circle, None)
                return {"$ref": REFERENCE + circle}
            raise PipelineError(
                f"refers to {printable(reference)}, which leads back to it in a circle",
                where=where,
                hint="break the circle in the document",
            )
        for root in (self.document, base):
            target = _follow(root, parse_pointer(reference[1:]))
            if target is not None:
                resolved = self.resolved(
                    target, at, base=base, open_references={**opened, reference: len(at)}
                )
                if self.circles and circle in self.circles and self.circles[circle] is None:
                    self.circles[circle] = resolved
                siblings = {key: value for key, value in node.items() if key != "$ref"}
                return {**resolved, **siblings} if isinstance(resolved, dict) else resolved
        raise PipelineError(
            f"refers to {printable(reference)}, which is not there", where=where, hint="mend the reference"
        )


def _circle(at: tuple[str | int, ...], reference: str) -> str:
    """A name for a circle. A schema has one in requests and one in answers, whose enums are open."""
    side = "answer" if "responses" in at[3:4] else "request"
    return f"circle-{side}-{hashlib.sha256(reference.encode(errors='replace')).hexdigest()}"


def _holds(steps: tuple[str | int, ...]) -> bool:
    """Whether `steps` lead from an instance to one inside it."""
    # After dependentSchemas stands a name, whatever it is.
    names = {place + 1 for place, step in enumerate(steps) if step == "dependentSchemas"}
    return any(step in HOLDING and place not in names for place, step in enumerate(steps))


def _follow(node: Json, steps: list[str]) -> Json:
    for step in steps:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node
