"""The Python names of what the contract names."""

import keyword
import re
from collections.abc import Collection, Iterable

#: The package that the stage writes.
PACKAGE = "aimlkit_api"

#: What the generated modules call their own; a schema cannot have one of these names.
RESERVED = frozenset(
    {
        "Aliases",
        "Any",
        "AuthenticatedClient",
        "Callable",
        "ClassVar",
        "Client",
        "JsonValue",
        "Kinds",
        "Literal",
        "Model",
    }
    | {"TypeAlias", "UNSET", "Unknown", "Unset"}
)

#: What a field cannot be called: the methods of a model, and what stands in the body of its class.
_TAKEN = frozenset(
    {"from_dict", "mro", "self", "to_dict"}
    | {"bool", "dict", "float", "int", "list", "str"}
    | {"by_keys", "by_tag", "by_type", "map_of"}
)


def is_plain(name: str) -> bool:
    """Whether `name` can stand in Python source as it is, and means there what it means in JSON."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) is not None and not keyword.iskeyword(name)


def attribute_names(properties: Iterable[str], classes: Collection[str]) -> dict[str, str]:
    """The attribute for each of an object's `properties`: its own name wherever that can be.

    `classes` are the names that annotations use: an attribute of such a name would hide the class.
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


def params_name(name: str, classes: Collection[str]) -> str:
    """The typed dictionary for the schema `name`, one of `classes`."""
    is_one = name.endswith("Params") or (name.endswith("Param") and name.removesuffix("Param") not in classes)
    return name if is_one else f"{name}Param"
