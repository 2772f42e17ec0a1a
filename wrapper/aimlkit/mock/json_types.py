"""Types of parsed JSON."""

from typing import Any, TypeAlias

#: A JSON object. Its values are whatever the contract allows; validators check them, not the type checker.
JsonObject: TypeAlias = dict[str, Any]

#: A JSON Schema.
Schema: TypeAlias = JsonObject | bool
