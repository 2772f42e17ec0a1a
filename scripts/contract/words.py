"""Turn the API's words into the words of names."""

import re

#: A name is at most this long.
LIMIT = 45
#: What no name may hold, and what it says instead: these are the words of generators, not of people.
INSTEAD = {"Option": "Setting", "Options": "Settings", "Field": "Entry", "Fields": "Entries"}
_NAME = re.compile(r"[A-Z][A-Za-z0-9]*[A-Za-z]|[A-Z]")
_FORBIDDEN = re.compile(r"Type\d|Item\d|Option|Field")
#: Names that mean something else where the client is generated.
_TAKEN = {"None", "True", "False"}


def is_name(name: str) -> bool:
    """Whether a schema may be called `name`."""
    return (
        len(name) <= LIMIT
        and _NAME.fullmatch(name) is not None
        and _FORBIDDEN.search(name) is None
        and name not in _TAKEN
    )


def words_of(text: str) -> list[str]:
    """The words of `text`, each with a capital: `output_text.delta` has Output, Text and Delta."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return [_word(word) for word in re.findall(r"[A-Za-z]+[0-9]*|[0-9]+", spaced) if word.isascii()]


def model_words(model: str) -> list[str]:
    """What people call a model: `openai/o3-2025-04-16` is O3."""
    return words_of(re.sub(r"-\d{4}-\d{2}-\d{2}$", "", model.rsplit("/", 1)[-1]))


def _word(word: str) -> str:
    capital = word[0].upper() + word[1:]
    return INSTEAD.get(capital, capital)


def singular(word: str) -> str:
    """One of what `word` names, by the plain rules of English: choices, entries, classes."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(sh|ch|ss|x|z)es$", word):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def name_from(words: list[str]) -> str:
    """A name of these words: without repetition side by side, not ending in a digit, and short enough.

    What is too long loses its middle: the first words say which part of the API it belongs to, and the
    last ones what it is.
    """
    kept: list[str] = []
    for word in words:
        if word and not (kept and kept[-1].lower() == word.lower()):
            kept.append(word)
    if kept and kept[-1][-1].isdigit():
        kept.append("Value")
    if not kept or not kept[0][0].isalpha():
        kept.insert(0, "Api")
    while len("".join(kept)) > LIMIT and len(kept) > 2:
        del kept[len(kept) // 2]
    name = "".join(kept)
    while _FORBIDDEN.search(name):
        name = _FORBIDDEN.sub("Part", name)
    return name if len(name) <= LIMIT else name[:LIMIT].rstrip("0123456789")
