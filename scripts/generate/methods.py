"""The methods of the resource classes: their keyword parameters and docstrings."""

from collections.abc import Mapping, Sequence

from attrs import evolve, field, frozen

from scripts.common.reserved_names import imported_names
from scripts.generate.annotations import Dialect, annotation
from scripts.generate.api import Property, Schema
from scripts.generate.literals import method_docstring
from scripts.generate.names import is_plain
from scripts.generate.params import request_type, with_one_list
from scripts.generate.types import ListOf, PythonType, Union, names_in


@frozen
class ParameterContext:
    """A keyword-only parameter of a method."""

    name: str
    annotation: str
    default: str | None
    """The expression for the default; None for a required parameter."""
    description: str
    is_positional: bool = False
    """True if the argument may be passed without its name."""


@frozen
class MethodContext:
    """A method of a resource class."""

    parameters: list[ParameterContext]
    docstring: str
    body: list[str]
    """The parameters that are properties of the request body."""
    state: list[str] = field(factory=list)
    """The parameters that a conversation starts from, and updates with each response."""

    @property
    def has_parse_as(self) -> bool:
        """True if the method has `parse_as`, a type for parsing the output that is not sent."""
        return any(parameter.name == PARSE_AS for parameter in self.parameters)


@frozen
class MethodContexts:
    """The methods of a resource class. `parse` is not used if the API has no output format."""

    create: MethodContext
    parse: MethodContext
    stream: MethodContext
    run_tools: MethodContext
    conversation: MethodContext


#: The parameter that selects a stream. Only `create()` has it.
STREAM = "stream"

#: The list of tools, which may contain function tools of the client.
_TOOLS = "tools"

#: The parameter that is an argument of a conversation's `send()`, not of `conversation()`.
_CONVERSATION_INPUT = "input"

#: The parameter that continues an earlier response, whose output format then applies.
_EARLIER_RESPONSE = "previous_response_id"

#: The parameter of `parse()` for an output type that is not sent.
PARSE_AS = "parse_as"

#: The parameters that a conversation starts from, and updates with each response, with their defaults.
_CONVERSATION_STATE = {"messages": "()", _EARLIER_RESPONSE: "None"}

#: The parameters of every method that are not properties of the request body.
OPTIONS = (
    ParameterContext(
        name="extra_headers",
        annotation="Mapping[str, str | Omit] | None",
        default="None",
        description="Headers of this request, in addition to the client's; `omit` removes one.",
    ),
    ParameterContext(
        name="extra_query",
        annotation="Mapping[str, object] | None",
        default="None",
        description="Query parameters of this request.",
    ),
    ParameterContext(
        name="extra_body",
        annotation="Mapping[str, object] | None",
        default="None",
        description="Properties of the request body that this version does not know.",
    ),
    ParameterContext(
        name="timeout",
        annotation="TimeoutTypes | Omit",
        default="omit",
        description="The timeout of this request, in seconds; by default that of the client.",
    ),
    ParameterContext(
        name="client_request_id",
        annotation="str | Omit | None",
        default="omit",
        description="An id of your own for this request; by default that of the client, and None for no id.",
    ),
)

#: The annotation of an output type.
OUTPUT_TYPE = "type[OutputT] | Mapping[str, OutputT]"

_MAX_TURNS = ParameterContext("max_turns", "int", "10", "The maximum number of requests.")

#: The templates of the methods.
_TEMPLATES = ("operation_methods.py.jinja", "plain_resource.py.jinja", "resource.py.jinja")

#: Names that the methods use for other purposes. A property with such a name can be sent by `extra_body`.
_TAKEN = frozenset(
    {
        *("self", "params", "options", PARSE_AS, _MAX_TURNS.name, *(option.name for option in OPTIONS)),
        *("dict", "object", "str"),
        *(
            name
            for name, module in imported_names(*_TEMPLATES).items()
            if module not in ("__future__", "aimlkit_api")
        ),
    }
)

TYPE_ERROR = ("TypeError", "A parameter is unknown or missing, or has no JSON form; no request was sent.")
_BODY_TYPE_ERROR = (
    "TypeError",
    "A parameter is unknown or missing, is not one of the model, or has no JSON form; no request was sent.",
)
_SPEND_LIMIT_ERROR = ("SpendLimitError", "`max_spend_usd` of the client is reached; no request was sent.")
API_ERROR = ("APIError", "There is no usable response.")
_REQUEST_ERRORS = (_BODY_TYPE_ERROR, _SPEND_LIMIT_ERROR, API_ERROR)
_INCOMPLETE_ERROR = ("AIMLAPIError", "The output is cut off or withheld.")
_VALIDATION_ERROR = ("OutputValidationError", "The output is not of the requested type.")
_MAX_TURNS_ERROR = ("MaxTurnsError", "The model still calls tools after `max_turns` requests.")


def method_contexts(
    response_phrase: str,
    parameters: Sequence[ParameterContext],
    output_format: tuple[str, ...] | None,
) -> MethodContexts:
    """Return the methods of a resource.

    `response_phrase` names the response ("a chat completion"), `parameters` are the properties of the request
    body, and `output_format` is the path to the one that holds the output format.
    """
    without_stream = [parameter for parameter in parameters if parameter.name != STREAM]
    # `response_format` of Chat Completions, say, is replaced by the parameter for the output type.
    # So is a property that has the name of that parameter.
    output_name = None if output_format is None else output_parameter_name(output_format)
    with_output_type = [parameter for parameter in without_stream if parameter.name != output_name]
    output_type = [] if output_format is None else [_output_type_parameter(output_format)]
    parse_as = [
        _parse_as_parameter(output_name)
        for parameter in parameters
        if parameter.name == _EARLIER_RESPONSE and output_name is not None
    ]
    return MethodContexts(
        create=_method(
            f"Create {response_phrase}; return it whole, or as a stream of events if `stream` is true.",
            parameters,
            raises=_REQUEST_ERRORS,
        ),
        parse=_method(
            f"Create {response_phrase} and parse its output as the requested type.",
            with_output_type,
            [*output_type, *parse_as],
            raises=(*_REQUEST_ERRORS, _INCOMPLETE_ERROR, _VALIDATION_ERROR),
        ),
        stream=_method(
            f"Create {response_phrase} and stream it as typed events, for use in a `with` statement.",
            with_output_type,
            output_type,
            raises=_REQUEST_ERRORS,
        ),
        run_tools=_method(
            f"Create {response_phrase} and execute the tools that it calls, until the model calls none; return the"
            " last one with the history of all turns, or a stream of the events of all turns if `stream` is true.",
            parameters,
            [_MAX_TURNS],
            raises=(*_REQUEST_ERRORS, _MAX_TURNS_ERROR),
        ),
        conversation=_conversation(with_output_type),
    )


def body_parameters(
    properties: Sequence[Property], dialect: Dialect, schemas: Mapping[str, Schema]
) -> list[ParameterContext]:
    """Return the parameters for the properties of a request body: required ones first, then by name.

    Properties whose names cannot be parameters are left out.
    """
    usable = [property_ for property_ in properties if is_parameter_name(property_.name)]
    usable.sort(key=lambda property_: (not property_.required, property_.name))
    return [_body_parameter(property_, dialect, schemas) for property_ in usable]


def is_parameter_name(name: str) -> bool:
    """Return whether a property of the request body can be a parameter under its own name."""
    return is_plain(name) and name not in _TAKEN


def _body_parameter(property_: Property, dialect: Dialect, schemas: Mapping[str, Schema]) -> ParameterContext:
    value = with_one_list(request_type(property_), schemas)
    type_ = annotation(value, dialect, schemas)
    for item in _list_items(value):
        item_type = annotation(item, dialect, schemas)
        if property_.name == _TOOLS:
            type_ = type_.replace(f"Sequence[{item_type}]", f"Sequence[{item_type} | FunctionTool]")
        elif property_.required and any(names_in(item)):  # Messages: those of earlier responses are accepted.
            type_ = type_.replace(f"Sequence[{item_type}]", f"Sequence[{item_type} | Model]")
    description = property_.description or "Not described by the provider."
    if property_.is_open:
        description += " Any other string is accepted, too."
    return ParameterContext(
        name=property_.name,
        annotation=type_ if property_.required else or_omit(type_),
        default=None if property_.required else "omit",
        description=description,
    )


def _list_items(type_: PythonType) -> list[PythonType]:
    members = type_.members if isinstance(type_, Union) else (type_,)
    return [member.item for member in members if isinstance(member, ListOf)]


def or_omit(type_: str) -> str:
    """Return the annotation of a parameter that may be omitted; None is last."""
    if type_.endswith(" | None"):
        return f"{type_.removesuffix(' | None')} | Omit | None"
    return f"{type_} | Omit"


def _output_type_parameter(output_format: tuple[str, ...]) -> ParameterContext:
    return ParameterContext(
        name=output_parameter_name(output_format),
        annotation=f"{OUTPUT_TYPE} | Omit",
        default="omit",
        description=(
            "The type of the output: a pydantic model, dataclass, attrs class, TypedDict or NamedTuple; or a"
            " JSON Schema."
        ),
    )


def _parse_as_parameter(output_name: str) -> ParameterContext:
    return ParameterContext(
        name=PARSE_AS,
        annotation=f"{OUTPUT_TYPE} | Omit | None",
        default="omit",
        description=(
            f"The type to parse the output as, which is not sent, if it is not `{output_name}`: that of an earlier"
            " response, say. None for output that is not parsed."
        ),
    )


def output_parameter_name(output_format: tuple[str, ...]) -> str:
    """Return the name of the parameter for the output type: `text.format` becomes `text_format`."""
    return "_".join(output_format)


def _conversation(parameters: Sequence[ParameterContext]) -> MethodContext:
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
    summary = "Start a conversation: requests that continue one another, all with these parameters."
    return evolve(_method(summary, constant, state), state=[parameter.name for parameter in state])


def _method(
    summary: str,
    body: Sequence[ParameterContext],
    others: Sequence[ParameterContext] = (),
    raises: Sequence[tuple[str, str]] = (),
) -> MethodContext:
    """Return a method with the parameters `body`, which go into the request body, `others` and the options."""
    parameters = [
        *(parameter for parameter in body if parameter.default is None),
        *others,
        *(parameter for parameter in body if parameter.default is not None),
        *OPTIONS,
    ]
    sections = {
        "Args": [(parameter.name, parameter.description) for parameter in parameters],
        "Raises": raises,
    }
    return MethodContext(
        parameters=parameters,
        docstring=method_docstring(summary, sections, indent=8),
        body=[parameter.name for parameter in body],
    )
