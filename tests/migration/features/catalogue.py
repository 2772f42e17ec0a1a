"""All features, in the order of the migration guide."""

from __future__ import annotations

from tests.migration.features.chat import CHAT, CHAT_STREAMS
from tests.migration.features.client import CLIENT
from tests.migration.features.errors import ERRORS
from tests.migration.features.models import MODELS, TYPES
from tests.migration.features.parameters import PARAMETERS
from tests.migration.features.raw import RAW
from tests.migration.features.responses import RESPONSE_STREAMS, RESPONSES
from tests.migration.features.structured import STRUCTURED, TOOLS

GROUPS = (
    CLIENT,
    CHAT,
    CHAT_STREAMS,
    RESPONSES,
    RESPONSE_STREAMS,
    PARAMETERS,
    STRUCTURED,
    TOOLS,
    ERRORS,
    RAW,
    MODELS,
    TYPES,
)
FEATURES = [feature for group in GROUPS for feature in group.features]
