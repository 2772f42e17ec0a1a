"""The mock's own words: plausible text, cut into tokens, the same every time."""

import re
from collections.abc import Iterable
from hashlib import blake2b

# A token is up to eight characters of a word, with the blanks before them.
_TOKEN = re.compile(r"\s*\S{1,8}|\s+")

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
    "A short answer is often the one that was wanted.",
    "The orchard has eleven kinds of apples, three of them without a name.",
)


def tokens(text: str) -> list[str]:
    """`text` in tokens: together they are the text."""
    return _TOKEN.findall(text)


def count(texts: Iterable[str]) -> int:
    """How many tokens they have."""
    return sum(len(_TOKEN.findall(text)) for text in texts)


def digest(*things: object) -> bytes:
    """16 bytes that depend on all of `things`."""
    return blake2b(repr(things).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def answer(about: str, choices: bytes) -> str:
    """A few sentences about what was asked."""
    chosen = (_SENTENCES[byte % len(_SENTENCES)] for byte in choices[: 2 + choices[-1] % 3])
    return f"This is a mock's answer to “{excerpt(about)}”. {' '.join(chosen)}"


def report(result: str, choices: bytes) -> str:
    """An answer that quotes what a tool gave."""
    return f"The tool says: {excerpt(result, 500)}\n{_SENTENCES[choices[0] % len(_SENTENCES)]}"


def reasoning(about: str) -> str:
    """A summary of how the answer was thought out."""
    return f"**Reading the question**\n\nThe question is “{excerpt(about)}”. A few sentences will do."


def excerpt(text: str, size: int = 60) -> str:
    """The beginning of `text`, in one line."""
    line = " ".join(text[: 2 * size].split())
    return line if len(line) <= size else f"{line[: size - 1]}…"


def stopped(text: str, stops: Iterable[str]) -> str:
    """`text` up to the first of the stop texts."""
    ends = [at for stop in stops if stop and (at := text.find(stop)) >= 0]
    return text[: min(ends)] if ends else text
