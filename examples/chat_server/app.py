"""Serve a chat with streaming and tools to a web page, with FastAPI.

    AIML_API_KEY=… .venv/bin/uvicorn --app-dir examples/chat_server app:app

Then open http://127.0.0.1:8000. Needs FastAPI: pip install 'aimlkit[structured]' fastapi uvicorn
"""

import asyncio
import json
import secrets
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, HTTPException
from fastapi.responses import FileResponse, StreamingResponse
from pydantic import BaseModel, Field

from aimlkit import AIMLAPIError, AsyncAIMLAPI, function_tool

MAX_CHATS = 1000  # The oldest one is forgotten: the messages are in memory only.
INSTRUCTIONS = "You advise sailors. Be brief."


class Message(BaseModel):
    """A message of the page."""

    text: str = Field(min_length=1, max_length=2000)


def get_tide(harbor: Annotated[str, "the name of the harbor"]) -> dict[str, object]:
    """Return the times of high water of today."""
    return {"harbor": harbor, "high_water": ["04:10", "16:35"]}


client = AsyncAIMLAPI(max_spend_usd=5)  # one for the whole application: it shares connections and the limit


class Chat:
    """A conversation, and the lock that lets one message at a time continue it."""

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.conversation = client.chat.conversation(
            model="o3-mini",
            messages=[{"role": "developer", "content": INSTRUCTIONS}],
            tools=[function_tool(get_tide)],
        )

    async def events(self, text: str) -> AsyncIterator[str]:
        """Send a message; yield server-sent events for its text, its tools and its end."""
        async with self.lock:
            try:
                async with self.conversation.stream(text, run_tools=True, max_turns=5) as stream:
                    async for event in stream:
                        if event.type == "content.delta":
                            yield encode("text", event.delta)
                        elif event.type == "tool.result":
                            yield encode("tool", f"{event.name} {event.arguments}")
                yield encode("done", f"${client.spend:.4f}")
            except AIMLAPIError as error:
                yield encode("failure", str(error))


def encode(event: str, data: str) -> str:
    """Return a server-sent event; JSON has no line break, which would end the event."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Close the connections when the server stops."""
    async with client:
        yield


app = FastAPI(lifespan=lifespan)
chats: OrderedDict[str, Chat] = OrderedDict()


@app.get("/")
async def page() -> FileResponse:
    """Return the page."""
    return FileResponse(Path(__file__).with_name("page.html"))


@app.post("/chats")
async def create_chat() -> str:
    """Return the id of a new chat, which nobody can guess."""
    chat_id = secrets.token_urlsafe()
    chats[chat_id] = Chat()
    if len(chats) > MAX_CHATS:
        chats.popitem(last=False)
    return chat_id


@app.post("/chats/{chat_id}")
async def send(chat_id: str, message: Message) -> StreamingResponse:
    """Return the events of the response to a message."""
    if chat_id not in chats:
        raise HTTPException(404, "There is no such chat.")
    if chats[chat_id].lock.locked():
        raise HTTPException(409, "The previous message has not been answered yet.")
    return StreamingResponse(chats[chat_id].events(message.text), media_type="text/event-stream")
