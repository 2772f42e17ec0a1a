"""The overlay: the repairs of the published documents, each with its reason (OpenAPI Overlay 1.0)."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from attrs import field, frozen
from jsonpath_rfc9535 import JSONPathError, JSONPathNodeList, find
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file
from scripts.common.sources import Source
from scripts.contract.schemas import NULL, types_of

#: The only value of `x-applies-to`.
EVERY_SHAPE = "every request shape"


@frozen
class Action:
    """One repair: an update to the nodes that `target`, an RFC 9535 JSONPath, selects, or their removal."""

    target: str
    reason: str
    update: Json = None
    remove: bool = False
    #: `x-nullable`: whether the selected schemas become schemas that allow null, too; instead of an update.
    nullable: bool = False
    #: `x-schema-path`: where the schemas are in which `target` selects nodes, in all request shapes. Without it, `target`
    #: selects nodes of the whole document.
    schema_path: str | None = None
    #: `x-applies-to: every request shape`: whether `target` has to select a node in each of those schemas.
    every_shape: bool = False

    def __str__(self) -> str:
        place = f"{self.schema_path}: " if self.schema_path else ""
        return f"{place}{self.target} ({self.reason.strip()})"


@frozen
class Overlay:
    """The actions of an overlay, and its extensions for names, descriptions and enums."""

    actions: list[Action] = field(factory=list)
    #: `x-names`: names of schemas by their schema paths.
    names: dict[str, str] = field(factory=dict)
    #: `x-descriptions`: descriptions by `Schema` or `Schema.property`.
    descriptions: dict[str, str] = field(factory=dict)
    #: `x-sources`: the actions for single documents, by the names of their sources.
    sources: dict[str, list[Action]] = field(factory=dict)
    #: `x-open-response-enums`: whether enums of responses list known values without excluding others.
    open_response_enums: bool = False


def read_overlay(path: Path) -> Overlay:
    """Read the overlay at `path`. Raises PipelineError if it cannot be read or is not an Overlay 1.0.0."""
    where = str(path)
    yaml: Any = YAML(typ="safe", pure=True)  # ruamel.yaml leaves the type of `load` open.
    try:
        data: Json = yaml.load(read_file(path).decode())
    except OSError as error:
        raise PipelineError(
            f"cannot be read ({reason_of(error)})", where=where, hint="pass an existing file as --overlay"
        ) from error
    except RecursionError:
        raise PipelineError("is nested too deep", where=where, hint="write fewer levels") from None
    except (YAMLError, UnicodeDecodeError) as error:
        line = printable(" ".join(str(error).split()))
        raise PipelineError(f"is not YAML ({line})", where=where, hint="fix the syntax") from None
    if not isinstance(data, dict) or data.get("overlay") != "1.0.0":
        raise PipelineError(
            "is not an OpenAPI Overlay 1.0.0", where=where, hint="begin it with overlay: 1.0.0"
        )
    actions = data.get("actions", [])
    names = data.get("x-names", {})
    descriptions = data.get("x-descriptions", {})
    if not isinstance(actions, list):
        raise PipelineError(
            "has actions that are not a list", where=where, hint="see the Overlay 1.0.0 specification"
        )
    if not isinstance(names, dict) or not isinstance(descriptions, dict):
        raise PipelineError(
            "has x-names or x-descriptions that are not a map", where=where, hint="write one entry per line"
        )
    sources = data.get("x-sources", {})
    if not isinstance(sources, dict) or not all(isinstance(repairs, list) for repairs in sources.values()):
        raise PipelineError(
            "has x-sources that are not a map of lists",
            where=where,
            hint="write a list of actions under the name of each source",
        )
    return Overlay(
        actions=[_action(action, f"{where}, action {number}") for number, action in enumerate(actions, 1)],
        sources={
            str(name): [
                _action(action, f"{where}, x-sources, {printable(name)}, action {number}")
                for number, action in enumerate(as_list(repairs), 1)
            ]
            for name, repairs in sources.items()
        },
        names={str(schema_path): str(name) for schema_path, name in names.items()},
        descriptions={str(subject): str(text).strip() for subject, text in descriptions.items()},
        open_response_enums=bool(data.get("x-open-response-enums")),
    )


def _action(action: Json, where: str) -> Action:
    properties = as_object(action)
    target = properties.get("target")
    if not isinstance(target, str):
        raise PipelineError("has no target", where=where, hint="add a JSONPath as its target")
    reason = properties.get("description")
    if not isinstance(reason, str) or not reason.strip():
        raise PipelineError("has no reason", where=where, hint="add the reason as its description")
    remove = properties.get("remove") is True
    nullable = properties.get("x-nullable") is True
    if ("update" in properties) + remove + nullable != 1:
        raise PipelineError(
            "needs one of update, remove: true and x-nullable: true",
            where=where,
            hint="write exactly one of them",
        )
    schema_path = properties.get("x-schema-path")
    applies_to = properties.get("x-applies-to")
    if not isinstance(schema_path, str | None) or (applies_to is not None and schema_path is None):
        raise PipelineError(
            "has no schema path", where=where, hint="write one as its x-schema-path, as in x-names"
        )
    if applies_to not in (None, EVERY_SHAPE):
        raise PipelineError(
            f"applies to {printable(applies_to)}", where=where, hint=f"write {EVERY_SHAPE}, or nothing"
        )
    return Action(
        target=target,
        reason=reason,
        update=properties.get("update"),
        remove=remove,
        nullable=nullable,
        schema_path=schema_path,
        every_shape=applies_to is not None,
    )


#: A function that returns the names of the objects at a schema path, in all request shapes.
FindSchemas = Callable[[str], list[str]]


def apply(overlay: Overlay, contract: Object, find_schemas: FindSchemas = lambda _path: []) -> list[str]:
    """Apply the actions to `contract` in place, in order; return a line for each action that matches nothing.

    `find_schemas` finds the schemas of actions with a schema path. An action that has to apply to every request shape also
    has a line for each schema in which its target selects nothing.

    An update merges objects member by member, appends to lists and replaces everything else. Raises
    PipelineError if a target is not a JSONPath or selects a node that cannot be updated.
    """
    schemas = as_object(as_object(contract.get("components")).get("schemas"))
    unmatched: list[str] = []
    for action in overlay.actions:
        if action.schema_path is None:
            if not _applied(action, contract):
                unmatched.append(str(action))
            continue
        names = [name for name in find_schemas(action.schema_path) if name in schemas]
        idle = [name for name in names if not _applied(action, schemas[name])]
        if len(idle) == len(names):
            unmatched.append(str(action))
        elif action.every_shape:
            unmatched += [f"{action}, in the schema {name}" for name in idle]
    return unmatched


def with_repairs(
    documents: list[tuple[Source, Object]], overlay: Overlay
) -> tuple[list[tuple[Source, Object]], list[str]]:
    """Return the documents with the actions of `x-sources` applied, before anything is read from them.

    The second value has a line for each source that does not exist, and for each action whose target selects nothing.
    The documents are not modified. Raises PipelineError as `apply` does.
    """
    names = {source.name for source, _ in documents}
    unmatched = [
        f"x-sources: {name}: there is no such source" for name in overlay.sources if name not in names
    ]
    repaired: list[tuple[Source, Object]] = []
    for source, document in documents:
        actions = overlay.sources.get(source.name, [])
        copy = deepcopy(document) if actions else document
        unmatched += [
            f"x-sources: {source.name}: {action}" for action in actions if not _applied(action, copy)
        ]
        repaired.append((source, copy))
    return repaired, unmatched


def _applied(action: Action, document: Json) -> bool:
    """Apply `action` to a document in place; return whether its target selects anything."""
    try:
        selected = find(action.target, document)
    except JSONPathError as error:
        raise PipelineError(
            f"is not a JSONPath ({printable(error)})",
            where=f"the overlay's target {printable(action.target)}",
            hint="write it as RFC 9535 specifies",
        ) from None
    if action.remove:
        _remove(document, selected)
        return bool(selected)
    for location in (node.location for node in selected):
        node = _node_at(document, location)
        if action.nullable and isinstance(node, dict):
            _allow_null(node)
        else:
            _merge(node, action.update, action)
    return bool(selected)


def _allow_null(schema: Object) -> None:
    """Make `schema` allow null, too, in the form that `normalise` gives such schemas."""
    types = types_of(schema)
    values = [schema["const"]] if "const" in schema else as_list(schema.get("enum"))
    if types:
        if "null" not in types:
            schema["type"] = [*types, "null"]
        if values and None not in values:
            schema.pop("const", None)
            schema["enum"] = [*values, None]
    elif NULL not in as_list(schema.get("anyOf")):
        if "anyOf" in schema:
            schema["anyOf"] = [*as_list(schema["anyOf"]), dict(NULL)]
        elif "$ref" in schema or "oneOf" in schema:
            union: Object = {
                key: schema.pop(key) for key in ("$ref", "oneOf", "discriminator") if key in schema
            }
            schema["anyOf"] = [union, dict(NULL)]


def _remove(contract: Json, selected: JSONPathNodeList) -> None:
    # From the last to the first, so that the indices of the others stay correct.
    locations = sorted(
        (node.location for node in selected), key=lambda steps: [str(step).zfill(9) for step in steps]
    )
    for location in reversed(locations):
        parent, last = _node_at(contract, location[:-1]), location[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            del parent[last]
        elif isinstance(parent, list) and isinstance(last, int):
            del parent[last]


def _node_at(node: Json, location: tuple[str | int, ...]) -> Json:
    for step in location:
        if isinstance(node, dict) and isinstance(step, str):
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int):
            node = node[step]
    return node


def _merge(target: Json, update: Json, action: Action) -> None:
    if isinstance(target, dict) and isinstance(update, dict):
        for key, value in update.items():
            present = target.get(key)
            if isinstance(present, dict) and isinstance(value, dict):
                _merge(present, value, action)
            elif isinstance(present, list) and isinstance(value, list):
                present.extend(_copy(item) for item in value)
            else:
                target[key] = _copy(value)
    elif isinstance(target, list):
        target.append(_copy(update))
    else:
        raise PipelineError(
            "selects a node that is neither an object nor a list",
            where=f"the overlay's target {printable(action.target)}",
            hint="target the object or the list that contains it",
        )


def _copy(value: Json) -> Json:
    """Return a deep copy of `value` with keys that are strings: YAML allows others."""
    if isinstance(value, dict):
        return {str(key): _copy(child) for key, child in value.items()}
    return [_copy(child) for child in value] if isinstance(value, list) else value
