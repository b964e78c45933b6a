"""As much of JSON Schema as the generated schemas use: the library is not worth a dependency of the tests."""

from __future__ import annotations

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def mismatches(value, schema, root, at="document"):
    """Where a value is not as its schema says; a field that the schema does not publish is a mismatch, too."""
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        found = [list(mismatches(value, each, root, at)) for each in schema["anyOf"]]
        yield from [] if [] in found else found[0]
        return
    if "const" in schema or "enum" in schema:
        if value not in schema.get("enum", [schema.get("const")]):
            yield f"{at}: {value!r}"
        return
    if not isinstance(value, TYPES[schema["type"]]) or (isinstance(value, bool) and schema["type"] != "boolean"):
        yield f"{at}: {value!r} is no {schema['type']}"
    elif value is not None and "minimum" in schema and value < schema["minimum"]:
        yield f"{at}: {value!r} is less than {schema['minimum']}"
    elif schema["type"] == "object":
        if set(value) != set(schema["properties"]) or not set(schema["required"]) <= set(value):
            yield f"{at}: {sorted(value)}"
        for key in set(value) & set(schema["properties"]):
            yield from mismatches(value[key], schema["properties"][key], root, f"{at}.{key}")
    elif schema["type"] == "array":
        for index, each in enumerate(value):
            yield from mismatches(each, schema["items"], root, f"{at}[{index}]")
