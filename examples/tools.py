"""Tools: Python functions that the model calls before it answers."""

from typing import Annotated

from aimlkit import AIMLAPI, MaxRoundsError, function_tool


def get_weather(city: Annotated[str, "the city's name, in English"], days: int = 1) -> dict[str, object]:
    """The weather in a city, for the next days."""
    print(f"get_weather({city!r}, {days})")
    return {"city": city, "degrees": [4] * days}


def main() -> None:
    """Ask about the weather, over both APIs."""
    question, tools = "How is the weather in Oslo?", [function_tool(get_weather)]
    with AIMLAPI() as client:
        try:
            completion = client.chat.completions.run_tools(
                model="o3-mini",
                messages=[{"role": "user", "content": question}],
                tools=tools,
                max_rounds=5,
            )
            print(completion.text)
            print(client.responses.run_tools(model="o3-mini", input=question, tools=tools).output_text)
        except MaxRoundsError as error:
            print("there is no answer:", error)


if __name__ == "__main__":
    main()
