from __future__ import annotations

from typing import Any

import pytest

from repository_contract.documents import problems


def told(value: Any, schema: dict[str, Any]) -> list[str]:
    return [problem for _, problem in problems(value, schema)]


@pytest.mark.parametrize(
    "value, schema, problem",
    [
        ("1", {"type": "number"}, "the document is string, not number"),
        (True, {"type": "integer"}, "the document is boolean, not integer"),
        (True, {"type": "number"}, "the document is boolean, not number"),
        (None, {"type": ["object", "array"]}, "the document is null, not object or array"),
        ("c", {"enum": ["a", "b"]}, "the document is 'c', none of a, b"),
        (0, {"minimum": 1}, "the document is 0, less than 1"),
        (0, {"exclusiveMinimum": 0}, "the document is 0; it must be more than 0"),
        (2, {"maximum": 1}, "the document is 2, more than 1"),
        ("m5", {"pattern": "^ml"}, "the document is 'm5', which does not match ^ml"),
        ("", {"minLength": 1}, "the document is empty"),
        ([], {"minItems": 1}, "the document has 0 items, 1 at least are needed"),
        ({}, {"minProperties": 1}, "the document has 0 entries, 1 at least are needed"),
        ({}, {"required": ["a"]}, "the document lacks a"),
        ({"b": 1}, {"properties": {"a": {}}, "additionalProperties": False}, "b is not known here; known are a"),
        ({"b": "x"}, {"additionalProperties": {"type": "number"}}, "b is string, not number"),
        ({"a": [1, {"b": "x"}]}, {"properties": {"a": {"items": {"properties": {"b": {"type": "null"}}}}}}, "a[1].b is string, not null"),
    ],
)
def test_a_departure_is_told_with_its_place(value: Any, schema: dict[str, Any], problem: str) -> None:
    assert told(value, schema) == [problem]


@pytest.mark.parametrize(
    "value, schema",
    [
        (1, {"type": "number"}), (1.5, {"type": "number"}), ([], {"type": ["object", "array"]}), ("ml.m5", {"pattern": "^ml"}), ({"a": 1}, {}),
        ({"x": 1}, {"properties": {"a": {}}}), (1, {"minimum": 1, "maximum": 1}),
    ],
)
def test_what_keeps_to_its_schema_is_fine(value: Any, schema: dict[str, Any]) -> None:
    assert told(value, schema) == []


def test_all_departures_are_told() -> None:
    schema = {"required": ["a"], "properties": {"b": {"type": "number"}, "c": {"minimum": 3}}}
    assert len(told({"b": "x", "c": 1}, schema)) == 3


def test_a_schema_that_is_not_understood_is_an_error_of_the_contract() -> None:
    with pytest.raises(ValueError, match="oneOf"):
        told(1, {"oneOf": []})
