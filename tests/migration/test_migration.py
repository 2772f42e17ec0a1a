"""Check the migration guide: each feature is compared with openai-python, on the mock server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aimlkit.mock import MockServer
from tests.migration.__main__ import describe
from tests.migration.comparison import MISSING, compare
from tests.migration.feature import Feature, Sdk
from tests.migration.features.catalogue import FEATURES
from tests.migration.table import GUIDE, declared_verdict, with_table


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as mock:
        yield mock


@pytest.mark.parametrize(
    "feature", FEATURES, ids=lambda feature: f"{feature.group}-{feature.program.__name__}"
)
def test_feature_has_the_declared_verdict(feature: Feature, mock: MockServer) -> None:
    comparison = compare(feature, mock)
    assert comparison.verdict == declared_verdict(feature), describe(comparison)


def test_feature_whose_program_fails_with_both_packages_does_not_work(mock: MockServer) -> None:
    def fail(sdk: Sdk) -> object:
        raise TypeError("a fault of the program")

    assert compare(Feature("group", "title", fail, None, None), mock).verdict == MISSING


def test_guide_has_the_current_table() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert with_table(guide, FEATURES) == guide, "run `make migration`"
