"""A pytest plugin that seeds the fault named by an environment variable into the mock, before any test."""

from __future__ import annotations

import os

import pytest

from tests.mutants.faults import FAULTS

VARIABLE = "AIMLKIT_FAULT"


def pytest_configure(config: pytest.Config) -> None:
    """Seed the fault for the whole run."""
    patch = pytest.MonkeyPatch()
    FAULTS[os.environ[VARIABLE]](patch)
    config.add_cleanup(patch.undo)
