"""The resource classes of the client: one module per resource, whose methods have explicit keyword parameters."""

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen
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
from scripts.generate.operation_methods import OperationMethodContext, operation_method_contexts
from scripts.generate.operation_specs import output_format_path
from scripts.generate.params import request_properties, request_schemas
from scripts.generate.types import Named, names_in

#: A segment of a path that is a version, such as `v1`. The path of a resource begins after it.
_VERSION = re.compile(r"v[0-9]+")


@frozen
class ResourceContext:
    """The module of a resource."""

    path: str
    """The path of the operation."""
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
    operation_methods: list[OperationMethodContext]
    """The methods for operations without a request body."""


@frozen
class PlainResourceContext:
    """The module of a resource that has only methods for operations without a request body."""

    module: str
    name: str
    attribute: str | None
    """The attribute of the client; None for methods of the client itself."""
    operation_methods: list[OperationMethodContext]

    @property
    def annotation_imports(self) -> list[tuple[str, str]]:
        """The names that the annotations of the parameters use, each with its module."""
        parameters = [parameter for method in self.operation_methods for parameter in method.parameters]
        text = " ".join(parameter.annotation for parameter in parameters)
        return [(module, name) for module, name in _ANNOTATION_NAMES if f"{name}[" in text]


_ANNOTATION_NAMES = (
    ("collections.abc", "Mapping"),
    ("collections.abc", "Sequence"),
    ("typing", "Literal"),
)


@frozen
class ResourceContexts:
    """The modules of all resources."""

    creating: list[ResourceContext]
    """Those with an operation that creates a response, whole or as a stream."""
    plain: list[PlainResourceContext]

    @property
    def client_methods(self) -> PlainResourceContext | None:
        """The module with the methods of the client itself."""
        return next((resource for resource in self.plain if resource.attribute is None), None)


#: The module and the class with the methods of the client itself.
_CLIENT_METHODS = "client_methods"


def resource_contexts(api: Api, constants: Mapping[str, str]) -> ResourceContexts:
    """Return the contexts of all resources; `constants` has the constant of each operation by its id.

    Raises PipelineError if two operations have the same name.
    """
    creating = _creating_resources(api)
    dialect = params_dialect(())
    segments = {operation.path: _segments(operation.path) for operation in api.operations}
    methods = operation_method_contexts(constants, api, dialect, segments)
    _require_different_names(methods)
    by_owner: dict[tuple[str, ...], list[OperationMethodContext]] = {}
    for method in methods:
        by_owner.setdefault(tuple(method.path[:-1]), []).append(method)
    contexts = ResourceContexts(
        creating=[
            evolve(resource, operation_methods=by_owner.pop(_owner(resource), [])) for resource in creating
        ],
        plain=[_plain_resource(owner, several) for owner, several in by_owner.items()],
    )
    _require_different_attributes(contexts)
    return contexts


def _owner(resource: ResourceContext) -> tuple[str, ...]:
    """Return the attributes that lead from the client to a resource: chat and completions."""
    return (resource.attribute, resource.inner_attribute) if resource.namespace else (resource.attribute,)


def _require_different_names(methods: Sequence[OperationMethodContext]) -> None:
    seen: set[tuple[str, ...]] = set()
    for method in methods:
        path = tuple(method.path)
        if path in seen or path[-1] in _CREATING_METHODS or path[0] in CLIENT_ATTRIBUTES:
            raise _name_error(method)
        if {method.response, method.item} & _NAMES_IN_MODULES:
            raise PipelineError(
                f"{method.response} or {method.item} is a name that the module of its method uses",
                where=f"contract.json#/paths, {method.constant}",
                hint="rename the schema in openapi/overlay.yaml: x-names",
            )
        seen.add(path)


def _require_different_attributes(contexts: ResourceContexts) -> None:
    """Raise PipelineError if two resources, or a resource and a method of the client, have the same name."""
    seen = {name for resource in contexts.creating for name in (resource.module, resource.attribute)}
    seen.update(_MODEL_MODULES)
    for resource in contexts.plain:
        own = [method.name for method in resource.operation_methods] if resource.attribute is None else []
        for name in (resource.module, *own):
            if name in seen:
                raise _name_error(resource.operation_methods[0])
            seen.add(name)


def _name_error(method: OperationMethodContext) -> PipelineError:
    return PipelineError(
        f"would be client.{printable('.'.join(method.path))}, and something else has that name",
        where=f"contract.json#/paths, {method.constant}",
        hint="give it another name in openapi/overlay.yaml: x-client-method",
    )


#: Names that the modules of resources import, which the class of no response may have.
_NAMES_IN_MODULES = frozenset(
    {"APIResponse", "AsyncListRequest", "AsyncSession", "ListResponse", "Mapping", "Omit", "RawResponse"}
    | {"RequestOptions", "Sequence", "Stream", "StreamingResponseManager", "SyncSession", "TYPE_CHECKING"}
)

#: The modules of the models' constants and parameters, which are next to those of the resources.
_MODEL_MODULES = ("model_constants", "model_parameters")

#: The attributes that a client has without any resource.
CLIENT_ATTRIBUTES = frozenset(
    {
        *(
            "aclose",
            "api_key",
            "base_url",
            "bulk",
            "client_request_id",
            "close",
            "copy",
            "default_headers",
            "default_query",
            "delete",
            "estimate_cost",
            "get",
        ),
        *(
            "is_closed",
            "max_retries",
            "max_spend_usd",
            "patch",
            "post",
            "put",
            "size_limits",
            "spend",
            "spend_unknown",
            "telemetry",
            "timeout",
            "transport",
        ),
        *("unsupported", "with_options", "with_raw_response", "with_streaming_response"),
    }
)

#: The methods of a resource that creates responses, and the attribute that every resource has.
_CREATING_METHODS = frozenset(
    {"create", "parse", "stream", "run_tools", "conversation", "with_raw_response"}
    | {"with_streaming_response"}
)


def _plain_resource(owner: tuple[str, ...], methods: list[OperationMethodContext]) -> PlainResourceContext:
    """Return the resource with these methods. Raises PipelineError if a response has the name of its class."""
    attribute = "_".join(owner) or None
    module = attribute or _CLIENT_METHODS
    name = _class_name(module.split("_"))
    for method in methods:
        if {method.response, method.item} & {name, f"Async{name}", f"{name}WithRawResponse"}:
            raise _name_error(method)
    return PlainResourceContext(module=module, name=name, attribute=attribute, operation_methods=methods)


def _creating_resources(api: Api) -> list[ResourceContext]:
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


def write_resources(environment: Environment, contexts: ResourceContexts, folder: Path) -> None:
    """Write the module of each resource, and `__init__.py`, into `folder`."""
    for context in contexts.creating:
        text = environment.get_template("resource.py.jinja").render(resource=context)
        (folder / f"{context.module}.py").write_text(text, encoding="utf-8")
    for plain in contexts.plain:
        text = environment.get_template("plain_resource.py.jinja").render(resource=plain)
        (folder / f"{plain.module}.py").write_text(text, encoding="utf-8")
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
        path=operation.path,
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
        operation_methods=[],
    )


def _segments(path: str) -> list[str]:
    """Return the Python names of the segments of a path after its version, without parameters: `chat`, `completions`."""
    segments = [segment for segment in path.split("/") if segment and "{" not in segment]
    versions = [number for number, segment in enumerate(segments) if _VERSION.fullmatch(segment)]
    after_version = segments[versions[0] + 1 :] if versions else segments
    return [_attribute_name(segment) for segment in after_version] or ["operation"]


def _attribute_name(segment: str) -> str:
    name = identifier(segment).lower()
    if not name[0].isalpha():
        name = f"resource_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name in CLIENT_ATTRIBUTES else name


def _class_name(segments: Iterable[str]) -> str:
    return "".join(word.capitalize() for segment in segments for word in segment.split("_"))


def _as_phrase(name: str) -> str:
    """Return the name of a schema as a noun phrase: `ChatCompletion` becomes `a chat completion`."""
    noun = " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)).lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
