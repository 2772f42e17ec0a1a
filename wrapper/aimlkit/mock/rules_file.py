"""Files of rules, which are read again when they change, and files of random faults."""

import sys
from pathlib import Path

from aimlkit.mock.class_schemas import class_schema, from_json
from aimlkit.mock.contract import MockContract
from aimlkit.mock.faults import Faults
from aimlkit.mock.json_files import FileProblem, InvalidValue, check_schema, read_json_file
from aimlkit.mock.rule_json import parse_rules, rules_file_schema
from aimlkit.mock.rules import Rule
from aimlkit.mock.state import MockState


class RulesFile:
    """A file of rules, in YAML or JSON."""

    def __init__(self, path: Path, state: MockState) -> None:
        self._path = path
        self._state = state
        self._version: object = None

    def load(self) -> None:
        """Read the rules, and use them in place of the earlier ones. Raises FileProblem if the file is invalid."""
        self._version = self._current_version()
        rules, strict = read_rules(self._path, self._state.contract)
        self._state.rules.set_file_rules(rules)
        if strict is not None:
            self._state.set_strict(strict)

    def refresh(self) -> None:
        """Read the rules again if the file changed; if it is invalid, print the problem and keep the earlier rules."""
        if self._current_version() != self._version:
            try:
                self.load()
            except FileProblem as problem:
                print(
                    f"aimlkit-mock: warning: {problem}; the earlier rules stay", file=sys.stderr, flush=True
                )

    def _current_version(self) -> object:
        """Return a value that changes whenever the file does; None if there is no file."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino


def read_rules(path: Path, contract: MockContract) -> tuple[list[Rule], bool | None]:
    """Return the rules in a file, and whether one has to match each request. Raises FileProblem if it is invalid."""
    file = read_json_file(path)
    try:
        check_schema(file.value, rules_file_schema())
        return parse_rules(file.value["rules"], contract, "/rules"), file.value.get("strict")
    except InvalidValue as error:
        raise file.problem(error) from error


def read_faults(path: Path) -> Faults:
    """Return the faults in a file, in YAML or JSON. Raises FileProblem if it is invalid."""
    file = read_json_file(path)
    try:
        check_schema(file.value, class_schema(Faults))
        try:
            faults: Faults = from_json(Faults, file.value)
        except ValueError as error:
            raise InvalidValue("", str(error)) from error
    except InvalidValue as error:
        raise file.problem(error) from error
    return faults
