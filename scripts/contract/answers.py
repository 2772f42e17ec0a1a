"""Open the enums of answers: what is documented stays documented, and what is new is still valid."""

from scripts.common.documents import Json, Object
from scripts.contract.schemas import branches_of, is_object, properties_of, with_children
from scripts.contract.tags import tag_of

#: The extension that says: these values are known, and there may be others.
KNOWN = "x-extensible-enum"


def open_enums(schema: Json, tag: str | None = None) -> Object:
    """`schema` with `x-extensible-enum` in place of every enum of strings.

    The property `tag` of this schema, by which a union tells it from its siblings, stays closed; so do
    consts: they say what kind of thing this is.
    """
    if not isinstance(schema, dict):
        raise TypeError("normalise has let through what is no schema")
    inner_tag = tag_of([branch for branch in branches_of(schema) if is_object(branch)])

    def opened(child: Json, steps: tuple[str | int, ...]) -> Json:
        if steps[0] == "properties" and steps[1] == tag and properties_of(schema):
            return child
        return open_enums(child, inner_tag if steps[0] in ("anyOf", "oneOf") else None)

    copy = with_children(schema, opened)
    values = copy.get("enum")
    if isinstance(values, list):
        strings = [value for value in values if isinstance(value, str)]
        # One value, or null, says what kind of thing this is, as a const does.
        if len(strings) > 1 and len(strings) + values.count(None) == len(values) and "type" in copy:
            del copy["enum"]
            copy[KNOWN] = list(strings)
    return copy
