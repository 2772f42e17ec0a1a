"""What README says about the client runs as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from aimlkit.mock import MockResponse, MockServer, ToolCall
from tests.conftest import ROOT

REPORT = '{"wind": "calm", "degrees": 4}'
STEPS = [
    MockResponse(text="The air, by chat."),
    MockResponse(text="The air, by Responses."),
    *[MockResponse(text="Water.")] * 3,
    *[MockResponse(text=REPORT)] * 2,
    MockResponse(tool_calls=[ToolCall("get_weather", '{"city": "Oslo", "days": null}')]),
    MockResponse(text="Four degrees."),
    *[MockResponse(text="Water."), MockResponse(text="The moon.")],
    *[MockResponse(text="More water."), MockResponse(text="The moon again.")],
    MockResponse(status=403, body={"message": "You have no credits left."}),
]
PRINTED = """\
The air, by chat.
The air, by Responses.
Water.Water.Report(wind='calm', degrees=4)
Report(wind='calm', degrees=4)
Four degrees.
The moon.
More water.
The moon again.
"""


def test_the_programs(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    use = text[text.index("\n## Use\n") : text.index("\n### The layer beneath\n")]
    program = tmp_path / "use.py"
    program.write_text("\n".join(re.findall(r"```python\n(.*?)```", use, re.DOTALL)), encoding="utf-8")
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    monkeypatch.setenv("NO_PROXY", "*")
    aimlkit_mock.enqueue(*STEPS)
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    *_, cost, spend, error = done.stdout.splitlines()
    assert done.stdout.startswith(PRINTED)
    assert 0 < float(cost) < float(spend)
    assert error == "there are no credits left"
    assert not aimlkit_mock.pending_responses


def test_the_commands(aimlkit_mock: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIML_API_KEY", aimlkit_mock.key)
    monkeypatch.setenv("AIML_API_BASE", aimlkit_mock.base_url)
    monkeypatch.setenv("NO_PROXY", "*")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    (?:.*\| )?aimlkit (chat|respond) (.*?)(?: \| .*)?$", text, re.MULTILINE)
    assert len(commands) == 3
    for name, rest in commands:
        done = subprocess.run(
            f"{sys.executable} -m aimlkit {name} {rest}",
            shell=True,
            input="a diff",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert aimlkit_mock.requests[1].body["input"] == "Review this: a diff"
