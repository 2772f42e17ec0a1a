"""Which response a valid request gets: the next enqueued one, a random fault, the reply of a rule, or a generated one."""

from aimlkit.mock.conditions import RuleError
from aimlkit.mock.contract import ServedOperation, ValidRequest
from aimlkit.mock.conversations import Conversation
from aimlkit.mock.errors import HTTPError
from aimlkit.mock.faults import REPLACING, Faults
from aimlkit.mock.mock_response import MockResponse
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.model_apis import MODEL_APIS
from aimlkit.mock.model_request import ModelRequest
from aimlkit.mock.recorded_requests import RecordedRequest
from aimlkit.mock.responses import stored_conversation
from aimlkit.mock.rule_checks import check_reply
from aimlkit.mock.state import MockState


def select_response(
    request: ValidRequest, operation: ServedOperation, recorded: RecordedRequest, state: MockState
) -> MockResponse | None:
    """Return the response to a valid request; None if it is to be generated. Record the rule and the fault.

    Raises HTTPError with status 404 if a rule has to match and none does, or if the request continues a conversation
    that is not stored; and with status 400 if a rule has a mistake that shows only now. Clients do not retry after
    these. A mistake in the rules is added to the problems of the mock, which fail the test.
    """
    api = MODEL_APIS.get(operation.id)
    previous = None
    if api is not None:
        previous = _previous_conversation(request, api, state)
        state.requests.set_model_request(recorded, api, request.fields["model"], previous)
    enqueued = state.next_mock_response(is_for_model=operation.has_body)
    if enqueued is not None:
        return enqueued
    is_stream = request.fields.get("stream") is True and operation.event_fields is not None

    def rule_reply() -> MockResponse | None:
        if state.refresh_rules is not None:
            state.refresh_rules()
        if api is None or not (len(state.rules) or state.strict):
            return None
        items = previous.items if previous else ()
        model_request = api.read_request(request.fields, items, recorded.headers)
        return _rule_reply(model_request, recorded, is_stream, state)

    if state.faults is None:
        return rule_reply()
    number = state.requests_with_faults
    state.requests_with_faults += 1
    fault = state.faults.draw(number, is_stream=is_stream)
    reply = None if fault in REPLACING else rule_reply()
    # A rule may have faults of its own: a request has one at most.
    if fault is None or recorded.fault is not None:
        return reply
    return _with_fault(state.faults, fault, number, reply, recorded)


def _previous_conversation(request: ValidRequest, api: ModelAPI, state: MockState) -> Conversation | None:
    """Return the stored conversation that a request continues; None if there is none.

    Raises HTTPError with status 404 if it is not stored.
    """
    response_id = api.previous_response_id(request.fields)
    return None if response_id is None else stored_conversation(response_id, state)


def _rule_reply(
    request: ModelRequest, recorded: RecordedRequest, is_stream: bool, state: MockState
) -> MockResponse | None:
    """Return the reply of the first rule that matches, with a fault of the rule; None if no rule matches and the mock is not strict."""
    try:
        rule = state.rules.find(request)
        if rule is None:
            _refuse_if_strict(request, state)
            return None
        recorded.rule = rule.name
        number = rule.attempts
        rule.attempts += 1
        fault = rule.faults.draw(number, is_stream=is_stream) if rule.faults else None
        if rule.faults and fault in REPLACING:
            return _with_fault(rule.faults, str(fault), number, None, recorded)
        reply = rule.next_reply()
        check_reply(reply, request)
    except RuleError as error:
        message = f"{recorded.rule or 'a rule'}: {error}"
        state.problems.append(message)
        raise HTTPError(400, message) from error
    if rule.faults and fault:
        return _with_fault(rule.faults, fault, number, reply, recorded)
    return reply


def _refuse_if_strict(request: ModelRequest, state: MockState) -> None:
    """Raise HTTPError with status 404 if the mock is strict, and report the problem."""
    if state.strict:
        problem = state.rules.closest_mismatch(request)
        state.problems.append(problem)
        raise HTTPError(404, problem)


def _with_fault(
    faults: Faults, fault: str, number: int, reply: MockResponse | None, recorded: RecordedRequest
) -> MockResponse:
    """Return the response with a fault, and record the name of the fault."""
    recorded.fault = fault
    return faults.response(fault, number, reply)
