"""OutputValidationError: what it carries, and its message."""

import pickle

import attrs
import pytest

from aimlkit import AIMLAPIError
from aimlkit.structured import OutputProblem, OutputValidationError, output_format


@attrs.define
class City:
    name: str
    size: int


@attrs.frozen
class Paid:
    cost_usd: float | None
    credits_used: float | None = 500_000


def error_of(text: str, response: object = None) -> OutputValidationError:
    with pytest.raises(OutputValidationError) as raised:
        output_format(City).parse(text, response=response)
    return raised.value


def test_output_validation_error_has_all_problems() -> None:
    error = error_of('{"name": 1, "more": 2}')
    assert error.problems == (
        OutputProblem("$.name", "Input should be a valid string (got 1)"),
        OutputProblem("$.size", "Field required"),
        OutputProblem("$.more", "Extra inputs are not permitted"),
    )
    assert str(error) == "$.name: Input should be a valid string (got 1) (and 2 more)"
    assert isinstance(error, AIMLAPIError)
    assert isinstance(error, ValueError)


def test_output_validation_error_has_the_cost_of_its_response() -> None:
    error = error_of("{}", Paid(0.25))
    assert (error.cost_usd, error.credits_used) == (0.25, 500_000)
    assert error_of("{}", Paid(None)).cost_usd is None
    assert error_of("{}", object()).cost_usd is None
    assert error_of("{}").cost_usd is None


def test_output_validation_error_can_be_pickled() -> None:
    error = error_of('{"name": 1}', Paid(0.25))
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == str(error)
    assert (again.text, again.problems, again.response) == (error.text, error.problems, error.response)
    assert again.cost_usd == 0.25


def test_output_validation_error_message_is_one_short_line() -> None:
    error = OutputValidationError("text", [OutputProblem("$." + "a" * 1000, "b\nc" * 1000)] * 3)
    assert len(str(error)) < 500
    assert "\n" not in str(error)
    assert str(error).endswith("... (and 2 more)")
    assert len(str(error_of('{"size": 1, "name": [' + "1," * 1000 + "1]}"))) < 100
    assert len(str(error_of('{"size": "' + "x" * 1000 + '", "name": "a"}'))) < 150
