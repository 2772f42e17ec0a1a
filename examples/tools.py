"""Let the model call Python functions. Needs pydantic: pip install 'aimlkit[structured]'."""

from typing import Annotated

from aimlkit import AIMLAPI, MaxTurnsError, function_tool


def get_weather(city: Annotated[str, "the city's name, in English"], days: int = 1) -> dict[str, object]:
    """Return the weather forecast for a city."""
    print(f"get_weather({city!r}, {days})")
    return {"city": city, "degrees": [4] * days}


def main() -> None:
    """Send a prompt that needs the tool, over each API."""
    prompt, tools = "How cold is it in Oslo?", [function_tool(get_weather)]
    with AIMLAPI() as client:
        try:
            completion = client.chat.completions.run_tools(
                model="o3-mini",
                messages=[{"role": "user", "content": prompt}],
                tools=tools,
                max_turns=5,
            )
            print(completion.text)
            print(client.responses.run_tools(model="o3-mini", input=prompt, tools=tools).output_text)
        except MaxTurnsError as error:
            print("no final response:", error)


if __name__ == "__main__":
    main()
