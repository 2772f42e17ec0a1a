"""The answer of a response with several messages, parts and items: what `parse()` parses."""

from __future__ import annotations

from typing import Any

import pydantic
import pytest

import aimlkit
from aimlkit import ParsedResponse, Response
from aimlkit.endpoints.responses import ENDPOINT
from aimlkit.structured import output_format
from tests.models import RESPONSES_OPERATION, require_cost
from tests.wrapper.streaming.test_responses import add_events, new_accumulator

Json = Any


class Length(pydantic.BaseModel):
    metres: int


JSON_TEXT = '{"metres": 7}'
SEVEN = Length(metres=7)
PRICE = {"meta": {"usage": {"usd_spent": 0.5}}}
REASONING = {"type": "reasoning", "id": "r", "summary": []}


def message(*parts: str | Json, **fields: Json) -> Json:
    """Return a message of these parts: texts, or JSON."""
    content = [{"type": "output_text", "text": part} if isinstance(part, str) else part for part in parts]
    return {"type": "message", "role": "assistant", "status": "completed", "content": content, **fields}


def refusal(text: str) -> Json:
    return {"type": "refusal", "refusal": text}


def parse(*output: Json, **fields: Json) -> ParsedResponse[Length]:
    """Return a response with this output, parsed."""
    response = Response.from_dict({"status": "completed", "output": [*output], **PRICE, **fields})
    return ENDPOINT.parse_output(response, output_format(Length), {})


CUT_OFF = message('{"metres"', status="incomplete")


@pytest.mark.parametrize(
    "output",
    [
        [message(JSON_TEXT)],
        [message("Measuring first."), message(JSON_TEXT)],
        [message("Measuring first.", phase="commentary"), message(JSON_TEXT, phase="final_answer")],
        [message(JSON_TEXT), message("That was all.", phase="commentary")],
        [message(JSON_TEXT, phase="final_answer"), message("{}", phase="new_phase")],
        [message(JSON_TEXT), CUT_OFF],
        [message(JSON_TEXT), message("{}", status="in_progress")],
        [message(JSON_TEXT, status=None), CUT_OFF],
        [message(JSON_TEXT), REASONING],
        [
            message(JSON_TEXT),
            {"type": "function_call", "name": "f", "arguments": "{", "status": "incomplete"},
        ],
        [message(JSON_TEXT), message()],
        [message(JSON_TEXT), message("")],
        [message(JSON_TEXT), message(" \n ")],
        [message(JSON_TEXT), message(None), {"type": "message"}, 5, None],
        [message('{"metres": 1}'), message(JSON_TEXT)],
        [message('{"metres":', " 7}")],
        [message("Here it is:", JSON_TEXT)],
        [message(JSON_TEXT, "", refusal(""))],
    ],
)
def test_parse_takes_the_last_complete_message_as_the_answer(output: list[Json]) -> None:
    response = parse(*output)
    assert response.output_parsed == SEVEN
    parts = [part for item in response.output or () for part in getattr(item, "content", None) or ()]
    assert [value for part in parts if (value := getattr(part, "parsed", None)) is not None] == [SEVEN]
    assert response.output_text == Response.from_dict({"output": output}).output_text


@pytest.mark.parametrize(
    "output",
    [
        [],
        [REASONING],
        [message()],
        [message(refusal("No."))],
        [message("I cannot say that.", refusal("No."))],
        [message(JSON_TEXT, refusal("No."))],
        [message(JSON_TEXT), message(refusal("No."))],
        [message("Measuring first.", phase="commentary")],
        [CUT_OFF],
        None,
    ],
)
def test_parse_without_an_answer_returns_none(output: list[Json] | None) -> None:
    response = Response.from_dict({"status": "completed", "output": output})
    assert ENDPOINT.parse_output(response, output_format(Length), {}).output_parsed is None


@pytest.mark.parametrize("text", [" \n \n", "Seven metres.", '{"metres"'])
@pytest.mark.parametrize("others", [[], [message(JSON_TEXT, phase="commentary")], [CUT_OFF]])
def test_parse_error_of_the_answer_has_response_text_and_cost(text: str, others: list[Json]) -> None:
    require_cost(RESPONSES_OPERATION)
    with pytest.raises(aimlkit.OutputValidationError) as raised:
        parse(*others, message(text))
    assert raised.value.text == text
    assert isinstance(raised.value.response, Response)
    assert raised.value.cost_usd == 0.5


@pytest.mark.parametrize(
    "output", [[], [CUT_OFF], [message("Measuring first."), CUT_OFF], [message('{"metres"')]]
)
@pytest.mark.parametrize(
    ("reason", "error_class"),
    [
        ("max_output_tokens", aimlkit.LengthFinishReasonError),
        ("content_filter", aimlkit.ContentFilterFinishReasonError),
        (None, aimlkit.LengthFinishReasonError),
    ],
)
def test_parse_error_if_the_response_ends_before_its_answer(
    output: list[Json], reason: str | None, error_class: type[aimlkit.LengthFinishReasonError]
) -> None:
    require_cost(RESPONSES_OPERATION)
    with pytest.raises(error_class) as raised:
        parse(*output, status="incomplete", incomplete_details={"reason": reason})
    assert isinstance(raised.value.response, Response)
    assert raised.value.text == raised.value.response.output_text
    assert raised.value.cost_usd == 0.5


def test_parse_of_an_answer_before_the_response_was_cut_off() -> None:
    assert parse(message(JSON_TEXT), CUT_OFF, status="incomplete").output_parsed == SEVEN


@pytest.mark.parametrize("status", ["queued", "in_progress", "failed", "cancelled", "new"])
def test_parse_of_a_response_that_has_not_ended_well_returns_none(status: str) -> None:
    assert parse(message(JSON_TEXT), status=status).output_parsed is None


def test_parsed_of_a_text_event_is_none_for_commentary() -> None:
    """Check what openai-python does, too."""
    accumulator = new_accumulator(Length)
    events = [
        event
        for index, (text, phase) in enumerate(
            [("Measuring first.", "commentary"), (JSON_TEXT, "final_answer")]
        )
        for event in (
            {
                "type": "response.output_item.added",
                "output_index": index,
                "item": message(id=str(index), phase=phase),
            },
            {"type": "response.output_text.done", "output_index": index, "item_id": str(index), "text": text},
        )
    ]
    _, commentary, _, answer = add_events(accumulator, events)
    assert (commentary.parsed, answer.parsed) == (None, SEVEN)
