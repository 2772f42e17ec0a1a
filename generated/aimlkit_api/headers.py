# Generated from contract.json. Do not edit.
"""The names of the headers that clients read and send. A name that the contract does not state is empty."""

#: The header that holds the request id in every response of the service.
INFERENCE_ID = "x-inference-id"

#: Other headers that may hold the request id, the preferred one first.
REQUEST_ID_HEADERS: tuple[str, ...] = (
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "cf-ray",
)

#: The header of a request that holds an id of the client's own; a response returns it.
CLIENT_REQUEST_ID = "x-client-request-id"

#: The length and the pattern of an id of the client's own; None: no limit.
CLIENT_REQUEST_ID_MIN_LENGTH = 1
CLIENT_REQUEST_ID_MAX_LENGTH: int | None = 128
CLIENT_REQUEST_ID_PATTERN: str | None = "^[A-Za-z0-9._:-]+$"

#: The cost of the request in US dollars.
COST_USD = "x-aimlapi-usd-spent"

#: The cost of the request in the provider's credits.
CREDITS = "x-aimlapi-credits-used"

#: Seconds to wait before the next attempt, or an HTTP date.
RETRY_AFTER = "retry-after"

#: Milliseconds to wait before the next attempt.
RETRY_AFTER_MILLISECONDS = "retry-after-ms"

#: `true` or `false`: whether another attempt makes sense.
SHOULD_RETRY = "x-should-retry"

#: Identifies the state of what a response contains.
ETAG = "etag"

#: The header of a request that is to be answered only if the state is another one.
IF_NONE_MATCH = "if-none-match"
