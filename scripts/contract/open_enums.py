"""Open the enums of responses: documented values stay documented, and new values remain valid."""

from scripts.common.documents import Json, Object
from scripts.contract.schemas import branches_of, is_object, properties_of, with_children
from scripts.contract.tags import tag_of

#: The extension that lists the known values of an enum without excluding others.
EXTENSIBLE_ENUM = "x-extensible-enum"


def open_enums(schema: Json, tag: str | None = None) -> Object:
    """Return `schema` with `x-extensible-enum` in place of every enum of strings.

    `tag` is the property that distinguishes this schema from the other branches of its union; its enum stays
    closed. So does every const: it identifies the type of an object.
    """
    if not isinstance(schema, dict):
        raise TypeError("not a normalised schema")
    inner_tag = tag_of([branch for branch in branches_of(schema) if is_object(branch)])

    def opened(child: Json, steps: tuple[str | int, ...]) -> Json:
        if steps[0] == "properties" and steps[1] == tag and properties_of(schema):
            return child
        return open_enums(child, inner_tag if steps[0] in ("anyOf", "oneOf") else None)

    copy = with_children(schema, opened)
    values = copy.get("enum")
    if isinstance(values, list):
        strings = [value for value in values if isinstance(value, str)]
        # A single value, or a single value and null, identifies the type of an object, as a const does.
        if len(strings) > 1 and len(strings) + values.count(None) == len(values) and "type" in copy:
            del copy["enum"]
            copy[EXTENSIBLE_ENUM] = list(strings)
    return copy
