"""YAML and JSON files that people write: their values, and the line of each value for error messages."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from jsonschema_rs import Draft202012Validator, ValidationErrorKind
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from aimlkit.mock.json_types import Schema
from aimlkit.mock.validation_messages import violation_lines

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_VALUES = 100_000  # in one file, including those that YAML aliases repeat
MAX_DEPTH = 100  # levels of nesting


class FileProblem(Exception):
    """A file that cannot be used. The message is one line with the file, the line, the path and the reason."""


class InvalidValue(ValueError):
    """A value that a schema or a class does not allow; `pointer` is its JSON pointer."""

    def __init__(self, pointer: str, reason: str) -> None:
        super().__init__(f"{pointer}: {reason}")
        self.pointer = pointer
        self.reason = reason


@dataclass(frozen=True)
class JSONFile:
    """The value in a file, and the line of each part of it, by its JSON pointer."""

    path: Path
    value: Any
    lines: Mapping[str, int]

    def problem(self, error: InvalidValue) -> FileProblem:
        """Return the problem with the value, and its line; that of its parent if it is missing."""
        pointer = error.pointer
        while pointer and pointer not in self.lines:
            pointer = pointer.rpartition("/")[0]
        return FileProblem(
            f"{self.path}:{self.lines.get(pointer, 1)}: {error.pointer or '/'}: {error.reason}"
        )


def check_schema(value: object, schema: Schema, pointer: str = "") -> None:
    """Raise InvalidValue for the first part of a value that violates a schema; `pointer` is that of the value."""
    error = next(iter(Draft202012Validator(schema).iter_errors(value)), None)
    if error is None:
        return
    if isinstance(error.kind, ValidationErrorKind.AdditionalProperties):
        allowed: Any = schema
        for step in error.schema_path[:-1]:
            allowed = allowed[step]
        inner = "".join(f"/{_step(str(step))}" for step in (*error.instance_path, error.kind.unexpected[0]))
        known = ", ".join(allowed["properties"])
        raise InvalidValue(pointer + inner, f"is not a known field; the fields are {known}")
    inner, _, reason = violation_lines(error)[0].partition(": ")
    raise InvalidValue(pointer + inner, reason)


def read_json_file(path: Path) -> JSONFile:
    """Read a YAML or JSON file. Raises FileProblem if it cannot be read, or has something that JSON cannot express."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise FileProblem(f"{path}: {error.strerror or error}") from error
    if len(content) > MAX_FILE_BYTES:
        raise FileProblem(f"{path}: the file is larger than {MAX_FILE_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileProblem(f"{path}:{line}: the file is not UTF-8") from error
    if path.suffix == ".json":
        text = _checked_json(path, text)
    return _parse_yaml(path, text)


def _checked_json(path: Path, text: str) -> str:
    """Return JSON text as YAML: without tabs, which are whitespace in JSON only. Raises FileProblem if it is invalid."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise FileProblem(f"{path}:{error.lineno}: the file is not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise FileProblem(f"{path}: nested deeper than {MAX_DEPTH} levels") from error
    return text.replace("\t", " ")


def _parse_yaml(path: Path, text: str) -> JSONFile:
    yaml: Any = YAML(typ="safe", pure=True)  # ruamel.yaml leaves the types of its methods open
    try:
        root: Any = yaml.compose(text)
        value: object = yaml.load(text)
    except MarkedYAMLError as error:
        marked: Any = error
        line = marked.problem_mark.line + 1 if marked.problem_mark else 1
        raise FileProblem(f"{path}:{line}: the file is not valid YAML: {marked.problem}") from error
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise FileProblem(f"{path}:1: the file is not valid YAML: {reason}") from error
    if root is None:
        raise FileProblem(f"{path}:1: the file is empty")
    lines: dict[str, int] = {}
    _locate(path, root, "", lines)
    return JSONFile(path, _as_json(path, value, "", lines), lines)


def _locate(path: Path, node: Any, pointer: str, lines: dict[str, int]) -> None:
    """Write the line of a node, and of the nodes inside it, into `lines`. Raises FileProblem if there are too many."""
    lines[pointer] = node.start_mark.line + 1
    if len(lines) > MAX_VALUES or pointer.count("/") > MAX_DEPTH:
        limits = f"more than {MAX_VALUES:,} values, or nested deeper than {MAX_DEPTH} levels"
        raise FileProblem(f"{path}:{lines[pointer]}: {limits}")
    if node.id == "mapping":
        for key, child in node.value:
            child_pointer = f"{pointer}/{_step(str(key.value))}"
            _locate(path, child, child_pointer, lines)
            lines[child_pointer] = key.start_mark.line + 1
    elif node.id == "sequence":
        for index, child in enumerate(node.value):
            _locate(path, child, f"{pointer}/{index}", lines)


def _as_json(path: Path, value: object, pointer: str, lines: Mapping[str, int]) -> object:
    """Return a YAML value as JSON. Raises FileProblem if JSON cannot express it, such as a date."""
    if isinstance(value, dict):
        items = cast("dict[object, object]", value)
        return {
            str(name): _as_json(path, item, f"{pointer}/{_step(str(name))}", lines)
            for name, item in items.items()
        }
    if isinstance(value, list):
        return [
            _as_json(path, item, f"{pointer}/{index}", lines)
            for index, item in enumerate(cast("list[object]", value))
        ]
    is_number = isinstance(value, int | float) and math.isfinite(value)
    if value is None or isinstance(value, str | bool) or is_number:
        return value
    line = lines.get(pointer, 1)
    raise FileProblem(f"{path}:{line}: {pointer or '/'}: {value} is not a value of JSON; put text in quotes")


def _step(name: str) -> str:
    """Return the name of a property as a step of a JSON pointer."""
    return name.replace("~", "~0").replace("/", "~1")
