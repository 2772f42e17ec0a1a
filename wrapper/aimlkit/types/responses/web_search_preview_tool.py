# Generated from contract.json. Do not edit.
"""Types of `openai.types.responses.web_search_preview_tool`."""

from aimlkit_api.models import ResponseWebSearchPreviewTool as WebSearchPreviewTool
from aimlkit_api.models import WebSearchUserLocation as UserLocation

__all__ = [
    "UserLocation",
    "WebSearchPreviewTool",
]
