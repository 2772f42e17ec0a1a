"""Read the status and headers of a response."""

from aimlkit import AIMLAPI


def main() -> None:
    """Print the status, the content type, the size, and the text of a response."""
    with AIMLAPI() as client:
        raw = client.responses.with_raw_response.create(model="o3-mini", input="Hello")
        print(raw.status_code, raw.headers["content-type"])
        print(len(raw.content), "bytes,", raw.retries_taken, "retries")
        print(raw.parse().output_text)


if __name__ == "__main__":
    main()
