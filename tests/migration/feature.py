"""A documented feature of openai-python, as one program that runs with openai-python and with aimlkit."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextlib import ExitStack
from types import ModuleType
from typing import Any

from attrs import define, field, frozen

from aimlkit.mock import MockServer
from tests.models import CHAT_MODEL, RESPONSES_MODEL


@frozen
class Sdk:
    """One of the two packages, with the mock that its clients talk to.

    `module` and the clients are untyped: the two packages have no types in common.
    """

    module: Any
    client_name: str
    mock: MockServer
    exit_stack: ExitStack

    chat_model: str = CHAT_MODEL
    model: str = RESPONSES_MODEL

    def client(self, **options: Any) -> Any:
        """Return a client that talks to the mock; it is closed after the program."""
        defaults = {"api_key": self.mock.key, "base_url": self.mock.base_url, "max_retries": 0}
        client = getattr(self.module, self.client_name)(**{**defaults, **options})
        self.exit_stack.callback(client.close)
        return client

    def async_client(self, **options: Any) -> Any:
        """Return an async client that talks to the mock; the program closes it."""
        defaults = {"api_key": self.mock.key, "base_url": self.mock.base_url, "max_retries": 0}
        return getattr(self.module, f"Async{self.client_name}")(**{**defaults, **options})

    def chat(self, text: str = "Hello", **parameters: Any) -> Any:
        """Create a chat completion about a text."""
        return self.client().chat.completions.create(**self.question(text), **parameters)

    def respond(self, text: str = "Hello", **parameters: Any) -> Any:
        """Create a response to a text."""
        return self.client().responses.create(model=self.model, input=text, **parameters)

    def question(self, text: str = "Hello") -> dict[str, Any]:
        """Return the required parameters of a chat completion."""
        return {"model": self.chat_model, "messages": [{"role": "user", "content": text}]}

    def submodule(self, name: str) -> ModuleType:
        """Import a submodule."""
        return importlib.import_module(f"{self.module.__name__}.{name}")


#: Runs with either package. Returns JSON values to compare, which do not depend on ids and times.
Program = Callable[[Sdk], object]


@frozen
class Feature:
    """A feature, its program, and the reason if aimlkit differs or lacks it."""

    group: str
    title: str
    program: Program
    differs: str | None
    missing: str | None


@define
class Group:
    """The features of one topic. Its `feature` decorates their programs."""

    title: str
    features: list[Feature] = field(factory=list[Feature])

    def feature(
        self, title: str, *, differs: str | None = None, missing: str | None = None
    ) -> Callable[[Program], Program]:
        """Add a feature. `differs` and `missing` explain a difference to users of aimlkit."""

        def add(program: Program) -> Program:
            self.features.append(Feature(self.title, title, program, differs, missing))
            return program

        return add
