"""The operations as data, and the parameters that a client takes in forms of its own."""

from __future__ import annotations

import importlib
import typing


def test_what_an_operation_takes_and_answers(api: str) -> None:
    operations = importlib.import_module(f"{api}.operations")
    found = operations.OPERATIONS
    assert all(operation.path.startswith(operations.PREFIX) for operation in found.values())
    [chat] = [operation for operation in found.values() if operation.path.endswith("/chat/completions")]
    assert (chat.method, chat.answer) == ("POST", "ChatCompletion")
    assert chat.parameters == {"messages", "model", "effort", "stop", "logit_bias", "extra", "verbosity"}
    [both] = [operation for operation in found.values() if operation.path.endswith("/responses")]
    assert {"input", "background", "effort"} <= both.parameters  # of all forms that its body can have


def test_the_parameters_that_are_apart(api: str) -> None:
    params = importlib.import_module(f"{api}.params")
    whole = typing.get_type_hints(params.ResponseCreateParams)
    rest = typing.get_type_hints(params.ResponseCreateParamsBase)
    assert whole.keys() - rest.keys() == {"input", "stream", "tools"}
    assert params.ChatCompletionCreateParamsMessagesItem == params.ChatMessageParam
