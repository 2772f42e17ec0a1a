"""The endpoints speak HTTP: a request goes over a socket, and its answer comes back as a model."""

from __future__ import annotations

import asyncio
import importlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class _Handler(BaseHTTPRequestHandler):
    """Answers as its server was told, and tells it what was asked."""

    def _answer(self) -> None:
        server: Any = self.server
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        server.asked = {
            "line": f"{self.command} {self.path}",
            "headers": dict(self.headers),
            "body": json.loads(body) if body else None,
        }
        status, content = server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Not on the terminal."""


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(api: str, server: Any) -> Iterator[Any]:
    package = importlib.import_module(api)
    with package.AuthenticatedClient(f"http://127.0.0.1:{server.server_port}", "key") as client:
        yield client


def _endpoint(api: str, name: str) -> Any:
    return importlib.import_module(f"{api}.api.{name}")


def _body(models: Any) -> Any:
    return models.ChatCompletionCreateParams(
        model="tiny", messages=[models.UserMessage(role="user", content="hello")], stop=None
    )


def test_a_request_and_its_answer(api: str, models: Any, server: Any, client: Any) -> None:
    answer = {"id": "c", "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}}]}
    server.answer = 200, json.dumps(answer).encode()
    create = _endpoint(api, "chat.create_chat_completion")
    completion = create.sync(client=client, body=_body(models))
    assert type(completion) is models.ChatCompletion
    assert completion.choices[0].message.content == "hi"
    assert server.asked["line"] == "POST /v1/chat/completions"
    assert server.asked["headers"]["Authorization"] == "Bearer key"
    assert server.asked["body"] == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "hello"}],
        "stop": None,
    }
    assert create.__doc__ is None or "chat" in create.__doc__
    assert create.sync.__doc__ == "Answer a chat."


def test_the_same_without_blocking(api: str, models: Any, server: Any) -> None:
    server.answer = 200, b'{"id": "c"}'
    create = _endpoint(api, "chat.create_chat_completion")

    async def ask() -> Any:
        package = importlib.import_module(api)
        base = f"http://127.0.0.1:{server.server_port}"
        async with package.AuthenticatedClient(base, "key") as client:
            return await create.asyncio(client=client, body=_body(models))

    assert asyncio.run(ask()).id == "c"


@pytest.mark.parametrize("status", [400, 418, 500])
def test_an_error_is_an_error(api: str, models: Any, server: Any, client: Any, status: int) -> None:
    server.answer = status, b'{"message": "no", "statusCode": "400", "requestId": "r"}'
    detailed = _endpoint(api, "chat.create_chat_completion").sync_detailed(client=client, body=_body(models))
    assert detailed.status_code == status
    assert type(detailed.parsed) is models.Error
    assert detailed.parsed.message == "no"
    assert detailed.parsed.requestId == "r"


def test_an_error_that_is_no_json_is_none(api: str, models: Any, server: Any, client: Any) -> None:
    server.answer = 500, b"<html>Bad Gateway</html>"
    detailed = _endpoint(api, "chat.create_chat_completion").sync_detailed(client=client, body=_body(models))
    assert detailed.parsed is None
    assert detailed.content == b"<html>Bad Gateway</html>"


def test_a_status_that_no_document_names(api: str, models: Any, server: Any, client: Any) -> None:
    server.answer = 299, b"{}"
    create = _endpoint(api, "chat.create_chat_completion")
    assert create.sync_detailed(client=client, body=_body(models)).parsed is None
    server.answer = 520, b"{}"
    assert create.sync_detailed(client=client, body=_body(models)).parsed == models.Error()
    client.raise_on_unexpected_status = True
    errors = importlib.import_module(f"{api}.errors")
    with pytest.raises(errors.UnexpectedStatus, match="520"):
        create.sync(client=client, body=_body(models))


def test_an_error_with_a_status_of_its_own_is_read_as_one(
    api: str, models: Any, server: Any, client: Any
) -> None:
    server.answer = 402, b'{"message": "out of credits"}'
    error = _endpoint(api, "chat.create_chat_completion").sync(client=client, body=_body(models))
    assert (type(error), error.message) == (models.Error, "out of credits")


@pytest.mark.parametrize("content", [b"<html>", b"[1]", b"data: {}", b"", b'"text"'])
def test_a_body_that_was_not_promised_is_said_to_be_none(
    api: str, models: Any, server: Any, client: Any, content: bytes
) -> None:
    errors = importlib.import_module(f"{api}.errors")
    create = _endpoint(api, "chat.create_chat_completion")
    server.answer = 200, content
    with pytest.raises(errors.UnexpectedBody, match="is not the JSON that is documented"):
        create.sync(client=client, body=_body(models))
    server.answer = 500, content
    assert create.sync(client=client, body=_body(models)) is None


def test_the_key_is_in_no_repr(api: str, server: Any, models: Any) -> None:
    package = importlib.import_module(api)
    server.answer = 200, b"{}"
    with package.AuthenticatedClient(f"http://127.0.0.1:{server.server_port}", "secret-key") as client:
        _endpoint(api, "chat.create_chat_completion").sync(client=client, body=_body(models))
        assert "secret-key" not in repr(client)
        assert server.asked["headers"]["Authorization"] == "Bearer secret-key"
        assert client.get_httpx_client().timeout.connect == 5.0


def test_a_body_of_several_shapes(api: str, models: Any, server: Any, client: Any) -> None:
    server.answer = 200, b'{"id": "r", "output": [{"type": "reasoning"}]}'
    body = models.MiniResponseCreateParams(model="mini", input=[models.ItemReference(id="i")])
    response = _endpoint(api, "model_responses.create_response").sync(client=client, body=body)
    assert type(response.output[0]) is models.Reasoning
    assert server.asked["body"] == {"model": "mini", "input": [{"id": "i"}]}


def test_an_answer_of_several_shapes(api: str, models: Any, server: Any, client: Any) -> None:
    server.answer = 200, b'{"type": "error", "message": "m"}'
    assert type(_endpoint(api, "model_responses.last_event").sync(client=client)) is models.ErrorEvent


def test_parameters_go_where_they_belong(api: str, server: Any, client: Any) -> None:
    server.answer = 200, b"{}"
    get = _endpoint(api, "model_responses.get_response")
    get.sync("../a b?", client=client, include="x", x_trace="t")
    assert server.asked["line"] == "GET /v1/responses/..%2Fa%20b%3F?include%5B%5D=x"
    assert server.asked["headers"]["X-Trace"] == "t"
    get.sync("r", client=client)
    assert server.asked["line"] == "GET /v1/responses/r"
    assert "X-Trace" not in server.asked["headers"]


def test_an_answer_without_content(api: str, models: Any, server: Any, client: Any) -> None:
    delete = _endpoint(api, "model_responses.delete_response")
    server.answer = 204, b""
    assert delete.sync_detailed("r", client=client).parsed is None
    post = _endpoint(api, "default.post_v2_odd")
    server.answer = 201, b""
    body = models.OddParams.from_dict({"class": "c", "model": "m"})
    assert post.sync_detailed(client=client, body=body).status_code == 201
    assert server.asked["body"] == {"class": "c", "model": "m"}
    assert not hasattr(post, "sync")
    client.raise_on_unexpected_status = True
    server.answer = 200, b""
    errors = importlib.import_module(f"{api}.errors")
    with pytest.raises(errors.UnexpectedStatus):
        post.sync_detailed(client=client)
