"""From documents to the contract: the steps in a row."""

from pathlib import Path

from attrs import frozen

from scripts.contract.answers import open_enums
from scripts.contract.assembly import Assembly
from scripts.contract.descriptions import describe
from scripts.contract.fold import fold, folded
from scripts.contract.merge import merge
from scripts.contract.naming import missing_places, name, renamed
from scripts.contract.normalise import normalise
from scripts.contract.overlay import Overlay, apply
from scripts.contract.schemas import target_of
from scripts.contract.select import select
from scripts.contract.strip import strip
from scripts.documents import Json, Object, dump, read
from scripts.faults import Fault, printable
from scripts.files import replace_file
from scripts.pointers import pointer
from scripts.sources import Source


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
    """The contract for `sources`, whose documents are in the folder `upstream`. Raises Fault."""
    documents = [(source, read(upstream / f"{source.name}.json", source.name)) for source in sources]
    return contract_of(documents, overlay)


def contract_of(documents: list[tuple[Source, Object]], overlay: Overlay) -> Contract:
    """The contract for documents that have been read. The documents are left as they are. Raises Fault."""
    described = []
    for source, document in documents:
        at = ("paths", source.operation.path, source.operation.method)
        facts = strip(select(document, source), source.name, at)
        described.append((source.operation, _normalised(facts, open_answers=overlay.open_answers)))
    assembly = Assembly(merge(described))
    given = overlay.names
    names = name(assembly.hoisted.components, assembly.roots, given)
    idle = [
        f"x-names: {place}" for place in missing_places(assembly.hoisted.components, assembly.roots, given)
    ]
    contract = assembly.document(documents, names)
    idle += [f"{action.target} ({action.reason.strip()})" for action in apply(overlay, contract)]
    idle += [f"x-words: {subject}" for subject in describe(_schemas(contract), overlay.words)]
    contract = _folded(contract, list(names.values()))
    _prune(contract)
    return Contract(document=contract, idle=idle)


def _normalised(facts: Object, *, open_answers: bool) -> Object:
    """The facts of one operation in the normal form, the enums of its answers open."""

    def content(holder: Json, *, answer: bool) -> Object:
        given = holder.get("content") if isinstance(holder, dict) else None
        schemas: Object = {}
        for media_type, body in given.items() if isinstance(given, dict) else ():
            schema = normalise(body.get("schema", {}) if isinstance(body, dict) else {})
            schemas[media_type] = {"schema": open_enums(schema) if answer and open_answers else schema}
        return {**(holder if isinstance(holder, dict) else {}), "content": schemas}

    normal: Object = {"responses": {}}
    parameters = facts.get("parameters")
    if isinstance(parameters, list):
        normal["parameters"] = [
            {**parameter, "schema": normalise(parameter.get("schema", {}))}
            for parameter in parameters
            if isinstance(parameter, dict)
        ]
    if "requestBody" in facts:
        normal["requestBody"] = content(facts["requestBody"], answer=False)
    responses = facts["responses"]
    normal["responses"] = {
        status: content(answer, answer=True)
        for status, answer in (responses.items() if isinstance(responses, dict) else ())
    }
    return normal


def _folded(contract: Object, order: list[str]) -> Object:
    components = contract["components"]
    named = {label: schema for label, schema in _schemas(contract).items() if isinstance(schema, dict)}
    final = fold(named, order)
    kept: Object = {label: renamed(named[label], final) for label in set(final.values())}
    rest = folded({**components, "schemas": {}} if isinstance(components, dict) else {}, final)
    outside: Object = {key: folded(value, final) for key, value in contract.items() if key != "components"}
    return {**outside, "components": {**(rest if isinstance(rest, dict) else {}), "schemas": kept}}


def _schemas(contract: Object) -> Object:
    components = contract["components"]
    schemas = components.get("schemas") if isinstance(components, dict) else None
    return schemas if isinstance(schemas, dict) else {}


def _prune(contract: Object) -> None:
    """Drop the schemas that nothing refers to any more."""
    components = contract["components"]
    schemas = _schemas(contract)
    used: set[str] = set()
    ahead: list[Json] = [{key: value for key, value in contract.items() if key != "components"}]
    ahead += (
        [value for key, value in components.items() if key != "schemas"]
        if isinstance(components, dict)
        else []
    )
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
    """Put the contract at `output`, and say whether it differs from what was there. Raises Fault.

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
        raise Fault(
            f"is not valid OpenAPI 3.1 ({printable(error.message)})",
            where=f"the contract#{pointer(error.absolute_path)}",
            remedy="add what is missing to the overlay",
        )
