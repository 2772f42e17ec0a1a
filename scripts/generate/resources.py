"""The resource classes of the client: one module per API, whose methods have explicit keyword parameters."""

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from jinja2 import Environment

from scripts.common.errors import PipelineError, printable
from scripts.generate.annotations import Dialect, params_dialect
from scripts.generate.api import Api, ApiOperation, Schema
from scripts.generate.generator_input import identifier
from scripts.generate.methods import (
    STREAM,
    MethodContexts,
    body_parameters,
    is_parameter_name,
    method_contexts,
    output_parameter_name,
)
from scripts.generate.names import is_plain
from scripts.generate.operation_specs import output_format_path
from scripts.generate.params import request_properties, request_schemas
from scripts.generate.types import Named, names_in

#: A segment of a path that is a version, such as `v1`. The path of a resource begins after it.
_VERSION = re.compile(r"v[0-9]+")


@frozen
class ResourceContext:
    """The module of a resource."""

    title: str
    """The name of the API, for docstrings."""
    module: str
    name: str
    """The class."""
    namespace: str | None
    """The class that has the resource as an attribute, if the path has several segments: `Chat`."""
    attribute: str
    """The attribute of the client."""
    inner_attribute: str
    """The attribute of the namespace."""
    response: str
    event: str
    output_parameter: str | None
    """The parameter of `parse()` and `stream()` for the output type; None if the API has no output format."""
    imports: list[str]
    """The typed dictionaries that the annotations name."""
    methods: MethodContexts


def resource_contexts(api: Api) -> list[ResourceContext]:
    """Return the context of each operation that creates a response, whole or as a stream.

    Raises PipelineError if two operations have the same name.
    """
    bodies = [operation.body for operation in api.operations if operation.body]
    dialect = params_dialect(request_schemas(bodies, api.schemas))
    contexts: dict[str, ResourceContext] = {}
    for operation in api.operations:
        context = _resource(operation, api.schemas, dialect)
        if context is None:
            continue
        if context.attribute in contexts:
            raise PipelineError(
                f"is the second operation that would be client.{context.attribute}",
                where=f"contract.json#/paths/{printable(operation.path)}",
                hint="remove one of them from openapi/sources.toml",
            )
        contexts[context.attribute] = context
    return [*contexts.values()]


def write_resources(environment: Environment, contexts: Sequence[ResourceContext], folder: Path) -> None:
    """Write the module of each resource, and `__init__.py`, into `folder`."""
    for context in contexts:
        text = environment.get_template("resource.py.jinja").render(resource=context)
        (folder / f"{context.module}.py").write_text(text, encoding="utf-8")
    text = environment.get_template("resources_init.py.jinja").render(resources=contexts)
    (folder / "__init__.py").write_text(text, encoding="utf-8")


def _resource(
    operation: ApiOperation, schemas: Mapping[str, Schema], dialect: Dialect
) -> ResourceContext | None:
    """Return the context of an operation; None if it does not create a response that can be streamed."""
    success = next((response for response in operation.responses if response.status[0] == "2"), None)
    if operation.method != "post" or "{" in operation.path or not isinstance(operation.body, Named):
        return None
    if success is None or success.events is None or not isinstance(success.type, Named):
        return None
    event = success.events.schema
    properties = request_properties(operation.body.name, schemas)
    if event is None or STREAM not in {property_.name for property_ in properties}:
        return None
    segments = _segments(operation.path)
    output_format = output_format_path(operation, schemas)
    if output_format and not all(is_plain(name) for name in output_format):
        output_format = None
    types = [property_.type for property_ in properties if is_parameter_name(property_.name)]
    return ResourceContext(
        title=" ".join(segment.replace("_", " ").capitalize() for segment in segments),
        module="_".join(segments),
        name=_class_name(segments),
        namespace=_class_name(segments[:-1]) if len(segments) > 1 else None,
        attribute="_".join(segments[:-1]) or segments[-1],
        inner_attribute=segments[-1],
        response=success.type.name,
        event=event,
        output_parameter=output_parameter_name(output_format) if output_format else None,
        imports=sorted({dialect.name(name) for type_ in types for name in names_in(type_)}),
        methods=method_contexts(
            _as_phrase(success.type.name), body_parameters(properties, dialect, schemas), output_format
        ),
    )


def _segments(path: str) -> list[str]:
    """Return the Python names of the segments of a path after its version: `chat`, `completions`."""
    segments = [segment for segment in path.split("/") if segment]
    versions = [number for number, segment in enumerate(segments) if _VERSION.fullmatch(segment)]
    after_version = segments[versions[0] + 1 :] if versions else segments
    return [_attribute_name(segment) for segment in after_version] or ["operation"]


def _attribute_name(segment: str) -> str:
    name = identifier(segment).lower()
    if not name[0].isalpha():
        name = f"resource_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name == "with_raw_response" else name


def _class_name(segments: Iterable[str]) -> str:
    return "".join(word.capitalize() for segment in segments for word in segment.split("_"))


def _as_phrase(name: str) -> str:
    """Return the name of a schema as a noun phrase: `ChatCompletion` becomes `a chat completion`."""
    noun = " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)).lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
