"""The YAML file of a recording: an exchange without credentials, from which the same bytes can be sent again."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from aimlkit.mock.event_blocks import event_block, parse_event
from aimlkit.mock.exchanges import Request
from aimlkit.mock.http_response import Headers
from aimlkit.mock.json_files import FileProblem, InvalidValue, check_schema, read_json_file
from aimlkit.mock.json_text import dump_json, is_nested_deeper, parse_json
from aimlkit.mock.json_types import JsonObject
from aimlkit.mock.recordings import RecordedEvent, Recording
from aimlkit.mock.yaml_text import dump_yaml

VERSION = 1

MAX_DEPTH = 40  # levels of a body that is written as YAML; a deeper one is written as text

#: How bodies are written in JSON by servers. A body in another form is stored as text.
_STYLES: Mapping[str, Callable[[object], bytes]] = {
    "compact": dump_json,
    "indented": lambda value: json.dumps(value, indent=2, ensure_ascii=False).encode(),
    "spaced": lambda value: json.dumps(value, ensure_ascii=False).encode(),
    "ascii": lambda value: json.dumps(value).encode(),
}

_TEXT: JsonObject = {"type": "string"}
_HEADERS: JsonObject = {"type": "object", "additionalProperties": _TEXT}
_BODY: JsonObject = {
    "type": "object",
    "properties": {
        "json": True,
        "style": {"enum": [*_STYLES]},
        "text": _TEXT,
        "base64": _TEXT,
    },
    "oneOf": [{"required": ["json"]}, {"required": ["text"]}, {"required": ["base64"]}],
    "additionalProperties": False,
}
_EVENT: JsonObject = {
    "type": "object",
    "required": ["at"],
    "properties": {
        "at": {"type": "number", "minimum": 0},
        "event": _TEXT,
        "data": _TEXT,
        "text": _TEXT,
        "base64": _TEXT,
    },
    "oneOf": [{"required": ["data"]}, {"required": ["text"]}, {"required": ["base64"]}],
    "additionalProperties": False,
}

#: The JSON Schema of the file.
RECORDING_SCHEMA: JsonObject = {
    "type": "object",
    "required": ["recording", "request", "response"],
    "additionalProperties": False,
    "properties": {
        "recording": {"const": VERSION},
        "recorded": _TEXT,
        "request": {
            "type": "object",
            "required": ["method", "path"],
            "additionalProperties": False,
            "properties": {
                "method": {"type": "string", "minLength": 1},
                "path": {"type": "string", "pattern": "^/"},
                "query": _TEXT,
                "headers": _HEADERS,
                "body": _BODY,
            },
        },
        "response": {
            "type": "object",
            "required": ["status"],
            "additionalProperties": False,
            "properties": {
                "status": {"type": "integer", "minimum": 100, "maximum": 599},
                "headers": _HEADERS,
                "seconds": {"type": "number", "minimum": 0},
                "complete": {"type": "boolean"},
                "body": _BODY,
                "events": {"type": "array", "items": _EVENT},
            },
        },
    },
}


def recording_text(recording: Recording, recorded_at: str) -> str:
    """Return the text of the file of a recording."""
    request = recording.request
    fields: JsonObject = {"method": request.method, "path": request.path}
    if request.query:
        fields["query"] = request.query
    fields["headers"] = _header_fields(request.headers)
    if request.content:
        fields["body"] = _body_fields(request.content)
    response: JsonObject = {
        "status": recording.status,
        "headers": _header_fields(recording.headers),
        "seconds": round(recording.seconds, 3),
    }
    if not recording.is_complete:
        response["complete"] = False
    if recording.events is not None:
        response["events"] = [_event_fields(event) for event in recording.events]
    elif recording.body:
        response["body"] = _body_fields(recording.body)
    return dump_yaml({"recording": VERSION, "recorded": recorded_at, "request": fields, "response": response})


def read_recording(path: Path) -> Recording:
    """Read the file of a recording. Raises FileProblem if it is invalid."""
    file = read_json_file(path)
    try:
        check_schema(file.value, RECORDING_SCHEMA)
        request: JsonObject = file.value["request"]
        response: JsonObject = file.value["response"]
        events: list[JsonObject] | None = response.get("events")
        return Recording(
            Request(
                request["method"],
                request["path"],
                request.get("query", ""),
                _headers(request.get("headers", {}), "/request/headers"),
                _content(request.get("body"), "/request/body"),
            ),
            response["status"],
            _headers(response.get("headers", {}), "/response/headers"),
            response.get("seconds", 0.0),
            _content(response.get("body"), "/response/body"),
            None
            if events is None
            else [
                RecordedEvent(event["at"], _block(event, f"/response/events/{index}"))
                for index, event in enumerate(events)
            ],
            response.get("complete", True),
        )
    except InvalidValue as error:
        raise file.problem(error) from error


def is_recording(path: Path) -> bool:
    """Return whether a file begins like a recording. Raises FileProblem if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(10) == b"recording:"
    except OSError as error:
        raise FileProblem(f"{path}: {error.strerror or error}") from error


def _header_fields(headers: Headers) -> JsonObject:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}


def _headers(fields: Mapping[str, str], pointer: str) -> Headers:
    headers: list[tuple[bytes, bytes]] = []
    for name, value in fields.items():
        if not name or not (name + value).isprintable():
            raise InvalidValue(f"{pointer}/{name}", "is not a header of HTTP")
        try:
            headers.append((name.lower().encode("ascii"), value.encode("latin-1")))
        except UnicodeEncodeError as error:
            raise InvalidValue(f"{pointer}/{name}", "is not a header of HTTP") from error
    return headers


def _body_fields(content: bytes) -> JsonObject:
    """Return a body as fields from which the same bytes can be made."""
    try:
        value = parse_json(content)
    except ValueError:
        return _raw_fields(content)
    if not is_nested_deeper(value, MAX_DEPTH):
        for style, encode in _STYLES.items():
            try:
                if encode(value) == content:
                    return {"json": value} if style == "compact" else {"style": style, "json": value}
            except ValueError:  # an unpaired surrogate, which only the compact style can write
                continue
    return _raw_fields(content)


def _event_fields(event: RecordedEvent) -> JsonObject:
    at = round(event.at, 3)
    try:
        name, data = parse_event(event.block)
    except ValueError:
        return {"at": at, **_raw_fields(event.block)}
    if data is None or event_block(name, data) != event.block:
        return {"at": at, **_raw_fields(event.block)}
    return {"at": at, "data": data} if name is None else {"at": at, "event": name, "data": data}


def _raw_fields(content: bytes) -> JsonObject:
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _content(fields: JsonObject | None, pointer: str) -> bytes:
    if fields is None:
        return b""
    if "json" in fields:
        return _STYLES[fields.get("style", "compact")](fields["json"])
    return _raw_content(fields, pointer)


def _block(fields: JsonObject, pointer: str) -> bytes:
    return (
        event_block(fields.get("event"), fields["data"])
        if "data" in fields
        else _raw_content(fields, pointer)
    )


def _raw_content(fields: JsonObject, pointer: str) -> bytes:
    if "text" in fields:
        text: str = fields["text"]
        return text.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(fields["base64"], validate=True)
    except binascii.Error as error:
        raise InvalidValue(f"{pointer}/base64", "is not Base64") from error
