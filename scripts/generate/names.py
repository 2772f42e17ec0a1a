"""The Python names for the names of the contract."""

import keyword
import re
from collections.abc import Collection, Container, Iterable

from scripts.common.reserved_names import imported_names, model_members

#: The package that the stage writes.
PACKAGE = "aimlkit_api"

#: Names that no field may have: members of a model, and names that the body of its class may refer to.
_TAKEN = frozenset(
    {
        *model_members(),
        *(
            name
            for name, module in imported_names("model.py.jinja").items()
            if module in ("..types", "typing")
        ),
    }
)


def is_plain(name: str) -> bool:
    """Return whether `name` can be used as an identifier without changes."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) is not None and not keyword.iskeyword(name)


def attribute_names(
    properties: Iterable[str], classes: Container[str], members: Container[str] = ()
) -> dict[str, str]:
    """Return the attribute for each of an object's `properties`: its own name if possible.

    `classes` are the names that annotations use: an attribute of the same name would hide the type. `members` are the
    names that a class of the client adds to the model: its own would hide the attribute.
    """

    def is_taken(name: str) -> bool:
        return name in _TAKEN or name in classes or name in members

    names = {name: name for name in properties if is_plain(name) and not is_taken(name)}
    used = set(names.values())
    for name in properties:
        if name in names:
            continue
        attribute = re.sub(r"[^A-Za-z0-9_]", "_", name).lstrip("_")
        if not attribute[:1].isalpha():
            attribute = f"field_{attribute}"
        while attribute in used or is_taken(attribute) or keyword.iskeyword(attribute):
            attribute += "_"
        names[name] = attribute
        used.add(attribute)
    return {name: names[name] for name in properties}


def params_name(name: str, request_schemas: Collection[str]) -> str:
    """Return the name of the typed dictionary for the schema `name`, which is one of `request_schemas`."""
    is_params = name.endswith("Params")
    is_param = name.endswith("Param") and name.removesuffix("Param") not in request_schemas
    return name if is_params or is_param else f"{name}Param"
