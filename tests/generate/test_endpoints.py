"""The generated endpoints, over a socket."""

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
    """Sends the response that is set on the server, and records the request there."""

    def _respond(self) -> None:
        server: Any = self.server
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        server.recorded = {
            "line": f"{self.command} {self.path}",
            "headers": dict(self.headers),
            "body": json.loads(body) if body else None,
        }
        status, content = server.response
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _respond  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Log nothing."""


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


def test_endpoint_sends_request_and_returns_model(api: str, models: Any, server: Any, client: Any) -> None:
    response = {"id": "c", "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"}}]}
    server.response = 200, json.dumps(response).encode()
    create = _endpoint(api, "chat.create_chat_completion")
    completion = create.sync(client=client, body=_body(models))
    assert type(completion) is models.ChatCompletion
    assert completion.choices[0].message.content == "hi"
    assert server.recorded["line"] == "POST /v1/chat/completions"
    assert server.recorded["headers"]["Authorization"] == "Bearer key"
    assert server.recorded["body"] == {
        "model": "tiny",
        "messages": [{"role": "user", "content": "hello"}],
        "stop": None,
    }
    assert create.__doc__ is None or "chat" in create.__doc__
    assert create.sync.__doc__ == "Create a chat completion."


def test_endpoint_asyncio_returns_model(api: str, models: Any, server: Any) -> None:
    server.response = 200, b'{"id": "c"}'
    create = _endpoint(api, "chat.create_chat_completion")

    async def create_async() -> Any:
        package = importlib.import_module(api)
        base = f"http://127.0.0.1:{server.server_port}"
        async with package.AuthenticatedClient(base, "key") as client:
            return await create.asyncio(client=client, body=_body(models))

    assert asyncio.run(create_async()).id == "c"


@pytest.mark.parametrize("status", [400, 418, 500])
def test_endpoint_returns_error_model_for_documented_status(
    api: str, models: Any, server: Any, client: Any, status: int
) -> None:
    server.response = status, b'{"message": "no", "statusCode": "400", "requestId": "r"}'
    detailed = _endpoint(api, "chat.create_chat_completion").sync_detailed(client=client, body=_body(models))
    assert detailed.status_code == status
    assert type(detailed.parsed) is models.Error
    assert detailed.parsed.message == "no"
    assert detailed.parsed.requestId == "r"


def test_endpoint_returns_none_for_error_without_json(
    api: str, models: Any, server: Any, client: Any
) -> None:
    server.response = 500, b"<html>Bad Gateway</html>"
    detailed = _endpoint(api, "chat.create_chat_completion").sync_detailed(client=client, body=_body(models))
    assert detailed.parsed is None
    assert detailed.content == b"<html>Bad Gateway</html>"


def test_endpoint_with_undocumented_status(api: str, models: Any, server: Any, client: Any) -> None:
    server.response = 299, b"{}"
    create = _endpoint(api, "chat.create_chat_completion")
    assert create.sync_detailed(client=client, body=_body(models)).parsed is None
    server.response = 520, b"{}"
    assert create.sync_detailed(client=client, body=_body(models)).parsed == models.Error()
    client.raise_on_unexpected_status = True
    errors = importlib.import_module(f"{api}.errors")
    with pytest.raises(errors.UnexpectedStatus, match="520"):
        create.sync(client=client, body=_body(models))


def test_endpoint_returns_error_model_for_undocumented_error_status(
    api: str, models: Any, server: Any, client: Any
) -> None:
    server.response = 402, b'{"message": "out of credits"}'
    error = _endpoint(api, "chat.create_chat_completion").sync(client=client, body=_body(models))
    assert (type(error), error.message) == (models.Error, "out of credits")


@pytest.mark.parametrize("content", [b"<html>", b"[1]", b"data: {}", b"", b'"text"'])
def test_endpoint_raises_unexpected_body(
    api: str, models: Any, server: Any, client: Any, content: bytes
) -> None:
    errors = importlib.import_module(f"{api}.errors")
    create = _endpoint(api, "chat.create_chat_completion")
    server.response = 200, content
    with pytest.raises(errors.UnexpectedBody, match="is not the documented JSON"):
        create.sync(client=client, body=_body(models))
    server.response = 500, content
    assert create.sync(client=client, body=_body(models)) is None


def test_client_repr_hides_key(api: str, server: Any, models: Any) -> None:
    package = importlib.import_module(api)
    server.response = 200, b"{}"
    with package.AuthenticatedClient(f"http://127.0.0.1:{server.server_port}", "secret-key") as client:
        _endpoint(api, "chat.create_chat_completion").sync(client=client, body=_body(models))
        assert "secret-key" not in repr(client)
        assert server.recorded["headers"]["Authorization"] == "Bearer secret-key"
        assert client.get_httpx_client().timeout.connect == 5.0


def test_endpoint_accepts_body_of_union_type(api: str, models: Any, server: Any, client: Any) -> None:
    server.response = 200, b'{"id": "r", "output": [{"type": "reasoning"}]}'
    body = models.MiniResponseCreateParams(model="mini", input=[models.ItemReference(id="i")])
    response = _endpoint(api, "model_responses.create_response").sync(client=client, body=body)
    assert type(response.output[0]) is models.Reasoning
    assert server.recorded["body"] == {"model": "mini", "input": [{"id": "i"}]}


def test_endpoint_returns_response_of_union_type(api: str, models: Any, server: Any, client: Any) -> None:
    server.response = 200, b'{"type": "error", "message": "m"}'
    assert type(_endpoint(api, "model_responses.last_event").sync(client=client)) is models.ErrorEvent


def test_endpoint_encodes_path_query_and_header_parameters(api: str, server: Any, client: Any) -> None:
    server.response = 200, b"{}"
    get = _endpoint(api, "model_responses.get_response")
    get.sync("../a b?", client=client, include="x", x_trace="t")
    assert server.recorded["line"] == "GET /v1/responses/..%2Fa%20b%3F?include%5B%5D=x"
    assert server.recorded["headers"]["X-Trace"] == "t"
    get.sync("r", client=client)
    assert server.recorded["line"] == "GET /v1/responses/r"
    assert "X-Trace" not in server.recorded["headers"]


def test_endpoint_with_empty_response(api: str, models: Any, server: Any, client: Any) -> None:
    delete = _endpoint(api, "model_responses.delete_response")
    server.response = 204, b""
    assert delete.sync_detailed("r", client=client).parsed is None
    post = _endpoint(api, "default.post_v2_odd")
    server.response = 201, b""
    body = models.OddParams.from_dict({"class": "c", "model": "m"})
    assert post.sync_detailed(client=client, body=body).status_code == 201
    assert server.recorded["body"] == {"class": "c", "model": "m"}
    assert not hasattr(post, "sync")
    client.raise_on_unexpected_status = True
    server.response = 200, b""
    errors = importlib.import_module(f"{api}.errors")
    with pytest.raises(errors.UnexpectedStatus):
        post.sync_detailed(client=client)
