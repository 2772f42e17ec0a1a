"""The APIs of models that the mock knows, by the id of their operation in the contract."""

from collections.abc import Mapping

from aimlkit.mock.chat_completions_api import ChatCompletionsAPI
from aimlkit.mock.model_api import ModelAPI
from aimlkit.mock.responses_api import ResponsesAPI

MODEL_APIS: Mapping[str, ModelAPI] = {
    "createChatCompletion": ChatCompletionsAPI(),
    "createResponse": ResponsesAPI(),
}
