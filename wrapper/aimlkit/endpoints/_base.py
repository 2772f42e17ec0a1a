"""The interface of an API, which the resources, the streams and the tool loop use."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast

from attrs import frozen

from aimlkit._json import json_array, json_object, to_jsonable
from aimlkit._models import APIResponse
from aimlkit._omit import Omit
from aimlkit.endpoints._model_properties import ModelProperties
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aimlkit._models import AnyResponse
    from aimlkit._replies import StreamReply
    from aimlkit._token_counts import TokenCounts
    from aimlkit.streaming import AsyncStream, Stream
    from aimlkit.streaming._reader import EventReader
    from aimlkit.structured import OutputFormat
    from aimlkit.tools import FunctionTool
    from aimlkit_api.operations import OperationSpec, RequestObject

ResponseT = TypeVar("ResponseT", bound=APIResponse)
EventT = TypeVar("EventT", bound=Model)

#: The properties of tools and output formats that are left out if requests for the model do not have them.
_OPTIONAL = ("description", "strict")

#: Names of the features that need them, for messages.
_TOOLS, _OUTPUT = "function tools", "structured output"


@frozen
class ToolRequest:
    """The request of the model to call a function tool."""

    call_id: str
    name: str
    arguments: str
    """JSON, as the model wrote it."""


class Endpoint(ABC, Generic[ResponseT, EventT]):
    """An API of the service: the format of its requests, responses, streams and tools.

    Type parameters: the response, and an event of a plain stream.
    """

    spec: OperationSpec
    response_class: type[ResponseT]
    tool_run_class: type[ResponseT]
    """The class of the result of a tool run: the last response, with the history of the run."""
    history_parameter: str
    """The name of the parameter for the messages, or input items."""
    token_limit_parameters: tuple[str, ...]
    """The names of the parameters that limit the number of output tokens."""
    instructions_parameter: str | None = None
    """The name of the parameter for instructions; None if they are a message."""

    # --- requests ---

    @abstractmethod
    def tool_parameter(self, tool: FunctionTool) -> Mapping[str, object]:
        """Return an entry of the `tools` parameter."""

    @abstractmethod
    def output_format_parameter(self, output_format: OutputFormat[object]) -> Mapping[str, object]:
        """Return an output format in the form that the API takes."""

    def with_tool_parameters(self, params: Mapping[str, object]) -> Mapping[str, object]:
        """Return `params` with its function tools in the form that the API takes for the model.

        Raises TypeError for an object that is not a tool, and UnsupportedByModelError if the model has no function tools.
        """
        tools = json_array(params.get("tools"))
        if not tools:
            return params
        properties = ModelProperties.of(self.spec, params.get("model"))
        return {**params, "tools": [self._tool_parameter(tool, properties) for tool in tools]}

    def _tool_parameter(self, tool: object, properties: ModelProperties) -> object:
        from aimlkit.tools import FunctionTool  # noqa: PLC0415 - only for requests with tools

        if isinstance(tool, FunctionTool):
            properties.require("", ["tools"], _TOOLS)
            return properties.fit_to_model("tools", self.tool_parameter(tool), _OPTIONAL, _TOOLS)
        if callable(tool):
            maker = "pydantic_function_tool" if isinstance(tool, type) else "function_tool"
            raise TypeError(f"{tool!r} is not a tool: pass aimlkit.{maker}() of it")
        return tool

    def request_objects(self, params: Mapping[str, object]) -> Mapping[str, RequestObject]:
        """Return the objects in the body of a request for the model, in which optional nulls are left out."""
        if len(self.spec.models) < 2:
            return self.spec.request_objects
        # It is loaded with the first request for an operation that has several models.
        from aimlkit_api.request_shapes import request_shape  # noqa: PLC0415

        model = params.get("model")
        shape = request_shape(self.spec.id, model) if isinstance(model, str) else None
        own_objects = shape.request_objects if shape else None
        return self.spec.request_objects if own_objects is None else own_objects

    def with_supported_history(self, params: Mapping[str, object]) -> Mapping[str, object]:
        """Return `params` with the messages and items of responses as requests for the model take them.

        They are objects of this client, or of pydantic; those that the program writes as dictionaries stay as they are.
        """
        items = json_array(params.get(self.history_parameter))
        if not items or all(isinstance(item, dict) for item in items):
            return params
        model = params.get("model")
        return {**params, self.history_parameter: [self.supported_item(item, model) for item in items]}

    def supported_item(self, item: object, model: object) -> object:
        """Return a message or item of a response as requests for `model` take it: as JSON, or `item` if it is that."""
        if isinstance(item, str) or json_object(item) is not None:
            return item
        properties = ModelProperties.of(self.spec, model)
        return properties.without_unsupported(self.history_parameter, to_jsonable(item))

    def with_output_format(
        self, params: Mapping[str, object], output_type: object
    ) -> tuple[Mapping[str, object], OutputFormat[object] | None]:
        """Return `params` with the output format for `output_type`, and the format to parse the output by.

        `output_type` is a Python type, a JSON Schema, or a format in the form that the API takes; None or
        `omit` selects text. Raises UnsupportedByModelError if requests for the model have no such format.
        """
        from aimlkit.structured import output_format  # noqa: PLC0415 - only for structured output

        path = self.spec.output_format_path
        if output_type is None or isinstance(output_type, Omit) or not path:
            return params, None
        schema = json_object(output_type)
        if schema is not None and schema.get("type") in ("text", "json_object"):
            return _with_value_at(params, path, schema), None
        parsed_by = output_format(schema or cast("type[object]", output_type))
        properties = ModelProperties.of(self.spec, params.get("model"))
        for depth, name in enumerate(path):
            properties.require("/".join(path[:depth]), [name], _OUTPUT)
        value = properties.fit_to_model(
            "/".join(path), self.output_format_parameter(parsed_by), _OPTIONAL, _OUTPUT
        )
        return _with_value_at(params, path, value), parsed_by

    @staticmethod
    def local_output_format(
        parse_as: object, output_format: OutputFormat[object] | None
    ) -> OutputFormat[object] | None:
        """Return the format for parsing the output: that of `parse_as`, which is not sent, or by default `output_format`.

        Returns None if `parse_as` is None: the output is then not parsed.
        """
        if isinstance(parse_as, Omit):
            return output_format
        from aimlkit.structured import output_format as format_of  # noqa: PLC0415 - only for structured output

        return (
            None if parse_as is None else format_of(json_object(parse_as) or cast("type[object]", parse_as))
        )

    # --- responses ---

    @abstractmethod
    def require_complete(self, response: ResponseT) -> None:
        """Raise an exception if the response is cut off and its complete output is needed."""

    @abstractmethod
    def parse_output(
        self,
        response: ResponseT,
        output_format: OutputFormat[object] | None,
        tools: Mapping[str, FunctionTool],
    ) -> ResponseT:
        """Return a new response with its text and tool arguments parsed.

        Raises OutputValidationError, and LengthFinishReasonError or ContentFilterFinishReasonError if the text is cut off.
        """

    @abstractmethod
    def finish_reasons(self, response: ResponseT) -> list[str]:
        """Return why the model stopped, for each choice if the response has choices; empty if it is not stated."""

    @abstractmethod
    def token_counts(self, usage: Mapping[str, object]) -> TokenCounts | None:
        """Return the numbers of tokens in the usage of a response; None if it is not that of this API."""

    # --- streams ---

    @abstractmethod
    def text_delta(self, event: EventT) -> str | None:
        """Return the text that an event adds to the response (to its first choice, if it has choices)."""

    @abstractmethod
    def response_in(self, event: EventT) -> Model | None:
        """Return the object in an event that has the fields of the response."""

    @abstractmethod
    def failure_in(self, event: EventT) -> str | None:
        """Return the reason if an event, one that adds no text, states that the response failed; otherwise None."""

    @abstractmethod
    def partial_response(self, latest: Model | None, text: str) -> AnyResponse:
        """Return a response that was cut off, from the latest `response_in()` and the text that arrived."""

    def plain_reader(self, reply: StreamReply) -> EventReader[EventT, EventT]:
        """Return the reader of a stream whose events are returned unchanged."""
        from aimlkit.streaming._reader import EventReader, PlainAccumulator  # noqa: PLC0415 - only for streams

        accumulator: PlainAccumulator[EventT] = PlainAccumulator(
            self.text_delta, self.response_in, self.failure_in, self.partial_response
        )
        return EventReader(self.spec, accumulator, reply)

    @abstractmethod
    def open_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[object] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[ResponseT], None] | None,
    ) -> Stream[object]:
        """Return the stream of the `stream()` helper; `on_complete` is called with the response at its end."""

    @abstractmethod
    def open_async_stream(
        self,
        reply: StreamReply,
        output_format: OutputFormat[object] | None,
        tools: Mapping[str, FunctionTool],
        on_complete: Callable[[ResponseT], None] | None,
    ) -> AsyncStream[object]:
        """Return the stream of the `stream()` helper of the async client."""

    # --- the tool loop ---

    @abstractmethod
    def tool_requests(self, response: ResponseT) -> list[ToolRequest]:
        """Return the function calls of a response; an empty list if it is cut off and will not be continued."""

    @abstractmethod
    def next_turn(
        self,
        params: Mapping[str, object],
        response: ResponseT,
        results: Sequence[tuple[ToolRequest, str]],
    ) -> Mapping[str, object]:
        """Return the parameters of the request that follows `response` with the results of its tool calls."""


#: An endpoint with a type of response, and any type of events.
EndpointOf: TypeAlias = Endpoint[ResponseT, Any]

#: An endpoint with any type of response.
AnyEndpoint: TypeAlias = Endpoint[Any, Any]


def _with_value_at(params: Mapping[str, object], path: Sequence[str], value: object) -> Mapping[str, object]:
    """Return `params` with `value` at a path of property names; other properties stay."""
    name, *rest = path
    if not rest:
        return {**params, name: value}
    return {**params, name: _with_value_at(json_object(params.get(name)) or {}, rest, value)}
