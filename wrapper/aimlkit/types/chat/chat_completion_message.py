# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message`."""

from aimlkit_api.models import AnnotationURLCitation as AnnotationURLCitation
from aimlkit_api.models import ChatCompletionAnnotation as Annotation
from aimlkit_api.models import ChatCompletionMessage as ChatCompletionMessage

__all__ = [
    "Annotation",
    "AnnotationURLCitation",
    "ChatCompletionMessage",
]
