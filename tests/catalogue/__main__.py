"""`python -m tests.catalogue`: add models, and run all checks and tests with each.

Each model is added to the committed sources with `make add`, in a copy of the working copy. Then `make`, `make check`,
`make test` and `make conformance` run there. A table at the end has their results.

Most tests do not depend on the sources: those of `scripts` use documents of their own, and those of servers, files and
processes use no document at all. `--tests all` runs them with each model, too.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from scripts.catalogue.workspace import FOLDER, SOURCES, run_make, update_copy
from scripts.common.errors import run
from scripts.common.files import replace_file
from scripts.common.lock import exclusive

if TYPE_CHECKING:
    from collections.abc import Sequence

MODELS = Path("tests/catalogue/models.txt")
TARGETS = ("add", "all", "check", "test", "conformance")
#: The targets for `--tests models`. `make` is left out: `make add` has built the client, and `make` would run all tests
#: of the wrapper.
SHORT_TARGETS = ("add", "check", "test", "conformance-quick")
#: The tests to run, by the value of `--tests`. A folder that the copy does not have is left out.
TESTS = {
    # Every test that uses the contract that is built, the client that is generated from it, or its mock.
    "contract": (
        "tests/contract/test_built.py",
        "tests/generate/test_built.py",
        "tests/generated",
        "tests/wrapper",
        "tests/mock",
        "tests/examples",
        "tests/conformance",
        "tests/mutants",
    ),
    # Of these, the tests that are about the models and their requests.
    "models": (
        "tests/contract/test_built.py",
        "tests/generated/test_reading.py",
        "tests/wrapper/test_model_constants.py",
        "tests/wrapper/test_model_properties.py",
        "tests/wrapper/test_request_shapes.py",
        "tests/wrapper/test_requests.py",
        "tests/wrapper/test_unsupported.py",
        "tests/wrapper/resources/test_models.py",
        "tests/wrapper/resources/test_signatures.py",
        "tests/wrapper/cli/test_service.py",
        "tests/mock/test_any_contract.py",
        "tests/mock/test_errors.py",
        "tests/mock/test_service.py",
        "tests/examples/test_examples.py",
    ),
    # Everything.
    "all": (),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets with each model and print the table; return 1 if a target fails with one of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.catalogue", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"ids of models or names of documents ({MODELS})")
    parser.add_argument("--mirror", metavar="DIR", help="a folder with their documents")
    parser.add_argument("--together", action="store_true", help="add all of them at once")
    parser.add_argument(
        "--tests",
        choices=TESTS,
        default="contract",
        help="the tests that use the contract (the default); those about models, with a short form of make conformance"
        " and without make; or all tests",
    )
    options = parser.parse_args(arguments)
    names = options.names or listed_models()
    targets = SHORT_TARGETS if options.tests == "models" else TARGETS
    table = Table("model", *(target if target != "all" else "make" for target in targets), box=None)
    passed = True
    for group in [names] if options.together else [[name] for name in names]:
        results = try_models(group, options.mirror, targets, options.tests)
        table.add_row(" ".join(group), *(_cell(results, target) for target in targets))
        has_passed = all(status == 0 for status, _ in results.values())
        passed = passed and has_passed
        print(f"{' '.join(group)}: {'passed' if has_passed else 'failed'}", flush=True)
    Console(highlight=False, soft_wrap=True).print(table)
    return int(not passed)


def listed_models() -> list[str]:
    """Return the names in the file MODELS."""
    lines = MODELS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def try_models(
    names: Sequence[str], mirror: str | None, targets: Sequence[str], tests: str
) -> dict[str, tuple[int, float]]:
    """Add the models in an updated copy and run the targets, with the tests TESTS[tests].

    Return the exit status and the seconds of each target that ran. If the models cannot be added, no other target runs.
    """
    listed = FOLDER / f"try-{names[0]}.toml"
    folder = FOLDER / listed.stem
    results: dict[str, tuple[int, float]] = {}
    with exclusive(folder):
        replace_file(listed, SOURCES.read_bytes())
        update_copy(listed, folder)
        for target in targets:
            variables = [f"MIRROR={mirror}"] if mirror and target in ("add", "all") else []
            if target == "add":
                variables.append(f"MODEL={' '.join(names)}")
            if target == "test" and TESTS[tests]:
                variables.append(
                    f"ARGS={' '.join(name for name in TESTS[tests] if (folder / name).exists())}"
                )
            print(f"{' '.join(names)}: make {target}", flush=True)
            started = time.perf_counter()
            status = run_make(folder, [target, *variables], listed)
            results[target] = (status, time.perf_counter() - started)
            if status and target == "add":
                break
    return results


def _cell(results: dict[str, tuple[int, float]], target: str) -> str:
    if target not in results:
        return "-"
    status, seconds = results[target]
    return f"{'failed' if status else 'ok'} {seconds:.0f} s"


if __name__ == "__main__":
    sys.exit(run(main))
