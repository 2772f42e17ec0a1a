"""The properties that requests for a model have, for the parts of a request that helpers write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from aimlkit._exceptions import UnsupportedByModelError
from aimlkit._json import json_array, json_object

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from aimlkit_api.operations import OperationSpec
    from aimlkit_api.request_shapes import ObjectProperties

#: The properties of a tool and of an output format that are JSON Schemas, whose keys are data.
_JSON_SCHEMAS = ("parameters", "schema")


@frozen
class ModelProperties:
    """The objects in the requests for a model, by their paths; nothing is known about an undocumented model."""

    model: str
    _objects: Mapping[str, ObjectProperties]

    @classmethod
    def of(cls, spec: OperationSpec, model: object) -> ModelProperties:
        """Return the properties of the requests of an operation for `model`."""
        from aimlkit_api.request_shapes import request_shape  # noqa: PLC0415 - only for some requests

        shape = request_shape(spec.id, model) if isinstance(model, str) else None
        return cls(str(model), shape.objects if shape else {})

    def has(self, path: str, name: str) -> bool:
        """Return whether the object at `path` has a property; true if nothing is known about the object."""
        described = self._objects.get(path)
        return described is None or name in described.properties

    def requires(self, path: str, name: str) -> bool:
        """Return whether the object at `path` is known to require a property."""
        described = self._objects.get(path)
        return described is not None and name in described.required

    def is_list(self, path: str, name: str) -> bool:
        """Return whether a property of the object at `path` is known to take an array only."""
        described = self._objects.get(path)
        return described is not None and name in described.lists

    def without_unsupported(self, path: str, value: object) -> object:
        """Return the JSON value for `path` without properties that requests cannot have, in it and in the objects in it.

        An object that can have undocumented properties has all of them.
        """
        described = self._objects.get(path)
        if described is None:
            return value
        if (items := json_array(value)) is not None:
            return [self.without_unsupported(path, item) for item in items]
        if (fields := json_object(value)) is None:
            return value
        names = fields.keys() & described.properties if described.is_closed else fields.keys()
        return {
            name: self.without_unsupported(f"{path}/{name}", item)
            for name, item in fields.items()
            if name in names
        }

    def require(self, path: str, names: Collection[str], purpose: str) -> None:
        """Raise UnsupportedByModelError unless the object at `path` has the properties `names`."""
        for name in sorted(names):
            if not self.has(path, name):
                raise UnsupportedByModelError(self.model, f"{path}/{name}" if path else name, purpose)

    def fit_to_model(
        self, path: str, value: Mapping[str, object], optional: Collection[str], purpose: str
    ) -> dict[str, object]:
        """Return the object for `path`, and those in it, without `optional` properties that requests do not have.

        A `description` that is required and missing is empty. Raises UnsupportedByModelError for any other property
        that requests do not have.
        """
        fitted = {name: item for name, item in value.items() if name not in optional or self.has(path, name)}
        self.require(path, fitted.keys(), purpose)
        if self.requires(path, "description"):
            fitted.setdefault("description", "")
        for name, item in fitted.items():
            fields = json_object(item)
            if fields is not None and name not in _JSON_SCHEMAS:
                fitted[name] = self.fit_to_model(f"{path}/{name}", fields, optional, purpose)
        return fitted
