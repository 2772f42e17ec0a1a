"""Settings and fixtures of all tests."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.committed import documents

ROOT = Path(__file__).parents[1]

# mypy reads what it knows of the standard library and of packages from a cache, which each worker has for itself.
os.environ["MYPY_CACHE_DIR"] = str(
    ROOT / ".mypy_cache" / f"tests-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
)

# A fixed seed, so that a failure can be reproduced anywhere. `make fuzz` uses new seeds and more examples.
FUZZ = os.environ.get("HYPOTHESIS") == "fuzz"
settings.register_profile(
    "fixed",
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.register_profile(
    "fuzz", settings.get_profile("fixed"), max_examples=800, derandomize=False, print_blob=True
)
settings.load_profile("fuzz" if FUZZ else "fixed")


def examples(count: int) -> int:
    """Return the number of examples of a test that needs at least `count`."""
    return count * 20 if FUZZ else count


def pytest_report_header() -> list[str]:
    """Print what the sources leave out."""
    if documents.are_the_sources(ROOT / "openapi" / "sources.toml"):
        return []
    return [
        "openapi/sources.toml lists other documents than tests/committed is about: its tests are left out"
    ]


@pytest.fixture(scope="module", autouse=True)
def frozen_heap() -> None:
    """Exclude what is imported from garbage collections, which otherwise take most of the time of some tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the published documents and pages; a test that needs it is skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "upstream").is_dir():
        pytest.skip("the published documents are not next to the repository")
    return folder
