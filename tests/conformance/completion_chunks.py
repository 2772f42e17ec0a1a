"""Requirements on the chunks of a completion as a whole, which no schema of one chunk expresses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aimlkit_api.models import ChatCompletionChunk, ChatCompletionChunkChoice
    from tests.conformance.sent_request import SentRequest


def check_chunks(chunks: Sequence[ChatCompletionChunk], request: SentRequest) -> None:
    """Check the chunks of one completion: role first, finish reason last, usage if and only if requested."""
    assert len({(c.id, c.model, c.created) for c in chunks}) == 1, "the chunks belong to several completions"
    output_chunks = list(chunks)
    if request.includes_usage:
        last = output_chunks.pop()
        assert last.usage is not None, "the last chunk has no usage, and it was requested"
        assert last.choices == [], "the last chunk, with the usage, has choices"
    assert not any(chunk.usage for chunk in output_chunks), "there is usage before the end, or unrequested"
    chunk_choices: dict[int, list[ChatCompletionChunkChoice]] = defaultdict(list)
    for chunk in output_chunks:
        for choice in chunk.choices:
            chunk_choices[choice.index].append(choice)
    expected = list(range(request.choice_count))
    assert sorted(chunk_choices) == expected, f"the choices are {sorted(chunk_choices)}, and not {expected}"
    for choices in chunk_choices.values():
        _check_choice(choices)


def _check_choice(choices: Sequence[ChatCompletionChunkChoice]) -> None:
    """Check one choice, as it appears in chunk after chunk."""
    roles = [choice.delta.role for choice in choices]
    assert roles[0] == "assistant", f"the first delta has the role {roles[0]}"
    assert not any(roles[1:]), "several deltas have a role"
    finish_reasons = [choice.finish_reason for choice in choices]
    assert finish_reasons[-1], "a choice has no finish_reason"
    assert not any(finish_reasons[:-1]), "a choice has a finish_reason before its last delta"
    calls = [call for choice in choices for call in choice.delta.tool_calls or []]
    started = [call.index for call in calls if call.id]
    assert started == list(range(len(started))), f"the tool calls start out of order: {started}"
    assert {call.index for call in calls} == set(started), (
        "there are deltas of a tool call that did not start"
    )
