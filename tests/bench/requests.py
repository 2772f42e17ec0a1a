"""The request to the mock that is measured."""

from __future__ import annotations

import json

from aimlkit.mock.contract import packaged_contract
from aimlkit_api.types import reader_of, to_json
from tests.bench import wrk
from tests.models import CHAT_MODEL


def chat_request(counter: str = "") -> wrk.RepeatedRequest:
    """Return a chat request as the generated client writes it; `counter` is replaced by a number each time."""
    operation = next(o for o in packaged_contract().operations if o.id == "createChatCompletion")
    body = reader_of("ChatCompletionCreateParams")(
        {"model": CHAT_MODEL, "messages": [{"role": "user", "content": f"Hello {counter}"}]}
    )
    headers = {"Authorization": "Bearer any", "Content-Type": "application/json"}
    return wrk.RepeatedRequest(operation.method, operation.path, headers, json.dumps(to_json(body)), counter)
