"""Hypothesis strategies for requests of the mock."""

from typing import Any

from hypothesis import strategies as st

from aimlkit.mock.contract import packaged_contract
from tests.instances import Instances
from tests.mock.client import CHAT, RESPONSES, schema_validator

SCHEMA_NAMES = {CHAT: "ChatCompletionCreateParams", RESPONSES: "ResponseCreateParams"}

_INSTANCES = Instances(packaged_contract().document)


def valid_requests(path: str) -> st.SearchStrategy[Any]:
    """Return a strategy for request bodies that the contract allows at this path."""
    name = SCHEMA_NAMES[path]
    requests = _INSTANCES.of(packaged_contract().document["components"]["schemas"][name])
    return requests.filter(is_valid_request(path))


def is_valid_request(path: str) -> Any:
    """Return the predicate of request bodies that the contract allows at this path."""
    return schema_validator(SCHEMA_NAMES[path], strict=False).is_valid
