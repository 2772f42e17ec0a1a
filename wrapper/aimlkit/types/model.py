# Generated from contract.json. Do not edit.
"""Types of `openai.types.model`."""

from aimlkit_api.models import CatalogueModel as Model

__all__ = [
    "Model",
]
