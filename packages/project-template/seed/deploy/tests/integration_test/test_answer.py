"""From a request to an answer, as an application sees it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, Callable

import jsonschema

SCHEMA = json.loads((Path(__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))


def test_the_answer_keeps_to_its_schema(invoke: Callable[[str, str], str], clients: list[dict[str, Any]]) -> None:
    answer = json.loads(invoke(json.dumps({"instances": clients}), "application/json"))
    jsonschema.validate(answer, SCHEMA)
    assert len(answer["predictions"]) == len(clients)


def test_csv_and_json_get_the_same_answer(invoke: Callable[[str, str], str], clients: list[dict[str, Any]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(clients[0]))
    writer.writeheader()
    writer.writerows(clients)
    assert json.loads(invoke(text.getvalue(), "text/csv")) == json.loads(invoke(json.dumps({"instances": clients}), "application/json"))


def test_the_same_request_gets_the_same_answer(invoke: Callable[[str, str], str], clients: list[dict[str, Any]]) -> None:
    body = json.dumps({"instances": clients[:3]})
    assert invoke(body, "application/json") == invoke(body, "application/json")
