"""The lists of the provider: its models with the addresses of their documents, and the files of its repository."""

import json

from attrs import frozen

from scripts.common.documents import DEPTH_LIMIT, Json, Object, as_list, as_object
from scripts.common.errors import PipelineError, printable
from scripts.common.sources import Operation, Source
from scripts.pull.download import DownloadRequest, download


@frozen
class ListedModel:
    """A model of the provider's list. `document_url` is empty if the list has no address of its document."""

    id: str
    aliases: tuple[str, ...]
    document_url: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names that a request can have."""
        return (self.id, *self.aliases)


def fetch(url: str, name: str) -> bytes:
    """Return what `url` has; messages call it `name`. Raises PipelineError if it cannot be fetched."""
    source = Source(name=name, url=url, operation=Operation(method="get", path="/"))
    [result] = download([DownloadRequest(source, b"", None)], None, None)
    if isinstance(result, PipelineError):
        raise result
    return result.content


def parse_model_list(content: bytes, where: str) -> list[ListedModel]:
    """Return the models of the provider's list; entries without an id are skipped."""
    models: list[ListedModel] = []
    for entry in as_list(_parse_object(content, where).get("data")):
        fields = as_object(entry)
        model_id = fields.get("id")
        if isinstance(model_id, str) and model_id:
            aliases = [alias for alias in as_list(fields.get("aliases")) if isinstance(alias, str)]
            address = as_object(fields.get("info")).get("docsJson")
            models.append(ListedModel(model_id, tuple(aliases), address if isinstance(address, str) else ""))
    return models


def parse_file_list(content: bytes, where: str) -> list[str]:
    """Return the paths of the JSON files in GitHub's list of a repository's files."""
    paths = [as_object(entry).get("path") for entry in as_list(_parse_object(content, where).get("tree"))]
    return [path for path in paths if isinstance(path, str) and path.endswith(".json")]


def _parse_object(content: bytes, where: str) -> Object:
    hint = "check its URL under [catalogue] in openapi/sources.toml"
    try:
        value: Json = json.loads(content)
    except RecursionError:
        problem = f"is nested more than {DEPTH_LIMIT} levels deep"
        raise PipelineError(problem, where=where, hint=hint) from None
    except ValueError as error:
        raise PipelineError(f"is not JSON ({printable(error)})", where=where, hint=hint) from None
    if not isinstance(value, dict):
        raise PipelineError("is not a JSON object", where=where, hint=hint)
    return value
