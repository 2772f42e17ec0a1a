"""Files as the last commit has them."""

import subprocess
from pathlib import Path

from scripts.common.documents import Object, parse_document
from scripts.common.errors import PipelineError


def read_committed(path: Path) -> Object | None:
    """Return the document at `path` in the last commit; None if it has none, or if this is no git repository."""
    try:
        process = subprocess.run(  # noqa: S603 - git
            ["git", "show", f"HEAD:./{path.name}"],  # noqa: S607 - the one of PATH
            cwd=path.parent,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    if process.returncode:
        return None
    try:
        return parse_document(process.stdout, path.name)
    except PipelineError:
        return None
