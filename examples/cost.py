"""What answers cost, and a limit for it."""

from aimlkit import AIMLAPI, SpendLimitError


def main() -> None:
    """Ask until the money is spent."""
    with AIMLAPI(max_spend_usd=0.001) as client:
        try:
            for number in range(1, 1000):
                response = client.responses.create(model="o3-mini", input=f"What is {number} squared?")
                print(f"answer {number}: ${response.cost_usd or 0:.6f}")
        except SpendLimitError as error:  # raised before anything is sent
            print(error)
        print(f"spent: ${client.spend:.6f}")


if __name__ == "__main__":
    main()
