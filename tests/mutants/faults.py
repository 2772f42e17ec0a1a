"""What can be wrong with a server, one fault at a time: each a function that puts it into the mock.

A fault changes what the mock does, never what the checks judge by.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from aimlkit.mock import app, chat, content, errors, events, reply, responses, script, state, wire
from aimlkit.mock.app import Gate
from aimlkit.mock.contract import Contract, Operation, contract
from aimlkit.mock.errors import Refused
from aimlkit.mock.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aimlkit.mock.contract import Shape
    from aimlkit.mock.script import Call
    from aimlkit.mock.wire import Answer, Headers

Json = Any
Patch = pytest.MonkeyPatch
PipelineError = Callable[[Patch], None]
Change = Callable[[Json], object]  # changes what it is given, in place

FAULTS: dict[str, PipelineError] = {}


def fault(put: PipelineError) -> PipelineError:
    """Have it among the faults, by its name."""
    if put.__name__ in FAULTS:
        raise ValueError(f"there are two faults {put.__name__}")
    FAULTS[put.__name__] = put
    return put


# --- where a fault is put ---


def after(patch: Patch, target: object, name: str, other: Callable[..., Json]) -> None:
    """Call `other` with what the function gives; what it gives is given instead."""
    original = getattr(target, name)
    patch.setattr(target, name, lambda *given, **named: other(original(*given, **named)))


def answers(patch: Patch, kind: str, change: Change) -> None:
    """Change the answers that are not streamed and are an object of this kind."""
    original = wire.answer

    def answer(body: Json, status: int = 200, headers: Headers = ()) -> Answer:
        if isinstance(body, dict) and body.get("object") == kind:
            body = deepcopy(body)
            change(body)
        return original(body, status, headers)

    patch.setattr(wire, "answer", answer)


def completions(patch: Patch, change: Change) -> None:
    """Change the chat completions."""
    answers(patch, "chat.completion", change)


def whole_responses(patch: Patch, change: Change) -> None:
    """Change the responses that are not streamed."""
    answers(patch, "response", change)


def listed(patch: Patch, target: object, name: str, change: Change) -> None:
    """Change what an iterator gives, as a list."""

    def other(items: Iterable[Json]) -> Iterator[Json]:
        items = deepcopy(list(items))
        change(items)
        return iter(items)

    after(patch, target, name, other)


def chunks(patch: Patch, change: Change) -> None:
    """Change the chunks of a streamed completion."""
    listed(patch, chat, "chunks", change)


def numbered_events(patch: Patch, change: Change) -> None:
    """Change the events of a streamed response, which have their numbers."""
    listed(patch, events, "events", change)


def unnumbered_events(patch: Patch, change: Change) -> None:
    """Change the events of a streamed response, before they get their numbers."""
    listed(patch, events, "_events", change)


def each(kind: str, change: Change) -> Change:
    """Change each event whose type ends with this."""

    def all_of_them(stream: list[Json]) -> None:
        for event in stream:
            if event["type"].endswith(kind):
                change(event)

    return all_of_them


def drop(kind: str) -> Change:
    """Leave out the events whose type ends with this."""

    def others(stream: list[Json]) -> None:
        stream[:] = [event for event in stream if not event["type"].endswith(kind)]

    return others


def error_bodies(patch: Patch, change: Change) -> None:
    """Change the bodies of errors."""

    def other(body: Json) -> Json:
        change(body)
        return body

    after(patch, errors, "body", other)


def refusals(patch: Patch, change: Callable[[Refused], object]) -> None:
    """Change what a refusal says, before its answer is made."""
    original = app._error

    def error(keeper: State, path: str, refused: Refused) -> Answer:
        change(refused)
        return original(keeper, path, refused)

    patch.setattr(app, "_error", error)


def headers(patch: Patch, change: Callable[[Answer], Headers]) -> None:
    """Change the headers of the answers that are not streamed."""
    after(patch, wire, "answer", lambda answer: replace(answer, headers=change(answer)))


def asked_otherwise(patch: Patch, operation: str, **fields: Json) -> None:
    """Answer as if these fields had been sent."""
    original = app._ANSWERS[operation]

    def answer(request: Json, shape: Shape, keeper: State, step: script.Step | None) -> Answer:
        return original({**request, **fields}, shape, keeper, step)

    patch.setitem(app._ANSWERS, operation, answer)


def question(patch: Patch, **fields: object) -> None:
    """Have the model understand the question otherwise, over both APIs."""
    for module in (chat, responses):
        after(patch, module, "question", lambda asked: replace(asked, **fields))


def rules(patch: Patch, change: Change) -> None:
    """Take requests by a changed copy of the contract's schemas; the checks keep the contract."""
    document = deepcopy(contract().document)
    change(document["components"]["schemas"])
    changed = Contract(document)
    patch.setattr(app, "contract", lambda: changed)


# --- chat completions ---


@fault
def chat_without_created(patch: Patch) -> None:
    """a required field is missing"""
    completions(patch, lambda answer: answer.pop("created"))


@fault
def chat_id_a_number(patch: Patch) -> None:
    """a field has the wrong type"""
    completions(patch, lambda answer: answer.update(id=7))


@fault
def chat_usage_null(patch: Patch) -> None:
    """a null too many"""
    completions(patch, lambda answer: answer.update(usage=None))


@fault
def chat_object_another(patch: Patch) -> None:
    """a constant is another"""
    completions(patch, lambda answer: answer.update(object="chat.completion.chunk"))


@fault
def chat_choice_without_index(patch: Patch) -> None:
    """an item of a list lacks a required field"""
    completions(patch, lambda answer: answer["choices"][0].pop("index"))


@fault
def chat_content_a_list(patch: Patch) -> None:
    """the text of a message is a list"""
    completions(patch, lambda answer: answer["choices"][0]["message"].update(content=["Hello"]))


@fault
def chat_ending_unknown(patch: Patch) -> None:
    """a finish_reason that no document knows; clients have to be ready for one"""
    completions(patch, lambda answer: answer["choices"][0].update(finish_reason="finished"))


@fault
def chat_usage_not_adding_up(patch: Patch) -> None:
    """total_tokens is not the sum"""
    completions(patch, lambda answer: answer["usage"].update(total_tokens=1))


@fault
def chat_more_thought_than_said(patch: Patch) -> None:
    """more tokens of reasoning than tokens"""
    details = {"reasoning_tokens": 10**6}
    completions(patch, lambda answer: answer["usage"].update(completion_tokens_details=details))


@fault
def chat_without_price(patch: Patch) -> None:
    """nothing says what was spent"""
    completions(patch, lambda answer: answer.update(meta=None))


@fault
def chat_over_the_limit(patch: Patch) -> None:
    """max_completion_tokens is ignored"""
    patch.setattr(chat, "_limit", lambda request: None)


@fault
def chat_model_another(patch: Patch) -> None:
    """the answer comes from another model"""
    completions(patch, lambda answer: answer.update(model="o1"))


@fault
def chat_one_choice(patch: Patch) -> None:
    """n is ignored"""
    asked_otherwise(patch, "createChatCompletion", n=1)


@fault
def chat_choices_misnumbered(patch: Patch) -> None:
    """the choices count from 1"""
    completions(patch, lambda answer: answer["choices"][0].update(index=1))


@fault
def chat_stop_ignored(patch: Patch) -> None:
    """the text goes on behind a stop text"""
    patch.setattr(content, "stopped", lambda text, stops: text)


@fault
def chat_cut_not_said(patch: Patch) -> None:
    """an answer that the limit cut says that the model was done"""
    completions(patch, lambda answer: [choice.update(finish_reason="stop") for choice in answer["choices"]])


# --- responses ---


@fault
def response_without_id(patch: Patch) -> None:
    """a required field is missing"""
    whole_responses(patch, lambda answer: answer.pop("id"))


@fault
def response_time_a_text(patch: Patch) -> None:
    """a field has the wrong type"""
    whole_responses(patch, lambda answer: answer.update(created_at="today"))


@fault
def response_parallel_null(patch: Patch) -> None:
    """a null too many"""
    whole_responses(patch, lambda answer: answer.update(parallel_tool_calls=None))


@fault
def response_item_without_summary(patch: Patch) -> None:
    """an item of the output lacks a required field"""
    whole_responses(patch, lambda answer: [item.pop("summary", None) for item in answer["output"]])


@fault
def response_complete_without_usage(patch: Patch) -> None:
    """a response is complete and has no usage"""
    whole_responses(patch, lambda answer: answer.update(usage=None))


@fault
def response_usage_not_adding_up(patch: Patch) -> None:
    """total_tokens is not the sum, in what is streamed, too"""
    after(patch, responses, "_usage", lambda usage: {**usage, "total_tokens": usage["total_tokens"] + 1})


@fault
def response_over_the_limit(patch: Patch) -> None:
    """max_output_tokens is ignored"""
    after(patch, responses, "question", lambda asked: replace(asked, limit=None))


@fault
def response_incomplete_without_reason(patch: Patch) -> None:
    """a response is incomplete and does not say why"""
    after(patch, responses, "respond", lambda answer: {**answer, "incomplete_details": None})


@fault
def response_follows_nothing(patch: Patch) -> None:
    """previous_response_id is forgotten in the answer"""
    after(patch, responses, "_frame", lambda frame: {**frame, "previous_response_id": None})


@fault
def response_model_another(patch: Patch) -> None:
    """the answer comes from another model"""
    after(patch, responses, "_frame", lambda frame: {**frame, "model": "o1"})


@fault
def response_text_another(patch: Patch) -> None:
    """output_text is not the text of the messages"""
    after(patch, responses, "respond", lambda answer: {**answer, "output_text": "Hello"})


# --- statuses and content types ---


@fault
def status_201(patch: Patch) -> None:
    """right answers have a status that is not documented"""

    def other(answer: Answer) -> Answer:
        return replace(answer, status=201) if answer.status == 200 else answer

    after(patch, wire, "answer", other)


@fault
def status_418(patch: Patch) -> None:
    """violations get a status that is not documented"""
    refusals(patch, lambda refused: vars(refused).update(status=418) if refused.status == 400 else None)


@fault
def status_200_for_a_violation(patch: Patch) -> None:
    """violations get an error that has the status 200"""

    def other(answer: Answer) -> Answer:
        return replace(answer, status=200) if answer.status == 400 else answer

    after(patch, app, "_error", other)


@fault
def status_500_for_a_valid_request(patch: Patch) -> None:
    """a list of stop texts is too much for it"""
    original = chat.question

    def question(request: Json) -> Json:
        if isinstance(request.get("stop"), list):
            raise Refused(500, "an error of the server")
        return original(request)

    patch.setattr(chat, "question", question)


@fault
def status_404_for_all_responses(patch: Patch) -> None:
    """every valid request for a response gets a documented error"""

    def respond(*_: object) -> Json:
        raise Refused(404, "there is nothing here")

    patch.setattr(responses, "respond", respond)


@fault
def status_400_for_the_unknown(patch: Patch) -> None:
    """a response that is not there gets 400 for 404"""
    refusals(patch, lambda refused: vars(refused).update(status=400) if refused.status == 404 else None)


def as_type(patch: Patch, name: str, kind: bytes) -> None:
    """Declare answers of this function as of another type."""

    def other(answer: Answer) -> Answer:
        return replace(answer, headers=[*answer.headers[:1], (b"content-type", kind), *answer.headers[2:]])

    after(patch, wire, name, other)


@fault
def json_as_text(patch: Patch) -> None:
    """JSON is declared as text/plain"""
    as_type(patch, "answer", b"text/plain")


@fault
def stream_as_json(patch: Patch) -> None:
    """a stream is declared as application/json"""
    as_type(patch, "stream", b"application/json")


@fault
def stream_not_given(patch: Patch) -> None:
    """who asks for a stream of chunks gets none"""
    asked_otherwise(patch, "createChatCompletion", stream=False)


@fault
def stream_not_asked_for(patch: Patch) -> None:
    """who asks for no stream of events gets one"""
    asked_otherwise(patch, "createResponse", stream=True)


# --- headers ---


def without(name: bytes) -> Callable[[Answer], Headers]:
    """The headers without this one."""
    return lambda answer: [header for header in answer.headers if header[0] != name]


@fault
def header_no_allow(patch: Patch) -> None:
    """a 405 does not say which methods there are"""
    headers(patch, without(b"allow"))


@fault
def header_allow_wrong(patch: Patch) -> None:
    """a 405 names methods that there are not"""
    headers(patch, lambda answer: [(b"allow", b"GET") if h[0] == b"allow" else h for h in answer.headers])


@fault
def header_no_challenge(patch: Patch) -> None:
    """a 401 has no WWW-Authenticate"""
    headers(patch, without(b"www-authenticate"))


# --- keys ---


@fault
def key_not_asked_for(patch: Patch) -> None:
    """no key is needed"""
    patch.setattr(Gate, "authorise", lambda *_: None)


@fault
def key_any(patch: Patch) -> None:
    """a wrong key is taken"""
    original = Gate.authorise

    def authorise(gate: Gate, header: bytes | None) -> None:
        original(Gate(None, 0, 0), header)

    patch.setattr(Gate, "authorise", authorise)


@fault
def key_right_refused(patch: Patch) -> None:
    """the right key is refused"""

    def authorise(*_: object) -> None:
        raise Refused(401, "the key is not a right one", {"WWW-Authenticate": "Bearer"})

    patch.setattr(Gate, "authorise", authorise)


@fault
def key_in_an_error(patch: Patch) -> None:
    """the key stands in the answer that refuses it"""
    original = Gate.authorise

    def authorise(gate: Gate, header: bytes | None) -> None:
        try:
            original(gate, header)
        except Refused as refused:
            refused.message += f": {(header or b'').decode('latin-1')}"
            raise

    patch.setattr(Gate, "authorise", authorise)


@fault
def key_kept(patch: Patch) -> None:
    """the key is kept in what was received"""
    patch.setattr(state, "_SECRET", set())


# --- rules of requests ---


@fault
def rule_required(patch: Patch) -> None:
    """stream_options.include_usage is not required"""
    rules(patch, lambda schemas: schemas["ChatCompletionStreamSettings"]["required"].remove("include_usage"))


@fault
def rule_enum(patch: Patch) -> None:
    """reasoning_effort may be any word"""
    rules(patch, lambda schemas: request(schemas)["reasoning_effort"].pop("enum"))


@fault
def rule_minimum(patch: Patch) -> None:
    """max_output_tokens has no minimum"""

    def change(schemas: Json) -> None:
        for name in ("O3MiniResponseCreateParams", "O3ProResponseCreateParams"):
            del schemas[name]["properties"]["max_output_tokens"]["minimum"]

    rules(patch, change)


@fault
def rule_maximum(patch: Patch) -> None:
    """n has no maximum"""
    rules(patch, lambda schemas: request(schemas)["n"].pop("maximum"))


@fault
def rule_type(patch: Patch) -> None:
    """the seed may be a text"""
    rules(patch, lambda schemas: request(schemas)["seed"].pop("type"))


@fault
def rule_null(patch: Patch) -> None:
    """stream may be null where it may not"""
    rules(patch, lambda schemas: request(schemas)["stream"].update(type=["boolean", "null"]))


@fault
def rule_item(patch: Patch) -> None:
    """the texts of a message's parts may be anything"""
    rules(patch, lambda schemas: schemas["ChatCompletionContentPartText"]["properties"]["text"].clear())


@fault
def rule_input_item(patch: Patch) -> None:
    """the items of a response's input may lack what they require"""
    rules(patch, lambda schemas: schemas["ResponseInputText"]["required"].remove("text"))


@fault
def rule_no_more_fields(patch: Patch) -> None:
    """a message may have fields that it may not have"""
    rules(patch, lambda schemas: schemas["ChatCompletionToolMessage"].pop("additionalProperties"))


@fault
def rule_format(patch: Patch) -> None:
    """an address need not be one"""
    rules(patch, lambda schemas: schemas["ResponseURLCitation"]["properties"]["url"].pop("format"))


@fault
def rule_any_of(patch: Patch) -> None:
    """tool_choice may be any word"""
    rules(patch, lambda schemas: request(schemas)["tool_choice"]["anyOf"][1].pop("enum"))


@fault
def rule_shape_of_the_model(patch: Patch) -> None:
    """o3-mini takes the tools that only o3-pro takes"""

    def change(schemas: Json) -> None:
        tools = schemas["O3ProResponseCreateParams"]["properties"]["tools"]
        schemas["O3MiniResponseCreateParams"]["properties"]["tools"] = tools

    rules(patch, change)


@fault
def rule_model(patch: Patch) -> None:
    """a model that there is not is taken for another"""
    original = Operation.check

    def check(operation: Operation, body: Json) -> Shape:
        model = body.get("model") if isinstance(body, dict) else None
        unknown = isinstance(model, str) and model not in operation.shapes
        return original(operation, {**body, "model": "o3-mini"} if unknown else body)

    patch.setattr(Operation, "check", check)


@fault
def rule_branch_never_matches(patch: Patch) -> None:
    """a branch of a union is never taken: no web search for o3-pro"""
    rules(patch, lambda schemas: schemas["O3ProTool"]["oneOf"].pop())


@fault
def rule_two_branches_match(patch: Patch) -> None:
    """two branches of a union match, so that none is taken: no response_format"""

    def change(schemas: Json) -> None:
        schemas["ChatCompletionResponseFormat"]["oneOf"].append({"required": ["type"]})

    rules(patch, change)


@fault
def rule_too_strict(patch: Patch) -> None:
    """what may be left out may not: a request needs its effort"""
    rules(patch, lambda schemas: schemas["ChatCompletionCreateParams"]["required"].append("reasoning_effort"))


@fault
def rule_null_refused(patch: Patch) -> None:
    """what may be null may not: n"""
    rules(patch, lambda schemas: request(schemas)["n"].update(type="integer"))


def request(schemas: Json) -> Json:
    """The fields of a request of the chat API."""
    return schemas["ChatCompletionCreateParams"]["properties"]


@fault
def body_of_any_type(patch: Patch) -> None:
    """the content type of a request is not looked at"""

    class Everything(frozenset[str]):
        def __contains__(self, _: object) -> bool:
            return True

    original = Operation.__init__

    def init(operation: Operation, *given: Json, **named: Json) -> None:
        original(operation, *given, **named)
        object.__setattr__(operation, "content_types", Everything(operation.content_types))

    patch.setattr(Operation, "__init__", init)
    rules(patch, lambda schemas: None)


@fault
def body_broken(patch: Patch) -> None:
    """what is not JSON is taken for a request"""
    original = wire.load

    def load(body: bytes) -> Json:
        try:
            return original(body)
        except Refused:
            return {"model": "o3-mini", "messages": [], "input": ""}

    patch.setattr(wire, "load", load)


@fault
def body_without_limit(patch: Patch) -> None:
    """a body may be of any size"""
    original = wire.read

    async def read(receive: wire.Receive, length: str, limit: int) -> bytes:
        return await original(receive, length, 10**12)

    patch.setattr(wire, "read", read)


@fault
def crowd_without_limit(patch: Patch) -> None:
    """any number of requests at a time"""
    patch.setattr(Gate, "__enter__", lambda gate: None)


# --- errors ---


@fault
def error_of_another_form(patch: Patch) -> None:
    """an error is another object than the documented one"""

    def change(body: Json) -> None:
        error = {"message": body["message"], "type": "invalid_request_error"}
        body.clear()
        body["error"] = error

    error_bodies(patch, change)


@fault
def error_status_another(patch: Patch) -> None:
    """an error says another status than it has"""
    error_bodies(patch, lambda body: body.update(statusCode="500"))


@fault
def error_path_another(patch: Patch) -> None:
    """an error names another path than was asked for"""
    error_bodies(patch, lambda body: body.update(path="/"))


@fault
def error_time_no_time(patch: Patch) -> None:
    """the time of an error is none"""
    error_bodies(patch, lambda body: body.update(timestamp="now"))


@fault
def error_message_null(patch: Patch) -> None:
    """an error's message is null"""
    error_bodies(patch, lambda body: body.update(message=None))


@fault
def error_as_html(patch: Patch) -> None:
    """an error is a page"""

    def other(answer: Answer) -> Answer:
        page = b"<h1>Error</h1>"
        length = str(len(page)).encode()
        head = {**dict(answer.headers), b"content-type": b"text/html", b"content-length": length}
        return replace(answer, pieces=(page,), headers=list(head.items()))

    after(patch, app, "_error", other)


# --- streams of chunks ---


def _pieces(stream: list[Json]) -> list[Json]:
    return [piece for chunk in stream for piece in chunk["choices"]]


@fault
def chunk_not_by_the_schema(patch: Patch) -> None:
    """a chunk's content is a number"""
    chunks(patch, lambda stream: stream[0]["choices"][0]["delta"].update(content=7))


@fault
def chunk_without_model(patch: Patch) -> None:
    """a chunk lacks a required field"""
    chunks(patch, lambda stream: stream[-1].pop("model"))


@fault
def chunks_without_done(patch: Patch) -> None:
    """the mark [DONE] is missing"""
    listed(patch, wire, "chat_events", lambda stream: stream.pop())


@fault
def chunks_after_done(patch: Patch) -> None:
    """there is data behind the mark [DONE]"""
    listed(patch, wire, "chat_events", lambda stream: stream.append(stream[0]))


@fault
def chunks_cut(patch: Patch) -> None:
    """a stream of chunks ends in the middle of a chunk"""
    listed(patch, wire, "chat_events", lambda stream: stream.__setitem__(slice(-2, None), [stream[-2][:40]]))


@fault
def chunks_of_two_ids(patch: Patch) -> None:
    """the chunks of a stream have several ids"""
    chunks(patch, lambda stream: stream[-1].update(id="chatcmpl-another"))


@fault
def chunks_role_twice(patch: Patch) -> None:
    """the role comes twice"""
    chunks(patch, lambda stream: stream.insert(0, stream[0]))


@fault
def chunks_without_role(patch: Patch) -> None:
    """the role does not come"""
    chunks(patch, lambda stream: [piece["delta"].pop("role", None) for piece in _pieces(stream)])


@fault
def chunks_without_ending(patch: Patch) -> None:
    """no chunk has a finish_reason"""
    chunks(patch, lambda stream: [piece.update(finish_reason=None) for piece in _pieces(stream)])


@fault
def chunks_ending_twice(patch: Patch) -> None:
    """two chunks have a finish_reason"""
    chunks(patch, lambda stream: stream[0]["choices"][0].update(finish_reason="stop"))


@fault
def chunks_without_usage(patch: Patch) -> None:
    """the usage is asked for and does not come"""
    chunks(patch, lambda stream: None if stream[-1]["choices"] else stream.pop())


@fault
def chunks_usage_uninvited(patch: Patch) -> None:
    """the usage comes and was not asked for"""
    asked_otherwise(patch, "createChatCompletion", stream_options={"include_usage": True})


@fault
def chunks_without_a_choice(patch: Patch) -> None:
    """of several choices only the first is streamed"""

    def change(stream: list[Json]) -> None:
        stream[:] = [c for c in stream if not c["choices"] or c["choices"][0]["index"] == 0]

    chunks(patch, change)


def _deltas(stream: list[Json]) -> list[Json]:
    return [chunk for chunk in stream if chunk["choices"] and chunk["choices"][0]["delta"].get("content")]


@fault
def chunks_lost(patch: Patch) -> None:
    """a chunk of text is lost"""
    chunks(patch, lambda stream: [stream.remove(delta) for delta in _deltas(stream)[:1]])


@fault
def chunks_doubled(patch: Patch) -> None:
    """a chunk of text comes twice"""
    chunks(patch, lambda stream: [stream.insert(stream.index(delta), delta) for delta in _deltas(stream)[:1]])


def _call_pieces(stream: list[Json]) -> list[Json]:
    return [call for piece in _pieces(stream) for call in piece["delta"].get("tool_calls", ())]


@fault
def chunks_calls_misnumbered(patch: Patch) -> None:
    """the calls of a stream count from 1"""
    chunks(patch, lambda stream: [call.update(index=call["index"] + 1) for call in _call_pieces(stream)])


# --- streams of events ---


@fault
def event_not_by_the_schema(patch: Patch) -> None:
    """an event has the wrong type in it"""
    numbered_events(patch, each("output_text.delta", lambda event: event.update(content_index="first")))


@fault
def event_without_item(patch: Patch) -> None:
    """an event lacks a required field"""
    numbered_events(patch, each("output_item.done", lambda event: event.pop("item")))


@fault
def event_called_another(patch: Patch) -> None:
    """an event is called another than it is"""

    def change(stream: list[bytes]) -> None:
        stream[1] = stream[1].replace(b"event: response.in_progress", b"event: response.queued")
        stream[1] = stream[1].replace(b"event: response.created", b"event: response.queued")

    listed(patch, wire, "response_events", change)


@fault
def events_number_twice(patch: Patch) -> None:
    """two events have the same number"""
    numbered_events(patch, lambda stream: stream[1].update(sequence_number=0))


@fault
def events_number_skipped(patch: Patch) -> None:
    """a number is skipped"""
    numbered_events(patch, lambda stream: stream[-1].update(sequence_number=len(stream)))


@fault
def events_unnumbered(patch: Patch) -> None:
    """the events have no numbers"""
    numbered_events(patch, lambda stream: [event.pop("sequence_number") for event in stream])


@fault
def events_delta_lost(patch: Patch) -> None:
    """a piece of the text is lost"""

    def change(stream: list[Json]) -> None:
        at = next((at for at, event in enumerate(stream) if event["type"].endswith("text.delta")), None)
        if at is not None:
            del stream[at]

    unnumbered_events(patch, change)


@fault
def events_deltas_doubled(patch: Patch) -> None:
    """each piece of the text comes twice"""
    unnumbered_events(patch, each("output_text.delta", lambda event: event.update(delta=2 * event["delta"])))


@fault
def events_arguments_lost(patch: Patch) -> None:
    """the pieces of a call's arguments are lost"""
    unnumbered_events(patch, drop("arguments.delta"))


@fault
def events_done_text_another(patch: Patch) -> None:
    """the text that is done is another than its pieces"""
    unnumbered_events(patch, each("output_text.done", lambda event: event.update(text="Hello")))


@fault
def events_text_not_done(patch: Patch) -> None:
    """a text is never done"""
    unnumbered_events(patch, drop("output_text.done"))


@fault
def events_part_not_begun(patch: Patch) -> None:
    """a part is not begun before its text"""
    unnumbered_events(patch, drop("content_part.added"))


@fault
def events_item_missing(patch: Patch) -> None:
    """an item of the response does not come"""

    def change(stream: list[Json]) -> None:
        stream[:] = [event for event in stream if event.get("output_index") != 0]

    unnumbered_events(patch, change)


@fault
def events_item_misnamed(patch: Patch) -> None:
    """a piece of text names another item"""
    unnumbered_events(patch, each("output_text.delta", lambda event: event.update(item_id="msg_another")))


@fault
def events_item_not_done(patch: Patch) -> None:
    """an item is never done"""
    unnumbered_events(patch, drop("output_item.done"))


@fault
def events_final_another(patch: Patch) -> None:
    """the response at the end has less in it than came"""
    unnumbered_events(patch, lambda stream: stream[-1]["response"]["output"].pop())


@fault
def events_of_two_responses(patch: Patch) -> None:
    """the response at the end is another"""
    unnumbered_events(patch, lambda stream: stream[-1]["response"].update(id="resp_another"))


@fault
def events_without_created(patch: Patch) -> None:
    """the event response.created is missing"""
    unnumbered_events(patch, drop("response.created"))


@fault
def events_without_end(patch: Patch) -> None:
    """the event that ends a stream is missing"""
    unnumbered_events(patch, lambda stream: stream.pop())


@fault
def events_after_the_end(patch: Patch) -> None:
    """an event comes behind the end"""
    unnumbered_events(patch, lambda stream: stream.append(stream[-2]))


@fault
def events_end_of_another_name(patch: Patch) -> None:
    """a response that is incomplete ends as if it were complete"""
    unnumbered_events(patch, each(".incomplete", lambda event: event.update(type="response.completed")))


@fault
def events_cut(patch: Patch) -> None:
    """a stream of events ends in the middle of an event"""
    listed(patch, wire, "response_events", lambda stream: stream.append(stream.pop()[:60]))


@fault
def events_not_queued(patch: Patch) -> None:
    """a response in the background is not queued first"""
    unnumbered_events(patch, drop("response.queued"))


# --- tools and forms ---


@fault
def tool_arguments_not_valid(patch: Patch) -> None:
    """a call's arguments are not those of the tool"""
    after(patch, reply, "_call", lambda call: replace(call, arguments='{"nothing": null}'))


@fault
def tool_arguments_no_json(patch: Patch) -> None:
    """a call's arguments are no JSON"""
    after(patch, reply, "_call", lambda call: replace(call, arguments="{'city': 'Oslo'}"))


@fault
def tool_not_given(patch: Patch) -> None:
    """a call is of a function that was not given"""
    after(patch, reply, "_call", lambda call: replace(call, name=call.name + "_"))


@fault
def tool_choice_none_ignored(patch: Patch) -> None:
    """a function is called though none may be"""
    original = reply._calls

    def calls(asked: reply.Question) -> list[Call]:
        return original(replace(asked, choice="required") if asked.choice == "none" else asked)

    patch.setattr(reply, "_calls", calls)


@fault
def tool_choice_required_ignored(patch: Patch) -> None:
    """no function is called though one has to be"""
    original = reply._calls
    patch.setattr(reply, "_calls", lambda asked: [] if asked.choice == "required" else original(asked))


@fault
def tool_choice_named_ignored(patch: Patch) -> None:
    """another function is called than has to be"""
    question(patch, named=None)


@fault
def tools_not_in_parallel_ignored(patch: Patch) -> None:
    """several functions are called at a time though one at most may be"""
    question(patch, parallel=True)


@fault
def form_ignored(patch: Patch) -> None:
    """the text is not in the form that was asked for"""
    question(patch, form=None)


@fault
def form_not_valid(patch: Patch) -> None:
    """the text is JSON, and not by the schema that was asked for"""

    def text(asked: Json) -> Json:
        return replace(asked, form=asked.form and replace(asked.form, schema=None))

    for module in (chat, responses):
        after(patch, module, "question", text)


# --- memory, and the same every time ---


@fault
def memory_of_everything(patch: Patch) -> None:
    """what was not to be stored is stored"""
    original = responses.Fields.__getitem__
    patch.setattr(
        responses.Fields, "__getitem__", lambda fields, name: name == "store" or original(fields, name)
    )


@fault
def memory_of_nothing(patch: Patch) -> None:
    """what was to be stored is not stored"""
    patch.setattr(State, "remember", lambda *_: None)


@fault
def memory_of_the_unknown(patch: Patch) -> None:
    """a response that nobody has can be gone on with"""
    after(patch, State, "recall", lambda conversation: conversation or [])


@fault
def memory_empty(patch: Patch) -> None:
    """a response that is gone on with is forgotten"""
    after(patch, State, "recall", lambda conversation: None if conversation is None else [])


@fault
def seed_ignored(patch: Patch) -> None:
    """the seed changes nothing"""
    question(patch, seed=None)


@fault
def ids_repeated(patch: Patch) -> None:
    """two answers have the same id"""
    patch.setattr(State, "new_id", lambda keeper: "0" * 24)


# --- the script, which is no part of the contract ---


@fault
def script_ignored(patch: Patch) -> None:
    """the script is not kept to"""
    patch.setattr(app, "_append", lambda keeper, body: {"waiting": len(script.read(wire.load(body)))})


@fault
def script_from_everywhere(patch: Patch) -> None:
    """other machines reach the script"""
    patch.setattr(app, "_is_loopback", lambda host: True)


@fault
def requests_not_kept(patch: Patch) -> None:
    """the bodies that were received are not kept"""
    patch.setattr(state.Received, "body", None)
