# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_text_param`."""

from aimlkit_api.params import ResponseOutputTextInputParam as ResponseOutputTextParam
from aimlkit_api.params import ResponseURLCitationParam as Annotation
from aimlkit_api.params import ResponseURLCitationParam as AnnotationURLCitation
from aimlkit_api.params import TokenLogprobParam as Logprob
from aimlkit_api.params import TopLogprobParam as LogprobTopLogprob

__all__ = [
    "Annotation",
    "AnnotationURLCitation",
    "Logprob",
    "LogprobTopLogprob",
    "ResponseOutputTextParam",
]
