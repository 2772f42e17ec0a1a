"""From documents to the contract: the steps in a row."""

from pathlib import Path

from attrs import evolve, frozen

from scripts.common.documents import Json, Object, as_object, dump, read_document
from scripts.common.errors import PipelineError, printable
from scripts.common.files import replace_file
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.answers import open_enums
from scripts.contract.assembly import Assembly
from scripts.contract.descriptions import describe
from scripts.contract.fold import fold, folded
from scripts.contract.merge import merge
from scripts.contract.naming import missing_places, name, renamed
from scripts.contract.normalise import normalise
from scripts.contract.operations import Described, with_schemas
from scripts.contract.overlay import Overlay, apply
from scripts.contract.schemas import target_of
from scripts.contract.select import select
from scripts.contract.strip import strip


@frozen
class Contract:
    """The contract, and what of the overlay found nothing to apply to."""

    document: Object
    idle: list[str]

    @property
    def schemas(self) -> int:
        """How many schemas it names."""
        return len(_schemas(self.document))


def build(sources: list[Source], upstream: Path, overlay: Overlay) -> Contract:
    """The contract for `sources`, whose documents are in the folder `upstream`. Raises PipelineError."""
    documents = [(source, read_document(upstream / f"{source.name}.json", source.name)) for source in sources]
    return contract_of(documents, overlay)


def contract_of(documents: list[tuple[Source, Object]], overlay: Overlay) -> Contract:
    """The contract for documents that have been read. The documents are left as they are. Raises PipelineError."""
    described = [strip(select(document, source), source) for source, document in documents]
    assembly = Assembly(merge([_normalised(one, open_answers=overlay.open_answers) for one in described]))
    components = assembly.hoisted.components
    names = name(components, assembly.roots, overlay.names)
    contract = assembly.document([document for _, document in documents], names)
    missing = missing_places(components, assembly.roots, overlay.names)
    idle = [f"x-names: {place}" for place in missing]
    idle += [f"{action.target} ({action.reason.strip()})" for action in apply(overlay, contract)]
    idle += [f"x-words: {subject}" for subject in describe(_schemas(contract), overlay.words)]
    _require_references(contract)
    contract = _folded(contract, list(names.values()))
    _prune(contract)
    return Contract(document=contract, idle=idle)


def _normalised(described: Described, *, open_answers: bool) -> Described:
    """The operation with its schemas in the normal form, and the enums of its answers open."""

    def normal(side: str, _: str, schema: Json) -> Json:
        return open_enums(normalise(schema)) if open_answers and side != "request" else normalise(schema)

    parameters: list[Object] = [
        {**parameter, "schema": normalise(parameter["schema"])} for parameter in described.parameters
    ]
    return with_schemas(evolve(described, parameters=parameters), normal)


def _folded(contract: Object, order: list[str]) -> Object:
    components = as_object(contract["components"])
    named = {label: schema for label, schema in _schemas(contract).items() if isinstance(schema, dict)}
    final = fold(named, order)
    kept: Object = {label: renamed(named[label], final) for label in set(final.values())}
    rest = as_object(folded({**components, "schemas": {}}, final))
    outside: Object = {key: folded(value, final) for key, value in contract.items() if key != "components"}
    return {**outside, "components": {**rest, "schemas": kept}}


def _schemas(contract: Object) -> Object:
    return as_object(as_object(contract["components"]).get("schemas"))


def _require_references(contract: Object) -> None:
    """Raise PipelineError when the overlay has put in a reference to what the documents no longer have."""
    schemas = _schemas(contract)
    ahead: list[tuple[str, Json]] = [("", contract)]
    while ahead:
        where, node = ahead.pop()
        target = target_of(node)
        if target is not None and target not in schemas and not target.startswith("#"):
            raise PipelineError(
                f"refers to the schema {printable(target)}, which is not there (any more)",
                where=f"the contract#{where}",
                hint="mend the overlay's action that says so",
            )
        if isinstance(node, dict):
            ahead += [(f"{where}{pointer([key])}", child) for key, child in node.items()]
        elif isinstance(node, list):
            ahead += [(f"{where}{pointer([index])}", child) for index, child in enumerate(node)]


def _prune(contract: Object) -> None:
    """Drop the schemas that nothing refers to any more."""
    schemas = _schemas(contract)
    used: set[str] = set()
    rest = {**as_object(contract["components"]), "schemas": {}}
    ahead: list[Json] = [{**contract, "components": rest}]
    while ahead:
        node = ahead.pop()
        ahead += node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        target = target_of(node)
        if target in schemas and target not in used:
            used.add(target)
            ahead.append(schemas[target])
    for unused in set(schemas) - used:
        del schemas[unused]


def write(contract: Contract, output: Path) -> bool:
    """Put the contract at `output`, and say whether it differs from what was there. Raises PipelineError.

    One that is not valid OpenAPI does not get there, and so one that is there already is.
    """
    content = dump(contract.document)
    if output.is_file() and output.read_bytes() == content:
        return False
    _require_valid(contract.document)
    replace_file(output, content)
    return True


def _require_valid(contract: Object) -> None:
    # It takes half a second to load, and most runs change nothing.
    from openapi_spec_validator import OpenAPIV31SpecValidator  # noqa: PLC0415

    error = next(iter(OpenAPIV31SpecValidator(contract).iter_errors()), None)
    if error is not None:
        raise PipelineError(
            f"is not valid OpenAPI 3.1 ({printable(error.message)})",
            where=f"the contract#{pointer(error.absolute_path)}",
            hint="add what is missing to the overlay",
        )
