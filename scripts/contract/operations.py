"""What is said of one operation: the facts that go from step to step."""

from collections.abc import Callable

from attrs import evolve, field, frozen

from scripts.common.documents import Json, Object
from scripts.common.sources import Operation


@frozen
class Described:
    """One operation: its parameters, its request and its answers, with their schemas."""

    operation: Operation
    #: Each with name, in, required and schema.
    parameters: list[Object] = field(factory=list)
    #: By media type; empty when there is no request body.
    request: dict[str, Json] = field(factory=dict)
    request_required: bool = False
    #: By status, then by media type.
    answers: dict[str, dict[str, Json]] = field(factory=dict)


#: What makes another schema of one: it is told the side (`request`, or the answer's status), the media type
#: and the schema.
Change = Callable[[str, str, Json], Json]


def with_schemas(described: Described, change: Change) -> Described:
    """`described` with another schema in place of each of its request's and its answers'."""

    def changed(side: str, contents: dict[str, Json]) -> dict[str, Json]:
        return {media_type: change(side, media_type, schema) for media_type, schema in contents.items()}

    return evolve(
        described,
        request=changed("request", described.request),
        answers={status: changed(status, contents) for status, contents in described.answers.items()},
    )
