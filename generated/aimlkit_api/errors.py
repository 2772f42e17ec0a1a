# Generated from contract.json. Do not edit.
"""What endpoints raise, beside what httpx raises."""


class UnexpectedStatus(Exception):
    """An answer has a status that no document names, and the client was told to raise then."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(f"the answer's status is {status_code}, which is not documented")


class UnexpectedBody(Exception):
    """An answer that is no error is not what it should be: not JSON, a stream of events, or no object."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(
            f"the answer (status {status_code}, {len(content):,} bytes) is not the JSON that is documented"
        )
