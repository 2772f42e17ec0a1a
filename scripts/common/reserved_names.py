"""The names that generated code and the client's classes use, read from their source.

A field or parameter of such a name would hide a method, or a name that its class refers to. None of these names is listed
here: a new method of `Model`, or a new property of a response class, is reserved as soon as it exists. The contract stage
gives no schema such a name, and the generate stage refuses one.

Only the names of pydantic's models are listed: code that calls `message.copy()` must not get the value of a property.
"""

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import signature
from pathlib import Path
from types import ModuleType

#: The templates of the generated source.
TEMPLATES = Path(__file__).parents[1] / "generate" / "templates"

#: The client, whose classes extend generated models by properties such as `text`.
CLIENT = Path(__file__).parents[2] / "wrapper" / "aimlkit"

#: The folder of the client in which generated modules are, and the class that all classes of responses extend.
_GENERATED = CLIENT / "resources"
_RESPONSE_CLASS = "APIResponse"

#: An import in a template whose names do not depend on the contract: the module, and the names.
_IMPORT = re.compile(r"^ *from (\S+) import (?:([A-Za-z_, ]+)|\(([A-Za-z_,\s]+)\))$", re.MULTILINE)


#: The public names of pydantic's BaseModel, which is not imported: the pipeline does not need pydantic.
PYDANTIC_MEMBERS = frozenset(
    {
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw"),
        *("schema", "schema_json", "update_forward_refs", "validate"),
        *("model_computed_fields", "model_config", "model_construct", "model_copy", "model_dump"),
        *("model_dump_json", "model_extra", "model_fields", "model_fields_set", "model_json_schema"),
        *("model_parametrized_name", "model_post_init", "model_rebuild", "model_validate"),
        *("model_validate_json", "model_validate_strings"),
    }
)


@cache
def model_members() -> frozenset[str]:
    """Return the public members of every model and of its class, the parameters of its constructor, and PYDANTIC_MEMBERS."""
    module = ModuleType("types_template")
    source = (TEMPLATES / "types.py.jinja").read_text(encoding="utf-8")
    exec(compile(source, "types.py.jinja", "exec"), module.__dict__)  # noqa: S102  (a template of this repository)
    model: type = module.__dict__["Model"]
    constructor = vars(model)["__init__"]
    names = (*dir(model), *dir(type(model)), *signature(constructor).parameters)
    return PYDANTIC_MEMBERS | {name for name in names if not name.startswith("_")}


@cache
def imported_names(*templates: str) -> Mapping[str, str]:
    """Return the names that the modules made by the templates import, whatever the contract is, with their origins."""
    return {
        name: module
        for template in templates
        for module, line, lines in _IMPORT.findall((TEMPLATES / template).read_text(encoding="utf-8"))
        for name in re.findall(r"[A-Za-z_]+", line or lines)
        if " as " not in line
    }


@cache
def client_members() -> Mapping[str, frozenset[str]]:
    """Return the public names that classes of the client define, by the model that they extend.

    A property that can be set stands for the field of its name, and an annotation without a value narrows the type of a
    field: neither is included. The classes are not imported, because they need the generated models.
    """
    classes = _client_classes()
    members: dict[str, frozenset[str]] = {}
    for node in classes.values():
        for model in _extended_models(node, classes):
            members[model] = members.get(model, frozenset()) | _all_members(node, classes)
    return members


def response_members() -> frozenset[str]:
    """Return the public names that every class of a response defines, those that are generated included."""
    classes = _client_classes()
    return _all_members(classes[_RESPONSE_CLASS], classes)


#: The hand-written modules of the client with the types of responses.
_RESPONSE_MODULES = ("_models", "_parsed_types")


@cache
def response_types() -> Mapping[str, str]:
    """Return the public classes and type aliases of the client for responses, each with its module."""
    found: dict[str, str] = {}
    for module in _RESPONSE_MODULES:
        for node in ast.parse((CLIENT / f"{module}.py").read_text(encoding="utf-8")).body:
            match node:
                case ast.ClassDef(name) | ast.AnnAssign(ast.Name(name)) if not name.startswith("_"):
                    found[name] = f"aimlkit.{module}"
                case _:
                    pass
    return found


@cache
def _client_classes() -> Mapping[str, ast.ClassDef]:
    """Return the classes of the client that may extend models, by name; generated ones are left out."""
    paths = [
        path for path in sorted(CLIENT.rglob("*.py")) if path.parent != _GENERATED or path.name[0] == "_"
    ]
    return {node.name: node for path in paths for node in _extending_classes(path)}


def _extending_classes(path: Path) -> Iterator[ast.ClassDef]:
    """Yield the classes of the module at `path` that may extend a model; other modules are not parsed."""
    source = path.read_text(encoding="utf-8")
    if "aimlkit_api" in source or "_models" in source:
        yield from (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))


def _base_names(node: ast.ClassDef) -> Iterator[tuple[str, bool]]:
    """Yield the name of each base, and whether it is written as `models.Name`."""
    for base in node.bases:
        target = base.value if isinstance(base, ast.Subscript) else base
        if isinstance(target, ast.Name):
            yield target.id, False
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
            yield target.attr, target.value.id == "models"


def _extended_models(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> Iterator[str]:
    for name, is_model in _base_names(node):
        if is_model:
            yield name
        elif name in classes and classes[name] is not node:
            yield from _extended_models(classes[name], classes)


def _all_members(node: ast.ClassDef, classes: Mapping[str, ast.ClassDef]) -> frozenset[str]:
    """Return the public names that a class and its bases in the client define."""
    names = set(_members(node))
    for name, is_model in _base_names(node):
        if not is_model and name in classes and classes[name] is not node:
            names |= _all_members(classes[name], classes)
    return frozenset(names)


def _members(node: ast.ClassDef) -> set[str]:
    functions = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
    settable = {
        function.name
        for function in functions
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Attribute) and decorator.attr == "setter"
    }
    assigned = {
        target.id
        for part in node.body
        if isinstance(part, ast.Assign)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    names = {function.name for function in functions} - settable | assigned
    return {name for name in names if not name.startswith("_")}


#: Names that no schema may have: the classes, exceptions and constants of Python, and the names that the modules of models
#: and of operations import.
CLASS_NAMES = frozenset(
    {
        *(name for name in dir(builtins) if name[0].isupper()),
        *imported_names("model.py.jinja", "endpoint_module.py.jinja"),
    }
)
