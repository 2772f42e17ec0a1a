"""The JUnit report of a run: a case for each operation and check."""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemathesis.engine import events

if TYPE_CHECKING:
    from pathlib import Path

#: In characters, for the text of a failure. The output of the run has it in full.
MAX_LENGTH = 4_000
#: How many failures of one operation and check are listed.
LISTED = 10
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass
class Report:
    """The counts of the checks that were made, and the failures, by operation and check."""

    checks: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    failures: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, event: events.EngineEvent) -> None:
        """Count the checks of a scenario, and the errors that prevented some."""
        with self._lock:
            if isinstance(event, events.ScenarioFinished):
                recorder = event.recorder
                for case_id, checks in recorder.checks.items():
                    operation = recorder.cases[case_id].value.operation.label
                    for check in checks:
                        self.checks[operation, check.name] += 1
                        if check.failure_info is not None:
                            self._fail(operation, check.name, str(check.failure_info.failure))
            elif isinstance(event, events.NonFatalError):
                self.checks[event.label, "error"] += 1
                self._fail(event.label, "error", str(event.value))

    def _fail(self, operation: str, check: str, text: str) -> None:
        self.failures.setdefault((operation, check), []).append(
            _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
        )

    def write(self, path: Path) -> None:
        """Write the report as JUnit XML."""
        root = ElementTree.Element("testsuites")
        for operation in sorted({operation for operation, _ in self.checks}):
            names = sorted(check for label, check in self.checks if label == operation)
            failed = [name for name in names if (operation, name) in self.failures]
            suite = ElementTree.SubElement(
                root, "testsuite", name=operation, tests=str(len(names)), failures=str(len(failed))
            )
            for name in names:
                case = ElementTree.SubElement(suite, "testcase", classname=operation, name=name)
                case.set("assertions", str(self.checks[operation, name]))
                for text in self.failures.get((operation, name), [])[:LISTED]:
                    failure = ElementTree.SubElement(case, "failure", message=text.partition("\n")[0][:200])
                    failure.text = text[:MAX_LENGTH]
        path.parent.mkdir(parents=True, exist_ok=True)
        ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
