"""The image of the mock, and the compose file: what they name exists, and their commands work without Docker."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT
from tests.models import RESPONSES_MODEL, require_models_in

FOLDER = ROOT / "examples" / "docker"
DOCKERFILE = re.sub(r"\\\n\s*", "", (FOLDER / "Dockerfile").read_text(encoding="utf-8"))
COMPOSE: Any = YAML(typ="safe").load(FOLDER / "compose.yaml")
TOKEN = "a-control-token"


def instructions(name: str) -> list[str]:
    """Return the arguments of all instructions with this name."""
    return re.findall(rf"^{name} (.*)$", DOCKERFILE, re.MULTILINE)


def copied() -> list[str]:
    """Return the files and folders of the repository that are copied into the image."""
    return [path for line in instructions("COPY") if "--from" not in line for path in line.split()[:-1]]


@pytest.fixture
def mock_url() -> Iterator[str]:
    """Run the entry point with the command of the compose file, but on a free port of this machine; yield its URL."""
    [entry_point] = map(json.loads, instructions("ENTRYPOINT"))
    assert entry_point[2:] == ["--host", "0.0.0.0", "--port", "8080"]
    service = COMPOSE["services"]["mock"]
    mounted = {
        target: FOLDER / source for source, target, _ in (each.split(":") for each in service["volumes"])
    }
    options = [str(mounted.get(each, each)) for each in service["command"]]
    command = [sys.executable, "-m", entry_point[0], entry_point[1], "--port", "0", *options]
    environment = {**os.environ, "AIMLKIT_MOCK_CONTROL_TOKEN": TOKEN}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip().removesuffix("/v1")
        finally:
            process.terminate()


def test_image_is_built_from_what_it_copies(tmp_path: Path) -> None:
    for path in copied():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / path).is_dir() else shutil.copy
        copy(ROOT / path, target)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "wheels", "."]
    subprocess.run(build, cwd=tmp_path, check=True, capture_output=True)
    assert len([*(tmp_path / "wheels").glob("*.whl")]) == 1


def test_everything_that_is_copied_is_in_the_context() -> None:
    ignored = (FOLDER / "Dockerfile.dockerignore").read_text(encoding="utf-8")
    assert {line[1:] for line in ignored.splitlines() if line.startswith("!")} == {*copied()}


def test_image_has_a_supported_python_and_another_user_than_root() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    images = [each.split()[0] for each in instructions("FROM")]
    [version] = {version for image in images for version in re.findall(r"^python:(3\.\d+)-slim$", image)}
    assert f"Programming Language :: Python :: {version}" in project["classifiers"]
    assert instructions("USER") == ["mock"]
    assert DOCKERFILE.index("USER") < DOCKERFILE.index("ENTRYPOINT")
    assert COMPOSE["services"]["tests"]["image"] in images


def test_health_check_tells_whether_the_mock_runs(mock_url: str) -> None:
    [line] = instructions("HEALTHCHECK")
    [_, program, code] = json.loads(line.partition("CMD ")[2])
    for url, status in ((mock_url, 0), ("http://127.0.0.1:1", 1)):
        adapted = code.replace("http://127.0.0.1:8080", url)
        assert adapted != code
        done = subprocess.run([sys.executable, program, adapted], capture_output=True, check=False)
        assert done.returncode == status


def test_compose_file_names_what_exists_and_publishes_nothing() -> None:
    service = COMPOSE["services"]["mock"]
    assert (FOLDER / service["build"]["context"]).resolve() == ROOT
    assert ROOT / service["build"]["dockerfile"] == FOLDER / "Dockerfile"
    for each in COMPOSE["services"].values():
        assert all((FOLDER / volume.split(":")[0]).is_file() for volume in each["volumes"])
        assert all(port.startswith("127.0.0.1:") for port in each.get("ports", ()))
        assert each["environment"]["AIMLKIT_MOCK_CONTROL_TOKEN"].startswith("${AIMLKIT_MOCK_CONTROL_TOKEN:?")
    exposed = instructions("EXPOSE")[0]
    assert service["ports"] == [f"127.0.0.1:{exposed}:{exposed}"]
    assert COMPOSE["services"]["tests"]["environment"]["AIML_API_BASE"] == f"http://mock:{exposed}/v1"


def test_tests_of_the_compose_file_pass(mock_url: str) -> None:
    program = FOLDER / "try_mock.py"
    require_models_in(program.read_text(encoding="utf-8"))
    variables = {
        "AIML_API_BASE": f"{mock_url}/v1",
        "AIML_API_KEY": "any",
        "AIMLKIT_MOCK_CONTROL_TOKEN": TOKEN,
    }
    command = [sys.executable, str(program)]
    done = subprocess.run(
        command, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "passed\n"), done.stderr
    httpx.post(
        f"{mock_url}/v1/responses",
        json={"model": RESPONSES_MODEL, "input": "Rome?"},
        headers={"Authorization": "Bearer any"},
    )
    failed = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, check=False)
    assert failed.returncode == 1
