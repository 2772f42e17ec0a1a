"""Generate `aimlkit.types`: the types that users import, and packages that mirror those of openai-python."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import evolve, field, frozen
from jinja2 import Environment

from scripts.common.reserved_names import response_types
from scripts.generate.annotations import MODELS, annotation, params_dialect
from scripts.generate.api import Api, ApiOperation, Schema, TypeTarget
from scripts.generate.discriminators import members, objects
from scripts.generate.literals import literal
from scripts.generate.names import PACKAGE
from scripts.generate.params import request_schemas, request_type
from scripts.generate.resources import ResourceContexts
from scripts.generate.types import (
    NULL,
    ListOf,
    Literals,
    MapOf,
    Named,
    PythonType,
    Union,
    names_in,
    union_of,
)

#: The package of openai-python that has TypedDicts only. In its other packages, modules with such names have them.
_PARAMS_PACKAGE = "shared_params"
_PARAMS_MODULE = re.compile(r".*_params?")

_VERSION = re.compile(r"v\d+(\.\d+)*", re.ASCII)
_SLASH = re.compile(r"/(?![^(]*\))")
_SELECTORS = re.compile(r"(\[\]|\{\}|\([^)]*\))")


@frozen
class ImportContext:
    """The import of one name: `from module import original as name`."""

    module: str
    original: str
    name: str


@frozen
class TypesModuleContext:
    """A module with types under the names of openai-python."""

    package: str
    """The package below `aimlkit.types`; empty for `aimlkit.types` itself."""
    module: str
    imports: list[ImportContext] = field(factory=list)
    """The types that are imported from other modules."""
    aliases: dict[str, str] = field(factory=dict)
    """The annotations of the types that are aliases, by name."""
    used: list[tuple[str, str]] = field(factory=list)
    """The names that these annotations use, each with its module."""

    @property
    def names(self) -> list[str]:
        """The names that the module exports, sorted."""
        return sorted({*self.aliases, *(each.name for each in self.imports)})


@frozen
class TypesContext:
    """`aimlkit.types`, with its packages and modules."""

    imports: list[ImportContext]
    """The names of `aimlkit.types` itself."""
    modules: list[TypesModuleContext]

    @property
    def packages(self) -> dict[str, list[ImportContext]]:
        """The names that each package exports: those for which `_own_module` finds a module."""
        return {
            package: self._package(package)
            for package in dict.fromkeys(module.package for module in self.modules)
            if package
        }

    def _package(self, package: str) -> list[ImportContext]:
        found: dict[str, list[str]] = {}
        for module in self.modules:
            for name in module.names if module.package == package else ():
                found.setdefault(name, []).append(module.module)
        return [
            ImportContext(f"aimlkit.types.{package}.{_own_module(name, modules)}", name, name)
            for name, modules in sorted(found.items())
            if len(modules) == 1 or _own_module(name, modules)
        ]


def types_context(api: Api, resources: ResourceContexts) -> TypesContext:
    """Return the context of `aimlkit.types`.

    A type of openai-python without a counterpart in the contract is left out.
    """
    requests = request_schemas([each.body for each in api.operations if each.body], api.schemas)
    dialect = params_dialect(requests)
    modules = [
        context
        for package, targets in api.openai_types.items()
        for module, names in targets.items()
        if (context := _module(package, module, names, api, requests)).names
    ]
    names: dict[str, ImportContext] = {}
    for module in modules:
        where = f"aimlkit.types.{module.package}".rstrip(".")
        if module.package in ("", "shared"):
            for name in module.names:
                names[name] = ImportContext(f"{where}.{module.module}", name, name)
    for name in api.schemas:
        names[name] = ImportContext(f"{PACKAGE}.models", name, name)
    for name in map(dialect.name, sorted(requests)):
        names[name] = ImportContext(f"{PACKAGE}.params", name, name)
    for name, origin in _client_classes(api, resources):
        names[name] = ImportContext(origin, name, name)
    names["Unknown"] = ImportContext(f"{PACKAGE}.types", "Unknown", "Unknown")
    return TypesContext([names[name] for name in sorted(names)], modules)


def write_types(environment: Environment, context: TypesContext, folder: Path) -> None:
    """Write `__init__.py`, the packages and their modules into `folder`."""
    init = environment.get_template("types_init.py.jinja")
    (folder / "__init__.py").write_text(init.render(package="", imports=context.imports), encoding="utf-8")
    for package, imports in context.packages.items():
        (folder / package).mkdir()
        text = init.render(package=package, imports=imports)
        (folder / package / "__init__.py").write_text(text, encoding="utf-8")
    template = environment.get_template("types_module.py.jinja")
    for module in context.modules:
        path = folder / module.package / f"{module.module}.py"
        path.write_text(template.render(module=module), encoding="utf-8")


def type_at(path: str, api: Api) -> PythonType | None:
    """Return the type at a schema path (scripts/contract/schema_paths.py), without null; None if there is none.

    If request shapes have different types there, it is their union.
    """
    label, *segments = _SLASH.split(path)
    if not segments:
        return Named(label) if label in api.schemas else None
    side, *selectors = _SELECTORS.split(segments[0])
    roots = [root for operation in api.operations for root in _roots(operation, label, side)]
    type_ = _selected(union_of(roots), selectors, api.schemas) if roots else None
    for segment in segments[1:]:
        name, *selectors = _SELECTORS.split(segment)
        found = [
            request_type(schema.by_name[name])
            for schema in (objects(type_, api.schemas) if type_ else ())
            if name in schema.by_name
        ]
        type_ = _selected(union_of(found), selectors, api.schemas) if found else None
    branches = [branch for branch in _branches(type_) if branch != NULL] if type_ else []
    return union_of(branches) if branches else None


def _roots(operation: ApiOperation, label: str, side: str) -> Iterator[PythonType]:
    segments = [
        segment
        for segment in operation.path.split("/")
        if segment and not _VERSION.fullmatch(segment) and not segment.startswith("{")
    ]
    if ".".join(segments) != label:
        return
    if side == "request" and operation.body:
        yield operation.body
    for response in operation.responses:
        if response.status[0] != "2":
            continue
        if side == "response" and response.type:
            yield response.type
        if side == "stream" and response.events and response.events.schema:
            yield Named(response.events.schema)


def _selected(type_: PythonType, selectors: list[str], schemas: Mapping[str, Schema]) -> PythonType | None:
    """Return the part of a type that `selectors` select, applied one after the other; None if there is none."""
    for selector in filter(None, selectors):
        parts = [part for part in members(type_, schemas) if _is_selected(part, selector, schemas)]
        found = [
            part.item if isinstance(part, ListOf) else part.value if isinstance(part, MapOf) else part
            for part in parts
        ]
        if not found:
            return None
        type_ = union_of(found)
    return type_


def _is_selected(part: PythonType, selector: str, schemas: Mapping[str, Schema]) -> bool:
    match part:
        case ListOf():
            return selector == "[]"
        case MapOf():
            return selector == "{}"
        case Literals():
            return selector[0] == "(" and literal(selector[1:-1]) in part.codes
        case Named():
            return selector[0] == "(" and _satisfies(part.name, selector[1:-1].split(","), schemas)
        case _:
            return False


def _satisfies(name: str, conditions: list[str], schemas: Mapping[str, Schema]) -> bool:
    """Return whether an object meets all conditions: it has a literal value, has a property (`.x`), or lacks it (`!x`)."""
    [schema] = objects(Named(name), schemas)
    codes = {
        code
        for each in schema.properties
        for part in _branches(each.type)
        if isinstance(part, Literals)
        for code in part.codes
    }
    return all(
        (condition[1:] in schema.by_name) is (condition[0] == ".")
        if condition[0] in ".!"
        else literal(condition) in codes
        for condition in conditions
    )


def _branches(type_: PythonType) -> tuple[PythonType, ...]:
    return type_.members if isinstance(type_, Union) else (type_,)


def _own_module(name: str, modules: list[str]) -> str | None:
    """Return the only module that defines `name`, or else the one that is named after it; None if there is neither."""
    if len(modules) == 1:
        return modules[0]
    return next((module for module in modules if module.replace("_", "") == name.lower()), None)


def _module(
    package: str, module: str, targets: Mapping[str, TypeTarget], api: Api, requests: set[str]
) -> TypesModuleContext:
    is_params = package == _PARAMS_PACKAGE or _PARAMS_MODULE.fullmatch(module) is not None
    source = "params" if is_params else "models"
    plain = params_dialect(requests) if is_params else MODELS

    def qualified(schema: str) -> str:
        """Return a name with its module, because this module may use the same name for another schema."""
        return f"{source}.{plain.name(schema)}"

    dialect = evolve(plain, name=qualified)
    context = TypesModuleContext(package, module)
    for name, target in targets.items():
        if origin := None if is_params else _client_class(target):
            context.imports.append(ImportContext(origin, target.path, name))
            continue
        type_ = type_at(target.path, api)
        if type_ is None or (is_params and not requests.issuperset(names_in(type_))):
            continue
        if isinstance(type_, Named) and not target.is_list:
            context.imports.append(ImportContext(f"{PACKAGE}.{source}", plain.name(type_.name), name))
            continue
        text = annotation(type_, dialect, api.schemas)
        context.aliases[name] = f"list[{text}]" if target.is_list else text
    identifiers = {found for text in context.aliases.values() for found in re.findall(r"\w+", text)}
    context.used.extend((origin, used) for used, origin in _ORIGINS.items() if used in identifiers)
    return context


#: The modules of the names that annotations use.
_ORIGINS = {
    "JsonValue": f"{PACKAGE}.types",
    "Literal": "typing",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "Unknown": f"{PACKAGE}.types",
    "models": PACKAGE,
    "params": PACKAGE,
}


def _client_class(target: TypeTarget) -> str | None:
    """Return the module of the client's own class for a target; None if there is none."""
    return None if target.is_list else response_types().get(target.path)


def _client_classes(api: Api, resources: ResourceContexts) -> Iterator[tuple[str, str]]:
    """Yield the client's classes that extend models of the same name, each with its module, hand-written ones last."""
    by_module = [(each.module, each.operation_methods) for each in resources.creating]
    by_module += [(each.module, each.operation_methods) for each in resources.plain]
    for module, methods in by_module:
        for method in methods:
            for name in filter(None, (method.response, method.item)):
                yield name, f"aimlkit.resources.{module}"
    for name, module in response_types().items():
        if name in api.schemas:
            yield name, module
