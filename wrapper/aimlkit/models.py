"""The models as constants: `client.responses.of(O3_PRO).create(...)` takes the parameters of that model exactly.

Each is a string, the ID of the model.
"""

from aimlkit.resources.model_constants import *  # noqa: F403  (the names depend on the contract)
