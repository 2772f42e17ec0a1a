"""Make `readOnly` properties optional in requests, and `writeOnly` properties optional in responses."""

from scripts.common.documents import Json, Object, as_object
from scripts.contract.schemas import required_of, with_children


def relax_read_and_write_only(schema: Json, *, request: bool) -> Object:
    """Return a normalised schema in which the properties that only the other side sends are not required.

    A property that is `readOnly` is required of responses only, one that is `writeOnly` of requests only (OpenAPI 3.0.3,
    section 4.7.24.2).
    """
    if not isinstance(schema, dict):
        raise TypeError("not a normalised schema")
    keyword = "readOnly" if request else "writeOnly"
    copy = with_children(schema, lambda child, _: relax_read_and_write_only(child, request=request))
    properties = as_object(copy.get("properties"))
    foreign = {name for name, child in properties.items() if as_object(child).get(keyword) is True}
    required = required_of(copy) & foreign
    if required:
        remaining: list[Json] = [*sorted(required_of(copy) - foreign)]
        del copy["required"]
        copy |= {"required": remaining} if remaining else {}
    return copy
