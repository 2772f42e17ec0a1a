"""The programs in openai-python's own documentation, read from its source distribution."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from importlib import metadata
from pathlib import Path

from attrs import frozen

from tests.conftest import ROOT
from tests.examples.pages import blocks

PEER = "openai"

#: The folder of downloaded source distributions.
DOWNLOADS = ROOT / "build" / "migration"

_PAGES = ("README.md", "helpers.md")

#: The sections whose programs concern features that this service does not have.
OTHER_SECTIONS = frozenset(
    {
        "Kubernetes (service account tokens)",
        "Azure (managed identity)",
        "Google Cloud Platform (compute engine metadata)",
        "Custom subject token provider",
        "X.509 workload identity (mutual TLS)",
        "Realtime API",
        "Realtime error handling",
        "Pagination",
        "File uploads",
        "Parsing webhook payloads",
        "Verifying webhook payloads directly",
        "Microsoft Azure OpenAI",
        "Amazon Bedrock",
        "Legacy `BedrockOpenAI` client",
        "An example of creating a run and subscribing to some events",
        "An example of iterating over events",
        "An example of iterating over text",
        "Creating Streams",
        "Assistant Events",
        "Assistant Methods",
        "Polling Helpers",
        "Beta Agents turn results",
        "Typed beta Agents tools",
        "Observing local tool failures",
        "Typed Agents output (beta)",
        "Stage files and download a turn artifact",
    }
)
_OTHER_APIS = re.compile(
    r"azure|bedrock|audio|image_stream|images\.|realtime|websocket|x509|files\.|videos?\.|multi_agent|upload",
    re.IGNORECASE,
)


@frozen
class Snippet:
    """A program of the documentation."""

    title: str
    """Its location: `README.md: Usage 1`, or the path of an example."""
    code: str


class DownloadError(Exception):
    """The source distribution cannot be downloaded; the message is one line."""


def source_distribution() -> Path:
    """Download the source distribution of the installed openai-python, once; return its folder."""
    version = metadata.version(PEER)
    folder = DOWNLOADS / f"{PEER}-{version}"
    if not folder.is_dir():
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        command += [
            "--no-build-isolation",
            "--no-binary",
            ":all:",
            "--dest",
            str(DOWNLOADS),
            f"{PEER}=={version}",
        ]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode:
            reason = (result.stderr.strip().splitlines() or ["no output"])[-1]
            raise DownloadError(f"cannot download the source distribution of {PEER} {version}: {reason}")
        with tarfile.open(DOWNLOADS / f"{folder.name}.tar.gz") as archive:
            archive.extractall(DOWNLOADS, filter="data")
    return folder


def snippets(folder: Path) -> list[Snippet]:
    """Return the documented programs that concern the client, Chat Completions or Responses."""
    return [*_of_pages(folder), *_of_examples(folder)]


def _of_pages(folder: Path) -> list[Snippet]:
    found: list[Snippet] = []
    for page in _PAGES:
        ordinals: dict[str, int] = {}
        for block in blocks((folder / page).read_text()):
            if block.language not in ("py", "python") or block.section in OTHER_SECTIONS:
                continue
            ordinals[block.section] = ordinals.get(block.section, 0) + 1
            found.append(Snippet(f"{page}: {block.section} {ordinals[block.section]}", block.code))
    return found


def _of_examples(folder: Path) -> list[Snippet]:
    found: list[Snippet] = []
    examples = folder / "examples"
    for path in sorted([*examples.glob("*.py"), *(examples / "responses").glob("*.py")]):
        code = path.read_text()
        about_client = "OpenAI" in code or "chat.completions" in code or ".responses." in code
        if about_client and not _OTHER_APIS.search(path.name + code):
            found.append(Snippet(path.relative_to(folder).as_posix(), code))
    return found
