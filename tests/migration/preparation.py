"""Preparations that make the documented programs run: names that only their prose introduces, and values for `...`."""

from __future__ import annotations

import re
from types import MappingProxyType

from attrs import field, frozen

from tests.migration.documents import Snippet

_MESSAGES = '[{"role": "user", "content": "Say this is a test"}]'
_ARGUMENTS = f'model="gpt-5.5", messages={_MESSAGES}'
_CLIENT = "from openai import OpenAI\nclient = OpenAI()"
_ASYNC_CLIENT = "from openai import AsyncOpenAI\nclient = AsyncOpenAI()"


@frozen
class Preparation:
    """The code to run before a program, and the replacements in it."""

    prelude: str = ""
    replacements: tuple[tuple[str, str], ...] = field(default=())


_MODEL = f'{_CLIENT}\nmodel = MODEL = "gpt-5.5"\nfrom pydantic import BaseModel\n'
_DETAILED = (
    _MODEL
    + """\
class DetailedAnswer(BaseModel):
    answer: str
detailed_format = {
    "type": "json_schema",
    "name": "DetailedAnswer",
    "schema": {**DetailedAnswer.model_json_schema(), "additionalProperties": False},
    "strict": True,
}
previous = client.responses.create(
    model=model, input="Explain the evidence.", store=True, text={"format": detailed_format}
)
"""
)
_LOOKUP = f"{_MODEL}import openai\nclass LookupItem(BaseModel):\n    id: str\n"
_MODULE_CLIENT = (
    ('openai.api_key = "..."', ""),
    ('openai.base_url = "https://..."', ""),
)
_STREAM = ("stream(...)", f"stream({_ARGUMENTS})")

#: By title. A program that is not here runs as it is.
PREPARATIONS = MappingProxyType(
    {
        "README.md: Vision 1": Preparation(_CLIENT),
        "README.md: Vision 2": Preparation(replacements=(("path/to/image.png", "image.png"),)),
        "README.md: Handling errors 1": Preparation(
            replacements=(
                ("client.fine_tuning.jobs.create", "client.chat.completions.create"),
                ('training_file="file-abc123"', f"messages={_MESSAGES}"),
                ('"gpt-4o"', '"no-such-model"'),
            )
        ),
        "README.md: Request IDs 1": Preparation(_ASYNC_CLIENT),
        "README.md: Request IDs 2": Preparation(_ASYNC_CLIENT),
        "README.md: How to tell whether `None` means `null` or missing 1": Preparation(
            f"{_CLIENT}\nresponse = client.chat.completions.create({_ARGUMENTS}).choices[0].message",
            (("my_field", "refusal"),),
        ),
        "README.md: `.with_streaming_response` 1": Preparation(_CLIENT),
        "README.md: Undocumented endpoints 1": Preparation(
            _CLIENT, (("/foo", "/chat/completions"), ('{"my_param": True}', f"dict({_ARGUMENTS})"))
        ),
        "README.md: Configuring the HTTP client 2": Preparation(
            f"{_CLIENT}\nfrom openai import DefaultHttpx2Client", (("Client(...)", "Client()"),)
        ),
        "helpers.md: Parsing Responses API output 1": Preparation(_DETAILED),
        "helpers.md: Parsing Responses API output 2": Preparation(_DETAILED),
        "helpers.md: Chat Completions API 1": Preparation(replacements=(("[...]", _MESSAGES),)),
        "helpers.md: Chat Completions stream methods 1": Preparation(
            _ASYNC_CLIENT, (_STREAM, ("    ...", "    await stream.until_done()"))
        ),
        "helpers.md: Chat Completions stream methods 2": Preparation(_ASYNC_CLIENT, (_STREAM,)),
        "examples/module_client.py": Preparation(replacements=_MODULE_CLIENT),
        "helpers.md: Deferred typed Responses tools 1": Preparation(_LOOKUP),
    }
)

# The changes of a migration: the import, the classes, the environment variables.
_MOVES = (
    (r"\bAsyncOpenAI\b", "AsyncAIMLAPI"),
    (r"\bOpenAIError\b", "AIMLAPIError"),
    (r"\bOpenAI\b", "AIMLAPI"),
    (r"\bopenai\b(?!/)", "aimlkit"),  # not in the name of a model
    (r"\bOPENAI_BASE_URL\b", "AIML_API_BASE"),
    (r"\bOPENAI_API_KEY\b", "AIML_API_KEY"),
)
_MODEL_NAME = re.compile(r"""(["'])gpt-[\w.-]+\1""")


def prepare(snippet: Snippet, model: str) -> tuple[str, str]:
    """Return the prelude and the code of a program for openai-python, with `model` in place of the models in it."""
    preparation = PREPARATIONS.get(snippet.title, Preparation())
    code = snippet.code
    for old, new in preparation.replacements:
        code = code.replace(old, new)
    return _MODEL_NAME.sub(f'"{model}"', preparation.prelude), _MODEL_NAME.sub(f'"{model}"', code)


def move(code: str) -> str:
    """Migrate a program from openai-python, as the migration guide describes: its import, classes and variables."""
    for pattern, replacement in _MOVES:
        code = re.sub(pattern, replacement, code)
    return code
