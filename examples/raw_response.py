"""Raw responses: the status and the headers beside the answer."""

from aimlkit import AIMLAPI


def main() -> None:
    """Ask, and print what the server said about the answer."""
    with AIMLAPI() as client:
        raw = client.responses.with_raw_response.create(model="o3-mini", input="Hello")
        print(raw.status_code, raw.headers["content-type"])
        print(len(raw.content), "bytes,", raw.retries_taken, "retries")
        print(raw.parse().output_text)


if __name__ == "__main__":
    main()
