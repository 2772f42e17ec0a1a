"""Leave the tests of this folder out if the sources are others than the documents that they are about."""

from tests.committed import documents
from tests.conftest import ROOT

collect_ignore_glob = [] if documents.are_the_sources(ROOT / "openapi" / "sources.toml") else ["*"]
