"""Errors and retries: what can go wrong, and what was tried."""

import logging

import aimlkit
from aimlkit import AIMLAPI


def ask(client: AIMLAPI, limit: int) -> str:
    """The answer, or what went wrong."""
    try:
        completion = client.chat.completions.create(
            model="o3-mini",
            messages=[{"role": "user", "content": "Hello"}],
            max_completion_tokens=limit,
        )
    except aimlkit.OutOfCreditsError:
        return "there are no credits left"
    except aimlkit.RateLimitError as error:
        return f"too many requests, also after {error.retries} retries"
    except aimlkit.APIStatusError as error:  # any other status that says so
        return f"status {error.status_code} for request {error.request_id}: {error.message}"
    except aimlkit.APITimeoutError:
        return "it took too long"
    except aimlkit.APIConnectionError as error:
        return f"no connection: {error.message}"
    return f"an answer after {completion.retries} retries"


def main() -> None:
    """Ask well, and ask wrongly."""
    # Each attempt is a line of the log "aimlkit", which says nothing by default.
    logging.basicConfig(format="%(name)s: %(message)s")
    logging.getLogger("aimlkit").setLevel(logging.INFO)
    # Twenty seconds for an attempt; then, and after 408, 409, 429 and 5xx, it is tried again, three times.
    with AIMLAPI(timeout=20, max_retries=3) as client:
        print(ask(client, limit=1000))
        print(ask(client.with_options(max_retries=0), limit=0))
        print(ask(client.with_options(base_url="http://127.0.0.1:9", max_retries=0), limit=1000))


if __name__ == "__main__":
    main()
