"""The contract, read and checked: its named schemas and its operations."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, frozen

from scripts.common import documents
from scripts.common.documents import Json, Object
from scripts.common.errors import PipelineError, printable
from scripts.common.pointers import parse_pointer, pointer
from scripts.common.sources import METHODS
from scripts.generate.names import RESERVED
from scripts.generate.shapes import Named, Shape, names_in, shape_of, without

_NAME = re.compile(r"[A-Z][A-Za-z0-9]{0,44}")
_PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9._\[\]-]*")
_STATUS = re.compile(r"[1-5](?:[0-9][0-9]|XX)|default")
_PATH = re.compile(r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@%-]|\{[A-Za-z][A-Za-z0-9_-]*\})*)+")

_HINT = "mend it in openapi/overlay.yaml"


@frozen
class Property:
    """One property of an object."""

    name: str
    shape: Shape
    required: bool
    description: str | None


@frozen
class ObjectSchema:
    """A named schema with properties. It becomes a class."""

    name: str
    properties: tuple[Property, ...]
    description: str | None

    @cached_property
    def by_name(self) -> Mapping[str, Property]:
        """The properties, by their names."""
        return {field.name: field for field in self.properties}


@frozen
class AliasSchema:
    """A named schema of any other kind, mostly a union. It becomes a type alias."""

    name: str
    shape: Shape
    description: str | None


Schema: TypeAlias = ObjectSchema | AliasSchema


@frozen
class Parameter:
    """A parameter of an operation."""

    name: str
    location: str
    required: bool
    type: str


@frozen
class Events:
    """What the events of a stream hold."""

    schema: str | None
    """The named schema of the JSON in them."""
    end: str | None
    """The text that is in the last one instead."""


@frozen
class Answer:
    """What an operation answers with one status: a code, a range such as `4XX`, or `default`."""

    status: str
    shape: Shape | None
    """None: there is no JSON in it."""
    events: Events | None
    """None: it is no stream."""


@frozen
class Operation:
    """One operation."""

    id: str
    method: str
    path: str
    tag: str | None
    description: str | None
    parameters: tuple[Parameter, ...]
    body: Shape | None
    body_required: bool
    answers: tuple[Answer, ...]
    authenticated: bool


@frozen
class Contract:
    """A contract."""

    base_url: str
    schemas: Mapping[str, Schema]
    operations: tuple[Operation, ...]


def digest_of(path: Path) -> str:
    """The sha256 of the contract at `path`, or of nothing when there is none to read."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def read(path: Path) -> Contract:
    """The contract at `path`. Raises PipelineError."""
    name = path.name
    if not path.is_file():
        raise PipelineError("is not there", where=str(path), hint="build it first: make contract")
    document = documents.read_document(path, name)
    components = _object(document, "components")
    schemas = _object(components, "schemas")
    _check_names(schemas, f"{name}#/components/schemas")
    servers = document.get("servers")
    server = servers[0] if isinstance(servers, list) and servers else None
    return Contract(
        base_url=(_text(server, "url") if isinstance(server, dict) else None) or "/",
        schemas=_untangled(
            {
                key: _schema(key, schema, f"{name}#/components/schemas/{key}", schemas)
                for key, schema in schemas.items()
            }
        ),
        operations=tuple(_operations(document, name, schemas)),
    )


def _check_names(schemas: Object, where: str) -> None:
    seen: dict[str, str] = {}
    for name in schemas:
        here = where + pointer([printable(name)])
        if not _NAME.fullmatch(name):
            what = "is no name for a class (a capital, then letters and digits, 45 at most)"
            raise PipelineError(what, where=here, hint=_HINT)
        if name in RESERVED:
            what = "is a name that the generated code needs for itself"
            raise PipelineError(what, where=here, hint="give the schema another in openapi/overlay.yaml")
        if (other := seen.setdefault(name.casefold(), name)) != name:
            what = f"differs from {other} in its case only: they would share a module"
            raise PipelineError(
                what, where=here, hint="give one of them another name in openapi/overlay.yaml"
            )


def _schema(name: str, schema: Json, where: str, names: Container[str]) -> Schema:
    fields = schema if isinstance(schema, dict) else {}
    description = _text(fields, "description")
    properties = fields.get("properties")
    if not isinstance(properties, dict):
        return AliasSchema(name, shape_of(schema, where, names), description)
    required = fields.get("required")
    needed = required if isinstance(required, list) else []
    return ObjectSchema(
        name,
        tuple(
            Property(
                name=key,
                shape=shape_of(value, where + pointer(["properties", printable(key)]), names),
                required=key in needed,
                description=_text(value, "description") if isinstance(value, dict) else None,
            )
            for key, value in properties.items()
        ),
        description,
    )


def _untangled(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """`schemas`, with any JSON value where an alias would lead back to itself with no class in between."""
    aliases = {name: schema.shape for name, schema in schemas.items() if isinstance(schema, AliasSchema)}
    leads_to = {name: set(names_in(shape)) & aliases.keys() for name, shape in aliases.items()}
    for via in aliases:
        for name in aliases:
            if via in leads_to[name]:
                leads_to[name] |= leads_to[via]
    circular = {name for name, targets in leads_to.items() if name in targets}
    return {
        name: evolve(schema, shape=without(schema.shape, circular))
        if isinstance(schema, AliasSchema) and name in circular
        else schema
        for name, schema in schemas.items()
    }


def _operations(document: Object, name: str, names: Container[str]) -> Iterator[Operation]:
    for path, item in _object(document, "paths").items():
        if not isinstance(item, dict):
            continue
        for method in METHODS:
            operation = item.get(method)
            if not isinstance(operation, dict):
                continue
            where = f"{name}#" + pointer(["paths", printable(path), method])
            # It becomes the template of a format string. A brace that is no parameter's would run there.
            if not _PATH.fullmatch(path):
                raise PipelineError("is no path that can be asked for", where=where, hint=_HINT)
            body = _resolved(document, operation.get("requestBody"), f"{where}/requestBody")
            parameters = [*_list(operation, "parameters"), *_list(item, "parameters")]
            yield Operation(
                id=_text(operation, "operationId") or f"{method} {path}",
                method=method,
                path=path,
                tag=next((tag for tag in _list(operation, "tags") if isinstance(tag, str)), None),
                description=_text(operation, "description") or _text(operation, "summary"),
                parameters=tuple(_parameters(document, parameters, f"{where}/parameters")),
                body=_body(body, f"{where}/requestBody", names),
                body_required=body.get("required") is True,
                answers=tuple(
                    _answers(document, _object(operation, "responses"), f"{where}/responses", names)
                ),
                authenticated=bool(operation.get("security", document.get("security"))),
            )


def _answers(document: Object, responses: Object, where: str, names: Container[str]) -> Iterator[Answer]:
    for status, value in responses.items():
        here = where + pointer([printable(status)])
        if not _STATUS.fullmatch(status):
            raise PipelineError("is no status", where=here, hint=_HINT)
        answer = _resolved(document, value, here)
        yield Answer(status, _json(answer, here, names), _events(document, answer, here, names))


def _events(document: Object, answer: Object, where: str, names: Container[str]) -> Events | None:
    """What is said of the events that an answer streams; None where it streams none."""
    stream = _object(answer, "content").get("text/event-stream")
    if not isinstance(stream, dict):
        return None
    here = where + pointer(["content", "text/event-stream", "schema"])
    data = _object(_object(_resolved(document, stream.get("schema"), here), "properties"), "data")
    forms = [form for form in (data, *_list(data, "anyOf")) if isinstance(form, dict)]
    shapes = [shape_of(form["contentSchema"], here, names) for form in forms if "contentSchema" in form]
    return Events(
        schema=next((shape.name for shape in shapes if isinstance(shape, Named)), None),
        end=next((text for form in forms if (text := _text(form, "const"))), None),
    )


def _parameters(document: Object, parameters: list[Json], where: str) -> Iterator[Parameter]:
    seen = set()
    for number, value in enumerate(parameters):
        parameter = _resolved(document, value, f"{where}/{number}")
        name, location = _text(parameter, "name"), _text(parameter, "in")
        if not name or not _PARAMETER.fullmatch(name):
            raise PipelineError("has no plain name", where=f"{where}/{number}/name", hint=_HINT)
        if location not in ("path", "query", "header", "cookie"):
            raise PipelineError(
                "is in none of the places there are", where=f"{where}/{number}/in", hint=_HINT
            )
        # An operation's own parameter goes before its path's.
        if (name, location) in seen:
            continue
        seen.add((name, location))
        kind = _object(parameter, "schema").get("type")
        yield Parameter(
            name=name,
            location=location,
            required=parameter.get("required") is True,
            type=kind if isinstance(kind, str) and kind in ("integer", "number", "boolean") else "string",
        )


def _body(body: Object, where: str, names: Container[str]) -> Shape | None:
    shape = _json(body, where, names)
    if body and shape is None:
        raise PipelineError("is not JSON, and nothing else can be sent", where=where, hint=_HINT)
    return shape


def _json(holder: Object, where: str, names: Container[str]) -> Shape | None:
    """The shape of the JSON in a request body or a response; None when there is none."""
    for media_type, media in _object(holder, "content").items():
        kind = media_type.partition(";")[0].strip().lower()
        if (kind == "application/json" or kind.endswith("+json")) and isinstance(media, dict):
            here = where + pointer(["content", printable(media_type), "schema"])
            return shape_of(media["schema"], here, names) if "schema" in media else None
    return None


def _resolved(document: Object, value: Json, where: str) -> Object:
    """`value`, or what it refers to."""
    for _ in range(8):
        if not isinstance(value, dict):
            return {}
        reference = value.get("$ref")
        if reference is None:
            return value
        target: Json = document
        for step in parse_pointer(reference) if isinstance(reference, str) else ():
            target = target.get(step) if isinstance(target, dict) else None
        if not isinstance(target, dict) or target is document:
            break
        value = target
    raise PipelineError(f"{printable(reference)} leads nowhere", where=f"{where}/$ref", hint=_HINT)


def _object(holder: Object, key: str) -> Object:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _list(holder: Object, key: str) -> list[Json]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _text(holder: Object, key: str) -> str | None:
    value = holder.get(key)
    return value if isinstance(value, str) and value.strip() else None
