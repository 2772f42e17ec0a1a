"""Tests of the agent, without a key: rules decide what the model does, and a recording replays a whole run.

    .venv/bin/pytest examples/agent

Needs the mock: pip install 'aimlkit[mock,structured]'. The recording was made from a mock, because the tests of this
repository have no key. This makes one from the service:

    AIML_API_KEY=… .venv/bin/pytest examples/agent --aimlkit-record=all
"""

from collections.abc import Iterator

import pytest
from agent import INSTRUCTIONS, TRY_AGAIN, Agent, Shop

from aimlkit import AIMLAPI, RateLimitError
from aimlkit.mock import MockResponse, MockServer, ToolCall


@pytest.fixture
def agent(aimlkit_mock: MockServer) -> Iterator[Agent]:
    """Return an agent whose model is the mock."""
    with AIMLAPI(api_key=aimlkit_mock.key, base_url=aimlkit_mock.base_url, max_retries=1) as client:
        yield Agent(client, Shop())


def test_agent_looks_an_order_up(agent: Agent, aimlkit_mock: MockServer) -> None:
    """One rule replies once the result of the tool has arrived, the other calls the tool."""
    aimlkit_mock.on(tool_result="find_order").reply(text="Order 7 is on its way.")
    aimlkit_mock.on(contains="order 7").reply(tool_calls=[ToolCall("find_order", '{"number": 7}')])
    assert agent.answer("Where is order 7?") == "Order 7 is on its way."
    aimlkit_mock.assert_called(system=INSTRUCTIONS, times=2)
    aimlkit_mock.assert_all_rules_used()


def test_agent_cancels_an_order(agent: Agent, aimlkit_mock: MockServer) -> None:
    """The shop has done what the model called for."""
    aimlkit_mock.on(contains="Cancel").reply(
        MockResponse(tool_calls=[ToolCall("cancel_order", '{"number": 8}')]),
        MockResponse(text="Done."),
    )
    assert agent.answer("Cancel order 8.") == "Done."
    assert agent.shop.orders[8] == "cancelled"


def test_agent_does_not_cancel_an_order_on_its_way(agent: Agent, aimlkit_mock: MockServer) -> None:
    """The tool refuses, and the model gets the reason."""
    aimlkit_mock.on(contains="Cancel").reply(
        MockResponse(tool_calls=[ToolCall("cancel_order", '{"number": 7}')]), MockResponse(text="Too late.")
    )
    assert agent.answer("Cancel order 7.") == "Too late."
    assert agent.shop.orders[7] == "on its way"
    assert "cannot be cancelled" in str(aimlkit_mock.requests[1].body["input"])


def test_agent_gives_up_after_five_turns(agent: Agent, aimlkit_mock: MockServer) -> None:
    """A model that never stops calling tools does not cost more than five requests."""
    aimlkit_mock.on().reply(tool_calls=[ToolCall("find_order", '{"number": 7}')])
    assert agent.answer("Where is order 7?") == TRY_AGAIN
    aimlkit_mock.assert_called(times=5)


def test_agent_survives_a_failure_of_the_service(agent: Agent, aimlkit_mock: MockServer) -> None:
    """The client retries; a failure that stays is raised."""
    busy = MockResponse(status=429, retry_after=0.001)
    aimlkit_mock.enqueue(busy, MockResponse(text="It is on its way."))
    assert agent.answer("Where is order 7?") == "It is on its way."
    aimlkit_mock.enqueue(busy, busy)
    with pytest.raises(RateLimitError):
        agent.answer("Where is order 7?")


@pytest.mark.aimlkit_recording("where-is-order-7")
def test_agent_answers_as_recorded(agent: Agent) -> None:
    """A request that differs from the recorded ones fails: a changed prompt or tool needs a new recording."""
    assert "on its way" in agent.answer("Where is order 7?")
