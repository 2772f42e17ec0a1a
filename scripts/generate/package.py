"""The package as openapi-python-client writes it, with the templates of this repository."""

import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from openapi_python_client import Project
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import PythonIdentifier

from scripts.common.errors import PipelineError, printable
from scripts.generate.contract import Contract, Operation
from scripts.generate.endpoints import endpoint
from scripts.generate.literals import literal
from scripts.generate.names import PACKAGE
from scripts.generate.operations import error_fields, operation_contexts, prefix
from scripts.generate.pages import pages
from scripts.generate.params import params
from scripts.generate.resources import resource_contexts, write_resources
from scripts.generate.view import identifier, view

_TEMPLATES = Path(__file__).parent / "templates"

#: What the module of an operation calls its own, where a parameter's name would stand for something else.
_LOCALS = frozenset({"body", "cookies", "headers", "httpx", "kwargs", "params", "quote", "response"})


def write(contract: Contract, digest: str, folder: Path, resources: Path | None) -> None:
    """Fill `folder` with the package of `contract`, whose sha256 is `digest`, and `resources` with the resource classes.

    Raises PipelineError.
    """
    project = _project(contract, folder)
    modules = {
        str(model.class_info.name): str(model.class_info.module_name) for model in project.openapi.models
    }
    for name in contract.schemas:
        if name not in modules:
            raise PipelineError(
                f"{name} is not a name that openapi-python-client leaves as it is",
                where=f"contract.json#/components/schemas/{name}",
                hint="give the schema another in openapi/overlay.yaml",
            )
    environment = project.env
    environment.filters["literal"] = literal
    bodies = [operation.body for operation in contract.operations if operation.body]
    named = _named(contract)
    environment.globals.update(
        contract_digest=digest,
        base_url=literal(contract.base_url),
        pages=pages(contract.schemas),
        modules=modules,
        params=params(bodies, contract.schemas),
        endpoints={name: endpoint(operation, contract.schemas) for name, operation in named.items()},
        operations=operation_contexts(named, contract),
        error_fields=error_fields(contract),
        headers=contract.headers,
        prefix=prefix(contract.operations),
    )
    # It says where it writes, and that is a temporary folder.
    with contextlib.redirect_stdout(io.StringIO()):
        problems = project.build()
    if problems:
        raise _fault(problems)
    for module in ("headers.py", "operations.py", "params.py"):
        text = environment.get_template(f"{module}.jinja").render()
        (folder / module).write_text(text, encoding="utf-8")
    (folder / "py.typed").touch()
    _mend_client(folder / "client.py")
    if resources:
        write_resources(environment, resource_contexts(contract), resources)


#: What the generator's own client is to be instead: one that shows no key and does not wait for ever. Its
#: template has 190 lines, and these are four of them.
_MENDS = (
    ("    token: str\n", "    token: str = field(repr=False)\n", 1),
    ('kw_only=True, alias="headers")', 'kw_only=True, alias="headers", repr=False)', 2),
    ('kw_only=True, alias="cookies")', 'kw_only=True, alias="cookies", repr=False)', 2),
    (
        'field(default=None, kw_only=True, alias="timeout")',
        'field(default=httpx.Timeout(600.0, connect=5.0), kw_only=True, alias="timeout")',
        2,
    ),
)


def _mend_client(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for stock, ours, times in _MENDS:
        if text.count(stock) != times:
            raise PipelineError(
                f"does not hold {printable(stock.strip())} {times} times",
                where="openapi-python-client's client.py.jinja",
                hint="see to scripts/generate/package.py; the generator's version has changed",
            )
        text = text.replace(stock, ours)
    path.write_text(text, encoding="utf-8")


def _project(contract: Contract, folder: Path) -> Project:
    config = Config.from_sources(
        ConfigFile(project_name_override=PACKAGE, package_name_override=PACKAGE, post_hooks=[]),
        MetaType.NONE,
        document_source=folder,
        file_encoding="utf-8",
        overwrite=True,
        output_path=folder,
    )
    data = GeneratorData.from_dict(view(contract), config=config)
    if not isinstance(data, GeneratorData):
        raise _fault([data])
    problems = [*data.errors]
    for collection in data.endpoint_collections_by_tag.values():
        problems.extend(collection.parse_errors)
    if problems:
        raise _fault(problems)
    for collection in data.endpoint_collections_by_tag.values():
        for method in collection.endpoints:
            _check_parameters(method)
    return Project(openapi=data, config=config, custom_template_path=_TEMPLATES)


def _check_parameters(method: Endpoint) -> None:
    for _, parameter in method.iter_all_parameters():
        if parameter.python_name in _LOCALS:
            raise PipelineError(
                f"{method.name} calls a parameter {parameter.python_name}, and its module something else",
                where="contract.json#/paths",
                hint="take it out in openapi/overlay.yaml",
            )


def _fault(problems: Sequence[GeneratorError]) -> PipelineError:
    texts = dict.fromkeys(printable(" ".join(f"{p.header} {p.detail or ''}".split())) for p in problems)
    return PipelineError(
        "; ".join(texts),
        where="openapi-python-client",
        hint="mend the contract in openapi/overlay.yaml",
    )


def _named(contract: Contract) -> dict[str, Operation]:
    """The operations by their names in Python."""
    found: dict[str, Operation] = {}
    for operation in contract.operations:
        name = PythonIdentifier(identifier(operation.id), "field_")
        if name in found:
            raise PipelineError(
                f"two operations are called {name}",
                where="contract.json#/paths",
                hint="give one of them another operationId in openapi/overlay.yaml",
            )
        found[name] = operation
    return found
