"""Limits of the work for one example value: a schema of a few bytes can describe an enormous one."""

import time

MAX_STEPS = 50_000
MAX_CHARACTERS = 200_000
MAX_SECONDS = 0.3  # of CPU time, which does not depend on other programs on the machine


class LimitExceeded(Exception):
    """A limit was exceeded; the message names it."""


class WorkBudget:
    """The steps, characters and CPU time that remain for building one value."""

    def __init__(self, deadline: float) -> None:
        """Allow MAX_STEPS and MAX_CHARACTERS until `deadline` (CPU time of this thread, in seconds)."""
        self._deadline = deadline
        self._steps = MAX_STEPS
        self._characters = MAX_CHARACTERS

    def spend(self, steps: int) -> None:
        """Use up steps, each about as long as building a small value.

        Raises LimitExceeded if too few remain, or after the deadline.
        """
        self._steps -= steps
        if self._steps < 0:
            raise LimitExceeded(f"more than {MAX_STEPS:,} steps")
        if time.thread_time() > self._deadline:
            raise LimitExceeded(f"more than {MAX_SECONDS} seconds of CPU time")

    def spend_characters(self, count: int) -> None:
        """Use up `count` characters of text. Raises LimitExceeded if fewer remain."""
        self._characters -= count
        if self._characters < 0:
            raise LimitExceeded(f"more than {MAX_CHARACTERS:,} characters")
