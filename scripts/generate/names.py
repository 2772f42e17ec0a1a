"""The Python names for the names of the contract."""

import keyword
import re
from collections.abc import Collection, Iterable

from scripts.common.reserved_names import RESERVED

#: The package that the stage writes.
PACKAGE = "aimlkit_api"

#: Names that no field may have: methods of a model, and names that the body of its class refers to.
_TAKEN = frozenset(
    {
        *("from_dict", "mro", "self", "to_dict"),
        *("bool", "dict", "float", "int", "list", "str"),
        *("by_keys", "by_property", "by_type", "map_of"),
    }
)


def is_plain(name: str) -> bool:
    """Return whether `name` can be used as an identifier without changes."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) is not None and not keyword.iskeyword(name)


def attribute_names(properties: Iterable[str], classes: Collection[str]) -> dict[str, str]:
    """Return the attribute for each of an object's `properties`: its own name if possible.

    `classes` are the names that annotations use: an attribute of the same name would hide the class.
    """
    taken = _TAKEN | RESERVED | set(classes)
    names = {name: name for name in properties if is_plain(name) and name not in taken}
    used = set(names.values())
    for name in properties:
        if name in names:
            continue
        attribute = re.sub(r"[^A-Za-z0-9_]", "_", name).lstrip("_")
        if not attribute[:1].isalpha():
            attribute = f"field_{attribute}"
        while attribute in used or attribute in taken or keyword.iskeyword(attribute):
            attribute += "_"
        names[name] = attribute
        used.add(attribute)
    return {name: names[name] for name in properties}


def params_name(name: str, request_schemas: Collection[str]) -> str:
    """Return the name of the typed dictionary for the schema `name`, which is one of `request_schemas`."""
    is_params = name.endswith("Params")
    is_param = name.endswith("Param") and name.removesuffix("Param") not in request_schemas
    return name if is_params or is_param else f"{name}Param"
