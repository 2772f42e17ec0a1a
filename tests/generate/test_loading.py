"""Lazy loading: modules are imported when they are first needed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

_LOADED = "print(json.dumps(sorted(m for m in sys.modules)))"


def _loaded(run: Callable[..., str], program: str) -> set[str]:
    found: list[str] = json.loads(run(f"import json\n{program}\n{_LOADED}").splitlines()[-1])
    return set(found)


def test_import_of_package_loads_no_module(run: Callable[..., str]) -> None:
    loaded = _loaded(run, "import aimlkit_api")
    assert not loaded & {"httpx", "attrs", "attr", "aimlkit_api.models", "aimlkit_api.types"}


def test_import_of_client_loads_httpx(run: Callable[..., str]) -> None:
    assert "httpx" in _loaded(run, "from aimlkit_api import AuthenticatedClient, Client")
    assert run(
        "import aimlkit_api\ntry: aimlkit_api.Nonsense\nexcept AttributeError as error: print(error)"
    ) == ("module 'aimlkit_api' has no attribute 'Nonsense'\n")


def test_from_dict_loads_only_classes_of_objects_in_the_data(run: Callable[..., str]) -> None:
    program = """
from aimlkit_api.models import Response
response = Response.from_dict({"output": [{"type": "reasoning"}, {"type": "new"}], "error": None, "grid": []})
"""
    loaded = {name for name in _loaded(run, program) if name.startswith("aimlkit_api.models.")}
    assert loaded == {f"aimlkit_api.models.{name}" for name in ("response", "output_item", "reasoning")}
    assert "httpx" not in _loaded(run, program)


def test_read_of_event_loads_only_its_class(run: Callable[..., str]) -> None:
    program = """
from aimlkit_api.models.stream_event import read
read({"type": "error", "message": "no"})
"""
    loaded = {name for name in _loaded(run, program) if name.startswith("aimlkit_api.models.")}
    assert loaded == {"aimlkit_api.models.stream_event", "aimlkit_api.models.error_event"}


def test_import_of_params_loads_no_model(run: Callable[..., str]) -> None:
    assert not _loaded(run, "import aimlkit_api.params") & {"attrs", "httpx", "aimlkit_api.models"}


def test_package_has_contract_digest_and_base_url(run: Callable[..., str], generated: Path) -> None:
    contract = (generated.parent / "contract.json").read_bytes()
    shown: Any = json.loads(
        run("import json, aimlkit_api as a; print(json.dumps([a.CONTRACT_DIGEST, a.BASE_URL]))")
    )
    assert shown == [hashlib.sha256(contract).hexdigest(), "https://api.example.test"]
