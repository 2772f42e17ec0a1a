"""The modules of operations: the parts that openapi-python-client's own templates do not cover."""

from collections.abc import Mapping

from attrs import frozen

from scripts.generate.annotations import MODELS, annotation
from scripts.generate.api import ApiOperation, Schema
from scripts.generate.literals import docstring
from scripts.generate.readers import reader_spec
from scripts.generate.types import Named, PythonType


@frozen
class ResponseContext:
    """The handling of a documented status by an endpoint."""

    condition: str
    annotation: str
    reader: str | None
    """The expression for how to read the body; None if there is no body."""


@frozen
class EndpointContext:
    """The module of an operation."""

    docstring: str
    result: str
    responses: list[ResponseContext]
    error: ResponseContext | None
    """How to read an error with an undocumented status; None if the documented errors are of several types."""


def endpoint_context(operation: ApiOperation, schemas: Mapping[str, Schema]) -> EndpointContext:
    """Return the context of `operation`."""
    codes: dict[PythonType | None, list[str]] = {}
    ranges: list[ResponseContext] = []
    default: list[ResponseContext] = []
    for response in operation.responses:
        if response.status == "default":
            default.append(_response("True", response.type, schemas))
        elif response.status.endswith("XX"):
            condition = f"response.status_code // 100 == {response.status[0]}"
            ranges.append(_response(condition, response.type, schemas))
        else:
            codes.setdefault(response.type, []).append(response.status)
    exact = [_response(_is_one_of(sorted(same)), type_, schemas) for type_, same in codes.items()]
    # A code takes precedence over the range that it is in, and both over the default.
    responses = [*exact, *ranges, *default]
    results = dict.fromkeys(response.annotation for response in responses if response.reader)
    return EndpointContext(
        docstring=docstring(operation.description, 4),
        result=" | ".join([*results, "None"]),
        responses=responses,
        error=_error(operation, schemas),
    )


def _error(operation: ApiOperation, schemas: Mapping[str, Schema]) -> ResponseContext | None:
    types = {response.type for response in operation.responses if response.status[0] in "45"}
    only = next(iter(types)) if len(types) == 1 else None
    return _response("response.is_error", only, schemas) if isinstance(only, Named) else None


def _is_one_of(codes: list[str]) -> str:
    listed = ", ".join(codes)
    return f"response.status_code in ({listed})" if len(codes) > 1 else f"response.status_code == {listed}"


def _response(condition: str, type_: PythonType | None, schemas: Mapping[str, Schema]) -> ResponseContext:
    if type_ is None:
        return ResponseContext(condition, "None", None)
    reader = reader_spec(type_, schemas) or "_types.as_is"
    return ResponseContext(condition, annotation(type_, MODELS, schemas), reader)
