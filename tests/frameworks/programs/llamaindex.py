"""LlamaIndex, with its OpenAI integrations."""

from __future__ import annotations

from llama_index.core.agent.workflow import AgentStream, FunctionAgent
from llama_index.core.llms import ChatMessage
from llama_index.core.program import LLMTextCompletionProgram
from llama_index.core.prompts import PromptTemplate
from llama_index.llms.openai_like import OpenAILike, OpenAILikeResponses
from pydantic import BaseModel

from tests.frameworks.programs._report import (
    API_KEY,
    BASE_URL,
    CHAT_MODEL,
    QUESTION,
    RESPONSES_MODEL,
    TEMPERATURE,
    report,
)


class Forecast(BaseModel):
    """A forecast."""

    city: str
    degrees: float
    days: list[str]


def get_weather(city: str) -> str:
    """Return the weather in a city."""
    return TEMPERATURE


def get_time() -> str:
    """Return the time."""
    return "noon"


TOOLS = [get_weather, get_time]
MESSAGES = [ChatMessage(role="user", content=QUESTION)]
PROMPT = PromptTemplate("{question}")


def model(responses, **options):
    model_class, name = (OpenAILikeResponses, RESPONSES_MODEL) if responses else (OpenAILike, CHAT_MODEL)
    return model_class(
        model=name,
        api_key=API_KEY,
        api_base=BASE_URL,
        max_retries=0,
        is_chat_model=True,
        is_function_calling_model=True,
        **options,
    )


def plain(responses):
    assert QUESTION in model(responses).chat(MESSAGES).message.content


def streamed(responses):
    assert QUESTION in "".join(chunk.delta or "" for chunk in model(responses).stream_chat(MESSAGES))


async def tools(responses):
    agent = FunctionAgent(tools=TOOLS, llm=model(responses), streaming=False)
    assert TEMPERATURE in str(await agent.run(QUESTION))


async def streamed_tools(responses):
    handler = FunctionAgent(tools=TOOLS, llm=model(responses)).run(QUESTION)
    deltas = [event.delta async for event in handler.stream_events() if isinstance(event, AgentStream)]
    await handler
    assert TEMPERATURE in "".join(deltas)


def structured(responses):
    assert isinstance(model(responses).structured_predict(Forecast, PROMPT, question=QUESTION), Forecast)


def json_mode():
    json_model = model(responses=False, additional_kwargs={"response_format": {"type": "json_object"}})
    program = LLMTextCompletionProgram.from_defaults(output_cls=Forecast, prompt=PROMPT, llm=json_model)
    assert isinstance(program(question=QUESTION), Forecast)


async def all_tools(responses):
    await tools(responses)
    await streamed_tools(responses)


report(
    {
        "plain": lambda: plain(responses=False),
        "streamed": lambda: streamed(responses=False),
        "tools": lambda: all_tools(responses=False),
        "structured": lambda: structured(responses=False),
        "JSON mode": json_mode,
        "Responses": lambda: plain(responses=True),
        "Responses streamed": lambda: streamed(responses=True),
        "Responses tools": lambda: all_tools(responses=True),
        "Responses structured": lambda: structured(responses=True),
    }
)
