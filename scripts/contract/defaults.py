"""Leave out the defaults that their own schemas do not allow."""

import jsonschema_rs
from attrs import evolve

from scripts.common.documents import Json, Object
from scripts.common.pointers import pointer
from scripts.contract.normalise import normalise
from scripts.contract.operation_spec import OperationSpec, map_schemas
from scripts.contract.schemas import Steps, with_children


def without_invalid_defaults(spec: OperationSpec) -> OperationSpec:
    """Return `spec` without the defaults that are not valid by their schemas; its warnings name the location of each.

    OpenAPI requires that a default has the type of its schema (3.1, section 4.8.24.5). The schema decides: a server that
    validates requests by it would refuse the default.
    """
    warnings: list[str] = []
    operation = ("paths", spec.operation.path, spec.operation.method)

    def valid(schema: Json, at: Steps) -> Json:
        return _without_invalid_defaults(schema, spec.document, at, warnings)

    def in_body(side: str, media_type: str, schema: Json) -> Json:
        body = ("requestBody",) if side == "request" else ("responses", side)
        return valid(schema, (*operation, *body, "content", media_type, "schema"))

    parameters: list[Object] = [
        {**parameter, "schema": valid(parameter["schema"], (*operation, "parameters", index, "schema"))}
        for index, parameter in enumerate(spec.parameters)
    ]
    recursive = {
        name: valid(schema, ("components", "schemas", name)) for name, schema in spec.recursive.items()
    }
    checked = map_schemas(evolve(spec, parameters=parameters, recursive=recursive), in_body)
    return evolve(checked, warnings=[*spec.warnings, *warnings])


def _without_invalid_defaults(schema: Json, name: str, at: Steps, warnings: list[str]) -> Json:
    if not isinstance(schema, dict):
        return schema
    checked = with_children(
        schema, lambda child, steps: _without_invalid_defaults(child, name, (*at, *steps), warnings)
    )
    if "default" not in checked:
        return checked
    default = checked["default"]
    others = {keyword: value for keyword, value in checked.items() if keyword != "default"}
    if _is_valid(default, others):
        return checked
    warnings.append(
        f"{name}#{pointer((*at, 'default'))}: is left out, because it is not valid by its schema; correct one of them "
        "with an action of the overlay's x-sources"
    )
    return others


def _is_valid(value: Json, schema: Object) -> bool:
    """Return whether `value` is valid by `schema`, which is not in normal form; True if that cannot be decided."""
    try:
        return jsonschema_rs.is_valid(normalise(schema), value)
    except (ValueError, jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError):
        return True
