"""Checks of exchanges against the contract: requests, responses with their headers, and each event of a stream."""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from aimlkit.mock.contract import EVENT_STREAM, JSON, MockContract, RequestShape, ServedOperation
from aimlkit.mock.event_blocks import parse_event, split_events
from aimlkit.mock.exchanges import Exchange, header
from aimlkit.mock.json_text import parse_json, without_surrogates
from aimlkit.mock.overlay_actions import overlay_action
from aimlkit.mock.redacted_samples import ENUM_LIKE_TEXT, redacted_sample
from aimlkit.mock.response_headers import ResponseHeader, response_headers
from aimlkit.mock.validation_messages import nearest_errors
from aimlkit.mock.violation import Direction, Violation

if TYPE_CHECKING:
    from aimlkit.mock.json_types import JsonObject

MAX_VIOLATIONS = 1000  # in one exchange
MAX_DECODED = 64 * 1024 * 1024  # bytes of a body without its content coding

_VERSION = re.compile(r"/v\d+(?=/)")


class UncheckedError(Exception):
    """An exchange that cannot be checked; the message is the reason."""


class ContractChecker:
    """A checker of exchanges against a contract."""

    def __init__(self, contract: MockContract) -> None:
        self._contract = contract
        self._operations = {(each.method, each.path): each for each in contract.operations}
        schemas: JsonObject = contract.document.get("components", {}).get("schemas", {})
        self._shape_names = {id(schema.get("properties")): name for name, schema in schemas.items()}
        self._tags = _known_tags(contract.document)
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}
        self._headers: dict[tuple[str, str], list[ResponseHeader]] = {}

    def check(self, exchange: Exchange) -> list[Violation]:
        """Return the violations in an exchange. Raises UncheckedError if it cannot be checked."""
        request = exchange.request
        operation = self._operations.get((request.method, request.path))
        if operation is None:
            raise UncheckedError("the contract does not have the operation")
        return [*islice(self._violations(exchange, operation), MAX_VIOLATIONS)]

    def _violations(self, exchange: Exchange, operation: ServedOperation) -> Iterator[Violation]:
        yield from self._request_violations(exchange, operation)
        api = _api_name(operation)
        side = "response" if exchange.status < 400 else str(exchange.status)
        status = str(exchange.status)
        responses: JsonObject = self._contract.document["paths"][operation.path][operation.method.lower()][
            "responses"
        ]
        if status not in responses and "default" not in responses:
            yield Violation("response", f"{api}/{side}", "status", f"status {exchange.status}", None)
            return
        status = status if status in responses else "default"
        for described in self._response_headers(operation, status):
            yield from described.violations(exchange, f"{api}/{side}")
        content = decoded(exchange.content, header(exchange.headers, b"content-encoding"))
        if exchange.is_stream and exchange.status == operation.success_status:
            yield from self._stream_violations(exchange, operation, content, f"{api}/stream")
            return
        validator = self._response_validator(operation, status)
        if validator is None or not exchange.is_complete:
            return
        yield from self._body_violations("response", f"{api}/{side}", content, validator, exchange.headers)

    def _request_violations(self, exchange: Exchange, operation: ServedOperation) -> Iterator[Violation]:
        if not operation.has_body:
            return
        label = f"{_api_name(operation)}/request"
        request = exchange.request
        content = decoded(request.content, header(request.headers, b"content-encoding"))
        value = _json(content)
        if not isinstance(value, dict):
            yield Violation("request", label, "JSON object", redacted_sample(value), None)
            return
        fields = cast("JsonObject", value)
        model = fields.get("model")
        if isinstance(model, str) and model not in operation.shapes:
            model = operation.aliases.get(model, model)
            fields = {**fields, "model": model}
        shape = operation.shapes.get(model, operation.open_shape) if isinstance(model, str) else None
        if shape is None:
            yield Violation("request", f"{label}/model", "known model", redacted_sample(model), None)
            return
        yield from self._schema_violations("request", label, fields, shape.validator, shape)

    def _stream_violations(
        self, exchange: Exchange, operation: ServedOperation, content: bytes, label: str
    ) -> Iterator[Violation]:
        validator = self._event_validator(operation)
        if validator is None:
            yield Violation("response", label, "stream", "a stream of events", None)
            return
        blocks = split_events(content)
        is_ended = False
        for block in blocks:
            try:
                _, data = parse_event(block)
            except ValueError:
                yield Violation("response", label, "UTF-8", "an event that is not UTF-8", None)
                continue
            if data is None:
                continue
            if data == operation.stream.end_mark:
                is_ended = True
                continue
            value = _json(data.encode("utf-8", "surrogatepass"))
            if value is _INVALID:
                yield Violation("response", label, "JSON", "an event that is not JSON", None)
                continue
            if isinstance(value, dict):
                is_ended = (
                    is_ended or cast("JsonObject", value).get("type") in operation.stream.terminal_events
                )
            yield from self._schema_violations("response", label, value, validator)
        if exchange.is_complete and not is_ended:
            yield Violation("response", label, "end", "a stream without its last event", None)

    def _body_violations(
        self,
        direction: Direction,
        label: str,
        content: bytes,
        validator: Draft202012Validator,
        headers: Any,
    ) -> Iterator[Violation]:
        media_type = header(headers, b"content-type").decode("latin-1").partition(";")[0].strip().lower()
        if media_type not in (JSON, ""):
            yield Violation(direction, label, "content type", "another type than JSON", None)
            return
        value = _json(content)
        if value is _INVALID:
            yield Violation(direction, label, "JSON", "a body that is not JSON", None)
            return
        yield from self._schema_violations(direction, label, value, validator)

    def _schema_violations(
        self,
        direction: Direction,
        label: str,
        value: Any,
        validator: Draft202012Validator,
        shape: RequestShape | None = None,
    ) -> Iterator[Violation]:
        try:
            errors = _errors(validator, value)
        except ValueError as problem:
            raise UncheckedError("a value is nested too deeply") from problem
        for error in errors:
            for leaf in nearest_errors(error):
                yield self._violation(direction, label, value, leaf, shape)

    def _violation(
        self, direction: Direction, label: str, value: Any, error: ValidationError, shape: RequestShape | None
    ) -> Violation:
        schema_path = [*error.schema_path]
        if shape is not None and schema_path[:2] == ["allOf", 0]:
            # The schema of the shape itself is not behind a reference.
            schema_path = [
                "components",
                "schemas",
                self._shape_names.get(id(shape.properties), ""),
                *schema_path[2:],
            ]
        sample = redacted_sample(
            error.instance, shows_enum_values=isinstance(error.kind, ValidationErrorKind.Enum)
        )
        return Violation(
            direction,
            label + self._path_in(value, error.instance_path, has_tag=label.endswith("/stream")),
            _rule(error),
            sample + self._unknown_tag(error.instance),
            overlay_action(error, schema_path),
        )

    def _path_in(self, value: Any, path: Sequence[str | int], *, has_tag: bool) -> str:
        """Return the rest of a schema path: where in `value` a violation is, with the known tags on the way."""
        text = self._tag(value) if has_tag else ""
        for step in path:
            value = value[step]
            if isinstance(step, int):
                text += "[]" + self._tag(value)
            else:
                text += f"/{step if _IDENTIFIER.fullmatch(step) else '{}'}"
        return text

    def _tag(self, value: Any) -> str:
        """Return the branch that an object belongs to, if the contract names it."""
        if not isinstance(value, dict):
            return ""
        fields = cast("JsonObject", value)
        for name, tags in self._tags.items():
            tag = fields.get(name)
            if isinstance(tag, str) and tag in tags:
                return f"({tag})"
        return ""

    def _unknown_tag(self, value: Any) -> str:
        """Return the tag of an object that no union of the contract has, for the sample."""
        if not isinstance(value, dict) or self._tag(value):
            return ""
        tag = cast("JsonObject", value).get("type")
        return f', type "{tag}"' if isinstance(tag, str) and ENUM_LIKE_TEXT.fullmatch(tag) else ""

    def _response_headers(self, operation: ServedOperation, status: str) -> list[ResponseHeader]:
        key = operation.id, status
        if key not in self._headers:
            self._headers[key] = response_headers(self._contract, operation, status)
        return self._headers[key]

    def _response_validator(self, operation: ServedOperation, status: str) -> Draft202012Validator | None:
        key = operation.id, status
        if key not in self._validators:
            item: JsonObject = self._contract.document["paths"][operation.path][operation.method.lower()]
            content: JsonObject = self._contract.resolve(item["responses"][status]).get("content", {})
            schema = content.get(JSON, {}).get("schema")
            self._validators[key] = None if schema is None else self._contract.validator(schema)
        return self._validators[key]

    def _event_validator(self, operation: ServedOperation) -> Draft202012Validator | None:
        key = operation.id, EVENT_STREAM
        if key not in self._validators:
            schemas = self._contract.event_schemas(operation)
            schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
            self._validators[key] = self._contract.validator(schema) if schemas else None
        return self._validators[key]


#: Stands for text that is not JSON.
_INVALID = object()

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")


def _api_name(operation: ServedOperation) -> str:
    """Return the start of schema paths: `chat.completions` for `/v1/chat/completions`."""
    return _VERSION.sub("", operation.path).strip("/").replace("/", ".")


def decoded(content: bytes, coding: bytes) -> bytes:
    """Return a body without its content coding. Raises UncheckedError if that is not possible."""
    name = coding.strip().lower()
    if name in (b"", b"identity") or not content:
        return content
    if name not in (b"gzip", b"x-gzip", b"deflate"):
        raise UncheckedError("a body has a content coding that is not supported")
    decoder = zlib.decompressobj(wbits=47 if name != b"deflate" else zlib.MAX_WBITS)
    try:
        text = decoder.decompress(content, MAX_DECODED)
    except zlib.error as error:
        raise UncheckedError("a body does not have the content coding that it states") from error
    if decoder.unconsumed_tail:
        raise UncheckedError(f"a body has more than {MAX_DECODED:,} bytes")
    return text


def _errors(validator: Draft202012Validator, value: object) -> list[ValidationError]:
    """Return the first errors of a value. Raises ValueError if it is nested too deeply."""
    try:
        return [] if validator.is_valid(value) else [*islice(validator.iter_errors(value), MAX_VIOLATIONS)]
    except ValueError:  # also raised for unpaired surrogates
        replaced = without_surrogates(value)
        if replaced is value:
            raise
        return [*islice(validator.iter_errors(replaced), MAX_VIOLATIONS)]


def _json(content: bytes) -> Any:
    try:
        return parse_json(content)
    except ValueError:
        return _INVALID


def _rule(error: ValidationError) -> str:
    """Return the keyword that is violated; with the name of a property that is required."""
    keyword = str(error.schema_path[-1]) if error.schema_path else "schema"
    missing = getattr(error.kind, "property", None)
    return f"{keyword} {missing}" if keyword == "required" and missing else keyword


def _known_tags(document: object) -> dict[str, set[str]]:
    """Return the tags of all unions of a document, by the name of their property."""
    tags: dict[str, set[str]] = {}
    pending = [document]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            fields = cast("JsonObject", node)
            discriminator: object = fields.get("discriminator")
            if isinstance(discriminator, dict):
                union = cast("JsonObject", discriminator)
                tags.setdefault(union["propertyName"], set()).update(union.get("mapping", ()))
            pending += fields.values()
        elif isinstance(node, list):
            pending += cast("list[object]", node)
    return dict(sorted(tags.items(), key=lambda item: -len(item[1])))
