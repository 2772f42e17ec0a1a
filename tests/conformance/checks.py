"""The project's own checks, beside all of schemathesis's: what the contract means and no schema can say.

Each holds for the service as well as for the mock.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import schemathesis
from jsonschema_rs import Draft202012Validator

from aimlkit_api.models import Error
from tests.conformance import streams, wire

if TYPE_CHECKING:
    from schemathesis import Case, CheckContext

    from aimlkit_api.models import Response
    from tests.conformance.wire import Asked, Said

Json = Any

# The fields of a request by which it names what a server may not have.
NAMING = ("'previous_response_id'", "'prompt'", "'id'", "'file_id'")

Check = Callable[["CheckContext", schemathesis.Response, "Case[Any]"], None]


def judging(check: Check) -> Check:
    """A check to which an answer that cannot be read is a failure like any other."""

    @wraps(check)
    def judge(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
        try:
            check(ctx, response, case)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise AssertionError(f"the answer cannot be read: {error}") from error

    return judge


@schemathesis.check
@judging
def form_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """Who asks for a stream gets one, and who does not, does not."""
    asked = wire.asked(case, response)
    if asked is not None:
        found = "a stream" if wire.is_stream(response) else "no stream"
        assert wire.is_stream(response) == asked.streams, (
            f"stream is {asked.streams}, and the answer is {found}"
        )


@schemathesis.check
@judging
def stream_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """A stream is in order, ends as it has to, and adds up to what it says at its end."""
    asked = wire.asked(case, response)
    if asked is None or not wire.is_stream(response):
        return
    if asked.is_chat:
        streams.check_chunks(wire.chunks(case, response), asked)
    else:
        streams.check_events(wire.events(case, response))


@schemathesis.check
@judging
def answer_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """An answer is of the model and the choices that were asked for, with a usage and a price."""
    asked = wire.asked(case, response)
    if asked is None:
        return
    if not asked.is_chat:
        final = _final(case, response)
        assert final.model == asked.fields["model"], f"it comes from {final.model}"
        why = final.incomplete_details
        assert (why is not None) == (final.status == "incomplete"), f"{why} is why it is {final.status}"
        if final.status in ("completed", "incomplete"):
            assert final.usage is not None, f"a response that is {final.status} has no usage"
            assert final.meta is not None, "it has no price"
    elif not wire.is_stream(response):
        answer = wire.completion(response)
        assert answer.model == asked.fields["model"], f"it comes from {answer.model}"
        choices = [choice.index for choice in answer.choices]
        assert choices == list(range(asked.choices)), f"{asked.choices} choices were asked for: {choices}"
        assert answer.meta is not None, "it has no price"


@schemathesis.check
@judging
def usage_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """What was used adds up, and keeps to the limit."""
    asked = wire.asked(case, response)
    if asked is None:
        return
    if not asked.is_chat:
        used = _final(case, response).usage
        if used is not None:
            gave, thought = used.output_tokens, used.output_tokens_details
            _check_usage(
                used.input_tokens, gave, used.total_tokens, thought and thought.reasoning_tokens, asked
            )
        return
    streamed = wire.is_stream(response)
    usage = wire.chunks(case, response)[-1].usage if streamed else wire.completion(response).usage
    if usage is not None:
        gave, details = usage.completion_tokens, usage.completion_tokens_details
        _check_usage(
            usage.prompt_tokens, gave, usage.total_tokens, details and details.reasoning_tokens, asked
        )


@schemathesis.check
@judging
def content_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """What the model says has the form that was asked for, and it calls what it may, validly."""
    asked = wire.asked(case, response)
    if asked is None:
        return
    if asked.is_chat:
        streamed = wire.is_stream(response)
        said = (
            wire.said_in_chunks(wire.chunks(case, response))
            if streamed
            else wire.said_in_completion(wire.completion(response))
        )
    else:
        final = _final(case, response)
        if final.status not in ("completed", "incomplete"):
            return
        said = wire.said_in_response(final)
        assert final.output_text in (None, said[0].text), "output_text is not the text of the messages"
    for one in said:
        _check_calls(one, asked)
        assert not any(stop in one.text for stop in asked.stops), f"a text to stop at is in {one.text!r}"
        if asked.schema is not None and one.text and one.is_complete and not asked.fields.get("stop"):
            _check_valid(one.text, [asked.schema], "the text")


@schemathesis.check
class MemoryConformance:
    """A response that was stored can be gone on with, and no other."""

    def __init__(self) -> None:
        self.stored: dict[str, bool] = {}
        self.lock = threading.Lock()

    def after_response(self, ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
        """Note what was stored; hold an answer to what goes on from something against that."""
        fields = wire.sent(response)
        asked = wire.asked(case, response)
        if not isinstance(fields, dict):
            return
        if response.status_code == 404:
            assert any(name in str(fields) for name in NAMING), "nothing was named that could be missing"
        if "input" not in fields:
            return
        with self.lock:
            before = fields.get("previous_response_id")
            known = self.stored.get(before) if isinstance(before, str) else None
            if asked is not None:
                assert before is None or known, f"{before} was not stored"
                final = _final(case, response)
                assert final.previous_response_id == before, "it follows another response than it was to"
                self.stored[final.id] = bool(fields.get("store"))
            elif known:
                assert response.status_code != 404, f"{before} was to be stored"


@schemathesis.check
@judging
def error_conformance(ctx: CheckContext, response: schemathesis.Response, case: Case[Any]) -> None:
    """An error says what is wrong, its status and its path."""
    if response.status_code < 400:
        return
    error = Error.from_dict(response.json())
    assert error.message, "it does not say what is wrong"
    assert int(error.statusCode or 0) == response.status_code, f"it says that it is {error.statusCode}"
    path = urlsplit(response.request.url or "").path
    assert error.path == path, f"it says that it is of {error.path}"
    assert error.requestId, "it does not name the request"


def _final(case: Case[Any], response: schemathesis.Response) -> Response:
    """The response as it was at the end."""
    if wire.is_stream(response):
        return streams.check_events(wire.events(case, response))
    return wire.whole(response)


def _check_usage(given: int, gave: int, total: int, thought: object, asked: Asked) -> None:
    assert total == given + gave, f"{given} and {gave} are not {total} tokens"
    if isinstance(thought, int):
        assert thought <= gave, f"{thought} of {gave} tokens were thought"
    most = asked.limit * asked.choices
    assert gave <= most, f"{gave} tokens were generated, and {most} were allowed"


def _check_calls(said: Said, asked: Asked) -> None:
    names = [name for name, _ in said.calls]
    # Who names a function that is not among the tools may get a call of it; there is no schema for that one.
    assert set(names) <= {*asked.tools, asked.choice}, f"it calls {names}, which it was not given"
    if asked.choice == "none":
        assert not names, f"it calls {names}, and was to call nothing"
    elif asked.choice == "required" and asked.tools:
        assert names or not said.is_complete or said.refusal, "it calls nothing, and was to call something"
    elif asked.choice in asked.tools:
        assert set(names) <= {asked.choice}, f"it calls {names}, and was to call {asked.choice}"
        assert names or not said.is_complete or said.refusal, f"it does not call {asked.choice}"
    if asked.fields.get("parallel_tool_calls") is False:
        assert len(names) <= 1, f"it calls {names} at once"
    if said.is_complete:
        for name, arguments in said.calls:
            _check_valid(arguments, asked.tools.get(name, [{}]), f"what {name} is called with")


def _check_valid(text: str, schemas: Sequence[Json], what: str) -> None:
    """Whether the JSON is valid by one of the schemas."""
    value = json.loads(text)
    problems = []
    for schema in schemas:
        error = next(Draft202012Validator(schema).iter_errors(value), None)
        if error is None:
            return
        problems.append(error.message)
    raise AssertionError(f"{what} is not valid by the schema it was to have: {'; '.join(problems)}")
