"""What the modules of operations say, beside what openapi-python-client knows to say itself."""

from collections.abc import Mapping

from attrs import frozen

from scripts.generate.annotations import MODELS, annotation
from scripts.generate.contract import Operation, Schema
from scripts.generate.kinds import kind
from scripts.generate.literals import docstring
from scripts.generate.shapes import Named, Shape


@frozen
class AnswerPage:
    """What one status means."""

    condition: str
    annotation: str
    kind: str | None


@frozen
class EndpointPage:
    """The module of an operation."""

    docstring: str
    result: str
    answers: list[AnswerPage]
    error: AnswerPage | None
    """What an error is whose status no document names; None when the documented ones are of several kinds."""


def endpoint(operation: Operation, schemas: Mapping[str, Schema]) -> EndpointPage:
    """The page of `operation`."""
    codes: dict[Shape | None, list[str]] = {}
    ranges: list[AnswerPage] = []
    rest: list[AnswerPage] = []
    for answer in operation.answers:
        if answer.status == "default":
            rest.append(_answer("True", answer.shape, schemas))
        elif answer.status.endswith("XX"):
            condition = f"response.status_code // 100 == {answer.status[0]}"
            ranges.append(_answer(condition, answer.shape, schemas))
        else:
            codes.setdefault(answer.shape, []).append(answer.status)
    exact = [_answer(_is_one_of(sorted(same)), shape, schemas) for shape, same in codes.items()]
    # A code goes before a range that it is in, and both before the default.
    answers = [*exact, *ranges, *rest]
    results = dict.fromkeys(answer.annotation for answer in answers if answer.kind)
    return EndpointPage(
        docstring=docstring(operation.description, 4),
        result=" | ".join([*results, "None"]),
        answers=answers,
        error=_error(operation, schemas),
    )


def _error(operation: Operation, schemas: Mapping[str, Schema]) -> AnswerPage | None:
    shapes = {answer.shape for answer in operation.answers if answer.status[0] in "45"}
    only = next(iter(shapes)) if len(shapes) == 1 else None
    return _answer("response.is_error", only, schemas) if isinstance(only, Named) else None


def _is_one_of(codes: list[str]) -> str:
    listed = ", ".join(codes)
    return f"response.status_code in ({listed})" if len(codes) > 1 else f"response.status_code == {listed}"


def _answer(condition: str, shape: Shape | None, schemas: Mapping[str, Schema]) -> AnswerPage:
    if shape is None:
        return AnswerPage(condition, "None", None)
    return AnswerPage(condition, annotation(shape, MODELS, schemas), kind(shape, schemas) or "_types.as_is")
