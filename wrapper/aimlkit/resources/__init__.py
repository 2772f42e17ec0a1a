"""TEMPORARY stand-in until the generated one is merged."""

# mypy: ignore-errors
from functools import cached_property
from aimlkit._base_client import AsyncAPIClient, SyncAPIClient
from aimlkit._omit import omit
from aimlkit._requests import RequestOptions
from aimlkit.endpoints.chat_completions import ENDPOINT as CHAT
from aimlkit.endpoints.responses import ENDPOINT as RESPONSES
from aimlkit.resources._base import SyncResource, AsyncResource, SyncRawResource, AsyncRawResource
from aimlkit.resources._conversations import *
from aimlkit.resources import _conversations as c

NAMES = ("extra_headers", "extra_query", "extra_body", "timeout")


def split(p):
    return {k: v for k, v in p.items() if k not in NAMES}, RequestOptions(
        **{k: v for k, v in p.items() if k in NAMES}
    )


class SyncMix:
    def create(self, *, stream=None, **p):
        params, o = split(p)
        params["stream"] = omit if stream is None else stream
        return self._create_stream(params, o) if stream else self._create(params, o)

    def parse(self, *, response_format=omit, text_format=omit, **p):
        params, o = split(p)
        return self._parse(params, o, response_format if response_format is not omit else text_format)

    def stream(self, *, response_format=omit, text_format=omit, **p):
        params, o = split(p)
        return self._stream(params, o, response_format if response_format is not omit else text_format)

    def run_tools(self, *, max_turns=10, **p):
        params, o = split(p)
        return self._run_tools(params, o, max_turns)


class AsyncMix(SyncMix):
    async def create(self, *, stream=None, **p):
        params, o = split(p)
        params["stream"] = omit if stream is None else stream
        return await (self._create_stream(params, o) if stream else self._create(params, o))


class ChatCompletions(SyncMix, SyncResource):
    _endpoint = CHAT


class AsyncChatCompletions(AsyncMix, AsyncResource):
    _endpoint = CHAT


class RawChatCompletions(SyncMix, SyncRawResource):
    _endpoint = CHAT


class AsyncRawChatCompletions(AsyncMix, AsyncRawResource):
    _endpoint = CHAT


class Responses(SyncMix, SyncResource):
    _endpoint = RESPONSES

    def conversation(self, *, previous_response_id=None, **p):
        params, o = split(p)
        return c.ResponseConversation(self._api_client, params, o, previous_response_id)


class AsyncResponses(AsyncMix, AsyncResource):
    _endpoint = RESPONSES

    def conversation(self, *, previous_response_id=None, **p):
        params, o = split(p)
        return c.AsyncResponseConversation(self._api_client, params, o, previous_response_id)


class RawResponses(SyncMix, SyncRawResource):
    _endpoint = RESPONSES


class AsyncRawResponses(AsyncMix, AsyncRawResource):
    _endpoint = RESPONSES


class Chat:
    def __init__(self, completions):
        self.completions = completions

    def conversation(self, *, messages=(), **p):
        params, o = split(p)
        return c.ChatCompletionConversation(self.completions._api_client, params, o, messages)


class AsyncChat(Chat):
    def conversation(self, *, messages=(), **p):
        params, o = split(p)
        return c.AsyncChatCompletionConversation(self.completions._api_client, params, o, messages)


class Raw:
    pass


class SyncResources(SyncAPIClient):
    @cached_property
    def chat(self):
        x = ChatCompletions(self)
        x.with_raw_response = RawChatCompletions(self)
        return Chat(x)

    @cached_property
    def responses(self):
        x = Responses(self)
        x.with_raw_response = RawResponses(self)
        return x


class AsyncResources(AsyncAPIClient):
    @cached_property
    def chat(self):
        x = AsyncChatCompletions(self)
        x.with_raw_response = AsyncRawChatCompletions(self)
        return AsyncChat(x)

    @cached_property
    def responses(self):
        x = AsyncResponses(self)
        x.with_raw_response = AsyncRawResponses(self)
        return x
