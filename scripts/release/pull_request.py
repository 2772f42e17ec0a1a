"""`python -m scripts.release.pull_request`: open or update one pull request with a changed contract.

It commits the files that `make` has changed in the working copy to the branch `drift` at the remote. The working copy
and its branch are unchanged. It needs git and `gh`, GitHub's command line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from attrs import frozen

from scripts.common.documents import parse_document, read_document
from scripts.common.errors import PipelineError, run
from scripts.drift.changelog import suggest_version
from scripts.drift.changes import Drift, Severity
from scripts.drift.report import as_markdown, format_counts
from scripts.drift.verdicts import compare_documents
from scripts.release.compatibility import INCOMPATIBILITIES

CONTRACT = "openapi/contract.json"
#: The files and folders that go into the pull request.
PATHS = (CONTRACT, "openapi/sources.lock", "generated", "CHANGELOG.md")
BRANCH = "drift"
BREAKING_LABEL = "breaking"
#: Added by a person to accept a breaking change; `make check-breaking-label` requires it.
APPROVED_LABEL = "breaking-approved"
AUTHOR_NAME = "github-actions[bot]"
AUTHOR_EMAIL = "41898282+github-actions[bot]@users.noreply.github.com"
#: Git gets its credentials from `gh`, so that none are stored in the working copy.
CREDENTIAL_OPTIONS = ("-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential")
#: `gh api` fills in owner and repository.
REPOSITORY = "repos/{owner}/{repo}"
#: In characters. GitHub accepts a text of up to 65,536.
BODY_LIMIT = 60_000


@frozen
class PullRequest:
    """An open pull request."""

    number: int
    labels: frozenset[str]


def main() -> int:
    """Open or update the pull request, and print which."""
    argparse.ArgumentParser(prog="python -m scripts.release.pull_request", description=__doc__).parse_args()
    old = _git("show", f"HEAD:{CONTRACT}")
    if old == Path(CONTRACT).read_text(encoding="utf-8"):
        print("nothing changed: no pull request")
        return 0
    new = read_document(Path(CONTRACT), CONTRACT)
    drift = compare_documents(
        parse_document(old.encode(), CONTRACT), new, "the old contract", "the new contract"
    )
    title = f"The API changed: {format_counts(drift)}"
    commit = _create_commit(title)
    pull_request = _find_pull_request()
    if pull_request is not None and not _can_replace_branch(commit):
        print(f"pull request {pull_request.number} is up to date with this contract")
        return 0
    _push(commit)
    if pull_request is None:
        url = _gh("pr", "create", "--head", BRANCH, "--title", title, "--body-file", "-", text=_body(drift))
        pull_request = PullRequest(int(url.strip().rpartition("/")[2]), frozenset())
        print(f"opened pull request {pull_request.number}")
    else:
        path = f"{REPOSITORY}/pulls/{pull_request.number}"
        _gh("api", "--method", "PATCH", path, "-f", f"title={title}", "-F", "body=@-", text=_body(drift))
        print(f"updated pull request {pull_request.number}")
    # The approval is removed: it was for an earlier contract.
    labels = {BREAKING_LABEL} if drift.severity is Severity.BREAKING else set[str]()
    _set_labels(pull_request, labels, pull_request.labels & {BREAKING_LABEL, APPROVED_LABEL})
    return 0


def _body(drift: Drift) -> str:
    """Return the text of the pull request: the report, the suggested version and the incompatibilities."""
    parts = [as_markdown(drift), f"Suggested version: {suggest_version(Path('pyproject.toml'), drift)}.\n"]
    if INCOMPATIBILITIES.is_file():
        lines = INCOMPATIBILITIES.read_text(encoding="utf-8").splitlines()
        parts.append("### Incompatible with the new client\n\n" + "".join(f"    {line}\n" for line in lines))
    if drift.severity is Severity.BREAKING:
        parts.append(
            "This change breaks users of the client. "
            f"To approve it, add the label `{APPROVED_LABEL}`; the check `breaking-label` passes then.\n"
        )
    return "\n".join(parts)[:BODY_LIMIT]


def _create_commit(title: str) -> str:
    """Commit the changed PATHS on top of HEAD, on no branch, with a separate index; return the commit's id."""
    with tempfile.TemporaryDirectory(prefix="pull-request-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git("read-tree", "HEAD", variables=index)
        _git("add", "--all", "--", *(path for path in PATHS if Path(path).exists()), variables=index)
        tree = _git("write-tree", variables=index).strip()
    identity = {
        "GIT_AUTHOR_NAME": AUTHOR_NAME,
        "GIT_AUTHOR_EMAIL": AUTHOR_EMAIL,
        "GIT_COMMITTER_NAME": AUTHOR_NAME,
        "GIT_COMMITTER_EMAIL": AUTHOR_EMAIL,
    }
    return _git("commit-tree", tree, "-p", "HEAD", "-m", title, variables=identity).strip()


def _can_replace_branch(commit: str) -> bool:
    """Return whether the remote branch has another contract than `commit`.

    Raises PipelineError if it does and its last commit was made by a person, whose work must not be overwritten.
    """
    _git(*CREDENTIAL_OPTIONS, "fetch", "--quiet", "--depth", "1", "origin", BRANCH)
    if _git("rev-parse", f"FETCH_HEAD:{CONTRACT}") == _git("rev-parse", f"{commit}:{CONTRACT}"):
        return False
    if _git("show", "--no-patch", "--format=%ce", "FETCH_HEAD").strip() != AUTHOR_EMAIL:
        raise PipelineError(
            "has commits made by a person, and the contract has changed again",
            where=f"the pull request of the branch {BRANCH}",
            hint="merge or close it first",
        )
    return True


def _push(commit: str) -> None:
    _git(*CREDENTIAL_OPTIONS, "push", "--quiet", "--force", "origin", f"{commit}:refs/heads/{BRANCH}")


class _Label(TypedDict):
    name: str


class _ListedPullRequest(TypedDict):
    """An entry of `gh pr list --json`."""

    number: int
    labels: list[_Label]
    isCrossRepository: bool


def _find_pull_request() -> PullRequest | None:
    """Return the open pull request of the branch in this repository; a fork may have a branch of the same name."""
    fields = "number,labels,isCrossRepository"
    listed: list[_ListedPullRequest] = json.loads(
        _gh("pr", "list", "--head", BRANCH, "--state", "open", "--json", fields)
    )
    for entry in listed:
        if not entry["isCrossRepository"]:
            return PullRequest(entry["number"], frozenset(label["name"] for label in entry["labels"]))
    return None


def _set_labels(pull_request: PullRequest, labels: set[str], current: frozenset[str]) -> None:
    """Remove the labels in `current` that are not in `labels`, and add those that are missing."""
    path = f"{REPOSITORY}/issues/{pull_request.number}/labels"
    for name in sorted(current - labels):
        _gh("api", "--method", "DELETE", f"{path}/{name}", "--silent")
    for name in sorted(labels - current):
        _gh("api", "--method", "POST", path, "-f", f"labels[]={name}", "--silent")


def _git(*options: str, variables: Mapping[str, str] | None = None) -> str:
    return _run_program("git", options, environment={**os.environ, **(variables or {})})


def _gh(*options: str, text: str = "") -> str:
    return _run_program("gh", options, text=text)


def _run_program(
    program: str, options: tuple[str, ...], text: str = "", environment: Mapping[str, str] | None = None
) -> str:
    """Run `program` with `text` as its input and return its output. Raises PipelineError if it fails."""
    try:
        process = subprocess.run(  # noqa: S603 - git and gh; text of documents is passed as input only
            [program, *options], input=text, capture_output=True, text=True, env=environment, check=False
        )
    except FileNotFoundError:
        hint = "install it; to only see what changed, run: make drift"
        raise PipelineError("is not installed", where=program, hint=hint) from None
    if process.returncode:
        last_line = (process.stderr.strip().splitlines() or [f"exit status {process.returncode}"])[-1]
        hint = "fix the cause in parentheses and run it again"
        raise PipelineError(f"failed ({last_line})", where=f"{program} {options[0]}", hint=hint)
    return process.stdout


if __name__ == "__main__":
    sys.exit(run(main))
