"""What is wrong with a request: JSON pointers and reasons, for a person."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from jsonschema_rs import ValidationError, ValidationErrorKind

SHOWN = 5  # violations in one message; who made more mends these first


def message(errors: Iterable[ValidationError]) -> str:
    """The first few violations, each as `/pointer: reason`."""
    return "; ".join(dict.fromkeys(line for error in islice(errors, SHOWN) for line in lines(error)))


def short(value: object) -> str:
    """A value as JSON, short enough to stand in a message."""
    return _clip(json.dumps(value))


def lines(error: ValidationError) -> list[str]:
    """`/pointer: reason`; of a union, what is wrong with the branch that was meant."""
    branches: list[list[ValidationError]] = [b for b in getattr(error.kind, "context", []) if b]
    if not branches:
        return [_line(error)]
    depth = len(error.instance_path)
    meant = [branch for branch in branches if not any(_is_tag(e, depth) for e in branch)]
    if not meant:  # no branch has this tag: say which there are
        tags = [next(e for e in branch if _is_tag(e, depth)) for branch in branches]
        known = dict.fromkeys(short(getattr(tag.kind, "expected_value", None)) for tag in tags)
        return [f"{_pointer(tags[0].instance_path)}: is not one of {', '.join(known)}"]
    nearest = min(map(_distance, meant))
    meant = [branch for branch in meant if _distance(branch) == nearest]
    if any(len(e.instance_path) > depth for e in meant[0]):
        meant = meant[:1]  # something inside is wrong: the first of equals will do
    return list(dict.fromkeys(line for branch in meant for e in branch for line in lines(e)))


def _distance(branch: list[ValidationError]) -> tuple[int, int]:
    """How far a value is from a branch: the number of errors, and how far outside they are."""
    return len(branch), -max(len(e.instance_path) for e in branch)


def _is_tag(error: ValidationError, depth: int) -> bool:
    """Whether it says that a property directly inside is not the one value by which a branch is known."""
    return isinstance(error.kind, ValidationErrorKind.Constant) and len(error.instance_path) == depth + 1


def _line(error: ValidationError) -> str:
    path: Sequence[str | int] = error.instance_path
    if isinstance(error.kind, ValidationErrorKind.Required):
        return f"{_pointer([*path, error.kind.property])}: is required"
    if isinstance(error.kind, ValidationErrorKind.Not):  # what the contract says of other properties
        return f"{_pointer(path)}: is not allowed here"
    return f"{_pointer(path)}: {_clip(error.message)}"


def _pointer(path: Sequence[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _clip(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:100]}…{text[-99:]}"
