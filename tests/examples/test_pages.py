"""The programs and commands of README.md, CONTRIBUTING.md and docs/ are executed, and print the output shown below them."""

from __future__ import annotations

import inspect
import json
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall, Usage
from tests.conftest import ROOT
from tests.examples.pages import PAGES, Command, Program, commands, imported_packages, matches, programs
from tests.models import require_models_in, require_schemas

SKY = MockResponse(text="Air scatters blue light the most.")
TIDE = MockResponse(text="The sea, rising and falling.")
MOON = MockResponse(text="The moon.")
HELLO = MockResponse(text="Hello!")
REPORT = MockResponse(text='{"wind": "calm", "degrees": 4}')
BALANCE = MockResponse(
    status=200,
    body={
        "balance": 1_250_000,
        "lowBalance": False,
        "lowBalanceThreshold": 10_000,
        "lastUpdated": "2026-01-05T09:30:00Z",
        "autoDebitStatus": "disabled",
        "status": "current",
        "statusExplanation": "up to date",
    },
)
WEATHER = MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo", "days": 2}')])
CITY = MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo"}')])
DEGREES = MockResponse(text="It is 4 °C.")

# The responses of the mock to the programs under a heading, in order.
RESPONSES: dict[str, dict[str, list[MockResponse]]] = {
    "README.md": {
        "aimlkit": [SKY],
        "Streaming": [TIDE],
        "Structured output": [REPORT],
        "Tools": [WEATHER, DEGREES],
    },
    "tutorial.md": {
        "3. Send a request": [SKY],
        "4. Get an object": [REPORT],
        "5. Let the model call a function": [CITY, DEGREES],
        "6. Stream the text": [TIDE],
        "7. Limit the costs": [MockResponse(cost_usd=0.012)],
    },
    "web-page.md": {"Stream to a web page": [TIDE]},
    "retries-and-timeouts.md": {
        "Retries": [MockResponse(status=429, headers={"Retry-After-Ms": "1"}), HELLO],
        "Timeouts": [MockResponse(delay=10)],
    },
    "costs.md": {
        "Limit the spend": [MockResponse(cost_usd=0.012)] * 2,
        "Record the cost of each call": [MockResponse(cost_usd=0.012)],
    },
    "observability.md": {
        "Record spans and metrics": [
            MockResponse(text="The sea.", usage=Usage(input_tokens=5, output_tokens=6), cost_usd=0.012)
        ],
        "Content": [TIDE],
    },
    "migration.md": {"Coming from openai-python": [HELLO], "Migrating step by step": [HELLO]},
    "generated-client.md": {"Operations": [HELLO]},
    "bulk.md": {"Bulk runs": [REPORT, REPORT]},
    "guide.md": {
        "Clients": [MockResponse(text="A floating mark.")],
        "Requests": [SKY, SKY, HELLO],
        "Streaming": [
            TIDE,
            TIDE,
            TIDE,
            MockResponse(text="The sea, rising and falling.", disconnect_after_events=9),
        ],
        "Structured output": [REPORT, REPORT, MockResponse(text='{"wind": "gale", "degrees": "cold"}')],
        "Tools": [WEATHER, DEGREES, WEATHER, DEGREES, WEATHER],
        "Conversations": [TIDE, MOON, TIDE, MOON, WEATHER, DEGREES],
        "Costs": [MockResponse(cost_usd=0.012)] * 2,
        "Models, prices and balance": [*[MockResponse()] * 3, BALANCE],
        "Errors and retries": [MockResponse(status=403, body={"message": "You have no credits left."})],
        "Timeouts": [HELLO],
        "Raw responses": [HELLO, HELLO, HELLO],
        "Other paths": [BALANCE, HELLO],
        "Objects in pydantic models": [HELLO],
    },
}

# The responses of the mock to the commands of a page, in order.
COMMAND_RESPONSES: dict[str, list[MockResponse]] = {
    "README.md": [SKY, MockResponse(text="Looks good.")],
    "guide.md": [SKY, MockResponse(text="Looks good."), HELLO, MockResponse(), BALANCE],
    "many-models.md": [MockResponse()],
}

# Commands that are not executed: they install, publish, build images, serve until Ctrl-C, need recordings, or take minutes.
NOT_EXECUTED = (
    "pip ",
    "make",
    "git ",
    "docker ",
    "export ",
    "aimlkit mock",
    "aimlkit proxy",
    "aimlkit check",
    ".venv/bin/pre-commit",
)


# Programs that import these are executed by `make ray`, if at all.
ENGINES = frozenset({"daft", "dask", "ray"})


@pytest.fixture(autouse=True)
def _environment(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let clients find the mock, and programs write into a folder of their own."""
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    write_documents_to_compare(tmp_path)
    monkeypatch.chdir(tmp_path)


#: The schemas that differ in new.json.
CHANGED_SCHEMAS = {"O3MiniResponseCreateParams", "ChatCompletion"}


def write_documents_to_compare(folder: Path) -> None:
    """Write old.json, the contract, and new.json with the two changes that docs/drift.md shows."""
    contract = json.loads((ROOT / "openapi" / "contract.json").read_text(encoding="utf-8"))
    (folder / "old.json").write_text(json.dumps(contract), encoding="utf-8")
    schemas = contract["components"]["schemas"]
    if schemas.keys() >= CHANGED_SCHEMAS:
        schemas["O3MiniResponseCreateParams"]["properties"]["max_output_tokens"]["minimum"] = 32
        schemas["ChatCompletion"]["properties"]["carbon_grams"] = {"type": "number"}
    (folder / "new.json").write_text(json.dumps(contract), encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_programs_print_their_output(
    page: Path, aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_models_in(page.read_text(encoding="utf-8"))
    responses = dict(RESPONSES.get(page.name, {}))
    module = ModuleType(f"page_{page.stem.replace('-', '_')}")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for program in programs(page.read_text(encoding="utf-8")):
        if ENGINES & imported_packages(program.block.code):
            continue
        aimlkit_mock.enqueue(*responses.pop(program.block.section, ()))
        output = execute(program, module, page, aimlkit_mock, monkeypatch)
        location = f"{page.name}:{program.block.line}"
        assert matches(output, program.output), f"{location} printed:\n{output}"
    assert not responses, "every section with responses has a program"
    assert not aimlkit_mock.pending_responses, "every enqueued response was requested"


def execute(
    program: Program,
    module: ModuleType,
    page: Path,
    aimlkit_mock: MockServer,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Run a program in `module`, and the tests that it defines; return its output."""
    # The line numbers of a traceback are those of the page.
    source = "\n" * (program.block.line - 1) + program.block.code
    before = set(vars(module))
    output = StringIO()
    with redirect_stdout(output):
        exec(compile(source, str(page), "exec"), module.__dict__)  # our own pages
        for name in sorted(set(vars(module)) - before):
            if name.startswith("test_"):
                aimlkit_mock.reset()  # as the fixture does before each test
                test = vars(module)[name]
                assert not aimlkit_mock.pending_responses, "every enqueued response was requested"
                aimlkit_mock.reset()  # as the fixture does
                fixtures = {"aimlkit_mock": aimlkit_mock, "monkeypatch": monkeypatch}
                test(**{fixture: fixtures[fixture] for fixture in inspect.signature(test).parameters})
                aimlkit_mock.assert_no_problems()
    return output.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_commands_print_their_output(page: Path, aimlkit_mock: MockServer) -> None:
    require_models_in(page.read_text(encoding="utf-8"))
    if "scripts.drift --old" in page.read_text(encoding="utf-8"):
        require_schemas(*CHANGED_SCHEMAS)
    aimlkit_mock.enqueue(*COMMAND_RESPONSES.get(page.name, ()))
    for command in commands(page.read_text(encoding="utf-8")):
        if command.line.startswith(NOT_EXECUTED) and "| aimlkit" not in command.line:
            continue
        done = run_command(command, aimlkit_mock)
        expected_status = 12 if "scripts.drift" in command.line else 0
        assert done.returncode == expected_status, f"{command.line}: {done.stderr}"
        assert command.output is None or matches(done.stdout, command.output), command.line
    assert not aimlkit_mock.pending_responses, "every enqueued response was requested"


def run_command(command: Command, aimlkit_mock: MockServer) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell, with the mock at the address that the pages show."""
    if command.line.startswith("curl") and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    line = command.line.replace("http://127.0.0.1:8080", aimlkit_mock.url)
    return subprocess.run(line, shell=True, capture_output=True, text=True, timeout=60, check=False)


def test_page_blocks_have_a_language_that_is_checked() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        languages = {line.removeprefix("```") for line in text.splitlines() if line.startswith("```")}
        assert languages <= {"", "python", "text", "console", "json", "toml", "yaml"}, page.name
