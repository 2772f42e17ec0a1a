"""The mock's tokenizer."""

import re
from collections.abc import Iterable

# A token is up to eight characters of a word, with the whitespace before them.
_TOKEN = re.compile(r"\s*\S{1,8}|\s+")


def tokenize(text: str) -> list[str]:
    """Split `text` into tokens; joined, they are the text."""
    return _TOKEN.findall(text)


def count_tokens(texts: Iterable[str]) -> int:
    """Return the number of tokens in all of `texts`."""
    return sum(len(_TOKEN.findall(text)) for text in texts)
