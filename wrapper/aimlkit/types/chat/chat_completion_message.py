# Generated from contract.json. Do not edit.
"""Types of `openai.types.chat.chat_completion_message`."""

from aimlkit_api.models import AnnotationURLCitation, ChatCompletionMessage
from aimlkit_api.models import ChatCompletionAnnotation as Annotation

__all__ = [
    "Annotation",
    "AnnotationURLCitation",
    "ChatCompletionMessage",
]
