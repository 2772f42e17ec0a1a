"""The contract checks inside this process, without a socket: for the tests, and for the mutants."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import schemathesis
from schemathesis.engine import events, from_schema

from aimlkit.mock.contract import packaged_contract
from tests.conformance import run
from tests.conformance.run import Run

if TYPE_CHECKING:
    from starlette.applications import Starlette

CONFIG = Path("schemathesis.toml")
KEY = "a-key"


def failures(app: Starlette, *, max_examples: int, stop_at_first: bool = False) -> dict[str, str]:
    """Run the checks on an app that accepts KEY; return the failures by the name of the check.

    `max_examples` applies to each operation in the fuzzing phase, a quarter of it to the phase that follows links.
    With `stop_at_first`, the run ends at the first response with a failure.
    """
    run.current = Run()
    with mock.patch.dict(os.environ, {"AIML_API_KEY": KEY}):
        config = schemathesis.Config.from_path(CONFIG)
    config.projects.default.base_url = "http://127.0.0.1"
    schema = schemathesis.openapi.from_dict(packaged_contract().document, config=config)
    schema.app = app
    schema.config.generation.update(max_examples=max_examples)
    schema.config.phases.stateful.generation.update(max_examples=max_examples // 4)
    if stop_at_first:
        config.max_failures = 1
        schema.config.update(continue_on_failure=False)
        schema.config.generation.update(no_shrink=True)
    found: dict[str, str] = {}
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info is not None:
                        found.setdefault(check.name, str(check.failure_info.failure))
        elif isinstance(event, events.NonFatalError | events.FatalError):
            error = event.value if isinstance(event, events.NonFatalError) else event.exception
            found.setdefault("error", str(error))
        elif isinstance(event, events.EngineFinished):
            for failure in event.failures:
                found.setdefault(failure.title, str(failure))
    return found
