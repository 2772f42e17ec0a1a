"""Raw responses: the headers and the body in addition to the parsed response."""

from __future__ import annotations

from datetime import timedelta

from aimlkit.mock import MockResponse
from tests.migration.feature import Group, Sdk

RAW = Group("Raw responses")


@RAW.feature("`with_raw_response.create()`: `headers`, `status_code`, `parse()`")
def raw(sdk: Sdk) -> object:
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question())
    return [
        response.headers["content-type"],
        response.status_code,
        response.parse().choices[0].message.content,
    ]


@RAW.feature("`text`, `content`, `retries_taken`")
def content(sdk: Sdk) -> object:
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question())
    return [response.text[0], response.content[:1] == b"{", response.retries_taken]


@RAW.feature("`http_request`, `http_response`, `method`, `url`, `elapsed`")
def request(sdk: Sdk) -> object:
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question())
    return [
        response.http_request.method,
        response.http_response.status_code,
        response.method,
        response.url.path,
        isinstance(response.elapsed, timedelta),
    ]


@RAW.feature("`parse(to=…)`")
def parse_to(sdk: Sdk) -> object:
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question())
    return sorted(response.parse(to=dict[str, object]))[0]


@RAW.feature("a body that is not JSON")
def no_json(sdk: Sdk) -> object:
    sdk.mock.enqueue(MockResponse(status=200, body="plain", headers={"content-type": "text/plain"}))
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question())
    return [response.text, response.parse()]


@RAW.feature("of a stream: `parse()` returns the stream")
def stream(sdk: Sdk) -> object:
    response = sdk.client().chat.completions.with_raw_response.create(**sdk.question(), stream=True)
    return [response.headers["content-type"], len(list(response.parse()))]


@RAW.feature("of Responses, and of the async client")
async def async_raw(sdk: Sdk) -> object:
    async with sdk.async_client() as client:
        response = await client.responses.with_raw_response.create(model=sdk.model, input="Hello")
        return [response.status_code, response.parse().output_text]


@RAW.feature("`with_streaming_response.create()`: `iter_lines()`, `headers`")
def streaming(sdk: Sdk) -> object:
    with sdk.client().chat.completions.with_streaming_response.create(**sdk.question()) as response:
        return [response.headers["content-type"], "".join(response.iter_lines())[0]]


@RAW.feature("`with_streaming_response`: `read()`, `text()`, `json()`, `iter_bytes()`, `parse()`")
def streaming_body(sdk: Sdk) -> object:
    completions = sdk.client().chat.completions.with_streaming_response
    found: list[object] = []
    with completions.create(**sdk.question()) as response:
        found.append(response.read()[:1] == b"{")
    with completions.create(**sdk.question()) as response:
        found.append(response.text()[0])
    with completions.create(**sdk.question()) as response:
        found.append(response.json()["object"])
    with completions.create(**sdk.question()) as response:
        found.append(b"".join(response.iter_bytes())[:1] == b"{")
    with completions.create(**sdk.question()) as response:
        found.append(response.parse().object)
    return found


@RAW.feature("`with_streaming_response` of the async client")
async def async_streaming(sdk: Sdk) -> object:
    async with (
        sdk.async_client() as client,
        client.responses.with_streaming_response.create(model=sdk.model, input="Hello") as response,
    ):
        return (await response.parse()).output_text
