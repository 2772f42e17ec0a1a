"""The base class of the constants in `aimlkit.models`."""

from __future__ import annotations


class ModelName(str):
    """The ID of a model, as a string whose type has the parameters of the model's requests."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Pickle and copy the constant as a plain string, which any version of the client can read."""
        return str, (str(self),)
