# Generated from contract.json. Do not edit.
"""The exceptions of the generated endpoints, in addition to those of httpx."""


class UnexpectedStatus(Exception):
    """Raised for a status that the contract does not document, if the client has `raise_on_unexpected_status`."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(f"status {status_code} is not documented")


class UnexpectedBody(Exception):
    """Raised if the body of a successful response is not the documented JSON object."""

    def __init__(self, status_code: int, content: bytes) -> None:
        self.status_code = status_code
        self.content = content
        super().__init__(
            f"the body (status {status_code}, {len(content):,} bytes) is not the documented JSON"
        )
