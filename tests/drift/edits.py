"""Random edits of a schema: small changes, and rewrites that keep its meaning."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from scripts.contract.schemas import children, target_of

Json = Any
#: Changes a schema in place; returns whether it could.
Edit = Callable[[st.DrawFn, Json], bool]

TYPES = ("string", "integer", "number", "boolean", "array", "object")
SCHEMAS: list[Json] = [
    {"type": "string"},
    {"type": "integer"},
    {"type": "boolean"},
    {"type": "array", "items": {"type": "string"}},
    {"type": "object", "properties": {"edited": {"type": "string"}}, "required": ["edited"]},
    {"type": "string", "enum": ["a", "text", "b"]},
]


@st.composite
def edited(draw: st.DrawFn, components: Json, name: str) -> Json:
    """Return the components with one edit in the component `name`, not in those that it refers to."""
    copied = copy.deepcopy(components)
    nodes = list(_nodes(copied[name]))
    for _ in range(20):
        node = draw(st.sampled_from(nodes))
        edit = draw(st.sampled_from(EDITS))
        if edit(draw, node):
            break
    return copied


def _nodes(schema: Json) -> Iterator[Json]:
    if isinstance(schema, dict):
        yield schema
        for _, child in children(schema):
            yield from _nodes(child)


def _drop_property(draw: st.DrawFn, node: Json) -> bool:
    names = sorted(node.get("properties", {}))
    if not names:
        return False
    name = draw(st.sampled_from(names))
    del node["properties"][name]
    if draw(st.booleans()):
        node["required"] = [one for one in node.get("required", []) if one != name]
    return True


def _add_property(draw: st.DrawFn, node: Json) -> bool:
    if "properties" not in node:
        return False
    node["properties"]["added"] = copy.deepcopy(draw(st.sampled_from(SCHEMAS)))
    if draw(st.booleans()):
        node["required"] = [*node.get("required", []), "added"]
    return True


def _require(draw: st.DrawFn, node: Json) -> bool:
    optional = sorted(set(node.get("properties", {})) - set(node.get("required", [])))
    if not optional:
        return False
    node["required"] = [*node.get("required", []), draw(st.sampled_from(optional))]
    return True


def _release(draw: st.DrawFn, node: Json) -> bool:
    if not node.get("required"):
        return False
    node["required"] = [one for one in node["required"] if one != draw(st.sampled_from(node["required"]))]
    return True


def _close(_: st.DrawFn, node: Json) -> bool:
    if "properties" not in node:
        return False
    if "additionalProperties" in node:
        del node["additionalProperties"]
    else:
        node["additionalProperties"] = False
    return True


def _type(draw: st.DrawFn, node: Json) -> bool:
    if "type" not in node or "properties" in node:
        return False
    types = node["type"] if isinstance(node["type"], list) else [node["type"]]
    other = draw(st.sampled_from([*TYPES, "null", "null"]))
    if other in types and len(types) > 1:
        types = [type_ for type_ in types if type_ != other]
    elif other not in types:
        types = [*types, other] if draw(st.booleans()) else [other]
    node["type"] = types[0] if len(types) == 1 else types
    return True


def _values(draw: st.DrawFn, node: Json) -> bool:
    for key in ("enum", "x-extensible-enum"):
        if key in node:
            values = list(node[key])
            if draw(st.booleans()) and len(values) > 1:
                values.remove(draw(st.sampled_from(values)))
            else:
                values.append("edited")
            node[key] = values
            return True
    if "const" in node:
        node["const"] = "edited"
        return True
    if node.get("type") == "string":
        node["enum"] = ["a", "text", "user", ""]
        return True
    return False


def _limits(draw: st.DrawFn, node: Json) -> bool:
    type_ = node.get("type")
    types = type_ if isinstance(type_, list) else [type_]
    keywords = {
        "string": ["minLength", "maxLength"],
        "array": ["minItems", "maxItems"],
        "integer": ["minimum", "maximum", "multipleOf", "exclusiveMinimum"],
        "number": ["minimum", "maximum", "multipleOf"],
        "object": ["minProperties", "maxProperties"],
    }
    fitting = [keyword for one in types for keyword in keywords.get(one, ())]
    if not fitting:
        return False
    keyword = draw(st.sampled_from(fitting))
    if keyword in node and draw(st.booleans()):
        del node[keyword]
    else:
        node[keyword] = draw(st.integers(1, 3))
    return True


def _texts(draw: st.DrawFn, node: Json) -> bool:
    if node.get("type") != "string":
        return False
    keyword, value = draw(st.sampled_from([("format", "uri"), ("pattern", "^[a-m]*$"), ("pattern", "e")]))
    if keyword in node:
        del node[keyword]
    else:
        node[keyword] = value
    return True


def _unions(draw: st.DrawFn, node: Json) -> bool:
    keyword = next((keyword for keyword in ("anyOf", "oneOf") if keyword in node), None)
    if keyword is None:
        return False
    node.pop("discriminator", None)
    branches = node.pop(keyword)
    how = draw(st.sampled_from(["drop", "drop", "add", "other"]))
    if how == "drop" and len(branches) > 1:
        branches.remove(draw(st.sampled_from(branches)))
    elif how == "add":
        branches.append(copy.deepcopy(draw(st.sampled_from(SCHEMAS))))
    other = "oneOf" if keyword == "anyOf" else "anyOf"
    node[other if how == "other" else keyword] = branches
    return True


def _rules(draw: st.DrawFn, node: Json) -> bool:
    if target_of(node) is not None:
        return False
    rules: list[Json] = [
        {"not": {"type": "object", "required": ["name"]}},
        {"allOf": [{"minLength": 1}, {"minimum": 1}]},
        {"allOf": [copy.deepcopy(draw(st.sampled_from(SCHEMAS)))]},
    ]
    node |= draw(st.sampled_from(rules))
    return True


def _anything(draw: st.DrawFn, node: Json) -> bool:
    keep = draw(st.booleans())
    if keep and "items" in node:
        node["items"] = {}
        return True
    node.clear()
    node |= copy.deepcopy(draw(st.sampled_from([{}, *SCHEMAS])))
    return True


EDITS: list[Edit] = [
    _drop_property,
    _add_property,
    _require,
    _release,
    _close,
    _type,
    _type,
    _values,
    _limits,
    _texts,
    _unions,
    _rules,
    _anything,
]


@st.composite
def rewritten(draw: st.DrawFn, components: Json, name: str) -> tuple[Json, str]:
    """Return equivalent components, and the name of the component `name` among them."""
    copied = copy.deepcopy(components)
    chosen = draw(st.sampled_from(["rename", "inline", "reorder", "union"]))
    if chosen == "rename":
        copied = {f"Other{key}": _renamed(value) for key, value in copied.items()}
        return copied, f"Other{name}"
    if chosen == "inline":
        for node in list(_nodes(copied[name])):
            target = target_of(node)
            if target is not None:
                words = {key: value for key, value in node.items() if key != "$ref"}
                node.clear()
                node |= {**copy.deepcopy(components[target]), **words}
    elif chosen == "reorder":
        for node in _nodes(copied[name]):
            for key in ("required", "anyOf", "oneOf", "enum", "x-extensible-enum"):
                if key in node:
                    node[key] = draw(st.permutations(node[key]))
            if "properties" in node:
                node["properties"] = dict(draw(st.permutations(sorted(node["properties"].items()))))
    else:
        for node in list(_nodes(copied[name])):
            types = node.get("type")
            if isinstance(types, list) and "enum" not in node:
                node["anyOf"] = [
                    {"type": type_} | {k: v for k, v in node.items() if k != "type"} for type_ in types
                ]
                for key in [key for key in node if key not in ("anyOf", "default", "description")]:
                    del node[key]
                for branch in node["anyOf"]:
                    branch.pop("default", None)
                    branch.pop("anyOf", None)
    return copied, name


def _renamed(node: Json) -> Json:
    if isinstance(node, dict):
        return {
            key: value.replace("#/components/schemas/", "#/components/schemas/Other")
            if isinstance(value, str)
            else _renamed(value)
            for key, value in node.items()
        }
    return [_renamed(child) for child in node] if isinstance(node, list) else node
