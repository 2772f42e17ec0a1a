"""`python -m scripts.catalogue`: add the models of the provider to the sources, or remove them."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from scripts.catalogue.change import add, remove
from scripts.common.errors import PipelineError, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `add` or `remove`; return the exit status. Raises PipelineError if no model is named."""
    parser = argparse.ArgumentParser(prog="python -m scripts.catalogue", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add", help="add a source for each model, and build the client with it")
    adding.add_argument(
        "--mirror", metavar="DIR", help="a folder with documents, instead of the published ones"
    )
    adding.add_argument(
        "--from-service",
        action="store_true",
        help="take the documents of the service, not the published ones",
    )
    removing = commands.add_parser("remove", help="remove the source of each model")
    for command in (adding, removing):
        command.add_argument(
            "models", nargs="*", metavar="MODEL", help="the id of a model, or a document's name"
        )
        command.add_argument("--api", help="a part of the operation's path, if a model has several (chat)")
    options = parser.parse_args(arguments)
    if not options.models:
        hint = f"name a model: make {options.command} MODEL=openai/gpt-4o"
        raise PipelineError("is not set", where="MODEL", hint=hint)
    if options.command == "remove":
        return remove(options.models, options.api)
    return add(options.models, options.api, options.mirror, from_service=options.from_service)


if __name__ == "__main__":
    sys.exit(run(partial(main)))
