"""JSON pointers (RFC 6901): the location of a value in a document."""

from collections.abc import Iterable

from scripts.common.documents import Json


def pointer(tokens: Iterable[str | int]) -> str:
    """Return the pointer made of `tokens`: `("paths", "/v1/responses")` is `/paths/~1v1~1responses`."""
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


def parse_pointer(text: str) -> list[str]:
    """Return the tokens of the pointer `text`, unescaped; the empty pointer has none."""
    return [token.replace("~1", "/").replace("~0", "~") for token in text.split("/")[1:]]


def follow(node: Json, steps: list[str]) -> Json:
    """Return the value at `steps` below `node`, or None if there is none."""
    for step in steps:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node
