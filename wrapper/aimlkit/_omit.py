"""The marker for an argument that is not passed on to the API."""

from typing import Final

from aimlkit_api.types import UNSET, Unset

#: The class of `omit`, its only instance: `Omit()` returns `omit`. `NotGiven` is openai-python's older name of the class.
Omit = Unset
NotGiven = Unset

#: Leaves a parameter out of a request, or a default header out of its headers.
omit: Final[Omit] = UNSET
not_given: Final[Omit] = UNSET
NOT_GIVEN: Final[Omit] = UNSET
