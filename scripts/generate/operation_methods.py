"""The methods of the client for operations without a request body, such as `client.models.list()`."""

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from scripts.generate.annotations import MODELS, Dialect, annotation, fixed_names
from scripts.generate.api import Api, ApiOperation, ApiParameter, HeaderNames, ObjectSchema, Schema
from scripts.generate.generator_input import identifier
from scripts.generate.literals import method_docstring
from scripts.generate.methods import (
    API_ERROR,
    OPTIONS,
    TYPE_ERROR,
    ParameterContext,
    is_parameter_name,
    or_omit,
)
from scripts.generate.names import attribute_names
from scripts.generate.types import ListOf, Named, Union

#: Methods whose operations become methods of the client. A HEAD is of no use without headers that a client reads.
_VERBS = {"get": "retrieve", "delete": "delete"}

_NOT_FOUND = ("NotFoundError", "There is no such object.")


@frozen
class OperationMethodContext:
    """A method of the client that sends one operation without a request body."""

    path: list[str]
    """The attributes that lead from the client to the method: models and list."""
    constant: str
    """The constant of the operation."""
    parameters: list[ParameterContext]
    """Those without a default come first, and may be passed without their names."""
    arguments: list[tuple[str, str]]
    """The name of each parameter of the operation, and that of the method's parameter for it."""
    options: list[str]
    """The parameters that are options of the request."""
    response: str
    """The name of the response's model."""
    item: str | None
    """The name of the model of an object in the response, if that is a list."""
    retrieve_by: str | None
    """For a method that returns one object of the list: the parameter of the operation that selects it."""
    docstring: str

    @property
    def name(self) -> str:
        """The name of the method."""
        return self.path[-1]

    @property
    def is_list(self) -> bool:
        """Return whether the method returns the list itself."""
        return self.item is not None and self.retrieve_by is None


def operation_method_contexts(
    constants: Mapping[str, str], api: Api, dialect: Dialect, segments: Mapping[str, list[str]]
) -> list[OperationMethodContext]:
    """Return the methods for the operations that have no request body and an object as their response.

    `constants` has the constant of each operation by its id, and `segments` the Python names of the segments of each
    path, without its version and its parameters.
    """
    methods: list[OperationMethodContext] = []
    for operation in api.operations:
        response = _response_model(operation, api.schemas)
        if operation.method not in _VERBS or operation.body is not None or response is None:
            continue
        path = operation.client_method.split(".") if operation.client_method else []
        path = path or _default_path(operation, segments[operation.path])
        method = _method(operation, constants[operation.id], path, response, api, dialect)
        methods.append(method)
        if method.item is not None and operation.listing and operation.listing.retrieve_by:
            methods.append(_retrieve_method(operation, method, operation.listing.retrieve_by))
    return methods


def _response_model(operation: ApiOperation, schemas: Mapping[str, Schema]) -> ObjectSchema | None:
    success = next((response for response in operation.responses if response.status[0] == "2"), None)
    if success is None or success.events is not None or not isinstance(success.type, Named):
        return None
    schema = schemas[success.type.name]
    return schema if isinstance(schema, ObjectSchema) else None


def _default_path(operation: ApiOperation, segments: list[str]) -> list[str]:
    """Return the attributes for an operation: `models.list`, `responses.retrieve`, or `billing.balance`."""
    if operation.path.endswith("}"):
        return [*segments, _VERBS[operation.method]]
    if operation.method == "get" and operation.listing is not None:
        return [*segments, "list"]
    return segments if operation.method == "get" else [*segments, _VERBS[operation.method]]


def _method(
    operation: ApiOperation,
    constant: str,
    path: list[str],
    response: ObjectSchema,
    api: Api,
    dialect: Dialect,
) -> OperationMethodContext:
    names = _python_names(operation.parameters, api.headers)
    parameters = [
        _parameter(parameter, names[parameter.name], dialect, api.schemas)
        for parameter in sorted(
            operation.parameters, key=lambda each: (not each.required, each.location != "path")
        )
        if parameter.name in names
    ]
    return _with_docstring(
        OperationMethodContext(
            path=path,
            constant=constant,
            parameters=parameters,
            arguments=[(name, argument) for name, argument in names.items()],
            options=[option.name for option in _OPTIONS],
            response=response.name,
            item=_item_model(operation, response, api.schemas),
            retrieve_by=None,
            docstring="",
        ),
        operation.description or f"Send {operation.method.upper()} {operation.path}.",
    )


#: The options of a request without a body.
_OPTIONS = [option for option in OPTIONS if option.name != "extra_body"]


def _python_names(parameters: Sequence[ApiParameter], headers: HeaderNames) -> dict[str, str]:
    """Return the parameter of the method for each parameter of an operation.

    Those that the client sends itself have none, and neither have those of which the name is taken by an option.
    """
    own_headers = {headers.if_none_match.lower(), headers.client_request_id.lower()}
    preferred = {
        parameter.name: parameter.name if parameter.location == "query" else parameter.name.lower()
        for parameter in parameters
        if parameter.location != "cookie" and parameter.name.lower() not in own_headers
    }
    plain = {name: identifier(python_name) for name, python_name in preferred.items()}
    usable = attribute_names(dict.fromkeys(plain.values()), fixed_names(MODELS))
    return {
        name: usable[python_name]
        for name, python_name in plain.items()
        if [*plain.values()].count(python_name) == 1 and is_parameter_name(usable[python_name])
    }


def _parameter(
    parameter: ApiParameter, name: str, dialect: Dialect, schemas: Mapping[str, Schema]
) -> ParameterContext:
    type_ = annotation(parameter.value, dialect, schemas)
    members = parameter.value.members if isinstance(parameter.value, Union) else (parameter.value,)
    if any(isinstance(member, ListOf) for member in members):
        type_ = f"str | {type_}"
    return ParameterContext(
        name=name,
        annotation=type_ if parameter.required else or_omit(type_),
        default=None if parameter.required else "omit",
        description=parameter.description or "Not described by the provider.",
        is_positional=parameter.required,
    )


def _item_model(operation: ApiOperation, response: ObjectSchema, schemas: Mapping[str, Schema]) -> str | None:
    """Return the name of the model of the objects that a response lists; None if it lists none."""
    items = response.by_name.get(operation.listing.items) if operation.listing else None
    if items is None or not isinstance(items.type, ListOf) or not isinstance(items.type.item, Named):
        return None
    name = items.type.item.name
    return name if isinstance(schemas[name], ObjectSchema) else None


def _retrieve_method(
    operation: ApiOperation, method: OperationMethodContext, retrieve_by: str
) -> OperationMethodContext:
    """Return the method that returns one object of the list that `method` returns."""
    listing = operation.listing
    names = dict(method.arguments)
    others = {names[name] for name in names if listing and name not in listing.filters}
    argument = (listing.retrieve_as if listing else None) or names[retrieve_by]
    selector = ParameterContext(
        name=argument,
        annotation="str",
        default=None,
        description=f"The {' or '.join(_properties(operation))} of the object. Case does not matter.",
        is_positional=True,
    )
    return _with_docstring(
        evolve(
            method,
            path=[*method.path[:-1], _VERBS["get"]],
            parameters=[selector, *(each for each in method.parameters if each.name in others)],
            arguments=[(name, names[name]) for name in names if names[name] in others]
            + [(retrieve_by, argument)],
            retrieve_by=retrieve_by,
        ),
        f"Return one of the objects that `{method.name}()` lists.",
        [_NOT_FOUND],
    )


def _properties(operation: ApiOperation) -> list[str]:
    """Return the properties by which an object is retrieved, as code: `id` and `aliases`."""
    listing = operation.listing
    paths = listing.filters[listing.retrieve_by] if listing and listing.retrieve_by else ()
    return [f"`{path}`" for path in paths]


def _with_docstring(
    method: OperationMethodContext, summary: str, raises: Sequence[tuple[str, str]] = ()
) -> OperationMethodContext:
    """Return `method` with the options of a request as further parameters, and with its docstring."""
    own = [parameter for parameter in method.parameters if parameter.name not in method.options]
    parameters = [*own, *_OPTIONS]
    sections = {
        "Args": [(parameter.name, parameter.description) for parameter in parameters],
        "Raises": [TYPE_ERROR, *raises, API_ERROR],
    }
    return evolve(method, parameters=parameters, docstring=method_docstring(summary, sections, indent=8))
