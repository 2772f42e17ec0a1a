"""Say in OpenAPI 3.1, in one way only, what OpenAPI 3.0 and the documents' older forms say in several.

Every rule keeps the meaning: the same values are valid before and after.
"""

from scripts.common.documents import Json, Object
from scripts.contract.schemas import NOTES, NULL, UNIONS, canonical, is_object, types_of, with_children


def normalise(schema: Json) -> Object:
    """`schema` in the normal form.

    - `true` and `additionalProperties: true` say nothing and go; `false` is `{"not": {}}`;
    - `nullable` becomes a type, a branch, or an enum value; where a schema allows null anyway it goes;
    - an enum of one value is a const; an enum says its type;
    - exclusive bounds are numbers;
    - objects, and whatever has two shapes, are null by an `anyOf` with null last; all else by type;
    - unions are flat, without repetition, in one order; a union of one is that one;
    - an `allOf` of plain objects is one object;
    - `required` is sorted.
    """
    if isinstance(schema, bool):
        return {} if schema else {"not": {}}
    if not isinstance(schema, dict):
        raise TypeError("strip has let through what is no schema")
    schema = with_children(schema, lambda child, _: normalise(child))
    nullable = schema.pop("nullable", False) is True
    schema = _bounds(schema)
    if schema.get("additionalProperties") == {}:
        del schema["additionalProperties"]
    if "required" in schema:
        required = schema.pop("required")
        if isinstance(required, list) and required:
            schema["required"] = _sorted(required)
    schema = _all_of(schema)
    if "enum" in schema or "const" in schema:
        return _enum(schema, nullable)
    types = types_of(schema)
    if nullable and types and "null" not in types:
        types.append("null")
    if types:
        schema = _typed(schema, types)
    elif nullable and any(keyword in schema for keyword in UNIONS):
        schema = _nullable(schema)
    return _union(schema)


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
        values = [value for value in values if _same(value, const)]
    types = types_of(schema)
    null_listed = any(value is None for value in values)
    # A nullable enum that does not list null means null too: the publisher's own answers send it.
    null = nullable or (null_listed and (not types or "null" in types))
    # Where only null has the type, no other value is valid, whatever is listed.
    kept = [] if types == ["null"] else _unique([value for value in values if value is not None])
    named = [name for name in types if name != "null"] or _types_of_values(kept)
    if not kept:
        return {**{k: v for k, v in schema.items() if k in NOTES}, **NULL} if null else {"not": {}}
    if named:
        types = [*named, "null"] if null else named
        schema["type"] = types[0] if len(types) == 1 else list(types)
    if len(kept) == 1 and not null:
        schema["const"] = kept[0]
    else:
        schema["enum"] = [*kept, None] if null else kept
    return schema


def _types_of_values(values: list[Json]) -> list[str]:
    if values and all(isinstance(value, str) for value in values):
        return ["string"]
    if values and all(isinstance(value, bool) for value in values):
        return ["boolean"]
    return []


def _typed(schema: Object, types: list[str]) -> Object:
    """Split off what stands beside an object, so that the object can have a name of its own."""
    types = sorted(set(types), key=lambda name: (name == "null", types.index(name)))
    if len(types) > 1 and (is_object(schema) or any(keyword in schema for keyword in UNIONS)):
        if types[-1] == "null" and len(types) == 2:
            return _nullable({**schema, "type": types[0]})
        return schema
    schema["type"] = types[0] if len(types) == 1 else list(types)
    return schema


def _nullable(schema: Object) -> Object:
    """`schema` or null."""
    notes = {keyword: schema.pop(keyword) for keyword in NOTES if keyword in schema}
    if set(schema) == {"anyOf"} and isinstance(schema["anyOf"], list):
        return {**notes, "anyOf": [*schema["anyOf"], dict(NULL)]}
    return {**notes, "anyOf": [schema, dict(NULL)]}


def _all_of(schema: Object) -> Object:
    parts = schema.get("allOf")
    if not isinstance(parts, list):
        return schema
    rest = {keyword: value for keyword, value in schema.items() if keyword != "allOf"}
    siblings = {keyword: value for keyword, value in rest.items() if keyword not in NOTES}
    if len(parts) == 1 and not siblings and isinstance(parts[0], dict):
        return {**parts[0], **rest}
    together = [*parts, siblings] if siblings else parts
    merged: Object = {"type": "object"}
    properties: Object = {}
    required: list[Json] = []
    for part in together:
        if not isinstance(part, dict) or not set(part) <= {"type", "properties", "required", *NOTES}:
            return schema
        if part.get("type", "object") != "object":
            return schema
        given = part.get("properties", {})
        for name, child in given.items() if isinstance(given, dict) else ():
            if name in properties and canonical(properties[name]) != canonical(child):
                return schema
            properties[name] = child
        names = part.get("required")
        required += names if isinstance(names, list) else []
    if all(isinstance(part, dict) and "type" not in part for part in together):
        del merged["type"]
    if properties:
        merged["properties"] = properties
    if required:
        merged["required"] = _sorted(required)
    return {**{keyword: value for keyword, value in rest.items() if keyword in NOTES}, **merged}


def _union(schema: Object) -> Object:
    for written in UNIONS:
        given = schema.get(written)
        if not isinstance(given, list):
            continue
        beside = {key: value for key, value in schema.items() if key != written}
        branches = [branch for branch in given if isinstance(branch, dict)]
        # One schema or null: exactly one of the two is valid whenever any is.
        either = len(branches) == 2 and NULL in branches and not _allows_null(*branches)
        keyword = "anyOf" if either else written
        if keyword == "anyOf":
            branches = [inner for branch in branches for inner in _flat(branch)]
            branches = _unique_schemas(branches)
        branches.sort(key=lambda branch: (branch == NULL, canonical(branch)))
        if len(branches) == 1 and set(beside) <= set(NOTES):
            return {**branches[0], **beside}
        if keyword == "anyOf" and len(branches) == 2 and branches[1] == NULL and set(beside) <= set(NOTES):
            folded = _with_null(branches[0])
            if folded is not None:
                return {**folded, **beside}
        schema = {**beside, keyword: list(branches)}
    return schema


def _flat(branch: Object) -> list[Object]:
    inner = branch.get("anyOf")
    if set(branch) == {"anyOf"} and isinstance(inner, list):
        return [child for child in inner if isinstance(child, dict)]
    return [branch]


def _with_null(branch: Object) -> Object | None:
    """`branch` or null as one schema, where a type can say it."""
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
    """Whether null might be valid under more than the null branch."""
    return any(branch != NULL and (not types_of(branch) or "null" in types_of(branch)) for branch in branches)


def _unique_schemas(schemas: list[Object]) -> list[Object]:
    return list({canonical(schema): schema for schema in reversed(schemas)}.values())[::-1]


def _sorted(names: list[Json]) -> list[Json]:
    return [*sorted({str(name) for name in names})]


def _unique(values: list[Json]) -> list[Json]:
    kept: list[Json] = []
    for value in values:
        if not any(_same(value, other) for other in kept):
            kept.append(value)
    return kept


def _same(one: Json, other: Json) -> bool:
    """Equality as JSON has it: true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and one == other
