"""The entry point of the command line: the parser, and the commands `chat` and `respond`."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn, TextIO

from aimlkit import AIMLAPI, AIMLAPIError, Response, __version__
from aimlkit._models import instance
from aimlkit._printable import to_message
from aimlkit.cli._bulk_arguments import add_bulk_arguments
from aimlkit.cli._completion import SHELLS, completion_script
from aimlkit.cli._doctor import check_installation
from aimlkit.cli._service import SERVICE_COMMANDS, add_base_url, add_common_arguments, add_service_commands
from aimlkit.cli._terminal import print_text
from aimlkit_api import models
from aimlkit_api.operations import CREATE_CHAT_COMPLETION, CREATE_RESPONSE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aimlkit import ChatCompletion
    from aimlkit.types import ChatCompletionMessageParam

# Exit statuses of a shell: 128 and the number of the signal.
_INTERRUPTED = 130
_BROKEN_PIPE = 141


class _Parser(ArgumentParser):
    """A parser that raises AIMLAPIError for invalid arguments, so that they are printed like all other errors."""

    def error(self, message: str) -> NoReturn:
        raise AIMLAPIError(f"{message} (see {self.prog} --help)")


def main() -> int:
    """Run a command; return 0, 1 for an error, 130 for Ctrl-C, or 141 if the output was closed.

    `aimlkit bulk` also returns 3 if some requests failed.
    """
    stdout: object = sys.stdout
    if isinstance(stdout, TextIOWrapper):
        stdout.reconfigure(errors="replace")
    try:
        try:
            return _run(sys.argv[1:])
        finally:
            print(end="", flush=True)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (AIMLAPIError, ImportError, OSError, ValueError) as error:
        if isinstance(error, OSError):  # Python would try again at exit to flush the output.
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, BrokenPipeError):
            return _BROKEN_PIPE
        print(f"error: {to_message(str(error))}", file=sys.stderr)
        return 1


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["mock"]:
        _run_mock(arguments)
    if arguments[:1] in (["check"], ["proxy"]):
        _run_checks(arguments)
    parser, commands = _parser()
    options = parser.parse_args(arguments)
    if options.command == "doctor":
        check_installation(options)
        return 0
    if options.command == "completion":
        print(completion_script(options.shell, commands), end="")
        return 0
    if options.command in SERVICE_COMMANDS:
        SERVICE_COMMANDS[options.command](options)
        return 0
    if options.command == "bulk":
        from aimlkit.cli._bulk import run_bulk  # noqa: PLC0415 - only for this command

        return run_bulk(options)
    prompt = _prompt(options.words)
    with AIMLAPI(base_url=options.base_url) as client:
        if options.command == "chat":
            _chat(client, options, prompt)
        else:
            _respond(client, options, prompt)
    return 0


def _parser() -> tuple[ArgumentParser, Mapping[str, ArgumentParser]]:
    """Return the parser of the command line, and the parsers of its commands by name."""
    parser = _Parser(
        prog="aimlkit",
        description=(
            "Send prompts to the models of AI/ML API, list the models, show the balance."
            " The API key is read from AIML_API_KEY."
        ),
    )
    parser.add_argument("--version", action="version", version=f"aimlkit {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, spec, api in (
        ("chat", CREATE_CHAT_COMPLETION, "Chat Completions"),
        ("respond", CREATE_RESPONSE, "Responses"),
    ):
        if not spec.models:
            continue
        command = commands.add_parser(name, help=f"send a prompt over {api} and print the response")
        command.add_argument(
            "words", nargs="*", help="the prompt; - reads standard input, which is also the default"
        )
        command.add_argument(
            "--model",
            default=spec.models[0],
            help=f"the model, such as {' or '.join(spec.models)} (default: %(default)s)",
        )
        add_common_arguments(command)
    add_service_commands(commands.add_parser)
    add_bulk_arguments(commands.add_parser("bulk", help="send the requests in a file"))
    commands.add_parser("mock", help="start a mock server (see aimlkit mock --help)", add_help=False)
    commands.add_parser(
        "proxy", help="check traffic while it passes (see aimlkit proxy --help)", add_help=False
    )
    commands.add_parser("check", help="check recorded traffic (see aimlkit check --help)", add_help=False)
    add_base_url(commands.add_parser("doctor", help="show versions, and check the key and the server"))
    completion = commands.add_parser(
        "completion", help="print a script that completes commands in a shell, for its start-up file"
    )
    completion.add_argument("shell", choices=SHELLS, help="the shell")
    return parser, commands.choices


def _run_mock(arguments: list[str]) -> NoReturn:
    from aimlkit.mock.__main__ import main as run_mock  # noqa: PLC0415 - only for this command

    sys.argv = arguments
    sys.exit(run_mock())


def _run_checks(arguments: list[str]) -> NoReturn:
    try:
        from aimlkit.mock import check_command  # noqa: PLC0415 - its dependencies are an extra
    except ImportError as error:
        raise AIMLAPIError(f"this command needs an extra: pip install 'aimlkit[mock]' ({error})") from error
    run = check_command.check if arguments[0] == "check" else check_command.proxy
    sys.exit(run(arguments[1:]))


def _prompt(words: list[str]) -> str:
    """Return the prompt, with standard input in place of `-`. Raises AIMLAPIError if it is empty."""
    stdin: TextIO | None = sys.stdin  # None in a process without standard streams.
    if not words and stdin is not None and not stdin.isatty():
        words = ["-"]
    prompt = " ".join(stdin.read() if stdin and word == "-" else word for word in words).strip()
    if not prompt:
        raise AIMLAPIError("the prompt is empty: pass it as an argument or on standard input")
    return prompt


def _chat(client: AIMLAPI, options: Namespace, prompt: str) -> None:
    model: str = options.model
    messages: list[ChatCompletionMessageParam] = [{"role": "user", "content": prompt}]
    if options.json:
        completion = client.chat.completions.create(model=model, messages=messages)
        print(json.dumps(completion.to_dict(), indent=2))
        _require_success(completion)
        return
    with client.chat.completions.stream(model=model, messages=messages) as stream:
        try:
            for event in stream:
                if event.type == "content.delta" or event.type == "refusal.delta":
                    print_text(event.delta)
        finally:
            print()
        _require_success(stream.current_completion_snapshot)


def _respond(client: AIMLAPI, options: Namespace, prompt: str) -> None:
    model: str = options.model
    if options.json:
        response = client.responses.create(model=model, input=prompt)
        print(json.dumps(response.to_dict(), indent=2))
        _require_success(response)
        return
    with client.responses.stream(model=model, input=prompt) as stream:
        try:
            for event in stream:
                if event.type == "response.output_text.delta" or event.type == "response.refusal.delta":
                    print_text(event.delta)
        finally:
            print()
        _require_success(stream.current_response_snapshot)


def _require_success(response: ChatCompletion | Response) -> None:
    """Raise AIMLAPIError if a response failed or is incomplete."""
    reason = response.failure
    if reason is None and isinstance(response, Response) and response.is_cut_off:
        details = instance(response.incomplete_details, models.ResponseIncompleteDetails)
        reason = (details.reason if details else None) or "it was cut off"
    if reason is not None:
        raise AIMLAPIError(f"the response is not complete: {reason}")
