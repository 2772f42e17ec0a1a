"""What all tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]

# One seed for everyone: a failure here is a failure there. `make fuzz` draws new ones, and more of them.
FUZZ = os.environ.get("HYPOTHESIS") == "fuzz"
settings.register_profile(
    "fixed", derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("fuzz", settings.get_profile("fixed"), derandomize=False, print_blob=True)
settings.load_profile("fuzz" if FUZZ else "fixed")


def examples(count: int) -> int:
    """How many examples a test draws that is content with `count` of them."""
    return count * 20 if FUZZ else count


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the published documents and pages; a test that needs it is skipped without it."""
    folder = ROOT.parent / "shared"
    if not (folder / "upstream").is_dir():
        pytest.skip("the published documents are not next to the repository")
    return folder
