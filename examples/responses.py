"""Create a response over the Responses API, with the larger model."""

from aimlkit import AIMLAPI


def main() -> None:
    """Print the text of a response, and the types of its output items."""
    with AIMLAPI() as client:
        response = client.responses.create(
            model="openai/o3-pro",
            instructions="Answer in one sentence.",
            input="Why is the sky blue?",
            reasoning={"effort": "high"},
        )
    print(response.output_text)
    for item in response.output or []:
        print("-", item.type)


if __name__ == "__main__":
    main()
