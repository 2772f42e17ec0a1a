"""The names of OpenTelemetry's semantic conventions for generative AI, and our own.

opentelemetry-api has no names. The package opentelemetry-semantic-conventions has them, but it marks all of them as
deprecated since the conventions moved to the repository open-telemetry/semantic-conventions-genai, which publishes no
package. These are the names that https://opentelemetry.io/docs/specs/semconv/gen-ai/ has; their status is
"development", so they may change.
"""

from __future__ import annotations

# --- attributes ---

OPERATION_NAME = "gen_ai.operation.name"
PROVIDER_NAME = "gen_ai.provider.name"
SERVER_ADDRESS = "server.address"
SERVER_PORT = "server.port"
ERROR_TYPE = "error.type"
STATUS_CODE = "http.response.status_code"

REQUEST_MODEL = "gen_ai.request.model"
REQUEST_STREAM = "gen_ai.request.stream"
REQUEST_MAX_TOKENS = "gen_ai.request.max_tokens"
#: Request attributes that have the name of a parameter, after this prefix.
REQUEST_PREFIX = "gen_ai.request."
SAME_NAME_PARAMETERS = ("frequency_penalty", "presence_penalty", "seed", "temperature", "top_k", "top_p")
OUTPUT_TYPE = "gen_ai.output.type"

RESPONSE_ID = "gen_ai.response.id"
RESPONSE_MODEL = "gen_ai.response.model"
FINISH_REASONS = "gen_ai.response.finish_reasons"
TIME_TO_FIRST_CHUNK = "gen_ai.response.time_to_first_chunk"

INPUT_TOKENS = "gen_ai.usage.input_tokens"
OUTPUT_TOKENS = "gen_ai.usage.output_tokens"
CACHED_INPUT_TOKENS = "gen_ai.usage.cache_read.input_tokens"
REASONING_TOKENS = "gen_ai.usage.reasoning.output_tokens"
TOKEN_TYPE = "gen_ai.token.type"  # noqa: S105 - no password

INPUT_MESSAGES = "gen_ai.input.messages"
SYSTEM_INSTRUCTIONS = "gen_ai.system_instructions"
OUTPUT_MESSAGES = "gen_ai.output.messages"

TOOL_NAME = "gen_ai.tool.name"
TOOL_TYPE = "gen_ai.tool.type"
TOOL_CALL_ID = "gen_ai.tool.call.id"
TOOL_CALL_ARGUMENTS = "gen_ai.tool.call.arguments"
TOOL_CALL_RESULT = "gen_ai.tool.call.result"

# Ours.
API_OPERATION = "aimlkit.operation"
COST_USD = "aimlkit.cost.usd"
CREDITS_USED = "aimlkit.cost.credits"
REQUEST_ID = "aimlkit.request_id"
RETRY_EVENT = "aimlkit.retry"

# --- values ---

CHAT = "chat"
EXECUTE_TOOL = "execute_tool"
#: The conventions have no name for this provider; a custom one is allowed.
PROVIDER = "aimlapi"

# --- metrics ---

TOKEN_USAGE = "gen_ai.client.token.usage"  # noqa: S105 - no password
OPERATION_DURATION = "gen_ai.client.operation.duration"
OPERATION_TIME_TO_FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk"

#: The bounds of the buckets that the conventions recommend: tokens, and seconds.
TOKEN_BUCKETS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)
DURATION_BUCKETS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
