"""Structured output: an answer as an object of a class, a dataclass or a pydantic model for example."""

from dataclasses import dataclass
from typing import Annotated, Literal

from aimlkit import AIMLAPI

TEXT = "The lighthouse keeper wrote that the evening was calm, and four degrees cold."


@dataclass
class Report:
    """The weather that a text speaks of."""

    wind: Literal["calm", "breeze", "storm"]
    degrees: Annotated[int, "Celsius"]


def with_a_dataclass(client: AIMLAPI) -> None:
    """Over Chat Completions."""
    completion = client.chat.completions.parse(
        model="o3-mini", messages=[{"role": "user", "content": TEXT}], response_format=Report
    )
    report = completion.choices[0].message.parsed
    if report is None:
        print("there is none:", completion.choices[0].message.refusal)
    else:
        print(f"{report.wind} at {report.degrees} degrees")


def with_pydantic(client: AIMLAPI) -> None:
    """Over Responses, as a pydantic model."""
    try:
        from pydantic import BaseModel, Field  # noqa: PLC0415 - it need not be there
    except ImportError:
        print("pydantic is not installed")
        return

    class Diary(BaseModel):
        """What a diary says."""

        author: str
        mood: str = Field(description="in one word")

    response = client.responses.parse(model="o3-mini", input=TEXT, text_format=Diary)
    print(response.output_parsed)


def main() -> None:
    """Read two kinds of objects out of a text."""
    with AIMLAPI() as client:
        with_a_dataclass(client)
        with_pydantic(client)


if __name__ == "__main__":
    main()
