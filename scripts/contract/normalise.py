"""Normalise schemas: OpenAPI 3.0 and 3.1, with their several spellings, become one form of OpenAPI 3.1.

Every rule preserves the meaning: the same values are valid before and after it.
"""

from scripts.common.documents import Json, Object, as_list, as_object
from scripts.contract.schemas import (
    ANNOTATIONS,
    NULL,
    UNIONS,
    canonical,
    compact_json,
    is_object,
    types_of,
    unique_values,
    values_of,
    with_children,
)


def normalise(schema: Json) -> Object:
    """Return `schema` in normal form.

    - `true` and `additionalProperties: true` are dropped; `false` becomes `{"not": {}}`.
    - `nullable` becomes a type, a branch or an enum value, or is dropped if the schema allows null without it.
    - An enum of one value becomes a const; an enum of strings or of booleans has a type.
    - Exclusive bounds are numbers, and whole numbers are integers: `1.0` becomes `1`.
    - Null is a type, but for objects and unions it is the last branch of an `anyOf`.
    - Unions are flat, sorted and without duplicates; a union of one branch becomes that branch, and one of lists of values
      becomes one list.
    - An `allOf` of plain objects becomes one object.
    - `required` is sorted, and so are the lists of `dependentRequired`.
    """
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    if not isinstance(schema, dict):
        raise TypeError("not a schema: extract_facts checks that")
    schema = _numbers(with_children(schema, lambda child, _: normalise(child)))
    nullable = schema.pop("nullable", False) is True
    schema = _bounds(schema)
    if schema.get("additionalProperties") == {}:
        del schema["additionalProperties"]
    if "required" in schema:
        required = schema.pop("required")
        if isinstance(required, list) and required:
            schema["required"] = _sorted(required)
    if "dependentRequired" in schema:
        schema["dependentRequired"] = {
            name: _sorted(as_list(names)) for name, names in as_object(schema["dependentRequired"]).items()
        }
    schema = _all_of(schema)
    if "enum" in schema or "const" in schema:
        return _enum(schema, nullable)
    types = types_of(schema)
    if nullable and types and "null" not in types:
        types.append("null")
    if types:
        schema = _typed(schema, types)
    elif nullable and any(keyword in schema for keyword in ("$ref", *UNIONS)):
        schema = _nullable(schema)
    return _union(schema)


#: Keywords whose values are numbers, or may contain some.
_WITH_NUMBERS = (
    *("const", "default", "enum", "exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"),
    *("maxContains", "maxItems", "maxLength", "maxProperties"),
    *("minContains", "minItems", "minLength", "minProperties"),
)


def _numbers(schema: Object) -> Object:
    return {
        keyword: _with_integers(value) if keyword in _WITH_NUMBERS else value
        for keyword, value in schema.items()
    }


def _with_integers(value: Json) -> Json:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {name: _with_integers(child) for name, child in value.items()}
    return [_with_integers(child) for child in value] if isinstance(value, list) else value


def _bounds(schema: Object) -> Object:
    for exclusive, inclusive in (("exclusiveMaximum", "maximum"), ("exclusiveMinimum", "minimum")):
        flag = schema.get(exclusive)
        if isinstance(flag, bool):
            del schema[exclusive]
            if flag and inclusive in schema:
                schema[exclusive] = schema.pop(inclusive)
    return schema


def _enum(schema: Object, nullable: bool) -> Object:
    listed = schema.pop("enum", None)
    values = listed if isinstance(listed, list) else [schema.get("const")]
    if "const" in schema:
        const = schema.pop("const")
        values = [value for value in values if compact_json(value) == compact_json(const)]
    types = types_of(schema)
    null_listed = any(value is None for value in values)
    # A nullable enum allows null even if it does not list it: the publisher's documented responses contain it.
    null = nullable or (null_listed and (not types or "null" in types))
    # If null is the only type, no other listed value is valid.
    remaining = [] if types == ["null"] else unique_values([value for value in values if value is not None])
    named = [name for name in types if name != "null"] or _types_of_values(remaining)
    if not remaining:
        return {**{k: v for k, v in schema.items() if k in ANNOTATIONS}, **NULL} if null else {"not": {}}
    if named:
        types = [*named, "null"] if null else named
        schema["type"] = types[0] if len(types) == 1 else list(types)
    if len(remaining) == 1 and not null:
        schema["const"] = remaining[0]
    else:
        schema["enum"] = [*remaining, None] if null else remaining
    return schema


def _types_of_values(values: list[Json]) -> list[str]:
    if values and all(isinstance(value, str) for value in values):
        return ["string"]
    if values and all(isinstance(value, bool) for value in values):
        return ["boolean"]
    return []


def _typed(schema: Object, types: list[str]) -> Object:
    """Return `schema` with these types; null next to an object becomes a branch, so the object gets a name."""
    types = sorted(set(types), key=lambda name: (name == "null", types.index(name)))
    if len(types) > 1 and (is_object(schema) or any(keyword in schema for keyword in UNIONS)):
        if types[-1] == "null" and len(types) == 2:
            return _nullable({**schema, "type": types[0]})
        return schema
    schema["type"] = types[0] if len(types) == 1 else list(types)
    return schema


def _nullable(schema: Object) -> Object:
    """Return a schema that allows null in addition to what `schema` allows."""
    annotations = {keyword: schema.pop(keyword) for keyword in ANNOTATIONS if keyword in schema}
    if set(schema) == {"anyOf"} and isinstance(schema["anyOf"], list):
        return {**annotations, "anyOf": [*schema["anyOf"], dict(NULL)]}
    return {**annotations, "anyOf": [schema, dict(NULL)]}


def _all_of(schema: Object) -> Object:
    parts = schema.get("allOf")
    if not isinstance(parts, list):
        return schema
    rest = {keyword: value for keyword, value in schema.items() if keyword != "allOf"}
    siblings = {keyword: value for keyword, value in rest.items() if keyword not in ANNOTATIONS}
    if len(parts) == 1 and not siblings and isinstance(parts[0], dict):
        return {**parts[0], **rest}
    objects = [*parts, siblings] if siblings else parts
    merged: Object = {"type": "object"}
    properties: Object = {}
    required: list[Json] = []
    for part in objects:
        if not isinstance(part, dict) or not set(part) <= {"type", "properties", "required", *ANNOTATIONS}:
            return schema
        if part.get("type", "object") != "object":
            return schema
        for name, child in as_object(part.get("properties")).items():
            if name in properties and canonical(properties[name]) != canonical(child):
                return schema
            properties[name] = child
        required += as_list(part.get("required"))
    if all(isinstance(part, dict) and "type" not in part for part in objects):
        del merged["type"]
    if properties:
        merged["properties"] = properties
    if required:
        merged["required"] = _sorted(required)
    return {**{keyword: value for keyword, value in rest.items() if keyword in ANNOTATIONS}, **merged}


def _union(schema: Object) -> Object:
    for original_keyword in UNIONS:
        original = schema.get(original_keyword)
        if not isinstance(original, list):
            continue
        siblings = {key: value for key, value in schema.items() if key != original_keyword}
        branches = [branch for branch in original if isinstance(branch, dict)]
        # A oneOf of null and a schema that excludes null is an anyOf: the two are never valid at once.
        is_nullable_schema = len(branches) == 2 and NULL in branches and not _allows_null(*branches)
        keyword = "anyOf" if is_nullable_schema else original_keyword
        if keyword == "anyOf":
            branches = [inner for branch in branches for inner in _flat(branch)]
            branches = _unique_schemas(branches)
        branches.sort(key=lambda branch: (branch == NULL, canonical(branch)))
        values = _values_of_branches(branches)
        if values is not None and set(siblings) <= set(ANNOTATIONS):
            return {**siblings, **values}
        if len(branches) == 1 and set(siblings) <= set(ANNOTATIONS):
            return {**branches[0], **siblings}
        if (
            keyword == "anyOf"
            and len(branches) == 2
            and branches[1] == NULL
            and set(siblings) <= set(ANNOTATIONS)
        ):
            folded = _with_null(branches[0])
            if folded is not None:
                return {**folded, **siblings}
        schema = {**siblings, keyword: list(branches)}
    return schema


def _values_of_branches(branches: list[Object]) -> Object | None:
    """Return one list of values for branches of one type that list different values and say nothing else.

    Returns None for any other union.
    """
    if len(branches) < 2 or len({canonical(branch.get("type")) for branch in branches}) > 1:
        return None
    if not all(set(branch) in ({"type", "const"}, {"type", "enum"}) for branch in branches):
        return None
    values = [value for branch in branches for value in values_of(branch)]
    if len(unique_values(values)) < len(values) or None in values:
        return None
    return {"type": branches[0]["type"], "enum": values}


def _flat(branch: Object) -> list[Object]:
    inner = branch.get("anyOf")
    if set(branch) == {"anyOf"} and isinstance(inner, list):
        return [child for child in inner if isinstance(child, dict)]
    return [branch]


def _with_null(branch: Object) -> Object | None:
    """Return one schema that allows null in addition to `branch`, or None if types cannot express it."""
    types = types_of(branch)
    if not types or is_object(branch) or any(keyword in branch for keyword in (*UNIONS, "not", "$ref")):
        return None
    folded = dict(branch)
    if "null" not in types:
        folded["type"] = [*types, "null"]
    values = [folded.pop("const")] if "const" in folded else folded.get("enum")
    if isinstance(values, list):
        folded["enum"] = values if any(value is None for value in values) else [*values, None]
    return folded


def _allows_null(*branches: Object) -> bool:
    """Return whether a branch other than the null branch might allow null."""
    return any(branch != NULL and (not types_of(branch) or "null" in types_of(branch)) for branch in branches)


def _unique_schemas(schemas: list[Object]) -> list[Object]:
    return list({canonical(schema): schema for schema in reversed(schemas)}.values())[::-1]


def _sorted(names: list[Json]) -> list[Json]:
    return [*sorted({str(name) for name in names})]
