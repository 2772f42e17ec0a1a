# Generated from contract.json. Do not edit.
"""The models as constants: strings, each with the parameters of its requests as its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, ParamSpec

from aimlkit._model_name import ModelName

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from typing_extensions import Unpack

    from aimlkit.resources.model_parameters import (
        ChatCompletionCreateParameters,
        O3MiniResponseCreateParameters,
        O3ProResponseCreateParameters,
    )

ChatCompletionsP = ParamSpec("ChatCompletionsP")
ResponsesP = ParamSpec("ResponsesP")


class ChatCompletionsModel(ModelName, Generic[ChatCompletionsP]):
    """A model of Chat Completions."""

    def __new__(cls, name: str, chat_completions: Callable[ChatCompletionsP, None]) -> Self:
        """Return the constant of a model; the functions have the parameters of its requests."""
        return str.__new__(cls, name)


class ResponsesModel(ModelName, Generic[ResponsesP]):
    """A model of Responses."""

    def __new__(cls, name: str, responses: Callable[ResponsesP, None]) -> Self:
        """Return the constant of a model; the functions have the parameters of its requests."""
        return str.__new__(cls, name)


class ChatCompletionsAndResponsesModel(
    ChatCompletionsModel[ChatCompletionsP], ResponsesModel[ResponsesP], Generic[ChatCompletionsP, ResponsesP]
):
    """A model of Chat Completions and Responses."""

    def __new__(
        cls,
        name: str,
        chat_completions: Callable[ChatCompletionsP, None],
        responses: Callable[ResponsesP, None],
    ) -> Self:
        """Return the constant of a model; the functions have the parameters of its requests."""
        return str.__new__(cls, name)


def _chat_completion_create(**parameters: Unpack[ChatCompletionCreateParameters]) -> None: ...


def _o3_mini_response_create(**parameters: Unpack[O3MiniResponseCreateParameters]) -> None: ...


def _o3_pro_response_create(**parameters: Unpack[O3ProResponseCreateParameters]) -> None: ...


O3_MINI = ChatCompletionsAndResponsesModel("o3-mini", _chat_completion_create, _o3_mini_response_create)
O3_PRO = ResponsesModel("openai/o3-pro", _o3_pro_response_create)

__all__ = [
    "O3_MINI",
    "O3_PRO",
    "ChatCompletionsAndResponsesModel",
    "ChatCompletionsModel",
    "ResponsesModel",
]
