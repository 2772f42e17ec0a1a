"""A pytest plugin that puts the fault which the environment names into the mock, before any test."""

from __future__ import annotations

import os

import pytest

from tests.mutants.faults import FAULTS

NAME = "AIMLKIT_FAULT"


def pytest_configure(config: pytest.Config) -> None:
    """Put it in, for the whole run."""
    patch = pytest.MonkeyPatch()
    FAULTS[os.environ[NAME]](patch)
    config.add_cleanup(patch.undo)
