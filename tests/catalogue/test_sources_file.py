"""Edits of sources.toml: everything else in it stays as it is."""

import pytest

from scripts.catalogue.sources_file import with_source, without_source
from scripts.common.errors import PipelineError
from scripts.common.sources import Operation, Source
from tests.catalogue.builders import CATALOGUE, entry

SOURCE = Source("Vendor.new", "https://files.invalid/new.json", Operation("post", "/v1/x"))
CONTENT = f"# Sources.\n\n{CATALOGUE}\n# The first one.\n{entry('one')}\n# The second one,\n# which is new.\n{entry('two')}"


def test_with_source_appends_an_entry_and_without_source_removes_it() -> None:
    added = with_source(CONTENT, SOURCE)
    assert added.startswith(CONTENT.rstrip())
    assert added.endswith(
        '\n\n[[source]]\nname = "Vendor.new"\nurl = "https://files.invalid/new.json"\noperation = "POST /v1/x"\n'
    )
    assert without_source(added, "Vendor.new") == CONTENT


def test_without_source_removes_the_comments_directly_above_and_keeps_those_of_the_next() -> None:
    assert without_source(CONTENT, "one") == (
        f"# Sources.\n\n{CATALOGUE}\n# The second one,\n# which is new.\n{entry('two')}"
    )
    assert without_source(CONTENT, "two") == f"# Sources.\n\n{CATALOGUE}\n# The first one.\n{entry('one')}"


def test_without_source_refuses_a_name_that_no_table_has() -> None:
    with pytest.raises(PipelineError, match=r"has no \[\[source\]\] called 'three'"):
        without_source(CONTENT, "three")
