"""The migration guide: each feature is compared with openai-python, with the models of the committed documents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aimlkit.mock import MockServer
from tests.migration.__main__ import describe
from tests.migration.comparison import compare
from tests.migration.feature import Feature
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


def test_guide_has_the_current_table() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert with_table(guide, FEATURES) == guide, "run `make migration`"
