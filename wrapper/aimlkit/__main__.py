"""The command line, which is `python -m aimlkit`, too: `aimlkit chat`, `aimlkit respond`, `aimlkit mock`."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from io import TextIOWrapper
from typing import Any, NoReturn, get_args, get_type_hints

from aimlkit import AIMLAPI, AIMLAPIError
from aimlkit_api import params

_REQUESTS = {"chat": params.ChatCompletionCreateParams, "respond": params.ResponseCreateParams}
_TEXTS = ("content.delta", "refusal.delta", "response.output_text.delta", "response.refusal.delta")

# A terminal obeys these, and an answer is not to give it orders.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise AIMLAPIError(f"{message} ({self.prog} --help says more)")


def main() -> int:
    """Run a command: 0 is all is well, 1 an error, 130 Ctrl-C, 141 that nobody reads on."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        try:
            _run(sys.argv[1:])
        finally:
            print(end="", flush=True)
    except KeyboardInterrupt:
        return 130
    except (AIMLAPIError, ImportError, OSError, ValueError) as error:
        if isinstance(error, OSError):  # what could not be written is not to be tried again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, BrokenPipeError):
            return 141
        message = str(error).translate(dict.fromkeys(_CONTROLS, " "))
        print(f"error: {' '.join(message.split()):.500}", file=sys.stderr)
        return 1
    return 0


def _run(arguments: list[str]) -> None:
    parser = _Parser(prog="aimlkit", description="Ask the o3 models of AI/ML API. AIML_API_KEY has the key.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, request in _REQUESTS.items():
        models = get_args(get_type_hints(request)["model"])
        command = commands.add_parser(name, help=f"ask {' or '.join(models)}, and print the answer")
        command.add_argument("words", nargs="*", help="the question; - is what stdin says, as is no word")
        command.add_argument("--model", choices=models, default=models[0], help="the model (%(default)s)")
        command.add_argument("--json", action="store_true", help="print the whole answer, as JSON")
        command.add_argument("--base-url", metavar="URL", help="where the API is (else AIML_API_BASE says)")
    commands.add_parser("mock", help="start a mock server (aimlkit mock --help says more)", add_help=False)
    if arguments[:1] == ["mock"]:
        try:
            from aimlkit.mock.__main__ import main as mock  # noqa: PLC0415 - what it needs is an extra's
        except ImportError as error:
            raise AIMLAPIError(f"the mock needs more: pip install 'aimlkit[mock]' ({error})") from error
        sys.argv = arguments
        sys.exit(mock())
    options = parser.parse_args(arguments)
    words = options.words or ([] if sys.stdin is None or sys.stdin.isatty() else ["-"])
    question = " ".join(sys.stdin.read() if word == "-" else word for word in words).strip()
    if not question:
        raise AIMLAPIError("there is no question")
    with AIMLAPI(base_url=options.base_url) as client:
        if options.command == "chat":
            _ask(client.chat.completions, options, messages=[{"role": "user", "content": question}])
        else:
            _ask(client.responses, options, input=question)


def _ask(api: Any, options: Any, **question: object) -> None:
    if options.json:
        return print(json.dumps(api.create(model=options.model, **question).to_dict(), indent=2))
    with api.stream(model=options.model, **question) as stream:
        try:
            for event in stream:
                if event.type in _TEXTS and isinstance(event.delta, str):
                    print(event.delta.translate(_CONTROLS), end="", flush=True)
                elif event.type in ("response.failed", "response.incomplete"):
                    detail = event.response.error or event.response.incomplete_details
                    why = getattr(detail, "message", None) or getattr(detail, "reason", None)
                    raise AIMLAPIError(f"the answer is not whole: {why or event.type}")
        finally:
            print()


if __name__ == "__main__":
    sys.exit(main())
