"""The comparison of a feature with openai-python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aimlkit.mock import MockServer
from tests.migration.comparison import MISSING, compare
from tests.migration.feature import Feature, Sdk


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as mock:
        yield mock


def test_feature_whose_program_fails_with_both_packages_does_not_work(mock: MockServer) -> None:
    def fail(sdk: Sdk) -> object:
        raise TypeError("a fault of the program")

    assert compare(Feature("group", "title", fail, None, None), mock).verdict == MISSING
