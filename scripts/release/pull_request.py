"""`python -m scripts.release.pull_request`: one pull request with what a new contract brought, opened or renewed.

It takes what `make` has left in the working copy, and changes neither that nor its branch. It needs git, and
`gh`, GitHub's command line.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from scripts.common.documents import parse_document, read_document
from scripts.common.errors import PipelineError, run
from scripts.drift.changelog import suggested
from scripts.drift.changes import Drift, Severity
from scripts.drift.report import as_markdown, counted
from scripts.drift.verdicts import compare
from scripts.release.compatibility import UNFIT

CONTRACT = "openapi/contract.json"
#: What goes into the pull request.
PATHS = (CONTRACT, "openapi/sources.lock", "generated", "CHANGELOG.md")
BRANCH = "drift"
BREAKING = "breaking"
#: A person gives it; see `make agreement`.
AGREED = "agreed"
AUTHOR = "github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"
#: Git asks `gh` for the key; none is kept in the working copy.
CREDENTIALS = ("-c", "credential.helper=", "-c", "credential.helper=!gh auth git-credential")
#: `gh api` fills in which.
REPOSITORY = "repos/{owner}/{repo}"
#: GitHub takes 65,536 characters.
LENGTH = 60_000


@frozen
class Request:
    """An open pull request."""

    number: int
    labels: frozenset[str]


def main() -> int:
    """Open or renew the pull request; say which."""
    argparse.ArgumentParser(prog="python -m scripts.release.pull_request", description=__doc__).parse_args()
    old = _git("show", f"HEAD:{CONTRACT}")
    if old == Path(CONTRACT).read_text(encoding="utf-8"):
        print("nothing changed: no pull request")
        return 0
    new = read_document(Path(CONTRACT), CONTRACT)
    drift = compare(parse_document(old.encode(), CONTRACT), new, "the old contract", "the new contract")
    title = f"The API changed: {counted(drift)}"
    commit = _commit(title)
    request = _open_request()
    if request is not None and not _replaceable(commit):
        print(f"pull request {request.number} has this contract already, and stays as it is")
        return 0
    _push(commit)
    breaking = drift.severity is Severity.BREAKING
    if request is None:
        address = _gh(
            "pr", "create", "--head", BRANCH, "--title", title, "--body-file", "-", text=_body(drift)
        )
        request = Request(int(address.strip().rpartition("/")[2]), frozenset())
        print(f"opened pull request {request.number}")
    else:
        fields = ["-f", f"title={title}", "-F", "body=@-"]
        _gh("api", "--method", "PATCH", f"{REPOSITORY}/pulls/{request.number}", *fields, text=_body(drift))
        print(f"renewed pull request {request.number}")
    # Who agreed did so to what was there before.
    _label(request, {BREAKING} if breaking else set(), request.labels & {BREAKING, AGREED})
    return 0


def _body(drift: Drift) -> str:
    parts = [
        as_markdown(drift),
        f"By semantic versioning that makes {suggested(Path('pyproject.toml'), drift)}.\n",
    ]
    if UNFIT.is_file():
        lines = UNFIT.read_text(encoding="utf-8").splitlines()
        parts.append("### No longer fits\n\n" + "".join(f"    {line}\n" for line in lines))
    if drift.severity is Severity.BREAKING:
        parts.append(
            f"It breaks users. The label `{AGREED}`, given by a person, lets the check `agreement` pass.\n"
        )
    return "\n".join(parts)[:LENGTH]


def _commit(title: str) -> str:
    """A commit on HEAD with the files that `make` has changed; it is on no branch yet."""
    with tempfile.TemporaryDirectory(prefix="proposal-") as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        _git("read-tree", "HEAD", more=index)
        _git("add", "--all", "--", *(path for path in PATHS if Path(path).exists()), more=index)
        tree = _git("write-tree", more=index).strip()
    name, address = AUTHOR
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", address))
    }
    return _git("commit-tree", tree, "-p", "HEAD", "-m", title, more=people).strip()


def _replaceable(commit: str) -> bool:
    """Whether the branch has another contract than `commit`. Raises PipelineError where people have worked on it."""
    _git(*CREDENTIALS, "fetch", "--quiet", "--depth", "1", "origin", BRANCH)
    if _git("rev-parse", f"FETCH_HEAD:{CONTRACT}") == _git("rev-parse", f"{commit}:{CONTRACT}"):
        return False
    if _git("show", "--no-patch", "--format=%ce", "FETCH_HEAD").strip() != AUTHOR[1]:
        what, hint = (
            "has commits of a person, and the contract has changed again",
            "merge or close it first",
        )
        raise PipelineError(what, where=f"the pull request of the branch {BRANCH}", hint=hint)
    return True


def _push(commit: str) -> None:
    _git(*CREDENTIALS, "push", "--quiet", "--force", "origin", f"{commit}:refs/heads/{BRANCH}")


def _open_request() -> Request | None:
    fields = "number,labels,isCrossRepository"
    listed = json.loads(_gh("pr", "list", "--head", BRANCH, "--state", "open", "--json", fields))
    # Another's branch may have the same name.
    own = [one for one in listed if not one["isCrossRepository"]]
    return Request(own[0]["number"], frozenset(label["name"] for label in own[0]["labels"])) if own else None


def _label(request: Request, wanted: set[str], had: frozenset[str]) -> None:
    labels = f"{REPOSITORY}/issues/{request.number}/labels"
    for name in sorted(had - wanted):
        _gh("api", "--method", "DELETE", f"{labels}/{name}", "--silent")
    for name in sorted(wanted - had):
        _gh("api", "--method", "POST", labels, "-f", f"labels[]={name}", "--silent")


def _git(*options: str, more: Mapping[str, str] | None = None) -> str:
    return _said("git", options, environment={**os.environ, **(more or {})})


def _gh(*options: str, text: str = "") -> str:
    return _said("gh", options, text=text)


def _said(
    program: str, options: tuple[str, ...], text: str = "", environment: Mapping[str, str] | None = None
) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - git and gh, with no word of a document but in the text
            [program, *options], input=text, capture_output=True, text=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise PipelineError(
            "is not installed", where=program, hint="install it, or look at `make drift`"
        ) from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise PipelineError(
            f"failed ({last})", where=f"{program} {options[0]}", hint="see to it and run it again"
        )
    return done.stdout


if __name__ == "__main__":
    sys.exit(run(main))
