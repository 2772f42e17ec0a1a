"""The models as constants, and the parameters of each: what `of(MODEL)` of a resource is typed by."""

import keyword
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from jinja2 import Environment

from scripts.generate.annotations import Dialect, fixed_names, params_dialect
from scripts.generate.api import Api, Schema
from scripts.generate.generator_input import identifier
from scripts.generate.methods import OPTIONS, STREAM, ParameterContext, body_parameters
from scripts.generate.params import request_properties, request_schemas
from scripts.generate.request_shapes import MODEL, RequestShape, request_shapes
from scripts.generate.resources import ResourceContext

#: Names of the module that a constant could have, too.
_TAKEN = frozenset({"TYPE_CHECKING"})


@frozen
class ModelParametersContext:
    """The typed dictionary of the parameters of one request shape."""

    name: str
    function: str
    """The function with these parameters, from which a constant gets its type."""
    parameters: list[ParameterContext]
    is_functional: bool
    """Whether it is written as a call of `TypedDict`, because a key has the name of a type."""


@frozen
class ModelClassContext:
    """The class of the models that one resource, or several resources, can create responses with."""

    name: str
    resources: list[ResourceContext]


@frozen
class ModelConstantContext:
    """The constant of a model."""

    name: str
    model: str
    class_name: str
    functions: list[str]
    """The functions with the parameters of the model, one for each resource of its class."""


@frozen
class ModelConstantsContext:
    """The module of the constants, and that of the parameters."""

    classes: list[ModelClassContext]
    parameters: list[ModelParametersContext]
    imports: list[str]
    """The typed dictionaries that the annotations of the parameters name."""
    constants: list[ModelConstantContext]
    options: Sequence[ParameterContext] = OPTIONS


def model_constants_context(api: Api, resources: Sequence[ResourceContext]) -> ModelConstantsContext:
    """Return the context of the models that create responses with `resources`."""
    operations = {operation.path: operation for operation in api.operations if operation.body}
    bodies = [operation.body for operation in operations.values() if operation.body]
    schemas = request_schemas(bodies, api.schemas)
    dialect = params_dialect(schemas)
    typed_dicts = {dialect.name(name) for name in schemas}
    parameters: dict[str, ModelParametersContext] = {}
    imports: set[str] = set()
    functions: dict[str, dict[str, str]] = {}
    for resource in resources:
        for shape in request_shapes(operations[resource.path], api.schemas):
            context = _parameters(shape, dialect, api.schemas)
            parameters[context.name] = context
            imports.update(_imports(context.parameters, typed_dicts))
            for model in shape.models:
                functions.setdefault(model, {})[resource.name] = context.function
    combinations = {tuple(by_resource) for by_resource in functions.values()}
    combinations.update((resource.name,) for resource in resources)
    by_name = {resource.name: resource for resource in resources}
    names = constant_names(functions)
    return ModelConstantsContext(
        classes=[
            ModelClassContext(_class_name(combination), [by_name[name] for name in combination])
            for combination in sorted(combinations, key=lambda each: (len(each), each))
        ],
        parameters=[parameters[name] for name in sorted(parameters)],
        imports=sorted(imports),
        constants=[
            ModelConstantContext(
                names[model], model, _class_name(functions[model]), [*functions[model].values()]
            )
            for model in sorted(functions, key=lambda model: names[model])
        ],
    )


def constant_names(models: Iterable[str]) -> dict[str, str]:
    """Return the constant of each model: its name without the provider, `O3_PRO` for `openai/o3-pro`.

    If several models have the same name then, it is that of the one without a provider, or of the first; the
    constants of the others begin with the provider, and end with a number if that is not enough.
    """
    names: dict[str, str] = {}
    used: set[str] = set(_TAKEN)
    for model in sorted(models, key=lambda model: ("/" in model, model)):
        short, whole = _constant(model.rpartition("/")[2]), _constant(model)
        name = short if short not in used else whole
        number = 2
        while name in used:
            name = f"{whole}_{number}"
            number += 1
        names[model] = name
        used.add(name)
    return names


def write_model_constants(environment: Environment, context: ModelConstantsContext, folder: Path) -> None:
    """Write `model_constants.py` and `model_parameters.py` into `folder`."""
    for module in ("model_constants.py", "model_parameters.py"):
        text = environment.get_template(f"{module}.jinja").render(context=context)
        (folder / module).write_text(text, encoding="utf-8")


def _parameters(
    shape: RequestShape, dialect: Dialect, schemas: Mapping[str, Schema]
) -> ModelParametersContext:
    base = shape.schema.name.removesuffix("Params")
    properties = request_properties(shape.schema.name, schemas)
    parameters = [
        parameter
        for parameter in body_parameters(properties, dialect, schemas)
        if parameter.name not in (MODEL, STREAM)
    ]
    types = fixed_names(dialect)
    return ModelParametersContext(
        name=f"{base}Parameters",
        function=re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", f"_{base}").lower(),
        parameters=parameters,
        is_functional=any(parameter.name in types for parameter in parameters),
    )


def _imports(parameters: Sequence[ParameterContext], names: Container[str]) -> set[str]:
    """Return the typed dictionaries, among `names`, that the annotations of parameters name."""
    words = re.findall(r"\w+", " ".join(parameter.annotation for parameter in parameters))
    return {word for word in words if word in names}


def _class_name(resources: Iterable[str]) -> str:
    return f"{'And'.join(resources)}Model"


def _constant(text: str) -> str:
    name = identifier(text).upper()
    if not name[0].isalpha():
        name = f"MODEL_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name
