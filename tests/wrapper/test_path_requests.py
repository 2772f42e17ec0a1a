"""Requests by path: `client.get()`, `post()`, `put()`, `patch()` and `delete()`, over real sockets."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import httpx
import httpx2
import pydantic
import pytest

import aimlkit
from aimlkit import AIMLAPI, AsyncAIMLAPI, SizeLimits, Stream
from aimlkit._requests import path_url
from aimlkit_api.operations import OPERATIONS
from tests.models import CHAT_MODEL, CHAT_OPERATION, RESPONSES_OPERATION, needs, require_cost
from tests.wrapper.any_client import AnyClient
from tests.wrapper.payloads import (
    CHAT_PARAMS,
    COMPLETION,
    STREAM_HEAD,
    chat_chunk,
    encode_chunked,
    encode_events,
    http_response,
)
from tests.wrapper.raw_server import RawServer

Json = Any
needs_cost = pytest.mark.skipif(
    all(spec.cost_path is None for spec in OPERATIONS.values()), reason="no source describes a cost"
)
METHODS = ("get", "post", "put", "patch", "delete")


def send(any_client: AnyClient, method: str, path: str = "/foo", **params: Json) -> Json:
    """Return the response to a request by path, by default as a dictionary."""
    return any_client.call(lambda client: getattr(client, method), path=path, **{"cast_to": dict, **params})


def spend_of(any_client: AnyClient, method: str, **params: Json) -> tuple[float, bool]:
    """Return the spend of a new client after a request, and whether a cost is unknown."""
    clients: list[Json] = []

    def select(client: Json) -> Json:
        clients.append(client)
        return getattr(client, method)

    any_client.call(select, **{"path": "/foo", "cast_to": dict, **params})
    tracker = clients[0]._session.spend_tracker
    return tracker.total, tracker.has_unknown


def head_and_body(request: bytes) -> tuple[bytes, bytes]:
    head, _, body = request.partition(b"\r\n\r\n")
    return head, body


@pytest.mark.parametrize("method", METHODS)
def test_path_request_is_sent_as_others_are(
    raw_client: AnyClient, raw_server: RawServer, method: str
) -> None:
    raw_server.enqueue(http_response({"a": 1}))
    body = {} if method == "get" else {"body": {"b": [2], "c": aimlkit.omit}}
    options = {"headers": {"x-a": "1"}, "params": {"q": [1, 2]}, "client_request_id": "own-request-id"}
    assert send(raw_client, method, "/foo?p=0", **body, options=options) == {"a": 1}
    head, content = head_and_body(raw_server.requests[0])
    lines = head.decode().split("\r\n")
    assert lines[0] == f"{method.upper()} /v1/foo?p=0&q%5B%5D=1&q%5B%5D=2 HTTP/1.1"
    assert {"authorization: Bearer secret-key", "x-a: 1"} < {
        line.replace("Authorization", "authorization") for line in lines
    }
    assert any(line.endswith("own-request-id") for line in lines)
    assert content == (b'{"b":[2]}' if body else b"")
    assert any(line.lower() == "content-type: application/json" for line in lines) == bool(body)


@dataclasses.dataclass
class Named:
    """A part of a response."""

    model: str


class Answer(pydantic.BaseModel):
    """Another part."""

    id: str


def test_path_request_returns_the_requested_type(raw_client: AnyClient, raw_server: RawServer) -> None:
    require_cost(CHAT_OPERATION)

    def post(cast_to: Json, response: bytes | None = None) -> Json:
        raw_server.enqueue(response or http_response(x_inference_id="r1"))
        return send(raw_client, "post", body={}, cast_to=cast_to)

    assert post(dict) == post(object) == post(dict[str, Any]) == COMPLETION
    assert post(str) == json.dumps(COMPLETION)
    assert post(bytes) == json.dumps(COMPLETION).encode()
    assert post(type(None)) is None
    assert (post(Named), post(Answer)) == (Named(CHAT_MODEL), Answer(id="c1"))
    completion = post(aimlkit.ChatCompletion)
    assert (completion.text, completion.cost_usd, completion.request_id) == ("Hello", 0.25, "r1")
    assert post(list, http_response([1, {}])) == post(list[Any], http_response([1, {}])) == [1, {}]
    response = post(httpx.Response, http_response(b"\xff", content_type="image/png", x_foo="1"))
    assert (type(response), response.content, response.headers["x-foo"]) == (httpx.Response, b"\xff", "1")
    assert response.request.headers["authorization"] == "***"
    with pytest.raises(aimlkit.OutputValidationError):
        post(Named, http_response({"no": "model"}))
    with pytest.raises(aimlkit.APIResponseValidationError, match="expected a JSON object"):
        post(dict, http_response(b"<p>", content_type="text/html"))


def test_path_request_returns_a_response_of_httpx2(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response({"a": 1}, x_foo="1"))
    response = send(raw_client, "post", body={"b": 2}, cast_to=httpx2.Response)
    assert isinstance(response, httpx2.Response)
    assert (response.status_code, response.json(), response.headers["x-foo"]) == (200, {"a": 1}, "1")
    assert (response.request.method, response.request.url.path) == ("POST", "/v1/foo")
    assert response.request.headers["authorization"] == "***"


def test_path_request_raises_errors_and_retries(raw_client: AnyClient, raw_server: RawServer) -> None:
    error = http_response({"message": "busy: secret-key"}, 503, retry_after_ms="1", x_inference_id="r1")
    for _ in range(2):
        raw_server.enqueue(error)
    with pytest.raises(aimlkit.InternalServerError, match=r"busy: \*\*\*") as raised:
        send(raw_client, "post", body={}, options={"max_retries": 1}, cast_to=httpx.Response)
    assert (raised.value.retries, raised.value.request_id, len(raw_server.requests)) == (1, "r1", 2)
    assert "secret-key" not in raised.value.response.text
    raw_server.enqueue(http_response({"error": {"message": "no"}}))
    with pytest.raises(aimlkit.APIResponseValidationError, match="no"):
        send(raw_client, "get", cast_to=httpx.Response)


def test_path_request_has_a_timeout_and_a_maximal_size(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response(b"", content_length="1"), 30.0)
    with pytest.raises(aimlkit.APITimeoutError):
        send(raw_client, "get", options={"timeout": 0.2})
    raw_client.options["size_limits"] = SizeLimits(response=100)
    raw_server.enqueue(http_response())
    with pytest.raises(aimlkit.ResponseTooLargeError):
        send(raw_client, "get", cast_to=httpx.Response)


@pytest.mark.parametrize(
    ("method", "response", "expected"),
    [
        pytest.param("post", http_response(), (0.25, False), marks=needs_cost),
        ("post", http_response({}, x_aimlapi_usd_spent="0.5"), (0.5, False)),
        ("post", http_response([], x_aimlapi_usd_spent="0.5"), (0.5, False)),
        ("post", http_response({}), (0.0, True)),
        ("put", http_response([]), (0.0, True)),
        pytest.param(
            *("patch", http_response({"status": "failed"}), (0.0, False)), marks=needs(RESPONSES_OPERATION)
        ),
        ("get", http_response({}), (0.0, False)),
        ("get", http_response([]), (0.0, False)),
        pytest.param("get", http_response(), (0.25, False), marks=needs_cost),
        ("delete", http_response([], x_aimlapi_usd_spent="0.5"), (0.5, False)),
    ],
    ids=[
        "body",
        "header",
        "list",
        "unknown",
        "unknown list",
        "failed",
        "get",
        "get list",
        "paid get",
        "delete",
    ],
)
def test_path_request_counts_its_cost(
    raw_client: AnyClient, raw_server: RawServer, method: str, response: bytes, expected: tuple[float, bool]
) -> None:
    raw_server.enqueue(response)
    assert spend_of(raw_client, method, cast_to=httpx.Response) == expected


def test_path_request_has_the_spending_limit_unless_it_is_free(
    raw_client: AnyClient, raw_server: RawServer
) -> None:
    raw_client.options["max_spend_usd"] = 0
    for method in ("post", "put", "patch"):
        with pytest.raises(aimlkit.SpendLimitError):
            send(raw_client, method)
    assert not raw_server.requests
    raw_server.enqueue(http_response({}))
    assert send(raw_client, "get") == {}


# --- streams ---


def test_path_request_returns_a_stream(raw_client: AnyClient, raw_server: RawServer) -> None:
    require_cost(CHAT_OPERATION)
    cost = chat_chunk("!", meta={"usage": {"usd_spent": 0.5}})
    events = encode_chunked(encode_events(chat_chunk("Hi"), cost, "[DONE]"))
    raw_server.enqueue(STREAM_HEAD + events + b"0\r\n\r\n")
    body = {**CHAT_PARAMS, "stream": True}
    result = spend_of(
        raw_client, "post", path="/chat/completions", body=body, stream=True, cast_to=aimlkit.ChatCompletion
    )
    assert [event.choices[0].delta.content for event in raw_client.events] == ["Hi", "!"]
    assert result == (0.5, False)


def test_path_request_for_a_stream_that_is_not_known(raw_client: AnyClient, raw_server: RawServer) -> None:
    with pytest.raises(TypeError, match="the events of POST /foo are unknown"):
        send(raw_client, "post", stream=True)
    with pytest.raises(TypeError, match="stream_cls must be aimlkit"):
        send(raw_client, "post", "/responses", stream=True, stream_cls=dict)
    assert not raw_server.requests


@needs(CHAT_OPERATION)
def test_path_request_takes_the_stream_class_of_openai_python(client: AIMLAPI) -> None:
    body = {**CHAT_PARAMS, "stream": True}
    stream = client.post("/chat/completions", cast_to=object, body=body, stream=True, stream_cls=Stream[Any])
    with stream:
        assert [*stream]


# --- rejected arguments ---


@pytest.mark.parametrize(
    "path",
    [
        "https://other.example/v1/foo?key=hidden",
        "//other.example/foo",
        "http://api.example/v1/foo",
        "https://api.example:444/v1/foo",
        "\\\\other.example\\foo",
        "https:foo",
        "https:///foo",
        "mailto:foo",
        "http://[",
    ],
)
def test_path_of_another_server_is_refused(path: str) -> None:
    with pytest.raises(
        ValueError, match=r"^path is (a URL of another server than api\.example|not a URL)"
    ) as raised:
        AIMLAPI(api_key="secret-key", base_url="https://api.example/v1").get(path, cast_to=dict)
    assert "hidden" not in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("/foo", "https://api.example/v1/foo?a=b"),
        ("foo/x%2Fy", "https://api.example/v1/foo/x%2Fy?a=b"),
        ("/foo?c=%2F", "https://api.example/v1/foo?c=%2F&a=b"),
        ("https://api.example/v2/foo", "https://api.example/v2/foo?a=b"),
        ("https://api.example:443/v2/foo", "https://api.example/v2/foo?a=b"),
        ("https://user:password@api.example/foo", "https://api.example/foo?a=b"),
    ],
)
def test_path_is_below_the_base_url(path: str, url: str) -> None:
    assert str(path_url(httpx.URL("https://api.example/v1/?a=b"), path)) == url


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"path": 1}, "path must be a string; it is 1"),
        ({"options": []}, "options must be a mapping"),
        ({"options": {"header": {}}}, "options has no 'header'; did you mean headers?"),
        ({"options": {"max_retries": "2"}}, "max_retries"),
        ({"options": {"extra_json": {"a": 1}}, "body": [1]}, "extra_json adds to a body that is an object"),
        ({"body": object()}, "cannot send a object"),
    ],
    ids=["path", "options", "unknown option", "max_retries", "extra_json", "body"],
)
def test_path_request_refuses_arguments(raw_client: AnyClient, params: Json, message: str) -> None:
    with pytest.raises(TypeError, match=message.replace("?", r"\?")):
        send(raw_client, "post", **params)


def test_path_options_have_both_names(raw_client: AnyClient, raw_server: RawServer) -> None:
    raw_server.enqueue(http_response({}))
    options = {
        "headers": {"x-a": "1"},
        "extra_headers": {"x-b": "2"},
        "params": {"c": 3},
        "extra_query": {"d": 4},
        "extra_json": {"e": 5},
        "extra_body": {"f": 6},
    }
    send(raw_client, "post", options=options, body={"g": 7})
    head, body = head_and_body(raw_server.requests[0])
    assert head.startswith(b"POST /v1/foo?c=3&d=4 ")
    assert b"x-a: 1" in head
    assert b"x-b: 2" in head
    assert json.loads(body) == {"e": 5, "f": 6, "g": 7}


def test_path_request_of_a_closed_client_is_refused() -> None:
    client = AIMLAPI(api_key="secret-key", base_url="https://api.example/v1")
    client.close()
    with pytest.raises(aimlkit.AIMLAPIError, match="the client is closed"):
        client.get("/foo", cast_to=dict)
    assert AsyncAIMLAPI.get.__doc__ == AIMLAPI.get.__doc__
