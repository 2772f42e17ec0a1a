"""A recorded request as a command of curl, and as a program of aimlkit: to send it again."""

import base64
import json
import keyword
import pprint
import shlex
from collections.abc import Collection
from typing import cast

from aimlkit.mock.contract import JSON, ServedOperation
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.recorded_requests import RecordedRequest

#: The methods of HTTP that the client has methods for, which take a path.
_PATH_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def as_curl(request: RecordedRequest, server_url: str) -> str:
    """Return a command of a POSIX shell. Everything of the request is quoted; the key is that of the environment.

    A JSON body does not begin with `@`, which would name a file.
    """
    target = f"{request.path}?{request.query}" if request.query else request.path
    parts = ["curl", "--request", shlex.quote(request.method), shlex.quote(server_url + target)]
    parts.append('--header "Authorization: Bearer $AIML_API_KEY"')
    if not request.content:
        return " ".join(parts)
    parts += ["--header", shlex.quote(f"Content-Type: {request.headers.get('content-type', JSON)}")]
    text = _json_text(request)
    if text is not None:
        return " ".join([*parts, "--data-binary", shlex.quote(text)])
    encoded = base64.b64encode(request.content).decode()
    return f"echo {encoded} | base64 --decode | {' '.join(parts)} --data-binary @-"


def as_python(
    request: RecordedRequest, base_url: str, base_path: str, operation: ServedOperation | None
) -> str | None:
    """Return a program that sends the request with aimlkit; None if the client has no method for it.

    `base_url` ends with `base_path`, such as `/v1`.
    """
    call = _path_call(request, base_path) if operation is None or not operation.has_body else None
    is_stream = False
    if operation is not None and operation.has_body and isinstance(request.body, dict):
        body = cast("JsonObject", request.body)
        resource = operation.path.removeprefix(base_path).strip("/").replace("/", ".")
        arguments = "".join(f"    {argument},\n" for argument in _arguments(body, _known_fields(operation)))
        call = f"client.{resource}.create(\n{arguments})"
        is_stream = body.get("stream") is True
    if call is None:
        return None
    lines = ["from aimlkit import AIMLAPI", "", f"client = AIMLAPI(base_url={base_url!r})"]
    lines += [f"for event in {call}:", "    print(event)"] if is_stream else [f"print({call})"]
    return "\n".join([*lines, ""])


def _path_call(request: RecordedRequest, base_path: str) -> str | None:
    """Return the call for a request without a body, to a path of the API; None if there is no method for it."""
    is_below = request.path.startswith(f"{base_path}/")
    if request.method not in _PATH_METHODS or not is_below or request.content:
        return None
    path = request.path.removeprefix(base_path)
    target = f"{path}?{request.query}" if request.query else path
    return f"client.{request.method.lower()}({target!r}, cast_to=dict)"


def _json_text(request: RecordedRequest) -> str | None:
    """Return the JSON body in one line without invisible characters; None if it is not JSON."""
    value: object = request.body
    if value is None:
        return None
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(value)


def _known_fields(operation: ServedOperation) -> set[str]:
    shapes = [*operation.shapes.values(), *([operation.open_shape] if operation.open_shape else [])]
    return {name for shape in shapes for name in shape.properties}


def _arguments(body: JsonObject, known: Collection[str]) -> list[str]:
    """Return the keyword arguments of a call; fields that the contract does not know are in `extra_body`."""
    arguments: list[str] = []
    extra: JsonObject = {}
    for name, value in body.items():
        if name in known and name.isidentifier() and not keyword.iskeyword(name):
            arguments.append(f"{name}={_literal(value, len(name) + 1)}")
        else:
            extra[name] = value
    if extra:
        arguments.append(f"extra_body={_literal(extra, len('extra_body='))}")
    return arguments


def _literal(value: object, indent: int) -> str:
    """Return a literal of Python, of which no line is long, for the argument of a call."""
    lines = pprint.pformat(value, width=96, sort_dicts=False).split("\n")
    return f"\n{' ' * (4 + indent)}".join(lines)
