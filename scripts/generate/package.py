"""The package as openapi-python-client writes it, with the templates of this repository."""

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import PythonIdentifier

from scripts.common.errors import PipelineError, printable
from scripts.common.reserved_names import TEMPLATES
from scripts.generate.api import Api, ApiOperation
from scripts.generate.client_names import PLACEHOLDERS, missing_names
from scripts.generate.client_types import types_context, write_types
from scripts.generate.endpoints import endpoint_context
from scripts.generate.generator_input import generator_input, identifier
from scripts.generate.literals import literal
from scripts.generate.model_constants import model_constants_context, write_model_constants
from scripts.generate.models import model_contexts
from scripts.generate.names import PACKAGE
from scripts.generate.operation_specs import OTHER_CONSTANTS, common_prefix, error_fields, operation_contexts
from scripts.generate.params import typed_dict_contexts
from scripts.generate.request_shapes import request_shape_contexts, write_request_shapes
from scripts.generate.request_unions import request_union_contexts, union_bases
from scripts.generate.resources import resource_contexts, write_resources

#: Names that the module of an operation uses, which no parameter may have.
_LOCAL_NAMES = frozenset({"body", "cookies", "headers", "httpx", "kwargs", "params", "quote", "response"})


def write(api: Api, digest: str, folder: Path, resources: Path | None, types: Path | None) -> None:
    """Fill `folder` with the package for `api`, `resources` with the resource classes, and `types` with the types.

    `digest` is the sha256 of the contract. Raises PipelineError if the contract cannot be turned into code.
    """
    project = _project(api, folder)
    modules = {
        str(model.class_info.name): str(model.class_info.module_name) for model in project.openapi.models
    }
    for name in api.schemas:
        if name not in modules:
            raise PipelineError(
                f"openapi-python-client would change the name {name}",
                where=f"contract.json#/components/schemas/{name}",
                hint="rename the schema in openapi/overlay.yaml",
            )
    operations = _operations_by_python_name(api)
    contexts = operation_contexts(operations, api)
    environment = project.env
    environment.filters["literal"] = literal
    request_unions = request_union_contexts(api)
    params = typed_dict_contexts([each.body for each in api.operations if each.body], api.schemas)
    placeholders = missing_names("models", modules)
    # jinja2 types the values as those that it sets itself.
    variables: dict[str, Any] = environment.globals
    variables.update(
        contract_digest=digest,
        base_url=literal(api.base_url),
        models=model_contexts(api),
        request_unions=request_unions,
        union_bases=union_bases(request_unions, api),
        modules=modules,
        params=params,
        placeholders=placeholders,
        missing_params=missing_names("params", [context.name for context in params]),
        missing_operations=missing_names(
            "operations", [*OTHER_CONSTANTS, *(context.constant for context in contexts)]
        ),
        endpoints={name: endpoint_context(each, api.schemas) for name, each in operations.items()},
        operations=contexts,
        error_fields=error_fields(api),
        headers=api.headers,
        client_request_id=api.client_request_id,
        prefix=common_prefix(api.operations),
        token_measures=api.token_measures,
        value_roles=api.value_roles,
        openai_client_options=sorted({*api.openai_client_options}),
    )
    # openapi-python-client prints the temporary folder that it writes to.
    with contextlib.redirect_stdout(io.StringIO()):
        problems = project.build()
    if problems:
        raise _error(problems)
    for module in ("headers.py", "operations.py", "params.py"):
        text = environment.get_template(f"{module}.jinja").render()
        (folder / module).write_text(text, encoding="utf-8")
    write_request_shapes(environment, request_shape_contexts(api, modules), folder / "request_shapes")
    if placeholders:
        text = environment.get_template(f"{PLACEHOLDERS}.jinja").render()
        (folder / "models" / PLACEHOLDERS).write_text(text, encoding="utf-8")
    (folder / "py.typed").touch()
    _patch_client(folder / "client.py")
    constants = {context.id: context.constant for context in contexts}
    found = resource_contexts(api, constants) if resources or types else None
    if found and resources:
        write_resources(environment, found, resources)
        write_model_constants(environment, model_constants_context(api, found.creating), resources)
    if found and types:
        write_types(environment, types_context(api, found), types)


#: Changes to the generated `client.py`: it does not show the key, and has a timeout. Each is the original text, its
#: replacement, and how often it occurs. A template of our own would repeat 190 lines for these four.
_CLIENT_PATCHES = (
    ("    token: str\n", "    token: str = field(repr=False)\n", 1),
    ('kw_only=True, alias="headers")', 'kw_only=True, alias="headers", repr=False)', 2),
    ('kw_only=True, alias="cookies")', 'kw_only=True, alias="cookies", repr=False)', 2),
    (
        'field(default=None, kw_only=True, alias="timeout")',
        'field(default=httpx.Timeout(600.0, connect=5.0), kw_only=True, alias="timeout")',
        2,
    ),
)


def _patch_client(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for original, replacement, count in _CLIENT_PATCHES:
        if text.count(original) != count:
            raise PipelineError(
                f"does not contain {printable(original.strip())} {count} times",
                where="openapi-python-client's client.py.jinja",
                hint="adapt scripts/generate/package.py to the new version of the generator",
            )
        text = text.replace(original, replacement)
    path.write_text(text, encoding="utf-8")


def _project(api: Api, folder: Path) -> Project:
    config = Config.from_sources(
        ConfigFile(project_name_override=PACKAGE, package_name_override=PACKAGE, post_hooks=[]),
        MetaType.NONE,
        document_source=folder,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder,
    )
    data = GeneratorData.from_dict(generator_input(api), config=config)
    if not isinstance(data, GeneratorData):
        raise _error([data])
    problems = [*data.errors]
    for collection in data.endpoint_collections_by_tag.values():
        problems.extend(collection.parse_errors)
    if problems:
        raise _error(problems)
    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            _check_parameters(endpoint)
    return Project(openapi=data, config=config, custom_template_path=TEMPLATES)


def _check_parameters(endpoint: Endpoint) -> None:
    for _, parameter in endpoint.iter_all_parameters():
        if parameter.python_name in _LOCAL_NAMES:
            raise PipelineError(
                f"{endpoint.name} has a parameter {parameter.python_name}, which is a name that its module uses",
                where="contract.json#/paths",
                hint="remove it in openapi/overlay.yaml",
            )


def _error(problems: Sequence[GeneratorError]) -> PipelineError:
    texts = dict.fromkeys(printable(" ".join(f"{p.header} {p.detail or ''}".split())) for p in problems)
    return PipelineError(
        "; ".join(texts),
        where="openapi-python-client",
        hint="fix the contract in openapi/overlay.yaml",
    )


def _operations_by_python_name(api: Api) -> dict[str, ApiOperation]:
    found: dict[str, ApiOperation] = {}
    for operation in api.operations:
        name = PythonIdentifier(identifier(operation.id), "field_")
        if name in found:
            raise PipelineError(
                f"two operations have the name {name}",
                where="contract.json#/paths",
                hint="change one operationId in openapi/overlay.yaml",
            )
        found[name] = operation
    return found
