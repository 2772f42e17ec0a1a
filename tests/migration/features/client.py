"""The client: its options, its environment, and how it is closed."""

from __future__ import annotations

import asyncio
import os
from unittest import mock

from tests.migration.feature import Group, Sdk

CLIENT = Group("Client")


@CLIENT.feature("`__version__`")
def version(sdk: Sdk) -> object:
    return isinstance(sdk.module.__version__, str)


@CLIENT.feature("`api_key=`, `base_url=`")
def options(sdk: Sdk) -> object:
    client = sdk.client()
    return [client.api_key == sdk.mock.key, str(client.base_url).rstrip("/") == sdk.mock.base_url]


@CLIENT.feature(
    "API key and base URL from `OPENAI_API_KEY`, `OPENAI_BASE_URL`",
    differs="the variables are `AIML_API_KEY` and `AIML_API_BASE`",
)
def environment(sdk: Sdk) -> object:
    variables = {"OPENAI_API_KEY": "key of openai", "OPENAI_BASE_URL": "http://openai.example/v1"}
    with mock.patch.dict(
        os.environ, {**variables, "AIML_API_KEY": "key", "AIML_API_BASE": "http://aiml.example/v1"}
    ):
        client = getattr(sdk.module, sdk.client_name)()
    return [client.api_key, str(client.base_url).rstrip("/")]


@CLIENT.feature("a function as `api_key=`")
def api_key_function(sdk: Sdk) -> object:
    calls: list[str] = []

    def key() -> str:
        calls.append("called")
        return sdk.mock.key

    client = sdk.client(api_key=key)
    client.chat.completions.create(**sdk.question())
    client.chat.completions.create(**sdk.question())
    return calls


@CLIENT.feature("an async function as `api_key=` of the async client")
async def async_api_key_function(sdk: Sdk) -> object:
    async def key() -> str:
        await asyncio.sleep(0)
        return sdk.mock.key

    async with sdk.async_client(api_key=key) as client:
        completion = await client.chat.completions.create(**sdk.question())
    return completion.choices[0].message.role


@CLIENT.feature("`max_retries=`: the number of attempts")
def max_retries(sdk: Sdk) -> object:
    from aimlkit.mock import MockResponse  # noqa: PLC0415

    for _ in range(3):
        sdk.mock.enqueue(MockResponse(status=500, headers={"retry-after-ms": "1"}))
    client = sdk.client(max_retries=2)
    try:
        client.chat.completions.create(**sdk.question())
    except sdk.module.InternalServerError as error:
        return [len(sdk.mock.requests), error.status_code]
    return None


@CLIENT.feature("`with_options(max_retries=, timeout=)`, `copy()`")
def with_options(sdk: Sdk) -> object:
    client = sdk.client(timeout=7)
    changed = client.with_options(max_retries=5)
    return [
        changed.max_retries,
        changed.timeout == client.timeout,
        client.max_retries,
        client.copy().max_retries,
    ]


@CLIENT.feature("`timeout=` in seconds, of the client and of a call")
def timeout(sdk: Sdk) -> object:
    client = sdk.client(timeout=20.0)
    completion = client.with_options(timeout=5.0).chat.completions.create(**sdk.question(), timeout=4)
    return completion.object


@CLIENT.feature("`timeout=httpx2.Timeout(…)`")
def httpx2_timeout(sdk: Sdk) -> object:
    import httpx2  # noqa: PLC0415

    client = sdk.client(timeout=httpx2.Timeout(60.0, read=5.0, write=10.0, connect=2.0))
    return client.chat.completions.create(**sdk.question()).object


@CLIENT.feature("`timeout=httpx.Timeout(…)`")
def httpx_timeout(sdk: Sdk) -> object:
    import httpx  # noqa: PLC0415

    client = sdk.client(timeout=httpx.Timeout(60.0, read=5.0))
    return client.chat.completions.create(**sdk.question()).object


@CLIENT.feature("`default_headers=`, `default_query=`")
def defaults(sdk: Sdk) -> object:
    client = sdk.client(default_headers={"x-one": "1"}, default_query={"two": "2"})
    client.chat.completions.create(**sdk.question())
    request = sdk.mock.requests[-1]
    return [request.headers["x-one"], request.query, client.default_headers["x-one"]]


@CLIENT.feature("`with_options(default_headers=)` adds, `set_default_headers=` replaces")
def set_default_headers(sdk: Sdk) -> object:
    client = sdk.client(default_headers={"x-one": "1"})
    client.with_options(default_headers={"x-two": "2"}).chat.completions.create(**sdk.question())
    client.with_options(set_default_headers={"x-two": "2"}).chat.completions.create(**sdk.question())
    return [["x-one" in request.headers, "x-two" in request.headers] for request in sdk.mock.requests]


@CLIENT.feature("`with_options(set_default_query=)`")
def set_default_query(sdk: Sdk) -> object:
    client = sdk.client(default_query={"one": "1"})
    client.with_options(set_default_query={"two": "2"}).chat.completions.create(**sdk.question())
    return sdk.mock.requests[-1].query


@CLIENT.feature("`extra_headers=`, `extra_query=`, `extra_body=`")
def extras(sdk: Sdk) -> object:
    client = sdk.client()
    client.chat.completions.create(
        **sdk.question(), extra_headers={"x-one": "1"}, extra_query={"two": "2"}, extra_body={"seed": 3}
    )
    request = sdk.mock.requests[-1]
    return [request.headers["x-one"], request.query, request.body["seed"]]


@CLIENT.feature("lists and dictionaries in `extra_query=`")
def nested_query(sdk: Sdk) -> object:
    query = {"list": [1, 2], "object": {"a": True, "b": None, "c": ["x"]}, "flag": False}
    sdk.client().chat.completions.create(**sdk.question(), extra_query=query)
    return sdk.mock.requests[-1].query


@CLIENT.feature("`http_client=httpx2.Client(…)`")
def httpx2_client(sdk: Sdk) -> object:
    import httpx2  # noqa: PLC0415

    with httpx2.Client(headers={"x-one": "1"}) as http_client:
        sdk.client(http_client=http_client).chat.completions.create(**sdk.question())
    return sdk.mock.requests[-1].headers["x-one"]


@CLIENT.feature("`http_client=DefaultHttpx2Client(…)`")
def default_httpx2_client(sdk: Sdk) -> object:
    http_client = sdk.module.DefaultHttpx2Client(headers={"x-one": "1"})
    sdk.client(http_client=http_client).chat.completions.create(**sdk.question())
    return sdk.mock.requests[-1].headers["x-one"]


@CLIENT.feature("`http_client=httpx.Client(…)`")
def httpx_client(sdk: Sdk) -> object:
    import httpx  # noqa: PLC0415

    with httpx.Client(headers={"x-one": "1"}) as http_client:
        sdk.client(http_client=http_client).chat.completions.create(**sdk.question())
    return sdk.mock.requests[-1].headers["x-one"]


@CLIENT.feature("`http_client=DefaultAioHttpClient()`")
async def aiohttp_client(sdk: Sdk) -> object:
    async with sdk.async_client(http_client=sdk.module.DefaultAioHttpClient()) as client:
        completion = await client.chat.completions.create(**sdk.question())
    return completion.object


@CLIENT.feature("`httpx2.MockTransport`")
def mock_transport(sdk: Sdk) -> object:
    import httpx2  # noqa: PLC0415

    def handle(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, request=request, json={"object": "list", "data": []})

    http_client = httpx2.Client(transport=httpx2.MockTransport(handle))
    return list(sdk.client(http_client=http_client).models.list().data)


@CLIENT.feature("`with client:`, `client.close()`, `client.is_closed()`")
def close(sdk: Sdk) -> object:
    with sdk.client() as client:
        before = client.is_closed()
    return [before, client.is_closed()]


@CLIENT.feature("`async with client:`, `await client.close()`")
async def async_close(sdk: Sdk) -> object:
    client = sdk.async_client()
    await client.chat.completions.create(**sdk.question())
    await client.close()
    return client.is_closed()


@CLIENT.feature("requests by path: `client.get(…)`, `client.post(…)` with `cast_to=`")
def post(sdk: Sdk) -> object:
    import httpx2  # noqa: PLC0415

    response = sdk.client().post("/chat/completions", cast_to=httpx2.Response, body=sdk.question())
    return [response.status_code, response.json()["object"]]


@CLIENT.feature("`client.models.list()`, and iterating over it")
def models(sdk: Sdk) -> object:
    return [model.id for model in sdk.client().models.list()]


@CLIENT.feature(
    "`client.models.retrieve(…)`",
    differs="searches the list of models, because the service has no operation for a single one",
)
def model(sdk: Sdk) -> object:
    return sdk.client().models.retrieve(sdk.model).id == sdk.model


@CLIENT.feature("`organization=`, `project=`", missing="the service has neither")
def organization(sdk: Sdk) -> object:
    return sdk.client(organization="org", project="project").organization


@CLIENT.feature("`webhook_secret=`, `client.webhooks`", missing="the service has no webhooks")
def webhooks(sdk: Sdk) -> object:
    return sdk.client(webhook_secret="secret").webhooks is not None


@CLIENT.feature("`websocket_base_url=`, `client.realtime`", missing="the service has no Realtime API")
def realtime(sdk: Sdk) -> object:
    return sdk.client(websocket_base_url="ws://127.0.0.1").realtime is not None


@CLIENT.feature(
    "the module-level client: `openai.api_key = …`, `openai.chat.completions.create(…)`",
    missing="create a client: a module-level key would be shared by all code in the process",
)
def module_client(sdk: Sdk) -> object:
    return sdk.module.chat.completions is not None


@CLIENT.feature("`NOT_GIVEN`, `omit`: a parameter that is not sent")
def not_given(sdk: Sdk) -> object:
    sdk.chat(
        n=sdk.module.NOT_GIVEN, stop=sdk.module.omit, seed=sdk.module.NotGiven(), tools=sdk.module.Omit()
    )
    return sorted(sdk.mock.requests[-1].body)


@CLIENT.feature("an unknown parameter raises `TypeError`")
def unknown_parameter(sdk: Sdk) -> object:
    try:
        sdk.chat(no_such_parameter=1)
    except TypeError:
        return "TypeError"
    return None


@CLIENT.feature(
    "parameters that the service does not document, such as `temperature` or `user`",
    missing='`TypeError` before anything is sent; `AIMLAPI(unsupported="drop")` leaves them out, `extra_body=` sends them',
)
def undocumented_parameter(sdk: Sdk) -> object:
    sdk.respond(user="me")
    return sdk.mock.requests[-1].body["user"]


@CLIENT.feature(
    "logging with `OPENAI_LOG`",
    differs="configure the logger `aimlkit` with `logging`, like any other logger",
)
def logging_variable(sdk: Sdk) -> object:
    import logging  # noqa: PLC0415
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    name = sdk.module.__name__
    program = f"import {name}, logging; print(logging.getLogger('{name}').level)"
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "OPENAI_LOG": "debug"},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(result.stdout) == logging.DEBUG
