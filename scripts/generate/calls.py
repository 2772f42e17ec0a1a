"""The calls of a client: what they take, in its own forms too, and what comes of `stream`."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from scripts.generate.contract import Operation
from scripts.generate.operations import form, prefix
from scripts.generate.pages import Field
from scripts.generate.params import ParamsPage
from scripts.generate.shapes import Named


@frozen
class CallPage:
    """`create()` of an operation that answers whole, or as a stream of events."""

    name: str
    form: str
    """The method by which a tool says what it is."""
    base: str
    """The typed dictionary of what a client takes as it is."""
    fields: list[Field]
    """What it does not."""


def calls(named: Mapping[str, Operation], params: Sequence[ParamsPage]) -> list[CallPage]:
    """The page of each operation that creates what it can stream, by the operations' names in Python."""
    return [
        CallPage(
            name=_class(name),
            form=form(operation, prefix([*named.values()])),
            base=page.base,
            fields=[_open(field, page.name, _class(name), params) for field in page.fields],
        )
        for name, operation in named.items()
        for page in params
        if name.startswith("create_") and page.base
        if isinstance(operation.body, Named) and page.body == operation.body.name
        if any(field.name == "stream" for field in page.fields)
    ]


def _class(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _open(field: Field, root: str, call: str, params: Sequence[ParamsPage]) -> Field:
    """The field; where it is a list, that of things that a client has made or read, too."""
    other = f"{call}Tool" if field.name == "tools" else "Model"
    for item in params:
        if item.name == f"{root}{field.name.capitalize()}Item":
            taken = f"Sequence[{item.name} | {other}]"
            return evolve(field, annotation=field.annotation.replace(f"Sequence[{item.annotation}]", taken))
    return field
