"""Files of rules and of faults: their contents, their mistakes, and reading them again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from ruamel.yaml import YAML

from aimlkit.mock import Call, Faults, MockResponse, MockServer, Usage
from aimlkit.mock.class_schemas import class_schema, from_json
from aimlkit.mock.conditions import Conditions
from aimlkit.mock.contract import packaged_contract
from aimlkit.mock.json_files import MAX_FILE_BYTES, FileProblem, read_json_file
from aimlkit.mock.rule_json import rules_file_schema
from aimlkit.mock.rules_file import read_faults, read_rules
from tests.mock.programs import openai_chat, openai_response
from tests.mock.test_process import running
from tests.models import CHAT_OPERATION, MODELS, RESPONSES_MODEL, RESPONSES_OPERATION, needs

pytestmark = needs(CHAT_OPERATION, RESPONSES_OPERATION)

RULES = """
rules:
  - name: weather
    match: {contains: Oslo, api: responses}
    reply: {text: Cold., reasoning: It is winter.}
  - match:
      tools: [get_weather]
      stream: false
    reply:
      - {status: 429, retry_after: 1}
      - tool_calls:
          - name: get_weather
            arguments: {city: Oslo}
        usage: {input_tokens: 3, output_tokens: 2}
    times: 2
    faults: {unavailable: 0.5, seed: 7}
  - reply: {text: "yes"}
strict: true
"""


def write(folder: Path, text: str, name: str = "rules.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_file_has_the_rules_that_python_has(tmp_path: Path) -> None:
    rules, strict = read_rules(write(tmp_path, RULES), packaged_contract())
    weather, sequence, other = rules
    assert strict is True
    assert weather.name == "weather"
    assert weather.conditions == Conditions(contains="Oslo", api="responses")
    assert weather.replies == [MockResponse(text="Cold.", reasoning="It is winter.")]
    assert sequence.conditions == Conditions(tools=["get_weather"], stream=False)
    assert sequence.replies == [
        MockResponse(status=429, retry_after=1),
        MockResponse(tool_calls=[Call("get_weather", {"city": "Oslo"})], usage=Usage(3, 2)),
    ]
    assert (sequence.times, sequence.faults) == (2, Faults(unavailable=0.5, seed=7))
    assert (other.name, other.replies) == ("on(any request)", [MockResponse(text="yes")])


def test_file_in_json_is_the_same_as_in_yaml(tmp_path: Path) -> None:
    value = YAML(typ="safe", pure=True).load(RULES)
    in_json = write(tmp_path, json.dumps(value, indent="\t"), "rules.json")
    from_yaml, _ = read_rules(write(tmp_path, RULES), packaged_contract())
    from_json_file, _ = read_rules(in_json, packaged_contract())
    assert [vars(rule) for rule in from_json_file] == [vars(rule) for rule in from_yaml]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rules:\n- reply: {text: 5}\n", "2: /rules/0/reply/text: 5 is not of type"),
        (
            "rules:\n- reply:\n    text: a\n    tekst: b\n",
            "4: /rules/0/reply/tekst: is not a known field; the fields are status, ",
        ),
        ("rules:\n- reply:\n  - text: a\n  - text: 5\n", "4: /rules/0/reply/1/text: 5 is not of type"),
        ("rules:\n- match: {}\n", "2: /rules/0/reply: is required"),
        (
            "rules:\n\n- reply: {text: a, refusal: b}\n",
            "3: /rules/0: a response has only one of text, refusal",
        ),
        (
            "rules:\n- match: {model: gpt}\n  reply: {}\n",
            f"2: /rules/0: model 'gpt' is not one of {MODELS[0]!r}",
        ),
        ("rules:\n- match: {turn: 0}\n  reply: {}\n", "2: /rules/0/match/turn: 0 is less than the minimum"),
        ("rules:\n- reply: {reasoning: a}\n  match: {api: chat}\n", "2: /rules/0: the contract of chat does"),
        (
            "rules:\n- reply: {text: 2026-01-05}\n",
            "2: /rules/0/reply/text: 2026-01-05 is not a value of JSON",
        ),
        ("rules:\n- reply: {delay: .inf}\n", "2: /rules/0/reply/delay: inf is not a value of JSON"),
        ("rules:\n- reply: {text: a\n", "3: the file is not valid YAML: "),
        ("rules: []\nrules: []\n", "2: the file is not valid YAML: found duplicate key"),
        ("- reply: {text: a}\n", "1: /: [{"),
        ("rule: []\n", "1: /rule: is not a known field; the fields are $schema, rules, strict"),
        ("", "1: the file is empty"),
        ("rules:\n- reply: {body_base64: '?', status: 200}\n", "2: /rules/0: body_base64 is not base64"),
        ("rules:\n- reply: &a [*a]\n", "2: more than 100,000 values, or nested deeper than 100 levels"),
        ("a: !!python/object:os.system {}\n", "1: the file is not valid YAML: "),
    ],
)
def test_mistake_in_a_file_is_one_line_with_its_place(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(FileProblem) as raised:
        read_rules(path, packaged_contract())
    assert str(raised.value).startswith(f"{path}:{problem}")
    assert "\n" not in str(raised.value)


def test_mistake_in_a_json_file_has_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, '{\n\t"rules": [\n\t\t{"reply": {"text": 5}}\n\t]\n}', "rules.json")
    with pytest.raises(FileProblem, match=r"rules\.json:3: /rules/0/reply/text: 5"):
        read_rules(path, packaged_contract())
    path = write(tmp_path, '{\n"rules": [,]}', "rules.json")
    with pytest.raises(FileProblem, match=r"rules\.json:2: the file is not valid JSON: Expecting value"):
        read_rules(path, packaged_contract())


def test_file_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"none\.yaml: No such file or directory$"):
        read_json_file(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"rules:\n- \xff\n")
    with pytest.raises(FileProblem, match=r"bytes\.yaml:2: the file is not UTF-8$"):
        read_json_file(tmp_path / "bytes.yaml")
    large = write(tmp_path, "# " + "a" * MAX_FILE_BYTES)
    with pytest.raises(FileProblem, match="larger than 8,388,608 bytes"):
        read_json_file(large)


def test_aliases_cannot_make_a_small_file_large(tmp_path: Path) -> None:
    lines = ["a0: &a0 [1, 1]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(FileProblem, match="more than 100,000 values"):
        read_json_file(write(tmp_path, "\n".join(lines)))


def test_faults_are_read_from_a_file(tmp_path: Path) -> None:
    faults = read_faults(write(tmp_path, "rate_limit: 0.1\nseed: 3\nretry_after: 2\n", "faults.yaml"))
    assert faults == Faults(rate_limit=0.1, seed=3, retry_after=2)
    for text, problem in (
        ("rate_limit: 2\n", r"faults\.yaml:1: /rate_limit: 2 is greater than the maximum"),
        ("seed: 1\nrate: 1\n", r"faults\.yaml:2: /rate: is not a known field"),
        ("rate_limit: 0.9\nserver_error: 0.2\n", r"faults\.yaml:1: /: the shares add up to 1\.1"),
    ):
        with pytest.raises(FileProblem, match=problem):
            read_faults(write(tmp_path, text, "faults.yaml"))


def test_file_is_read_again_when_it_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "rules: [{match: {contains: Oslo}, reply: {text: One.}}]")
    with MockServer(rules=path) as server:
        assert openai_chat(server, "Oslo") == "One."
        write(tmp_path, "rules: [{reply: {text: Two.}}, {reply: {}}]")
        assert openai_chat(server, "Oslo") == "Two."
        write(tmp_path, "rules: [{reply: {text: 3}}]")
        assert openai_chat(server, "Oslo") == "Two."
        path.unlink()
        assert openai_response(server, "Oslo") == "Two."
        write(tmp_path, "rules: [{reply: {text: Four.}}]\nstrict: true")
        assert openai_chat(server, "Oslo") == "Four."
        assert server.strict
    invalid, missing = capsys.readouterr().err.splitlines()
    assert invalid.startswith(f"aimlkit-mock: warning: {path}:1: /rules/0/reply/text: 3 is not of type")
    assert invalid.endswith("; the earlier rules stay")
    assert "No such file or directory" in missing


def test_reset_restarts_the_rules_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "rules: [{reply: {text: Once.}, times: 1}]")
    with MockServer(rules=path) as server:
        assert openai_chat(server, "Hi") == "Once."
        assert openai_chat(server, "Hi") != "Once."
        server.reset()
        server.on(contains="Hi").reply(text="Added.", times=1)
        assert [openai_chat(server, "Hi") for _ in range(2)] == ["Added.", "Once."]


def test_process_serves_the_rules_of_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, "strict: true\nrules: [{match: {contains: Oslo}, reply: {text: Cold.}}]")
    with running("--rules", str(path)) as (_, url):
        headers = {"Authorization": "Bearer any"}
        for text, status in (("Oslo", 200), ("Rome", 404)):
            body = {"model": RESPONSES_MODEL, "input": text}
            response = httpx.post(f"{url}/v1/responses", json=body, headers=headers)
            assert response.status_code == status
        [problem] = httpx.get(f"{url}/_mock/problems").json()
    assert "the last user message is 'Rome'" in problem


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--rules", "{}"], "{}:2: /rules/0/reply/text: 5 is not of type"),
        (["--faults", "{}"], "{}:1: /rules: is not a known field"),
        (["--rules", "{}.none"], "{}.none: No such file or directory"),
        (["--first-token", "1 hour"], "'1 hour' is not a duration such as 400ms or 1.5s"),
        (["--tokens-per-second", "0"], "the tokens per second are at least"),
        (["--jitter", "2"], "the jitter is a number from 0 to 1"),
        (["--control-token", "short"], "the control token has fewer than 8 characters"),
    ],
)
def test_process_prints_one_line_for_an_invalid_option(
    tmp_path: Path, options: list[str], message: str
) -> None:
    path = str(write(tmp_path, "rules:\n- reply: {text: 5}\n"))
    command = [sys.executable, "-m", "aimlkit.mock", *(option.format(path) for option in options)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: " + message.format(path))
    assert done.stderr.count("\n") == 1


def test_process_prints_the_schema_of_a_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "aimlkit.mock", "--print-schema"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    schema = json.loads(done.stdout)
    assert schema == rules_file_schema()
    validator = Draft202012Validator(schema)
    assert validator.is_valid(YAML(typ="safe", pure=True).load(RULES))
    assert not validator.is_valid({"rules": [{"reply": {"tekst": "a"}}]})
    reply = schema["properties"]["rules"]["items"]["properties"]["reply"]["else"]["properties"]
    assert reply["text"] == {"type": "string", "description": "the text that the model writes"}
    assert reply["incomplete"]["enum"] == ["max_tokens", "content_filter"]


def test_schema_names_every_field_with_a_description() -> None:
    for cls in (Conditions, MockResponse, Faults, Call, Usage):
        for name, schema in class_schema(cls)["properties"].items():
            assert schema["description"], (cls, name)


#: Values of the fields of a mock response.
FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(),
        "cost_usd": st.floats(0, 10),
        "delay": st.floats(0, 3600),
        "malformed": st.booleans(),
        "headers": st.dictionaries(st.sampled_from(["A", "B-c"]), st.just("d")),
        "usage": st.builds(lambda n: {"input_tokens": n, "output_tokens": 1}, st.integers(0, 9)),
    },
)


@given(fields=FIELDS)
def test_response_from_json_is_that_of_python(fields: dict[str, Any]) -> None:
    in_python = {**fields}
    if "usage" in fields:
        in_python["usage"] = Usage(**fields["usage"])
    assert Draft202012Validator(class_schema(MockResponse)).is_valid(json.loads(json.dumps(fields)))
    assert from_json(MockResponse, fields) == MockResponse(**in_python)
