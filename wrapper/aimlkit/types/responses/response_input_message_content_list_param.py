# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_input_message_content_list_param`."""

from typing import TypeAlias

from aimlkit_api import params

__all__ = [
    "ResponseInputContentParam",
    "ResponseInputMessageContentListParam",
]

ResponseInputContentParam: TypeAlias = (
    params.ResponseInputFileParam
    | params.ResponseInputTextParam
    | params.ResponseOutputRefusalParam
    | params.ResponseOutputTextInputParam
    | params.ResponseInputContentPartParam
)

ResponseInputMessageContentListParam: TypeAlias = list[
    params.ResponseInputFileParam
    | params.ResponseInputTextParam
    | params.ResponseOutputRefusalParam
    | params.ResponseOutputTextInputParam
    | params.ResponseInputContentPartParam
]
