"""The frameworks that `make frameworks` tries, and the features that it tries with each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

PROGRAMS = Path(__file__).parent / "programs"

#: What the programs try, in the order of the table. A framework that lacks a feature does not report it. The last three
#: are features of the mock, which the programs of openai-python and openai-node use over HTTP and by its commands.
FEATURES = (
    "plain",
    "streamed",
    "tools",
    "structured",
    "JSON mode",
    "Responses",
    "Responses streamed",
    "Responses tools",
    "Responses structured",
    "rules",
    "retries",
    "recordings",
)


@frozen
class Framework:
    """A client of the API that others wrote, with a program that uses its features.

    `programs/` has the program and a file with exact versions, both named after the framework.
    """

    title: str
    package: str
    """The package whose version the table shows."""
    faults: Mapping[str, str] = field(factory=dict[str, str])
    """What the framework itself gets wrong, by feature; docs/mock.md explains each."""

    @property
    def name(self) -> str:
        """The name on the command line, and of the folder of its environment."""
        return self.title.lower().replace(" ", "-")

    @property
    def program(self) -> Path:
        """The program, of Python or of Node.js."""
        path = PROGRAMS / self.name.replace("-", "_")
        module = path.with_suffix(".mjs")
        return module if module.exists() else path.with_suffix(".py")

    @property
    def is_python(self) -> bool:
        """Return whether the program is one of Python, not of Node.js."""
        return self.program.suffix == ".py"

    @property
    def requirements(self) -> Path:
        """The file with the versions of the packages to install."""
        return self.program.with_suffix(".txt" if self.is_python else ".package.json")

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions in `requirements`, by package."""
        text = self.requirements.read_text(encoding="utf-8")
        if self.is_python:
            pins = (line.partition("==") for line in text.split())
            return {name.partition("[")[0]: version for name, _, version in pins}
        versions: Mapping[str, str] = json.loads(text)["dependencies"]
        return versions


FRAMEWORKS = {
    framework.name: framework
    for framework in (
        Framework("openai-python", "openai"),
        Framework("openai-node", "openai"),
        Framework("LangChain", "langchain-openai"),
        Framework("pydantic-ai", "pydantic-ai-slim"),
        Framework("LiteLLM", "litellm"),
        Framework("instructor", "instructor"),
        Framework("OpenAI Agents SDK", "openai-agents"),
        Framework("LlamaIndex", "llama-index-core"),
        Framework("Vercel AI SDK", "ai"),
    )
}
