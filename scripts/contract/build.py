"""Build the contract from the published documents: run the steps in order, check and write the result."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from attrs import evolve, field, frozen

from scripts.common.documents import Json, Object, as_object, dump, read_document
from scripts.common.errors import PipelineError, printable
from scripts.common.files import replace_file
from scripts.common.pointers import pointer
from scripts.common.sources import Source
from scripts.contract.assembly import Assembly
from scripts.contract.defaults import without_invalid_defaults
from scripts.contract.descriptions import describe, parameters_by_operation
from scripts.contract.directions import relax_read_and_write_only
from scripts.contract.document_keys import surrounding_keys
from scripts.contract.extract_facts import extract_facts
from scripts.contract.fold import fold, with_folded_references
from scripts.contract.media_types import is_json
from scripts.contract.merge_operations import merge_operations
from scripts.contract.naming import name_components, with_names
from scripts.contract.normalise import normalise
from scripts.contract.open_enums import open_enums
from scripts.contract.operation_spec import OperationSpec, map_schemas
from scripts.contract.overlay import Overlay, apply, with_repairs
from scripts.contract.recursion import name_recursive_schemas
from scripts.contract.schema_paths import find_objects
from scripts.contract.schemas import UNSUPPORTED, compact_json, target_of
from scripts.contract.security import required_credentials
from scripts.contract.select import RESPONSE, select


@frozen
class BuiltContract:
    """The contract as an OpenAPI document, with the overlay's entries that matched nothing in it."""

    document: Object
    #: Each is one line: a target with its reason, a schema path of `x-names` or a subject of `x-descriptions`.
    unmatched: list[str]
    #: The keywords that have no effect, because they are unknown or contradict others: one line each, with a location.
    unsupported: list[str] = field(factory=list)
    #: What the documents state and the contract leaves out, because it contradicts something else: one line each, with a
    #: location. Unlike the others it is no error in strict mode: the documents are not ours to correct.
    warnings: list[str] = field(factory=list)

    @property
    def schema_count(self) -> int:
        """The number of named schemas."""
        return len(_schemas(self.document))


def build(sources: list[Source], upstream: Path, overlay: Overlay) -> BuiltContract:
    """Build the contract of `sources`, whose documents are files of the folder `upstream`.

    Raises PipelineError if a document cannot be read or used.
    """
    documents = [(source, read_document(upstream / f"{source.name}.json", source.name)) for source in sources]
    return build_from_documents(documents, overlay)


def build_from_documents(documents: list[tuple[Source, Object]], overlay: Overlay) -> BuiltContract:
    """Build the contract of documents that have been read; the documents are not modified.

    Raises PipelineError if a document cannot be used.
    """
    documents, unmatched_repairs = with_repairs(documents, overlay)
    specs = [_facts(document, source) for source, document in documents]
    normaliser = _Normaliser(overlay.open_response_enums)
    normal = [_normalised(spec, normaliser) for spec in specs]
    assembly = Assembly(merge_operations(normal))
    named = name_components(
        assembly.hoisted.components, assembly.roots_by_source, assembly.requests, overlay.names
    )
    contract = assembly.document([document for _, document in documents], named)
    origins = assembly.origins()
    unmatched = [
        *unmatched_repairs,
        *(f"x-names: {path}" for path in named.unmatched),
        *apply(
            overlay,
            contract,
            lambda path: [
                named.names[key] for key in find_objects(named.components, assembly.final_roots(named), path)
            ],
        ),
        *(f"x-descriptions: {subject}" for subject in _describe(contract, overlay.descriptions)),
    ]
    _require_resolvable_references(contract)
    contract = _folded(contract, list(named.names.values()), named.copies)
    _remove_unused_schemas(contract)
    return BuiltContract(
        document=contract,
        unmatched=unmatched,
        unsupported=list(_unsupported(contract, origins)),
        warnings=[warning for spec in assembly.specs for warning in spec.warnings],
    )


def _unsupported(contract: Object, origins: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Yield a line for each keyword that extract_facts noted as unsupported.

    `origins` are the locations in the documents, by location in the contract and keyword.
    """
    pending: list[tuple[str, Json]] = [("", contract)]
    while pending:
        where, node = pending.pop()
        if isinstance(node, dict):
            for keyword in sorted(as_object(node.get(UNSUPPORTED))):
                for location in origins.get((where, keyword), [f"the contract#{where}"]):
                    yield f"{printable(location)}: the keyword {printable(keyword)} has no effect"
            pending += reversed([(f"{where}{pointer([key])}", node[key]) for key in sorted(node)])
        elif isinstance(node, list):
            pending += reversed([(f"{where}{pointer([index])}", child) for index, child in enumerate(node)])


def _facts(document: Object, source: Source) -> OperationSpec:
    operation, recursive = select(document, source)
    spec = without_invalid_defaults(extract_facts(operation, source, recursive))
    _require_json(spec, source)
    return evolve(
        spec,
        security=required_credentials(document, source),
        unsupported=[*surrounding_keys(document, source), *spec.unsupported],
    )


def _require_json(spec: OperationSpec, source: Source) -> None:
    """Raise PipelineError if the operation has a request body that cannot be JSON, such as a form with files."""
    if spec.request and not any(is_json(media_type) for media_type in spec.request):
        at = ("paths", source.operation.path, source.operation.method, "requestBody", "content")
        raise PipelineError(
            f"is {printable(', '.join(sorted(spec.request)))}, and the client sends JSON only",
            where=f"{printable(source.name)}#{pointer(at)}",
            hint="remove the source from sources.toml",
        )


class _Normaliser:
    """Brings schemas into normal form; equal ones once, because most documents describe the same responses."""

    def __init__(self, open_response_enums: bool) -> None:
        self._open_response_enums = open_response_enums
        #: The normal forms, by the JSON text of the schema and whether it is part of a request.
        self._known: dict[tuple[bool, str], Json] = {}

    def normal(self, schema: Json, *, request: bool) -> Json:
        """Return `schema` in normal form and, if requested, the enums of responses open."""
        key = (request, compact_json(schema))
        if key not in self._known:
            found = relax_read_and_write_only(normalise(schema), request=request)
            self._known[key] = open_enums(found) if self._open_response_enums and not request else found
        return self._known[key]


def _normalised(spec: OperationSpec, normaliser: _Normaliser) -> OperationSpec:
    """Return `spec` with its schemas in normal form."""

    def normal(side: str, _media_type: str, schema: Json) -> Json:
        return normaliser.normal(schema, request=side == "request")

    parameters: list[Object] = [
        {**parameter, "schema": normalise(parameter["schema"])} for parameter in spec.parameters
    ]
    headers: dict[str, dict[str, Object]] = {
        status: {
            name: {**header, "schema": normal(status, "", header["schema"])}
            for name, header in by_name.items()
        }
        for status, by_name in spec.headers.items()
    }
    recursive = {
        name: normal("response" if name.startswith(RESPONSE) else "request", "", schema)
        for name, schema in spec.recursive.items()
    }
    return name_recursive_schemas(
        map_schemas(evolve(spec, parameters=parameters, headers=headers, recursive=recursive), normal)
    )


def _folded(contract: Object, order: list[str], copies: Set[str]) -> Object:
    """Return `contract` with one schema for those that have become equal; `order` decides whose name stays.

    `copies` keep their names.
    """
    components = as_object(contract["components"])
    schemas = {name: schema for name, schema in _schemas(contract).items() if isinstance(schema, dict)}
    final_names = fold(schemas, order, copies)
    remaining: Object = {name: with_names(schemas[name], final_names) for name in set(final_names.values())}
    other_components = as_object(with_folded_references({**components, "schemas": {}}, final_names))
    outside: Object = {
        key: with_folded_references(value, final_names)
        for key, value in contract.items()
        if key != "components"
    }
    return {**outside, "components": {**other_components, "schemas": remaining}}


def _describe(contract: Object, descriptions: Mapping[str, str]) -> list[str]:
    return describe(_schemas(contract), descriptions, parameters_by_operation(contract))


def _schemas(contract: Object) -> Object:
    return as_object(as_object(contract["components"]).get("schemas"))


def _require_resolvable_references(contract: Object) -> None:
    """Raise PipelineError if the overlay has added a reference to a schema that does not exist."""
    schemas = _schemas(contract)
    pending: list[tuple[str, Json]] = [("", contract)]
    while pending:
        where, node = pending.pop()
        target = target_of(node)
        if target is not None and target not in schemas and not target.startswith("#"):
            raise PipelineError(
                f"refers to the schema {printable(target)}, which does not exist",
                where=f"the contract#{where}",
                hint="correct the overlay's action that adds the reference",
            )
        if isinstance(node, dict):
            pending += [(f"{where}{pointer([key])}", child) for key, child in node.items()]
        elif isinstance(node, list):
            pending += [(f"{where}{pointer([index])}", child) for index, child in enumerate(node)]


def _remove_unused_schemas(contract: Object) -> None:
    """Remove the named schemas that no operation refers to, directly or through others."""
    schemas = _schemas(contract)
    used: set[str] = set()
    other_components = {**as_object(contract["components"]), "schemas": {}}
    pending: list[Json] = [{**contract, "components": other_components}]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            pending += node.values()
        elif isinstance(node, list):
            pending += node
        target = target_of(node)
        if target in schemas and target not in used:
            used.add(target)
            pending.append(schemas[target])
    for unused in set(schemas) - used:
        del schemas[unused]


def write(contract: BuiltContract, output: Path) -> bool:
    """Write the contract to `output` if it differs from the file there; return whether it did.

    The file that it replaces is kept as `old_file(output)`, unless there is one: the change from that one has not been
    reported yet.

    Raises PipelineError if the contract is not valid OpenAPI 3.1; `output` is unchanged then. A file
    that exists already has been validated, so an unchanged contract is not validated again.
    """
    content = dump(contract.document)
    if is_current(content, output):
        return False
    _require_valid_openapi(contract.document)
    if output.is_file() and not old_file(output).exists():
        replace_file(old_file(output), output.read_bytes())
    replace_file(output, content)
    return True


def old_file(output: Path) -> Path:
    """Return where the contract is kept that was at `output` before a change that has not been reported."""
    return output.with_name(f".{output.name}.old")


def is_current(content: bytes, output: Path) -> bool:
    """Return whether the file at `output` has this content."""
    return output.is_file() and output.read_bytes() == content


def _require_valid_openapi(contract: Object) -> None:
    # Imported here because it takes half a second to load and most runs change nothing.
    from openapi_spec_validator import OpenAPIV31SpecValidator  # noqa: PLC0415

    error = next(iter(OpenAPIV31SpecValidator(contract).iter_errors()), None)
    if error is not None:
        raise PipelineError(
            f"is not valid OpenAPI 3.1 ({printable(error.message)})",
            where=f"the contract#{pointer(error.absolute_path)}",
            hint="add an overlay action that supplies the missing part",
        )
