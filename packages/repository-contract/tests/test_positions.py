import json

import pytest

from repository_contract.positions import lines_of

TEXT = """{
  "a": 1,
  "b": [
    true,
    {"c": "x\\n]", "d": null}
  ],
  "e": {}
}
"""


def test_each_value_has_its_line() -> None:
    assert lines_of(TEXT) == {
        (): 1, ("a",): 2, ("b",): 3, ("b", 0): 4, ("b", 1): 5, ("b", 1, "c"): 5, ("b", 1, "d"): 5, ("e",): 7,
    }


@pytest.mark.parametrize("text", ["1", ' "x" ', "[]", "[[],[]]", '{"a":{"b":[1,2]}}', '{\n"a" :\t1 ,\r\n"b":2}'])
def test_every_value_is_found(text: str) -> None:
    def count(value: object) -> int:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
        return 1 + sum(count(part) for part in parts)

    assert len(lines_of(text)) == count(json.loads(text))
