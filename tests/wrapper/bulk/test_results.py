"""Results of bulk runs, for each API that a source has."""

from __future__ import annotations

from typing import Any

import pytest

from aimlkit import AIMLAPI
from aimlkit.bulk import BulkResult
from aimlkit.endpoints._base import AnyEndpoint
from aimlkit.endpoints._registry import ENDPOINTS
from aimlkit.mock import MockResponse, MockServer
from aimlkit_api.operations import PREFIX
from tests.models import CHAT_OPERATION, RESPONSES_MODEL
from tests.wrapper.payloads import CHAT_PARAMS


def result_with(body: object) -> BulkResult[None]:
    """Return the result of a request whose response has this body."""
    return BulkResult("a", "b", 200, None, body, None, None)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.spec.id)
def test_result_has_the_text_of_its_response(
    client: AIMLAPI, aimlkit_mock: MockServer, endpoint: AnyEndpoint
) -> None:
    aimlkit_mock.enqueue(MockResponse(text="Hello"))
    params: Any = (
        CHAT_PARAMS if endpoint.spec.id == CHAT_OPERATION else {"model": RESPONSES_MODEL, "input": "Hi"}
    )
    body: Any = client.post(endpoint.spec.path.removeprefix(PREFIX), cast_to=object, body=params)
    assert result_with(body).text == "Hello"


@pytest.mark.parametrize("body", [{}, {"message": "No."}, [], "No.", None])
def test_result_without_text_has_none(body: object) -> None:
    assert result_with(body).text is None
