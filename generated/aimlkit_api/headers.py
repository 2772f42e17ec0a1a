# Generated from contract.json. Do not edit.
"""The names of the response headers that clients read. A name that the contract does not state is empty."""

#: The headers that may hold the request id, the preferred one first.
REQUEST_ID_HEADERS: tuple[str, ...] = (
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "cf-ray",
)

#: Seconds to wait before the next attempt, or an HTTP date.
RETRY_AFTER = "retry-after"

#: Milliseconds to wait before the next attempt.
RETRY_AFTER_MILLISECONDS = "retry-after-ms"

#: `true` or `false`: whether another attempt makes sense.
SHOULD_RETRY = "x-should-retry"
