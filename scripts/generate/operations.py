"""The operations as data, for who sends their requests by other means than the generated endpoints."""

import posixpath
from collections.abc import Mapping, Sequence

from attrs import frozen

from scripts.generate.contract import Operation, Schema
from scripts.generate.shapes import Named
from scripts.generate.variants import objects
from scripts.generate.view import identifier


@frozen
class OperationPage:
    """One operation."""

    id: str
    method: str
    path: str
    parameters: list[str]
    required: list[str]
    answer: str | None
    event: str | None
    end: str | None
    form: str


def prefix(operations: Sequence[Operation]) -> str:
    """The path under which all operations are."""
    return posixpath.commonpath([operation.path for operation in operations]) if operations else "/"


def form(operation: Operation, under: str) -> str:
    """The method by which objects say what they are to an operation, called by its path below `under`."""
    return f"{identifier(posixpath.relpath(operation.path, under).partition('/')[0])}_param"


def operations(found: Sequence[Operation], schemas: Mapping[str, Schema]) -> list[OperationPage]:
    """The page of each operation."""
    return [_page(operation, schemas, prefix(found)) for operation in found]


def _page(operation: Operation, schemas: Mapping[str, Schema], under: str) -> OperationPage:
    bodies = objects(operation.body, schemas) if operation.body else []
    always = [{field.name for field in body.by_name.values() if field.required} for body in bodies]
    required = set.intersection(*always) if always else set()
    good = next((answer for answer in operation.answers if answer.status[0] == "2"), None)
    events = good.events if good else None
    return OperationPage(
        id=operation.id,
        method=operation.method.upper(),
        path=operation.path,
        parameters=sorted({name for body in bodies for name in body.by_name}),
        required=sorted(required),
        answer=good.shape.name if good and isinstance(good.shape, Named) else None,
        event=events.schema if events else None,
        end=events.end if events else None,
        form=form(operation, under),
    )
