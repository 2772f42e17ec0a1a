"""The sources with the documents of the service instead of the published ones."""

from attrs import evolve

from scripts.common.documents import Object, parse_document
from scripts.common.errors import PipelineError
from scripts.common.models import models_of
from scripts.common.sources import Source, operations_of
from scripts.pull.catalogue import Catalogue, Fetch, read_model_list


def served_sources(
    sources: list[Source], contract: Object, catalogue: Catalogue, fetch: Fetch
) -> list[Source]:
    """Return `sources`, each with the address of the service's document of a model that its published document has.

    A source without a model, such as the list of models, stays as it is. Raises PipelineError if the list cannot be
    read, or the service has no document with the operation for a source.
    """
    listed = read_model_list(catalogue, fetch)
    served: list[Source] = []
    for source in sources:
        if not models_of(contract, source.operation):
            served.append(source)
            continue
        published = parse_document(fetch(source.url, source.name), source.name)
        models = {model.casefold() for model in models_of(published, source.operation)}
        addresses = [
            entry.document_url
            for entry in listed
            if entry.document_url and models & set(map(str.casefold, entry.names))
        ]
        served.append(evolve(source, url=_address_with_operation(source, addresses, fetch)))
    return served


def _address_with_operation(source: Source, addresses: list[str], fetch: Fetch) -> str:
    for address in addresses:
        if source.operation in operations_of(parse_document(fetch(address, source.name), source.name)):
            return address
    raise PipelineError(
        f"has no document with {source.operation} for it",
        where=f"{source.name}, in the list of the service",
        hint="compare it with the published document: make drift",
    )
