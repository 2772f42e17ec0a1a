"""scripts.release.pull_request, with a temporary repository and a fake `gh` that records its calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from tests.conftest import ROOT
from tests.drift.builders import TEXT, obj, with_request

Json = Any

OLD = with_request(obj(a=TEXT, b=TEXT))
WIDER = with_request(obj(a=TEXT, b=TEXT, c=TEXT))
NARROWER = with_request(obj("a", a=TEXT, b=TEXT))
GH = """\
#!{python}
import json, pathlib, sys
folder = pathlib.Path(__file__).parent
text = "" if sys.stdin.isatty() else sys.stdin.read()
with (folder / "calls.jsonl").open("a") as file:
    file.write(json.dumps([" ".join(sys.argv[1:]), text]) + "\\n")
if sys.argv[1:3] == ["pr", "list"]:
    print((folder / "open.json").read_text())
if sys.argv[1:3] == ["pr", "create"]:
    print("https://example.com/o/r/pull/7")
"""


@frozen
class Repository:
    """A clone of a repository, and the folder of the fake `gh`."""

    folder: Path
    gh_folder: Path

    def git(self, *options: str) -> str:
        """Run git in the clone and return its output."""
        command = ["git", "-c", "user.name=p", "-c", "user.email=p@example.com", *options]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def write_contract(self, contract: Json) -> None:
        """Write the contract, as `make` does."""
        (self.folder / "openapi" / "contract.json").write_text(json.dumps(contract))

    def set_open_pull_request(self, *labels: str, fork: bool = False) -> None:
        """Make `gh pr list` return an open pull request with `labels`."""
        one = {"number": 5, "labels": [{"name": label} for label in labels], "isCrossRepository": fork}
        (self.gh_folder / "open.json").write_text(json.dumps([one]))

    def run(self) -> tuple[int, str, list[tuple[str, str]]]:
        """Run the command; return its exit status, its output, and the calls of `gh` with their input."""
        (self.gh_folder / "calls.jsonl").write_text("")
        path = f"{self.gh_folder}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "scripts.release.pull_request"]
        done = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        lines = (self.gh_folder / "calls.jsonl").read_text().splitlines()
        return done.returncode, done.stdout + done.stderr, [tuple(json.loads(line)) for line in lines]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "clone", tmp_path / "bin")
    made.gh_folder.mkdir()
    (made.gh_folder / "open.json").write_text("[]")
    (made.gh_folder / "gh").write_text(GH.format(python=sys.executable))
    (made.gh_folder / "gh").chmod(0o755)
    subprocess.run(["git", "init", "--quiet", "--bare", "origin"], cwd=tmp_path, check=True)
    subprocess.run(
        ["git", "clone", "--quiet", "origin", "clone"], cwd=tmp_path, check=True, capture_output=True
    )
    for name in ("openapi", "generated"):
        (made.folder / name).mkdir()
    (made.folder / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (made.folder / "generated" / "old.py").write_text("")
    made.write_contract(OLD)
    made.git("add", "--all")
    made.git("commit", "--quiet", "-m", "first")
    made.git("push", "--quiet", "origin", "HEAD")
    return made


def test_pull_request_does_nothing_if_nothing_changed(repository: Repository) -> None:
    assert repository.run() == (0, "nothing changed: no pull request\n", [])


def test_pull_request_is_opened_for_a_change(repository: Repository) -> None:
    repository.write_contract(WIDER)
    (repository.folder / "generated" / "old.py").unlink()
    (repository.folder / "generated" / "new.py").write_text("")
    (repository.folder / "CHANGELOG.md").write_text("new")
    (repository.folder / "scratch.txt").write_text("not for others")
    before = repository.git("status", "--porcelain"), repository.git("rev-parse", "HEAD")
    status, output, calls = repository.run()
    assert (status, output) == (0, "opened pull request 7\n")
    assert [one for one, _ in calls] == [
        "pr list --head drift --state open --json number,labels,isCrossRepository",
        "pr create --head drift --title The API changed: 1 compatible --body-file -",
    ]
    text = calls[1][1]
    assert "- `chat request › c` was added, optional: `string`" in text
    assert "Suggested version: 1.3.0 (now 1.2.3)." in text
    repository.git("fetch", "--quiet", "origin", "drift")
    changed = repository.git("diff", "--no-renames", "--name-status", "HEAD", "FETCH_HEAD")
    assert changed.split() == [
        *("A", "CHANGELOG.md", "A", "generated/new.py", "D", "generated/old.py"),
        *("M", "openapi/contract.json"),
    ]
    # The working copy and its branch are unchanged.
    assert (repository.git("status", "--porcelain"), repository.git("rev-parse", "HEAD")) == before


def test_pull_request_of_a_breaking_change_has_a_label_and_the_incompatibilities(
    repository: Repository,
) -> None:
    repository.write_contract(NARROWER)
    (repository.folder / "build").mkdir()
    (repository.folder / "build" / "incompatibilities.txt").write_text("wrapper/kit.py:1: error: no\n")
    status, _, calls = repository.run()
    assert status == 0
    assert calls[2][0] == (
        "api --method POST repos/{owner}/{repo}/issues/7/labels -f labels[]=breaking --silent"
    )
    assert "### Incompatible with the new client\n\n    wrapper/kit.py:1: error: no\n" in calls[1][1]
    assert "add the label `breaking-approved`" in calls[1][1]


def test_pull_request_is_updated_and_loses_its_approval_when_the_contract_changes_again(
    repository: Repository,
) -> None:
    repository.write_contract(NARROWER)
    repository.run()
    repository.set_open_pull_request("breaking", "breaking-approved", "other")
    # With the same contract, the pull request and its approval stay as they are.
    status, output, calls = repository.run()
    assert (status, output, len(calls)) == (
        0,
        "pull request 5 is up to date with this contract\n",
        1,
    )
    repository.write_contract(with_request(obj("a b", a=TEXT, b=TEXT)))
    status, output, calls = repository.run()
    assert (status, output) == (0, "updated pull request 5\n")
    assert [one for one, _ in calls[1:]] == [
        "api --method PATCH repos/{owner}/{repo}/pulls/5 -f title=The API changed: 2 breaking -F body=@-",
        "api --method DELETE repos/{owner}/{repo}/issues/5/labels/breaking-approved --silent",
    ]
    repository.write_contract(WIDER)
    _, _, calls = repository.run()
    assert [one.split("/")[-1] for one, _ in calls[2:]] == [
        "breaking --silent",
        "breaking-approved --silent",
    ]
    repository.git("fetch", "--quiet", "origin", "drift")
    assert repository.git("rev-list", "--count", "HEAD..FETCH_HEAD") == "1"


def test_pull_request_keeps_commits_made_by_a_person(repository: Repository) -> None:
    repository.write_contract(NARROWER)
    repository.run()
    repository.set_open_pull_request("breaking")
    repository.git("fetch", "--quiet", "origin", "drift")
    tree = repository.git("rev-parse", "FETCH_HEAD^{tree}")
    fixed = repository.git("commit-tree", tree, "-p", "FETCH_HEAD", "-m", "fixed")
    repository.git("push", "--quiet", "origin", f"{fixed}:drift")
    assert repository.run()[1].endswith("is up to date with this contract\n")
    repository.write_contract(WIDER)
    status, output, calls = repository.run()
    assert (status, len(calls)) == (1, 1)
    assert output.startswith("error: the pull request of the branch drift: has commits made by a person")
    assert repository.git("ls-remote", "origin", "drift").split()[0] == fixed


def test_pull_request_of_a_fork_is_ignored(repository: Repository) -> None:
    repository.write_contract(WIDER)
    repository.set_open_pull_request(fork=True)
    assert repository.run()[1] == "opened pull request 7\n"


def test_pull_request_reports_a_failure_of_gh_in_one_line(repository: Repository) -> None:
    repository.write_contract(WIDER)
    (repository.gh_folder / "gh").write_text(
        "#!/bin/sh\necho 'no key' >&2; echo 'set GH_TOKEN' >&2; exit 4\n"
    )
    status, output, _ = repository.run()
    assert (status, output) == (
        1,
        "error: gh pr: failed (set GH_TOKEN); fix the cause in parentheses and run it again\n",
    )


@pytest.mark.parametrize(
    ("labels", "status"),
    [("", 0), ("docs", 0), ("breaking", 2), ("docs breaking", 2), ("breaking breaking-approved", 0), ("breaking-approved", 0),
     ("breaking $(touch evil) `touch evil`", 2), ("not-breaking", 0)],
)  # fmt: skip
def test_check_breaking_label_requires_the_approval_of_a_breaking_change(
    labels: str, status: int, tmp_path: Path
) -> None:
    make = ["make", "--silent", "-f", str(ROOT / "Makefile"), "check-breaking-label"]
    done = subprocess.run(
        make, cwd=tmp_path, env={**os.environ, "LABELS": labels}, capture_output=True, check=False
    )
    assert (done.returncode, list(tmp_path.iterdir())) == (status, [])
