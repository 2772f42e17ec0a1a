"""Select and parse the final answer of a response: the message with its structured output.

A response may also have commentary before the final answer, messages that are cut off, and empty ones.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from aimlkit._exceptions import ContentFilterFinishReasonError, LengthFinishReasonError
from aimlkit._json import is_one_of
from aimlkit._models import instance, instances, is_answer_phase, is_complete_item, text_or_none
from aimlkit.structured import OutputValidationError
from aimlkit_api import models
from aimlkit_api.operations import VALUES

if TYPE_CHECKING:
    from aimlkit._models import Response
    from aimlkit.structured import OutputFormat

OutputT = TypeVar("OutputT")


def parse_final_answer(
    response: Response, output_format: OutputFormat[OutputT]
) -> tuple[models.ResponseOutputText | None, OutputT | None]:
    """Return the text part that ends the final answer of a response, and the value of the answer.

    The final answer is the last complete message that has text and is not commentary. Both are None if it is a refusal, if
    there is no such message, and if the response is still in progress or has failed.

    Raises OutputValidationError, and LengthFinishReasonError or ContentFilterFinishReasonError if the response is cut off
    before its final answer.
    """
    if not (response.is_complete or response.is_cut_off):
        return None, None
    answer = _final_answer_in(response)
    if answer is None and response.is_cut_off:
        raise _cut_off_error(response)
    if answer is None or _is_refusal(answer):
        return None, None
    try:
        return _parse_message(answer, output_format, response)
    except OutputValidationError as error:
        if response.is_cut_off:
            raise _cut_off_error(response) from error
        raise


def _final_answer_in(response: Response) -> models.ResponseOutputMessage | None:
    """Return the last complete message with content, which is blank only if no other is there."""
    messages = [
        message
        for message in reversed(instances(response.output, models.ResponseOutputMessage))
        if is_complete_item(message) and is_answer_phase(message.phase)
    ]
    for message in messages:
        if _is_refusal(message) or any(text.strip() for _, text in _texts_in(message)):
            return message
    return next((message for message in messages if _texts_in(message)), None)


def _is_refusal(message: models.ResponseOutputMessage) -> bool:
    return any(part.refusal for part in instances(message.content, models.ResponseOutputRefusal))


def _texts_in(message: models.ResponseOutputMessage) -> list[tuple[models.ResponseOutputText, str]]:
    """Return the text parts of a message that are not empty, and their texts."""
    parts = instances(message.content, models.ResponseOutputText)
    return [(part, text) for part in parts if (text := text_or_none(part.text))]


def _parse_message(
    message: models.ResponseOutputMessage, output_format: OutputFormat[OutputT], response: Response
) -> tuple[models.ResponseOutputText, OutputT]:
    """Return the last text part of a message, and the value of all its text parts, joined.

    If they do not match the format together, the value is that of the last part. Raises OutputValidationError.
    """
    texts = _texts_in(message)
    last_part, last_text = texts[-1]
    try:
        return last_part, output_format.parse("".join(text for _, text in texts), response=response)
    except OutputValidationError:
        if len(texts) > 1:
            with suppress(OutputValidationError):
                return last_part, output_format.parse(last_text, response=response)
        raise


def _cut_off_error(response: Response) -> LengthFinishReasonError | ContentFilterFinishReasonError:
    """Return the exception for a response that is incomplete."""
    details = instance(response.incomplete_details, models.ResponseIncompleteDetails)
    if details is not None and is_one_of(details.reason, VALUES.content_filter):
        return ContentFilterFinishReasonError(completion=response)
    return LengthFinishReasonError(completion=response)
