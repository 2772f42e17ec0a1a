"""The parameters of the calls that create a response."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import openai

from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE, OperationSpec
from tests.migration.feature import Group, Program, Sdk

PARAMETERS = Group("Parameters of `create()`")

_REASON = "not in the documents of these models; `unsupported=` leaves them out, `extra_body=` sends them"


def _add(title: str, resource_of: Callable[[Any], Any], spec: OperationSpec) -> None:
    """Add two features: the parameters that aimlkit has, too, and those that it lacks according to the contract.

    A parameter that is new in openai-python counts as one that aimlkit has, so that the comparison fails.
    """
    with openai.OpenAI(api_key="key") as client:
        names = [*inspect.signature(resource_of(client).create).parameters]
    missing = [name for name in names if name in spec.openai_parameters - spec.parameters]
    present = [name for name in names if name not in missing]
    for label, these, reason in (("present", present, None), ("missing", missing, _REASON)):
        listed = ", ".join(f"`{name}`" for name in these)
        program = _finder(resource_of, these)
        program.__name__ = f"{title} {label}"
        PARAMETERS.feature(f"{title}: {listed}", missing=reason)(program)


def _finder(resource_of: Callable[[Any], Any], names: list[str]) -> Program:
    """Return a program that looks for the parameters of `create()`."""

    def find(sdk: Sdk) -> object:
        parameters = inspect.signature(resource_of(sdk.client()).create).parameters
        absent = [name for name in names if name not in parameters]
        if absent:
            raise AttributeError(f"no parameters {', '.join(absent)}")
        return names

    return find


_add("chat", lambda client: client.chat.completions, CREATE_CHAT_COMPLETION)
_add("responses", lambda client: client.responses, CREATE_RESPONSE)
