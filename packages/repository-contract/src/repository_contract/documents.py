"""Checks a JSON document against a JSON Schema, as far as the contract's own schemas go.

Understood: type, enum, required, properties, additionalProperties, items, minItems, minProperties, minimum, maximum, exclusiveMinimum, pattern,
minLength. A schema that says something else is an error of the contract, not of the repository.
"""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, Iterator, Tuple

Path = Tuple[object, ...]
Problem = Tuple[Path, str]

TYPES: Dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
KNOWN = {
    "type", "enum", "required", "properties", "additionalProperties", "items", "minItems", "minProperties", "minimum", "maximum", "exclusiveMinimum",
    "pattern", "minLength", "title", "description", "examples",
}


def problems(value: Any, schema: Dict[str, Any], path: Path = ()) -> Iterator[Problem]:
    """Every place where a document departs from its schema, in words."""
    unknown = sorted(set(schema) - KNOWN)
    if unknown:
        raise ValueError(f"the contract's schema uses {', '.join(unknown)}, which this checker does not understand")
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(TYPES[one](value) for one in types):
        yield path, f"{_shown(path)} is {_kind(value)}, not {' or '.join(types)}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield path, f"{_shown(path)} is {value!r}, none of {', '.join(map(str, schema['enum']))}"
    yield from _size(value, schema, path)
    if isinstance(value, dict):
        yield from _members(value, schema, path)
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from problems(item, schema["items"], (*path, index))


def _members(value: Dict[str, Any], schema: Dict[str, Any], path: Path) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield path, f"{_shown(path)} lacks {name}"
    for name, item in value.items():
        further = schema.get("additionalProperties", True)
        if name in properties:
            yield from problems(item, properties[name], (*path, name))
        elif further is False:
            yield (*path, name), f"{_shown((*path, name))} is not known here; known are {', '.join(sorted(properties))}"
        elif isinstance(further, dict):
            yield from problems(item, further, (*path, name))


def _size(value: Any, schema: Dict[str, Any], path: Path) -> Iterator[Problem]:
    shown = _shown(path)
    if TYPES["number"](value):
        if "minimum" in schema and value < schema["minimum"]:
            yield path, f"{shown} is {value}, less than {schema['minimum']}"
        if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
            yield path, f"{shown} is {value}; it must be more than {schema['exclusiveMinimum']}"
        if "maximum" in schema and value > schema["maximum"]:
            yield path, f"{shown} is {value}, more than {schema['maximum']}"
    if isinstance(value, str):
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield path, f"{shown} is {value!r}, which does not match {schema['pattern']}"
        if len(value) < schema.get("minLength", 0):
            yield path, f"{shown} is empty"
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        yield path, f"{shown} has {len(value)} items, {schema['minItems']} at least are needed"
    if isinstance(value, dict) and len(value) < schema.get("minProperties", 0):
        yield path, f"{shown} has {len(value)} entries, {schema['minProperties']} at least are needed"


def _shown(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".") or "the document"


def _kind(value: Any) -> str:
    return next(name for name, is_it in TYPES.items() if is_it(value))
