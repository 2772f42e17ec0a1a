"""Extract data from the text files of a folder, within a spending limit; a second run continues. Needs pydantic.

    AIML_API_KEY=… .venv/bin/python examples/extract.py notes reports.jsonl

Without arguments, it reads two notes that it writes into a temporary folder.
"""

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from aimlkit import AIMLAPI, OutputValidationError, SpendLimitError


@dataclass
class Report:
    """The weather in a note."""

    wind: str
    degrees: int


def extract(client: AIMLAPI, folder: Path, output: Path) -> None:
    """Append a line of JSON to `output` for each text file of the folder that has none yet."""
    earlier = output.read_text(encoding="utf-8").splitlines() if output.exists() else []
    done = {json.loads(line)["file"] for line in earlier}
    with output.open("a", encoding="utf-8") as lines:
        for file in sorted(folder.glob("*.txt")):
            if file.name in done:
                continue
            try:
                response = client.responses.parse(
                    model="o3-mini", input=file.read_text(encoding="utf-8"), text_format=Report
                )
            except OutputValidationError as error:
                print(f"{file.name}: {error}")
                continue
            report = response.output_parsed
            if report is None:
                print(f"{file.name}: the model refuses")
                continue
            lines.write(
                json.dumps({"file": file.name, **asdict(report), "cost_usd": response.cost_usd}) + "\n"
            )
            lines.flush()  # What was paid for is not lost if the program is interrupted.
            print(f"{file.name}: {report.wind}, {report.degrees} degrees")


def main() -> None:
    """Extract the reports, and print what they cost."""
    with tempfile.TemporaryDirectory() as temporary, AIMLAPI(max_spend_usd=1) as client:
        folder, output = Path(temporary), Path(temporary, "reports.jsonl")
        if len(sys.argv) == 3:
            folder, output = Path(sys.argv[1]), Path(sys.argv[2])
        else:
            (folder / "monday.txt").write_text("A calm evening, 4 °C.", encoding="utf-8")
            (folder / "tuesday.txt").write_text("A storm, and nine degrees.", encoding="utf-8")
        try:
            extract(client, folder, output)
        except SpendLimitError as error:
            print(f"{error}; run it again to continue")
        print(f"cost: ${client.spend:.6f}")


if __name__ == "__main__":
    main()
