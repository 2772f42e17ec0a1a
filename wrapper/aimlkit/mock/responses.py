"""POST /v1/responses: the question in a request, and the response of a reply. Its events are in events.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aimlkit.mock import content
from aimlkit.mock.chat import text_of
from aimlkit.mock.contract import Shape
from aimlkit.mock.errors import Refused
from aimlkit.mock.reply import Form, Question, Reply, Tool, reply
from aimlkit.mock.script import Step
from aimlkit.mock.state import State
from aimlkit.mock.usage import meta

Json = Any


@dataclass(frozen=True)
class Fields:
    """A request's fields: as sent, or the contract's default where nothing or null was sent."""

    sent: Json
    shape: Shape

    def __getitem__(self, name: str) -> Json:
        value = self.sent.get(name)
        return self.shape.defaults.get(name) if value is None else value


def respond(request: Json, shape: Shape, state: State, step: Step | None) -> Json:
    """The response to `request`, complete."""
    fields = Fields(request, shape)
    conversation = [*_recalled(fields["previous_response_id"], state), *_items(fields["input"])]
    asked = question(fields, conversation)
    failure = step.failure if step else None
    made = reply(asked, state.seed, 0, step) if failure is None else None
    stem = state.new_id()
    response = _frame(fields, f"resp_{stem}", int(state.clock()))
    if made is None:
        failed = {"code": "server_error", "message": failure}
        return {**response, "status": "failed", "error": failed, "output": [], "usage": None}
    ending = "incomplete" if made.cut else "completed"
    output = [_reasoning(fields, asked, stem), *_output(made, stem, ending)]
    usage = _usage(asked, made)
    if fields["store"]:
        state.remember(response["id"], [*conversation, *output])
    return {
        **response,
        "status": ending,
        "incomplete_details": {"reason": "max_output_tokens"} if made.cut else None,
        "output": output,
        "output_text": made.text or "",
        "usage": usage,
        "meta": meta(usage["total_tokens"]),
    }


def begun(response: Json, status: str) -> Json:
    """The response as it was when nothing of it was there yet."""
    begun = {**response, "status": status, "output": [], "usage": None}
    begun |= {"error": None, "incomplete_details": None}
    begun.pop("output_text", None)
    begun.pop("meta", None)
    return begun


def question(fields: Fields, conversation: Sequence[Json]) -> Question:
    """What a request asks, after what was said before."""
    last: Json = conversation[-1] if conversation else {}
    # A contract-valid item may be a reference with anything beside its id, so nothing is taken for granted.
    asked: Json = next((i for i in reversed(conversation) if i.get("role") == "user"), {})
    choice = fields["tool_choice"] or "auto"
    named = choice.get("name") if isinstance(choice, dict) else None
    reasoning = fields["reasoning"] or {}
    instructions = fields["instructions"]
    return Question(
        model=fields["model"],
        prompt=[*([instructions] if instructions else []), *_texts(conversation)],
        asked=text_of(asked.get("content")),
        result=text_of(last.get("output")) if last.get("type") == "function_call_output" else None,
        tools=[
            Tool(tool["name"], tool["parameters"], f"/tools/{at}/parameters")
            for at, tool in enumerate(fields["tools"] or ())
            if tool["type"] == "function"
        ],
        choice=choice if isinstance(choice, str) else "auto",
        named=named,
        parallel=fields["parallel_tool_calls"] is not False,
        form=_form((fields["text"] or {}).get("format")),
        stops=(),
        limit=None if fields["max_output_tokens"] is None else int(fields["max_output_tokens"]),
        effort=reasoning.get("effort"),
        seed=fields["seed"],
    )


def _recalled(response_id: str | None, state: State) -> Sequence[Json]:
    """The conversation that the request goes on with."""
    if response_id is None:
        return ()
    conversation = state.recall(response_id)
    if conversation is None:
        said = content.excerpt(response_id)
        raise Refused(
            404, f"/previous_response_id: no response {said} was stored; ask for it with store: true"
        )
    return conversation


def _items(given: Json) -> list[Json]:
    return [{"role": "user", "content": given}] if isinstance(given, str) else given


def _texts(conversation: Sequence[Json]) -> Iterator[str]:
    for item in conversation:
        for field in ("content", "summary", "arguments", "output"):
            yield text_of(item.get(field))


def _form(wanted: Json) -> Form | None:
    if not wanted or wanted["type"] == "text":
        return None
    return Form(wanted.get("schema"), "/text/format/schema")


def _frame(fields: Fields, response_id: str, now: int) -> Json:
    """What a response says of its request."""
    sent = fields.sent
    return {
        "id": response_id,
        "object": "response",
        "created_at": now,
        "background": fields["background"],
        "error": None,
        "incomplete_details": None,
        "instructions": sent.get("instructions"),
        "max_output_tokens": sent.get("max_output_tokens"),
        "metadata": {},
        "model": sent["model"],
        "parallel_tool_calls": fields["parallel_tool_calls"] is not False,
        "previous_response_id": sent.get("previous_response_id"),
        "prompt": sent.get("prompt"),
        "reasoning": {"effort": None, "summary": None, **(sent.get("reasoning") or {})},
        "service_tier": "default",
        "temperature": 1.0,
        "text": sent.get("text", {"format": {"type": "text"}}),
        "tool_choice": sent.get("tool_choice", "auto"),
        "tools": sent.get("tools", []),
        "top_p": 1.0,
        "truncation": fields["truncation"],
    }


def _reasoning(fields: Fields, asked: Question, stem: str) -> Json:
    wanted = (fields["reasoning"] or {}).get("summary")
    summary = [{"type": "summary_text", "text": content.reasoning(asked.asked)}] if wanted else []
    item: Json = {"id": f"rs_{stem}", "type": "reasoning", "summary": summary}
    if "reasoning.encrypted_content" in (fields["include"] or ()):
        item["encrypted_content"] = content.digest(stem).hex()
    return item


def _output(made: Reply, stem: str, status: str) -> Iterator[Json]:
    """The items of a reply: a message, or calls of functions."""
    if not made.calls:
        part: Json = (
            {"type": "output_text", "text": made.text, "annotations": [], "logprobs": []}
            if made.refusal is None
            else {"type": "refusal", "refusal": made.refusal}
        )
        message = {"id": f"msg_{stem}", "type": "message", "role": "assistant"}
        yield {**message, "status": status, "content": [part]}
    for at, call in enumerate(made.calls):
        last = at == len(made.calls) - 1
        yield {
            "id": f"fc_{stem}{at:02x}",
            "type": "function_call",
            "call_id": f"call_{stem}{at:02x}",
            "name": call.name,
            "arguments": call.arguments,
            "status": status if last else "completed",
        }


def _usage(asked: Question, made: Reply) -> Json:
    given = content.count(asked.prompt)
    gave = made.thought + made.said
    return {
        "input_tokens": given,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": gave,
        "output_tokens_details": {"reasoning_tokens": made.thought},
        "total_tokens": given + gave,
    }
