"""Text that the simulated model writes: plausible, and the same for the same input."""

from collections.abc import Iterable

_SENTENCES = (
    "The tide comes in twice a day, and the harbour fills with small boats.",
    "A good map leaves out almost everything.",
    "Bread needs flour, water, salt and time.",
    "The night train reaches the coast at half past six.",
    "Seven bridges cross the river, and none of them is straight.",
    "An old clock on the market square runs four minutes late.",
    "The library lends tools as well as books.",
    "In spring the storks come back to the same roof.",
    "Most of the noise in a forest is the wind.",
    "The lighthouse keeper writes down the weather every evening.",
    "A short walk before breakfast clears the head.",
    "The orchard has eleven varieties of apples, three of them without a name.",
)


def reply_text(user_message: str, random_bytes: bytes) -> str:
    """Return a few sentences in reply to the user; `random_bytes` select the sentences."""
    count = 2 + random_bytes[-1] % 3
    sentences = (_SENTENCES[byte % len(_SENTENCES)] for byte in random_bytes[:count])
    return f"This is a mock's answer to “{excerpt(user_message)}”. {' '.join(sentences)}"


def tool_result_text(result: str, random_bytes: bytes) -> str:
    """Return a reply that quotes the result of a tool."""
    sentence = _SENTENCES[random_bytes[0] % len(_SENTENCES)]
    return f"The tool returned: {excerpt(result, 500)}\n{sentence}"


def reasoning_summary(user_message: str) -> str:
    """Return a summary of the reasoning that led to a reply."""
    return f"**Reading the question**\n\nThe question is “{excerpt(user_message)}”. A few sentences will do."


def excerpt(text: str, max_length: int = 60) -> str:
    """Return the beginning of `text` as one line."""
    line = " ".join(text[: 2 * max_length].split())
    return line if len(line) <= max_length else f"{line[: max_length - 1]}…"


def truncate_at_stop(text: str, stop_sequences: Iterable[str]) -> str:
    """Return `text` up to the first stop sequence in it."""
    positions = [position for stop in stop_sequences if stop and (position := text.find(stop)) >= 0]
    return text[: min(positions)] if positions else text
