"""One operation as the steps pass it on: its parameters, its request and its responses."""

from collections.abc import Callable

from attrs import evolve, field, frozen

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation
from scripts.contract.document_keys import UnsupportedKey

JSON = "application/json"
#: The media type of a stream of server-sent events.
STREAM = "text/event-stream"


@frozen
class Addition:
    """The part of an operation that one source adds to those of the sources before it."""

    #: The position of the source among all sources.
    source: int
    #: The request shapes that no source before it has, by media type and number.
    shapes: dict[str, dict[int, Json]]
    #: The responses that it changes, as they are after merging it, by status and media type.
    responses: dict[str, dict[str, Json]]


@frozen
class OperationSpec:
    """The facts of one operation: its parameters, its request and its responses, with their schemas."""

    operation: Operation
    #: The name of the document; empty after the operations of several documents have been merged.
    document: str = ""
    #: Each has `name`, `in`, `required` and `schema`; it may have `style`, `explode` and other facts.
    parameters: list[Object] = field(factory=list)
    #: Schemas by media type; empty if there is no request body.
    request: dict[str, Json] = field(factory=dict)
    request_required: bool = False
    #: Schemas by status, then by media type.
    responses: dict[str, dict[str, Json]] = field(factory=dict)
    #: The headers of responses, by status, then by name. Each has a `schema`, and may have `required` and other facts.
    headers: dict[str, dict[str, Object]] = field(factory=dict)
    #: The alternative sets of credentials; None if the document states none.
    security: list[Object] | None = None
    deprecated: bool = False
    #: The keys outside of schemas that have no effect.
    unsupported: list[UnsupportedKey] = field(factory=list)
    #: The recursive schemas that the others refer to, by name.
    recursive: dict[str, Json] = field(factory=dict)
    #: What each source adds, in the order of the sources; empty before operations are merged.
    additions: list[Addition] = field(factory=list)
    #: What was left out of the document's facts because it contradicts others: one line each, with a location.
    warnings: list[str] = field(factory=list)


#: A function that returns the replacement of a schema. It takes the side (`request`, or the status of a
#: response), the media type and the schema.
SchemaTransform = Callable[[str, str, Json], Json]


def map_schemas(spec: OperationSpec, transform: SchemaTransform) -> OperationSpec:
    """Return `spec` with `transform` applied to the schemas of its request and its responses."""

    def transformed(side: str, contents: dict[str, Json]) -> dict[str, Json]:
        return {media_type: transform(side, media_type, schema) for media_type, schema in contents.items()}

    return evolve(
        spec,
        request=transformed("request", spec.request),
        responses={status: transformed(status, contents) for status, contents in spec.responses.items()},
    )
