"""Whatever the contract allows is answered by the contract, and whatever it does not is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aimlkit.mock.contract import contract
from tests.instances import Instances, nearly
from tests.mock.talk import CHAT, RESPONSES, SCHEMAS, Talk, data, hold, validator

Json = Any

REQUESTS = {CHAT: "ChatCompletionCreateParams", RESPONSES: "ResponseCreateParams"}
DOCUMENTED = {"400", "404", "200"}
DRAWN = Instances(contract().document)


def drawn(path: str) -> st.SearchStrategy[Json]:
    """Requests that are valid by the contract."""
    name = REQUESTS[path]
    requests = DRAWN.of(contract().document["components"]["schemas"][name])
    return requests.filter(validator(name, strict=False).is_valid)


def answered(talk: Talk, path: str, request: Json) -> None:
    """The answer is by the contract, whichever it is."""
    answer = talk.connection.post(path, json=request)
    whole, event = SCHEMAS[path]
    if answer.status_code != 200:
        message = hold("Error", answer.json())["message"]
        # Beyond the contract: a schema that has no value, a response that nobody has.
        schemas = ("/tools/", "/response_format/", "/text/")
        beyond = schemas if answer.status_code == 400 else ("/previous_response_id: ",)
        assert answer.status_code in {400, 404}, answer.text
        assert message.startswith(beyond), message
    elif request.get("stream"):
        for value in data(path, answer.text):
            hold(event, json.loads(value), strict=False)
    else:
        hold(whole, answer.json(), strict=False)


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=60)
@given(draw=st.data())
def test_what_is_valid_is_answered(talk: Talk, path: str, draw: st.DataObject) -> None:
    answered(talk, path, draw.draw(drawn(path)))


@pytest.mark.parametrize("path", [CHAT, RESPONSES])
@settings(max_examples=60)
@given(draw=st.data())
def test_what_is_not_valid_is_refused(talk: Talk, path: str, draw: st.DataObject) -> None:
    request = draw.draw(nearly(drawn(path)))
    if validator(REQUESTS[path], strict=False).is_valid(request):
        answered(talk, path, request)
        return
    message = talk.refused(
        400, path, content=_json(request), headers={"Content-Type": "application/json"}
    ).json()["message"]
    assert message.startswith("/") or not isinstance(request, dict), message


def _json(value: Json) -> bytes:
    return json.dumps(value).encode()
