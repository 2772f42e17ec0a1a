# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.web_search_preview_tool_param`."""

from aimlkit_api.params import O3ProWebSearchPreviewToolParam as WebSearchPreviewToolParam
from aimlkit_api.params import WebSearchUserLocationParam as UserLocation

__all__ = [
    "UserLocation",
    "WebSearchPreviewToolParam",
]
