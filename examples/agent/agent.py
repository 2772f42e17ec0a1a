"""An agent that answers questions about orders with two tools; test_agent.py tests it without a key.

AIML_API_KEY=… .venv/bin/python examples/agent/agent.py "Where is order 7?"
"""

import sys
from dataclasses import dataclass, field

from aimlkit import AIMLAPI, MaxTurnsError, function_tool

INSTRUCTIONS = "You help customers with their orders. Cancel an order only if the customer asks for it."
TRY_AGAIN = "I could not find out. Please contact our support."


@dataclass
class Shop:
    """The orders of a shop: the state of each, by its number."""

    orders: dict[int, str] = field(default_factory=lambda: {7: "on its way", 8: "being packed"})

    def find_order(self, number: int) -> str:
        """Return the state of an order."""
        return self.orders.get(number, "unknown")

    def cancel_order(self, number: int) -> str:
        """Cancel an order that is not on its way yet."""
        if self.orders.get(number) != "being packed":
            return "It cannot be cancelled."
        self.orders[number] = "cancelled"
        return "It is cancelled."


@dataclass
class Agent:
    """Answers questions about the orders of a shop, with a model that calls the shop's functions."""

    client: AIMLAPI
    shop: Shop

    def answer(self, question: str) -> str:
        """Return the answer to a question; another sentence if the model finds none in five turns."""
        try:
            response = self.client.responses.run_tools(
                model="o3-mini",
                instructions=INSTRUCTIONS,
                input=question,
                tools=[function_tool(self.shop.find_order), function_tool(self.shop.cancel_order)],
                max_turns=5,
            )
        except MaxTurnsError:
            return TRY_AGAIN
        return response.output_text


def main() -> None:
    """Answer the question on the command line."""
    with AIMLAPI(max_spend_usd=0.5) as client:
        print(Agent(client, Shop()).answer(" ".join(sys.argv[1:]) or "Where is order 7?"))


if __name__ == "__main__":
    main()
