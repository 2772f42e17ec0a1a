"""Parse responses as instances of a class. Needs pydantic: pip install 'aimlkit[structured]'."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from aimlkit import AIMLAPI, OutputValidationError

TEXT = "The lighthouse keeper wrote that the evening was calm, and four degrees cold."


@dataclass
class Report:
    """A weather report."""

    wind: Literal["calm", "breeze", "storm"]
    degrees: Annotated[int, "Celsius"]


class Diary(BaseModel):
    """A diary entry."""

    author: str
    mood: str = Field(description="in one word")


def parse_as_dataclass(client: AIMLAPI) -> None:
    """Parse a chat completion as a dataclass."""
    completion = client.chat.completions.parse(
        model="o3-mini", messages=[{"role": "user", "content": TEXT}], response_format=Report
    )
    report = completion.choices[0].message.parsed
    if report is None:
        print("the model refuses:", completion.choices[0].message.refusal)
    else:
        print(f"{report.wind} at {report.degrees} degrees")


def parse_as_pydantic_model(client: AIMLAPI) -> None:
    """Parse a response as a pydantic model."""
    try:
        response = client.responses.parse(model="o3-mini", input=TEXT, text_format=Diary)
    except OutputValidationError as error:
        print("invalid output:", error)
    else:
        print(response.output_parsed)


def main() -> None:
    """Extract two objects from a text."""
    with AIMLAPI() as client:
        parse_as_dataclass(client)
        parse_as_pydantic_model(client)


if __name__ == "__main__":
    main()
