"""The overlay: the repairs of the published documents, each with its reason (OpenAPI Overlay 1.0)."""

from pathlib import Path
from typing import Any

from attrs import field, frozen
from jsonpath_rfc9535 import JSONPathError, JSONPathNodeList, find
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scripts.common.documents import Json, Object, as_object
from scripts.common.errors import PipelineError, printable, reason_of
from scripts.common.files import read_file


@frozen
class Action:
    """One repair: an update to the nodes that `target`, an RFC 9535 JSONPath, selects, or their removal."""

    target: str
    reason: str
    update: Json = None
    remove: bool = False


@frozen
class Overlay:
    """The actions of an overlay, and its extensions for names, descriptions and enums."""

    actions: list[Action] = field(factory=list)
    #: `x-names`: names of schemas by their schema paths.
    names: dict[str, str] = field(factory=dict)
    #: `x-descriptions`: descriptions by `Schema` or `Schema.property`.
    descriptions: dict[str, str] = field(factory=dict)
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
    return Overlay(
        actions=[_action(action, f"{where}, action {number}") for number, action in enumerate(actions, 1)],
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
    if ("update" in properties) == remove:
        raise PipelineError(
            "needs either update or remove: true", where=where, hint="add one of them, not both"
        )
    return Action(target=target, reason=reason, update=properties.get("update"), remove=remove)


def apply(overlay: Overlay, contract: Object) -> list[Action]:
    """Apply the actions to `contract` in place, in order; return the actions whose target selects nothing.

    An update merges objects member by member, appends to lists and replaces everything else. Raises
    PipelineError if a target is not a JSONPath or selects a node that cannot be updated.
    """
    unmatched: list[Action] = []
    for action in overlay.actions:
        try:
            selected = find(action.target, contract)
        except JSONPathError as error:
            raise PipelineError(
                f"is not a JSONPath ({printable(error)})",
                where=f"the overlay's target {printable(action.target)}",
                hint="write it as RFC 9535 specifies",
            ) from None
        if not selected:
            unmatched.append(action)
        elif action.remove:
            _remove(contract, selected)
        else:
            for location in (node.location for node in selected):
                _merge(_node_at(contract, location), action.update, action)
    return unmatched


def _remove(contract: Object, selected: JSONPathNodeList) -> None:
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
