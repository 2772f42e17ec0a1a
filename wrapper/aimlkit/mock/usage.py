"""What an answer costs, in the mock's own coin."""

from typing import Any

CREDITS_PER_TOKEN = 2
CREDITS_PER_DOLLAR = 2_000_000


def meta(tokens: int) -> dict[str, Any]:
    """What AI/ML API adds to an answer: what was spent on it."""
    spent = tokens * CREDITS_PER_TOKEN
    return {"usage": {"credits_used": spent, "usd_spent": spent / CREDITS_PER_DOLLAR}}
