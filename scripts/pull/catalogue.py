"""The table `[catalogue]` of openapi/sources.toml: where documents of models are found."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from scripts.common.documents import as_object
from scripts.common.errors import PipelineError
from scripts.common.files import read_file
from scripts.pull.download import HostUnreachable
from scripts.pull.provider import ListedModel, parse_file_list, parse_model_list

#: Returns the content of an address; messages call it by the second argument.
Fetch = Callable[[str, str], bytes]


@frozen
class Catalogue:
    """The table `[catalogue]`, which states where documents are found. Each value is empty if the file does not state it."""

    #: The address of the provider's list of models.
    models: str
    #: The address of GitHub's list of the files of the repository with the published documents.
    index: str
    #: The address of a file of that repository, with `{path}`.
    file: str
    #: The path of the document of a text model, with `{vendor}` and `{name}`.
    document: str

    def url_of(self, path: str) -> str:
        """Return the published address of a file of the repository."""
        return self.file.replace("{path}", path)

    def mirrored_url(self, stem: str) -> str:
        """Return the published address of a mirror's file `Vendor.name.json`, without its extension."""
        vendor, _, name = stem.partition(".")
        return self.url_of(self.document.replace("{vendor}", vendor).replace("{name}", name or vendor))


def read_catalogue(path: Path) -> Catalogue:
    """Return the table `[catalogue]` of the file at `path`, which is valid TOML."""
    table = as_object(tomllib.loads(read_file(path).decode()).get("catalogue"))

    def text(key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            raise PipelineError(
                f"has a {key} that is not text", where=f"{path}, [catalogue]", hint="quote it"
            )
        return value

    return Catalogue(text("models"), text("index"), text("file"), text("document"))


def read_model_list(catalogue: Catalogue, fetch: Fetch) -> list[ListedModel]:
    """Return the provider's list of models. Raises PipelineError if it cannot be read."""
    name = "the list of models"
    return parse_model_list(_fetch(catalogue.models, "models", name, fetch), name)


def read_index(catalogue: Catalogue, fetch: Fetch) -> list[str]:
    """Return the paths of the published documents. Raises PipelineError if their list cannot be read."""
    name = "the list of documents"
    return parse_file_list(_fetch(catalogue.index, "index", name, fetch), name)


def _fetch(url: str, key: str, name: str, fetch: Fetch) -> bytes:
    if not url:
        hint = f"add {key} to the table [catalogue] of openapi/sources.toml, or set MIRROR to a folder"
        raise PipelineError("has no address", where=name, hint=hint)
    try:
        return fetch(url, name)
    except HostUnreachable as error:
        problem = f"cannot be reached ({error.reason})"
        hint = "check the network, or search a folder of documents: MIRROR=<folder>"
        raise PipelineError(problem, where=f"{name} ({url})", hint=hint) from None
