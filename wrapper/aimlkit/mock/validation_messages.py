"""Messages about JSON that violates a schema: a JSON pointer and a reason for each violation."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from aimlkit.mock.json_text import without_surrogates

MAX_VIOLATIONS = 5  # in one message
MAX_REASON_LENGTH = 200


def find_violations(validator: Draft202012Validator, value: object) -> str | None:
    """Return a message about the violations of the schema in `value`; None if it is valid.

    Unpaired surrogates count as one character each. Raises ValueError if `value` is nested too deeply to be validated.
    """
    try:
        return _find_violations(validator, value)
    except ValueError:  # also raised for unpaired surrogates
        replaced = without_surrogates(value)
        if replaced is value:
            raise
        return _find_violations(validator, replaced)


def _find_violations(validator: Draft202012Validator, value: object) -> str | None:
    return None if validator.is_valid(value) else violations_message(validator.iter_errors(value))


def violations_message(errors: Iterable[ValidationError]) -> str:
    """Return the first few violations, each as `/pointer: reason`."""
    lines = (line for error in islice(errors, MAX_VIOLATIONS) for line in violation_lines(error))
    return "; ".join(dict.fromkeys(lines))


def shortened_json(value: object) -> str:
    """Return the value as JSON, shortened for a message."""
    return _shorten(json.dumps(value))


def violation_lines(error: ValidationError) -> list[str]:
    """Return `/pointer: reason` for an error; for a union, the errors of the branch that is closest to valid."""
    branches: list[list[ValidationError]] = [b for b in getattr(error.kind, "context", []) if b]
    if not branches:
        return [_line(error)]
    depth = len(error.instance_path)
    candidates = [branch for branch in branches if not any(_is_wrong_tag(e, depth) for e in branch)]
    if not candidates:  # no branch has this tag: list the tags
        tag_errors = [next(e for e in branch if _is_wrong_tag(e, depth)) for branch in branches]
        known = dict.fromkeys(shortened_json(getattr(e.kind, "expected_value", None)) for e in tag_errors)
        return [f"{_pointer(tag_errors[0].instance_path)}: is not one of {', '.join(known)}"]
    nearest = min(map(_distance, candidates))
    candidates = [branch for branch in candidates if _distance(branch) == nearest]
    if any(len(e.instance_path) > depth for e in candidates[0]):
        candidates = candidates[:1]  # the errors are inside the value; those of one branch are enough
    return list(dict.fromkeys(line for branch in candidates for e in branch for line in violation_lines(e)))


def nearest_errors(error: ValidationError) -> list[ValidationError]:
    """Return an error; for a union, the errors of the branch that is closest to valid.

    A union of which no branch has the tag of the value is the error itself.
    """
    branches: list[list[ValidationError]] = [b for b in getattr(error.kind, "context", []) if b]
    depth = len(error.instance_path)
    candidates = [branch for branch in branches if not any(_is_wrong_tag(e, depth) for e in branch)]
    if not candidates or error.instance is None:
        return [error]
    same_type = [branch for branch in candidates if not any(_is_wrong_type(e, depth) for e in branch)]
    return [leaf for each in min(same_type or candidates, key=_distance) for leaf in nearest_errors(each)]


def _distance(branch: list[ValidationError]) -> tuple[int, int]:
    """Return how far a value is from a branch: the number of errors, then how close to the root they are."""
    return len(branch), -max(len(e.instance_path) for e in branch)


def _is_wrong_tag(error: ValidationError, depth: int) -> bool:
    """Return whether a property directly inside the value differs from the constant that marks the branch."""
    return isinstance(error.kind, ValidationErrorKind.Constant) and len(error.instance_path) == depth + 1


def _is_wrong_type(error: ValidationError, depth: int) -> bool:
    """Return whether the value itself has another type than the branch, such as that of null."""
    return isinstance(error.kind, ValidationErrorKind.Type) and len(error.instance_path) == depth


def _line(error: ValidationError) -> str:
    path: Sequence[str | int] = error.instance_path
    if isinstance(error.kind, ValidationErrorKind.Required):
        return f"{_pointer([*path, error.kind.property])}: is required"
    if isinstance(error.kind, ValidationErrorKind.Not):  # the contract's way to forbid a property
        return f"{_pointer(path)}: is not allowed here"
    return f"{_pointer(path)}: {_shorten(error.message)}"


def _pointer(path: Sequence[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _shorten(text: str) -> str:
    if len(text) <= MAX_REASON_LENGTH:
        return text
    half = MAX_REASON_LENGTH // 2
    return f"{text[:half]}…{text[1 - half :]}"
