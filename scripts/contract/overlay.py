"""The overlay: every repair of the published documents, with its reason (OpenAPI Overlay 1.0)."""

from pathlib import Path

from attrs import field, frozen
from jsonpath_rfc9535 import JSONPathError, JSONPathNodeList, find
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable


@frozen
class Action:
    """One repair: what it applies to (an RFC 9535 JSONPath), what it does, and why."""

    target: str
    reason: str
    update: Json = None
    remove: bool = False


@frozen
class Overlay:
    """The repairs, the names and the words of people, and whether the enums of answers are open."""

    actions: list[Action] = field(factory=list)
    names: dict[str, str] = field(factory=dict)
    words: dict[str, str] = field(factory=dict)
    open_answers: bool = False


def read_overlay(path: Path) -> Overlay:
    """The overlay at `path`. Raises PipelineError."""
    where = str(path)
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PipelineError(
            f"cannot be read ({error.strerror})", where=where, hint="name one with --overlay"
        ) from error
    except (YAMLError, UnicodeDecodeError) as error:
        line = printable(" ".join(str(error).split()))
        raise PipelineError(f"is not YAML ({line})", where=where, hint="mend it there") from None
    if not isinstance(data, dict) or data.get("overlay") != "1.0.0":
        raise PipelineError(
            "is not an OpenAPI Overlay 1.0.0", where=where, hint="begin it with overlay: 1.0.0"
        )
    actions = data.get("actions", [])
    names = data.get("x-names", {})
    words = data.get("x-words", {})
    if not isinstance(actions, list) or not isinstance(names, dict) or not isinstance(words, dict):
        what = "has actions that are no list, or x-names or x-words that are no map"
        raise PipelineError(what, where=where, hint="see the Overlay 1.0.0 text")
    return Overlay(
        actions=[_action(action, f"{where}, action {number}") for number, action in enumerate(actions, 1)],
        names={str(place): str(name) for place, name in names.items()},
        words={str(subject): str(text).strip() for subject, text in words.items()},
        open_answers=bool(data.get("x-open-answers")),
    )


def _action(action: object, where: str) -> Action:
    if not isinstance(action, dict) or not isinstance(action.get("target"), str):
        raise PipelineError("has no target", where=where, hint="add a JSONPath as its target")
    reason = action.get("description")
    if not isinstance(reason, str) or not reason.strip():
        raise PipelineError("gives no reason", where=where, hint="say in its description why it is needed")
    if ("update" in action) == (action.get("remove") is True):
        raise PipelineError(
            "does not say what to do", where=where, hint="give it either update or remove: true"
        )
    update: Json = action.get("update")
    return Action(target=action["target"], reason=reason, update=update, remove=action.get("remove") is True)


def apply(overlay: Overlay, contract: Object) -> list[Action]:
    """Repair `contract` in place, action by action. Return the actions that found nothing to repair.

    Objects are merged, member by member; what is added to a list goes to its end; all else is replaced.
    Raises PipelineError when a target is no JSONPath.
    """
    idle = []
    for action in overlay.actions:
        try:
            found = find(action.target, contract)
        except JSONPathError as error:
            raise PipelineError(
                f"is no JSONPath ({printable(error)})",
                where=f"the overlay's target {printable(action.target)}",
                hint="mend it (RFC 9535)",
            ) from None
        if not found:
            idle.append(action)
        elif action.remove:
            _remove(contract, found)
        else:
            for location in (node.location for node in found):
                _merge(_at(contract, location), action.update, action)
    return idle


def _remove(contract: Object, found: JSONPathNodeList) -> None:
    # From the last to the first, so that indices stay true.
    locations = sorted((node.location for node in found), key=lambda steps: [str(s).zfill(9) for s in steps])
    for location in reversed(locations):
        parent, last = _at(contract, location[:-1]), location[-1]
        if isinstance(parent, dict) and isinstance(last, str):
            del parent[last]
        elif isinstance(parent, list) and isinstance(last, int):
            del parent[last]


def _at(node: Json, location: tuple[str | int, ...]) -> Json:
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
            "targets what is neither an object nor a list",
            where=f"the overlay's target {printable(action.target)}",
            hint="target what holds it",
        )


def _copy(value: Json) -> Json:
    if isinstance(value, dict):
        return {str(key): _copy(child) for key, child in value.items()}
    return [_copy(child) for child in value] if isinstance(value, list) else value
