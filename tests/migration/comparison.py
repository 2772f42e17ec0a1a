"""Run the program of a feature with both packages, and compare the results."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import ExitStack

import openai
from attrs import frozen

import aimlkit
from aimlkit.mock import MockServer
from tests.migration.feature import Feature, Sdk

WORKS, DIFFERS, MISSING = "works", "differs", "missing"


@frozen
class Observation:
    """The result of a program, or the exception that ended it, as text."""

    value: object = None
    exception: str | None = None
    is_missing: bool = False
    """True if the exception means that a name or parameter does not exist."""


@frozen
class Comparison:
    """The observations with both packages."""

    feature: Feature
    openai: Observation
    aimlkit: Observation

    @property
    def verdict(self) -> str:
        """`works` if the results are the same, `missing` if aimlkit lacks a name or parameter, else `differs`.

        A program that fails with both packages, even with the same exception, compares nothing.
        """
        if self.aimlkit == self.openai and self.openai.exception is None:
            return WORKS
        return MISSING if self.aimlkit.is_missing else DIFFERS


def compare(feature: Feature, mock: MockServer) -> Comparison:
    """Run the program of a feature with both packages, one after the other, with the mock in its initial state."""
    return Comparison(
        feature,
        openai=observe(feature, openai, "OpenAI", mock),
        aimlkit=observe(feature, aimlkit, "AIMLAPI", mock),
    )


def observe(feature: Feature, module: object, client_name: str, mock: MockServer) -> Observation:
    """Run the program of a feature with one package."""
    mock.reset()
    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sdk = Sdk(module, client_name, mock, stack)
        try:
            value = feature.program(sdk)
            return Observation(asyncio.run(value) if asyncio.iscoroutine(value) else value)
        except (AttributeError, ImportError, TypeError) as error:
            return Observation(exception=f"{type(error).__name__}: {error}", is_missing=True)
        except Exception as error:
            return Observation(exception=f"{type(error).__name__}: {error}")
