"""Handle exceptions, configure retries, and log every attempt."""

import logging

import aimlkit
from aimlkit import AIMLAPI


def describe_outcome(client: AIMLAPI, max_tokens: int) -> str:
    """Send a request and describe its outcome in one line."""
    try:
        completion = client.chat.completions.create(
            model="o3-mini",
            messages=[{"role": "user", "content": "Hello"}],
            max_completion_tokens=max_tokens,
        )
    except aimlkit.OutOfCreditsError:
        return "no credits left"
    except aimlkit.RateLimitError as error:
        return f"too many requests, after {error.retries} retries"
    except aimlkit.APIStatusError as error:  # any other error status
        return f"status {error.status_code} for request {error.request_id}: {error.message}"
    except aimlkit.APITimeoutError:
        return "timeout"
    except aimlkit.APIConnectionError as error:
        return f"no connection: {error.message}"
    return f"a response after {completion.retries} retries"


def main() -> None:
    """Send a valid request, an invalid one, and one to a server that does not exist."""
    # The logger "aimlkit" has a line for each attempt; by default it is silent.
    logging.basicConfig(format="%(name)s: %(message)s")
    logging.getLogger("aimlkit").setLevel(logging.INFO)
    # Limit each attempt to 20 seconds; retry timeouts, connection errors, 408, 409, 429 and 5xx three times.
    with AIMLAPI(timeout=20, max_retries=3) as client:
        print(describe_outcome(client, max_tokens=1000))
        print(describe_outcome(client.with_options(max_retries=0), max_tokens=0))
        unreachable = client.with_options(base_url="http://127.0.0.1:9", max_retries=0)
        print(describe_outcome(unreachable, max_tokens=1000))


if __name__ == "__main__":
    main()
