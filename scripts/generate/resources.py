"""The resource classes of the client: one module per API, its methods with explicit keyword parameters."""

import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import evolve, field, frozen
from jinja2 import Environment

from scripts.common.errors import PipelineError, printable
from scripts.generate.annotations import Dialect, annotation, params_dialect
from scripts.generate.api import Api, ApiOperation, Property, Schema
from scripts.generate.generator_input import identifier
from scripts.generate.literals import method_docstring
from scripts.generate.names import is_plain
from scripts.generate.operation_specs import output_format_path
from scripts.generate.params import request_properties, request_schemas, request_type
from scripts.generate.types import ListOf, Named, PythonType, Union, names_in

#: The hand-written modules of the folder begin with an underscore.
INIT = "__init__.py"

#: A segment of a path that is a version, such as `v1`. The path of a resource begins after it.
_VERSION = re.compile(r"v[0-9]+")

#: Arguments of every method that are not parameters of the API, with their types and defaults.
_OPTIONS = (
    (
        "extra_headers",
        "Mapping[str, str | Omit] | None",
        "None",
        "Headers of this request, in addition to the client's; `omit` removes one.",
    ),
    ("extra_query", "Mapping[str, object] | None", "None", "Query parameters of this request."),
    (
        "extra_body",
        "Mapping[str, object] | None",
        "None",
        "Properties of the JSON body that this version does not know.",
    ),
    (
        "timeout",
        "float | httpx.Timeout | Omit | None",
        "omit",
        "Seconds that this request may take, as for the client.",
    ),
)

#: Names that a method uses for something else: a property of such a name can be sent by `extra_body`.
_TAKEN = frozenset({"self", "params", "options", "omit", "max_turns"} | {name for name, *_ in _OPTIONS})

#: The parameter that selects a stream; `create()` alone has it.
_STREAM = "stream"

#: The list of tools, in which the client's own function tools may stand.
_TOOLS = "tools"

#: The parameter that is an argument of a conversation's `send()`, and not of the conversation.
_CONVERSATION_INPUT = "input"

#: The parameters that a conversation starts from and updates with each response, and their defaults.
_CONVERSATION_STATE = {"messages": "()", "previous_response_id": "None"}

_TYPE_ERROR = ("TypeError", "A parameter is unknown or missing, or has no JSON form; no request was sent.")
_SPEND_LIMIT = ("SpendLimitError", "`max_spend_usd` of the client is reached; no request was sent.")
_API_ERROR = ("APIError", "There is no usable response.")
_INCOMPLETE = ("AIMLAPIError", "The output is cut off or withheld.")
_VALIDATION = ("OutputValidationError", "The output is not of the requested type.")
_MAX_TURNS = ("MaxTurnsError", "The model still calls tools after `max_turns` requests.")


@frozen
class ParameterContext:
    """A keyword-only parameter of a method."""

    name: str
    annotation: str
    default: str | None
    """The expression for the default; None for a required parameter."""
    description: str


@frozen
class MethodContext:
    """A method of a resource class."""

    parameters: list[ParameterContext]
    docstring: str
    body: list[str]
    """The parameters of the API: those that go into the request."""
    state: list[str] = field(factory=list)
    """The parameters that a conversation starts from."""


@frozen
class ResourceContext:
    """The module of a resource."""

    module: str
    title: str
    name: str
    """The class."""
    namespace: str | None
    """The class that has the resource as an attribute, for a path of several segments."""
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
    create: MethodContext
    parse: MethodContext
    stream: MethodContext
    run_tools: MethodContext
    conversation: MethodContext


def resource_contexts(api: Api) -> list[ResourceContext]:
    """Return the context of each operation that returns a response whole or as a stream. Raises PipelineError."""
    bodies = [operation.body for operation in api.operations if operation.body]
    dialect = params_dialect(request_schemas(bodies, api.schemas))
    contexts: dict[str, ResourceContext] = {}
    for operation in api.operations:
        context = _resource(operation, api.schemas, dialect)
        if context is None:
            continue
        if context.module in contexts or context.attribute in {each.attribute for each in contexts.values()}:
            raise PipelineError(
                f"is the second operation that would be client.{context.attribute}",
                where=f"contract.json#/paths/{printable(operation.path)}",
                hint="take one of them out of openapi/sources.toml",
            )
        contexts[context.module] = context
    return [*contexts.values()]


def write_resources(environment: Environment, contexts: Sequence[ResourceContext], folder: Path) -> None:
    """Write the module of each resource, and the package's `__init__`, into `folder`."""
    for context in contexts:
        text = environment.get_template("resource.py.jinja").render(resource=context)
        (folder / f"{context.module}.py").write_text(text, encoding="utf-8")
    text = environment.get_template("resources_init.py.jinja").render(resources=contexts)
    (folder / INIT).write_text(text, encoding="utf-8")


def _resource(
    operation: ApiOperation, schemas: Mapping[str, Schema], dialect: Dialect
) -> ResourceContext | None:
    """Return the context of an operation; None if it is none of those that the client has methods for."""
    success = next((response for response in operation.responses if response.status[0] == "2"), None)
    if not isinstance(operation.body, Named) or operation.method != "post" or "{" in operation.path:
        return None
    if success is None or not isinstance(success.type, Named) or not success.events:
        return None
    event = success.events.schema
    properties = request_properties(operation.body.name, schemas)
    if event is None or _STREAM not in {each.name for each in properties}:
        return None
    response = success.type.name
    segments = _segments(operation.path)
    module = "_".join(segments)
    name = _class_name(segments)
    path = output_format_path(operation, schemas)
    output_parameter = "_".join(path) if path and all(is_plain(step) for step in path) else None
    usable = [each for each in properties if is_plain(each.name) and each.name not in _TAKEN]
    usable = sorted(usable, key=lambda each: (not each.required, each.name))
    parameters = [_parameter(each, dialect, schemas) for each in usable]
    without_stream = [each for each in parameters if each.name != _STREAM]
    # An output format that is a parameter by itself is replaced by the one for the type.
    for_output = [each for each in without_stream if not path or (each.name,) != path]
    words = _words(response)
    return ResourceContext(
        module=module,
        title=" ".join(segment.replace("_", " ").capitalize() for segment in segments),
        name=name,
        namespace=_class_name(segments[:-1]) if len(segments) > 1 else None,
        attribute="_".join(segments[:-1]) or segments[-1],
        inner_attribute=segments[-1],
        response=response,
        event=event,
        output_parameter=output_parameter,
        imports=sorted({dialect.name(name) for each in usable for name in names_in(each.type)}),
        create=_method(
            f"Create {words}; return it whole, or as a stream of events if `stream` is true.",
            parameters,
            [_TYPE_ERROR, _SPEND_LIMIT, _API_ERROR],
        ),
        parse=_method(
            f"Create {words} and parse its output as the requested type.",
            for_output,
            [_TYPE_ERROR, _SPEND_LIMIT, _API_ERROR, _INCOMPLETE, _VALIDATION],
            _output_parameter(output_parameter),
        ),
        stream=_method(
            f"Create {words} and stream it as typed events, for use in a `with` statement.",
            for_output,
            [_TYPE_ERROR, _SPEND_LIMIT, _API_ERROR],
            _output_parameter(output_parameter),
        ),
        run_tools=_method(
            f"Create {words}; execute the tools that it calls, until one calls none, and return that one.",
            without_stream,
            [_TYPE_ERROR, _SPEND_LIMIT, _API_ERROR, _MAX_TURNS],
            [ParameterContext("max_turns", "int", "10", "The greatest number of requests.")],
        ),
        conversation=_conversation(for_output),
    )


def _segments(path: str) -> list[str]:
    """Return the Python names of a path's segments, without those up to the version."""
    parts = [part for part in path.split("/") if part]
    versions = [number for number, part in enumerate(parts) if _VERSION.fullmatch(part)]
    names = [identifier(part).lower() for part in (parts[versions[0] + 1 :] if versions else parts)]
    return [_attribute(name) for name in names] or ["operation"]


def _attribute(name: str) -> str:
    if not name[0].isalpha():
        name = f"resource_{name}"
    return f"{name}_" if keyword.iskeyword(name) or name == "with_raw_response" else name


def _class_name(segments: Iterable[str]) -> str:
    return "".join(part.capitalize() for segment in segments for part in segment.split("_"))


def _words(name: str) -> str:
    """Return a schema's name as words, with an article: `ChatCompletion` becomes `a chat completion`."""
    words = " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _parameter(property_: Property, dialect: Dialect, schemas: Mapping[str, Schema]) -> ParameterContext:
    type_ = annotation(request_type(property_), dialect, schemas)
    for item in _list_items(property_.type):
        written = annotation(item, dialect, schemas)
        # Function tools of the client, and objects of earlier responses, are accepted as they are.
        if property_.name == _TOOLS:
            type_ = type_.replace(f"Sequence[{written}]", f"Sequence[{written} | FunctionTool]")
        elif property_.required and any(names_in(item)):
            type_ = type_.replace(f"Sequence[{written}]", f"Sequence[{written} | Model]")
    description = property_.description or "Not described by the provider."
    if property_.is_open:
        description += " Other values than the listed ones are accepted, too."
    return ParameterContext(
        name=property_.name,
        annotation=type_ if property_.required else _optional(type_),
        default=None if property_.required else "omit",
        description=description,
    )


def _optional(type_: str) -> str:
    """Return the annotation for a parameter that may be omitted; None stands last."""
    if type_.endswith(" | None"):
        return f"{type_.removesuffix(' | None')} | Omit | None"
    return f"{type_} | Omit"


def _list_items(type_: PythonType) -> list[PythonType]:
    members = type_.members if isinstance(type_, Union) else (type_,)
    return [member.item for member in members if isinstance(member, ListOf)]


def _output_parameter(name: str | None) -> list[ParameterContext]:
    if name is None:
        return []
    description = (
        "The type of the output: a pydantic model, dataclass, attrs class, TypedDict or any other type that"
        " JSON can hold; or a JSON Schema."
    )
    return [ParameterContext(name, "type[OutputT] | Mapping[str, OutputT] | Omit", "omit", description)]


def _conversation(parameters: Sequence[ParameterContext]) -> MethodContext:
    """Return `conversation()`: what is constant goes into each request, the state is an argument of its own."""
    state = [
        evolve(
            parameter,
            annotation=parameter.annotation.replace(" | Omit", ""),
            default=_CONVERSATION_STATE[parameter.name],
        )
        for parameter in parameters
        if parameter.name in _CONVERSATION_STATE
    ]
    constant = [
        parameter
        for parameter in parameters
        if parameter.name != _CONVERSATION_INPUT and parameter.name not in _CONVERSATION_STATE
    ]
    summary = "Start a conversation, whose requests continue each other. The arguments go with every request."
    return evolve(_method(summary, constant, [], state), state=[parameter.name for parameter in state])


def _method(
    summary: str,
    body: Sequence[ParameterContext],
    raises: Sequence[tuple[str, str]],
    more: Sequence[ParameterContext] = (),
) -> MethodContext:
    options = [ParameterContext(*option) for option in _OPTIONS]
    parameters = [
        *(parameter for parameter in body if parameter.default is None),
        *more,
        *(parameter for parameter in body if parameter.default is not None),
        *options,
    ]
    return MethodContext(
        parameters=parameters,
        docstring=method_docstring(
            summary,
            {
                "Args": [(parameter.name, parameter.description) for parameter in parameters],
                "Raises": [*raises],
            },
            8,
        ),
        body=[parameter.name for parameter in body],
    )
