"""JSON pointers (RFC 6901), which say where in a document something stands."""

from collections.abc import Iterable


def pointer(steps: Iterable[str | int]) -> str:
    """The pointer that leads along `steps`: `("paths", "/v1/responses")` is `/paths/~1v1~1responses`."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps_of(pointer: str) -> list[str]:
    """The steps of a pointer, unescaped; the empty pointer has none."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
