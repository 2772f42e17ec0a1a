# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.response_output_text_annotation_added_event`."""

from aimlkit_api.models import ResponseAnnotation as Annotation
from aimlkit_api.models import ResponseContainerFileCitation as AnnotationContainerFileCitation
from aimlkit_api.models import ResponseFileCitation as AnnotationFileCitation
from aimlkit_api.models import ResponseFilePath as AnnotationFilePath
from aimlkit_api.models import ResponseOutputTextAnnotationAddedEvent
from aimlkit_api.models import ResponseURLCitation as AnnotationURLCitation

__all__ = [
    "Annotation",
    "AnnotationContainerFileCitation",
    "AnnotationFileCitation",
    "AnnotationFilePath",
    "AnnotationURLCitation",
    "ResponseOutputTextAnnotationAddedEvent",
]
