"""The response classes: the generated models with additional properties, such as `text` and `cost_usd`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar, cast, get_origin

from aimlkit._cost import UNKNOWN_COST, Cost, cost_in
from aimlkit._json import is_one_of, json_array, json_object
from aimlkit_api import models
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, ERROR_FIELDS, VALUES
from aimlkit_api.types import Model

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from typing import Self

    from aimlkit_api.operations import OperationSpec
    from aimlkit_api.params import ChatCompletionMessageParam, ResponseInputItemParam
    from aimlkit_api.types import Unknown

ModelT = TypeVar("ModelT", bound=Model)
ItemT_co = TypeVar("ItemT_co", bound=Model, covariant=True)
OutputT = TypeVar("OutputT")


class APIResponse(Model):
    """A response of the API. Reading its properties never fails, whatever the server sent or left out."""

    _request_id: str | None = None
    _client_request_id: str | None = None
    _retries: int = 0
    _cost: Cost = UNKNOWN_COST
    _spec: ClassVar[OperationSpec]

    @classmethod
    def from_reply(cls, data: Mapping[str, object], *, request_id: str | None, retries: int) -> Self:
        """Return the response of a JSON object that arrived after `retries` retries."""
        response = cls.from_dict(data)
        response._request_id = request_id
        response._retries = retries
        return response

    def add_details(
        self, *, request_id: str | None, client_request_id: str | None, retries: int, cost: Cost
    ) -> None:
        """Set the details that are not in the JSON of the response; `cost` applies if the JSON states none."""
        self._request_id = request_id
        self._client_request_id = client_request_id
        self._retries = retries
        self._cost = cost

    def copy_details(self, response: APIResponse) -> None:
        """Copy all attributes of another response that are not in its JSON: ids, retries, cost and parsed values."""
        details = {name: value for name, value in response.__dict__.items() if name.startswith("_")}
        self.__dict__.update(details)

    @property
    def cost_usd(self) -> float | None:
        """The cost of the response in US dollars; None if the server did not state it."""
        stated = cost_in(self, self._spec).usd
        return self._cost.usd if stated is None else stated

    @property
    def credits_used(self) -> float | None:
        """The cost of the response in the provider's credits; None if the server did not state it."""
        stated = cost_in(self, self._spec).credits
        return self._cost.credits if stated is None else stated

    @property
    def client_request_id(self) -> str | None:
        """The id that the application gave the request; None unless the server returned it."""
        return self._client_request_id

    @property
    def failure(self) -> str | None:
        """Why the response failed, in one line; None if it did not."""
        return None

    @property
    def request_id(self) -> str | None:
        """The id under which the provider's support can find the request."""
        return self._request_id

    @property
    def retries(self) -> int:
        """The number of attempts that failed before this response."""
        return self._retries


class ListResponse(APIResponse, Generic[ItemT_co]):
    """A response that lists objects. Iterating over it, with `for` or with `async for`, yields them."""

    def __iter__(self) -> Iterator[ItemT_co]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # as a list
        name = self._spec.listing.items if self._spec.listing else ""
        return iter(cast("list[ItemT_co]", instances(self.__dict__.get(name), Model)))

    async def __aiter__(self) -> AsyncIterator[ItemT_co]:
        for item in self:
            yield item


class ChatCompletion(models.ChatCompletion, APIResponse):
    """The response of `client.chat.completions.create()`."""

    _spec = CREATE_CHAT_COMPLETION

    @property
    def first_message(self) -> models.ChatCompletionMessage | None:
        """The message of the first choice; None if there is none."""
        choice = first_instance(self.choices, models.ChatCompletionChoice)
        return instance(choice.message, models.ChatCompletionMessage) if choice else None

    @property
    def text(self) -> str | None:
        """The text of the first choice; None if the model calls tools or refuses."""
        return text_or_none(self.first_message.content) if self.first_message else None

    @property
    def failure(self) -> str | None:
        """Why the completion failed, in one line; None if it did not."""
        return error_text(self.__dict__.get("error")) or failure_in_choices(self.choices)

    @property
    def tool_calls(
        self,
    ) -> list[
        models.ChatCompletionMessageCustomToolCall | models.ChatCompletionMessageFunctionToolCall | Unknown
    ]:
        """The tool calls of the first choice."""
        return self.first_message.tool_calls or [] if self.first_message else []


class Response(models.Response, APIResponse):
    """The response of `client.responses.create()`."""

    _spec = CREATE_RESPONSE

    @property
    def output_text(self) -> str:
        """The text of all messages in `output`, joined."""
        sent = self.__dict__.get("output_text")
        if isinstance(sent, str):
            return sent
        parts = (
            part
            for message in instances(self.output, models.ResponseOutputMessage)
            for part in instances(message.content, models.ResponseOutputText)
        )
        return "".join(text_or_none(part.text) or "" for part in parts)

    @output_text.setter
    def output_text(  # pyright: ignore[reportIncompatibleVariableOverride]  # computed unless it was sent
        self, text: str | None
    ) -> None:
        self.__dict__["output_text"] = text

    @property
    def tool_calls(self) -> list[models.ResponseFunctionToolCall]:
        """The function calls in `output`."""
        return instances(self.output, models.ResponseFunctionToolCall)

    @property
    def is_complete(self) -> bool:
        """True if the model finished; false if a limit cut the response off or it failed."""
        return self.status is None or is_one_of(self.status, VALUES.complete)

    @property
    def is_cut_off(self) -> bool:
        """True if a limit or the content filter cut the response off."""
        return is_one_of(self.status, VALUES.incomplete)

    @property
    def failure(self) -> str | None:
        """Why the response failed or was cancelled, in one line; None if it did not fail."""
        reason = error_text(self.error)
        if reason is None and is_one_of(self.status, VALUES.failed):
            return f"the response is {self.status}"
        return reason


#: The response of any API.
AnyResponse: TypeAlias = ChatCompletion | Response


# --- responses of tool runs ---


class ChatCompletionToolRun(ChatCompletion):
    """The last completion of `run_tools()`, with the messages of all turns."""

    _history: list[ChatCompletionMessageParam | Model]
    _total_cost_usd: float | None

    @property
    def messages(self) -> list[ChatCompletionMessageParam | Model]:
        """All messages, those of the first request and of every turn; a further request can continue them."""
        return self._history

    @property
    def total_cost_usd(self) -> float | None:
        """The cost of the responses of all turns in US dollars; None if the cost of one of them is unknown."""
        return self._total_cost_usd


class ResponseToolRun(Response):
    """The last response of `run_tools()`, with the input and output items of all turns."""

    _history: list[ResponseInputItemParam | Model]
    _total_cost_usd: float | None

    @property
    def input(self) -> list[ResponseInputItemParam | Model]:
        """All items, those of the first request and of every turn; a further request can continue them."""
        return self._history

    @property
    def total_cost_usd(self) -> float | None:
        """The cost of the responses of all turns in US dollars; None if the cost of one of them is unknown."""
        return self._total_cost_usd


# --- responses with parsed output ---


class ParsedFunction(models.ChatCompletionToolCallFunction):
    """The function of a tool call, with its arguments parsed."""

    _parsed_arguments: object = None

    @property
    def parsed_arguments(self) -> object:
        """The arguments as the types of the tool; None if the tool is unknown or not strict."""
        return self._parsed_arguments

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from super().__repr_args__()
        yield "parsed_arguments", self.parsed_arguments


class ParsedFunctionToolCall(models.ChatCompletionMessageFunctionToolCall):
    """A tool call with its arguments parsed."""

    function: ParsedFunction  # pyright: ignore[reportIncompatibleVariableOverride]  # narrower; only read


class ParsedMessage(models.ChatCompletionMessage, Generic[OutputT]):
    """A message with its content parsed."""

    _parsed: OutputT | None = None

    @property
    def parsed(self) -> OutputT | None:
        """The content as the requested type; None if the model refused, there is no text, or no type was requested."""
        return self._parsed

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from super().__repr_args__()
        yield "parsed", self.parsed


class ParsedChoice(models.ChatCompletionChoice, Generic[OutputT]):
    """A choice whose message is parsed."""

    message: ParsedMessage[OutputT]  # pyright: ignore[reportIncompatibleVariableOverride]  # narrower; only read


class ParsedChatCompletion(ChatCompletion, Generic[OutputT]):
    """A chat completion with parsed content and tool arguments; `to_dict()` returns the JSON from the server."""

    if TYPE_CHECKING:
        # A list is invariant to type checkers, but this one is only read.
        choices: list[ParsedChoice[OutputT]]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]


class ParsedResponseOutputText(models.ResponseOutputText, Generic[OutputT]):
    """A text part of a response, parsed."""

    _parsed: OutputT | None = None

    @property
    def parsed(self) -> OutputT | None:
        """The text as the requested type; None if no type was requested."""
        return self._parsed

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from super().__repr_args__()
        yield "parsed", self.parsed


class ParsedResponseFunctionToolCall(models.ResponseFunctionToolCall):
    """A function call with its arguments parsed."""

    _parsed_arguments: object = None

    @property
    def parsed_arguments(self) -> object:
        """The arguments as the types of the tool; None if the tool is unknown or not strict."""
        return self._parsed_arguments

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from super().__repr_args__()
        yield "parsed_arguments", self.parsed_arguments


class ParsedResponseOutputMessage(models.ResponseOutputMessage, Generic[OutputT]):
    """A message of a response, with its text parts parsed."""

    if TYPE_CHECKING:
        # A list is invariant to type checkers, but this one is only read.
        content: list[  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
            ParsedResponseOutputText[OutputT] | models.ResponseOutputRefusal | Unknown
        ]


class ParsedResponse(Response, Generic[OutputT]):
    """A response with parsed text and function arguments; `to_dict()` returns the JSON from the server."""

    if TYPE_CHECKING:
        # A list is invariant to type checkers, but this one is only read.
        output: list[  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]
            ParsedResponseOutputMessage[OutputT]
            | ParsedResponseFunctionToolCall
            | models.OtherResponseOutputItem
        ]

    _output_parsed: OutputT | None = None

    @property
    def output_parsed(self) -> OutputT | None:
        """The final message as the requested type; None if it is a refusal, has no text, or the response is incomplete."""
        return self._output_parsed


# --- reading models whose fields may have any value ---


def instance(value: object, cls: type[ModelT]) -> ModelT | None:
    """Return `value` if it is an instance of `cls`, else None: a server may send anything in any field."""
    return value if isinstance(value, cls) else None


def instances(values: object, cls: type[ModelT]) -> list[ModelT]:
    """Return the instances of `cls` in `values`; an empty list if `values` is not a list."""
    return [value for value in json_array(values) or () if isinstance(value, cls)]


def first_instance(values: object, cls: type[ModelT]) -> ModelT | None:
    """Return the first of `values` if it is an instance of `cls`; None if `values` is not a list or is empty."""
    array = json_array(values)
    return instance(array[0], cls) if array else None


def text_or_none(value: object) -> str | None:
    """Return `value` if it is a string, else None."""
    return value if isinstance(value, str) else None


def arguments_text(value: object) -> str | None:
    """Return the arguments of a tool call as JSON text: some servers send the object itself."""
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return text_or_none(value)


def text_of(response: AnyResponse) -> str | None:
    """Return the text of a response of any API."""
    return response.text if isinstance(response, ChatCompletion) else response.output_text


def is_answer_phase(phase: object) -> bool:
    """Return whether a message of a phase is part of the final answer, as all messages without a phase are."""
    return phase is None or is_one_of(phase, VALUES.answer_phase)


def is_complete_item(item: models.ResponseOutputMessage | models.ResponseFunctionToolCall) -> bool:
    """Return whether an output item is complete, as all items without a status are."""
    return item.status is None or is_one_of(item.status, VALUES.item_complete)


def error_text(error: object) -> str | None:
    """Return the message of the `error` of a response; None if it has none."""
    fields = error.__dict__ if isinstance(error, Model) else json_object(error)
    message = fields.get(ERROR_FIELDS.message) if fields is not None else error
    return " ".join(message.split()) or None if isinstance(message, str) else None


def failure_in_choices(choices: object) -> str | None:
    """Return why a choice of a completion, or of a chunk, failed; None if none did."""
    for choice in instances(choices, Model):
        fields = choice.__dict__
        if is_one_of(fields.get("finish_reason"), VALUES.choice_failed):
            return error_text(fields.get("error")) or "the response ended with an error"
    return None


def derive(cls: type[ModelT], model: Model, **attributes: object) -> ModelT:
    """Return a new object of `cls` with the fields of `model`, and `attributes` set in addition.

    `cls` may have type arguments, as `ParsedMessage[int]` does; they matter to type checkers only.
    """
    runtime_class: type[ModelT] = get_origin(cls) or cls
    derived = runtime_class.__new__(runtime_class)
    derived.__dict__ = {**model.__dict__, **attributes}
    return derived
