"""The arguments of `aimlkit bulk`, in a module of their own because that of the command is slow to import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aimlkit.bulk._options import DEFAULT_OUTPUT_TOKENS, MAX_CONCURRENCY, MAX_RETRIES

if TYPE_CHECKING:
    from argparse import ArgumentParser


def add_bulk_arguments(command: ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("input", help="a file with a request in each line; - reads standard input")
    command.add_argument("--output", metavar="FILE", help="the file to append results to, or to continue")
    command.add_argument(
        "--errors", metavar="FILE", help="a file for the requests that failed, to be run again"
    )
    command.add_argument(
        "--max-concurrency", type=int, default=MAX_CONCURRENCY, metavar="N", help="default: %(default)s"
    )
    command.add_argument("--requests-per-minute", type=float, metavar="N")
    command.add_argument("--tokens-per-minute", type=float, metavar="N")
    command.add_argument(
        "--max-spend-usd", type=float, metavar="USD", help="send no further request at this cost"
    )
    command.add_argument(
        "--max-retries", type=int, default=MAX_RETRIES, metavar="N", help="default: %(default)s"
    )
    command.add_argument("--schema", metavar="FILE", help="the JSON Schema of structured output")
    command.add_argument(
        "--retry-invalid", type=int, default=0, metavar="N", help="retries of invalid output"
    )
    command.add_argument("--no-check", action="store_true", help="do not check requests against the contract")
    command.add_argument("--estimate", action="store_true", help="estimate the cost, and send nothing")
    command.add_argument(
        "--output-tokens",
        type=float,
        default=DEFAULT_OUTPUT_TOKENS,
        metavar="N",
        help="the guess for the tokens of a response, for --estimate (default: %(default)s)",
    )
    command.add_argument("--json", action="store_true", help="print the summary or the estimate as JSON")
    command.add_argument(
        "--base-url", metavar="URL", help="the address of the API (default: AIML_API_BASE, or the service)"
    )
