"""Where each value of a JSON document stands."""

from __future__ import annotations

import json
from typing import Any, Dict, Tuple

Path = Tuple[object, ...]


def lines_of(text: str) -> Dict[Path, int]:
    """The line of each value, by the names and indexes that lead to it. The text must be JSON."""
    lines: Dict[Path, int] = {}
    decoder = json.JSONDecoder()
    _walk(text, _skip(text, 0), (), lines, decoder)
    return lines


def _walk(text: str, at: int, path: Path, lines: Dict[Path, int], decoder: json.JSONDecoder) -> int:
    lines[path] = text.count("\n", 0, at) + 1
    if text[at] == "{":
        return _members(text, at, path, lines, decoder, named=True)
    if text[at] == "[":
        return _members(text, at, path, lines, decoder, named=False)
    return decoder.raw_decode(text, at)[1]


def _members(text: str, at: int, path: Path, lines: Dict[Path, int], decoder: json.JSONDecoder, named: bool) -> int:
    end = "}" if named else "]"
    at = _skip(text, at + 1)
    index = 0
    while text[at] != end:
        key: Any = index
        if named:
            key, at = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        at = _skip(text, _walk(text, at, (*path, key), lines, decoder))
        if text[at] == ",":
            at = _skip(text, at + 1)
        index += 1
    return at + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
