"""Track the cost of responses, and set a spending limit."""

from aimlkit import AIMLAPI, SpendLimitError


def main() -> None:
    """Send requests until the limit is reached."""
    with AIMLAPI(max_spend_usd=0.001) as client:
        try:
            for number in range(1, 1000):
                response = client.responses.create(model="o3-mini", input=f"What is {number} squared?")
                print(f"response {number}: ${response.cost_usd or 0:.6f}")
        except SpendLimitError as error:  # raised before a request is sent
            print(error)
        print(f"total: ${client.spend:.6f}")


if __name__ == "__main__":
    main()
