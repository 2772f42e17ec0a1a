"""The mock's tokenizer."""

import re
from collections.abc import Iterable, Iterator

# A token is up to eight characters of a word, with the whitespace before them.
_TOKEN = re.compile(r"\s*\S{1,8}|\s+")


def tokenize(text: str) -> Iterator[str]:
    """Yield the tokens of `text`; joined, they are the text."""
    return (match.group() for match in _TOKEN.finditer(text))


def count_tokens(texts: Iterable[str]) -> int:
    """Return the number of tokens in all of `texts`."""
    return sum(1 for text in texts for _ in _TOKEN.finditer(text))
