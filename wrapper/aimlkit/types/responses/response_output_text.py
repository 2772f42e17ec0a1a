# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_text`."""

from aimlkit_api.models import ResponseAnnotation as Annotation
from aimlkit_api.models import ResponseContainerFileCitation as AnnotationContainerFileCitation
from aimlkit_api.models import ResponseFileCitation as AnnotationFileCitation
from aimlkit_api.models import ResponseFilePath as AnnotationFilePath
from aimlkit_api.models import ResponseOutputText
from aimlkit_api.models import ResponseURLCitation as AnnotationURLCitation
from aimlkit_api.models import TokenLogprob as Logprob
from aimlkit_api.models import TopLogprob as LogprobTopLogprob

__all__ = [
    "Annotation",
    "AnnotationContainerFileCitation",
    "AnnotationFileCitation",
    "AnnotationFilePath",
    "AnnotationURLCitation",
    "Logprob",
    "LogprobTopLogprob",
    "ResponseOutputText",
]
