"""The options of a mock server."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from aimlkit.mock.contract import MockContract
from aimlkit.mock.faults import Faults
from aimlkit.mock.recordings import Recordings
from aimlkit.mock.timing import Timing

MAX_BODY = 8 * 1024 * 1024  # bytes
BODY_TIMEOUT = 30.0  # seconds
MAX_CONCURRENT = 128  # requests

DEFAULT_CLOCK = time.time


class MockOptions(TypedDict, total=False):
    """The keyword arguments of create_app and MockServer, apart from the API key."""

    seed: int
    clock: Callable[[], float]
    max_body: int
    body_timeout: float
    max_concurrent: int
    contract: MockContract | None
    strict: bool
    rules: str | Path | None
    faults: Faults | None
    timing: Timing | None
    control_token: str | None
    cors: Sequence[str]
    log: Callable[[str], object] | None
    recordings: Recordings | None
