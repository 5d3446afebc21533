"""Edge cases: what an endpoint meets sooner or later."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable

import pytest
from botocore.exceptions import ClientError

Row = dict[str, Any]
Ask = Callable[[list[Row]], list[Row]]


def test_many_rows_at_once(ask: Ask, clients: list[Row]) -> None:
    rows = (clients * 100)[:2000]
    answers = ask(rows)
    assert len(answers) == len(rows)
    assert answers[: len(clients)] == answers[len(clients) : 2 * len(clients)]


def test_many_requests_at_once(ask: Ask, clients: list[Row]) -> None:
    with ThreadPoolExecutor(10) as threads:
        answers = list(threads.map(lambda row: ask([row])[0], clients))
    assert [answer["decision"] for answer in answers] == [answer["decision"] for answer in ask(clients)]


@pytest.mark.parametrize(
    "edge",
    [
        {"age": 120}, {"limit_balance": 0}, {"limit_balance": 10**12}, {"bill_amount_1": -(10**9)}, {"education": "a school of life"},
        {"nickname": "Ann"},
    ],
)
def test_unusual_values_are_answered(ask: Ask, clients: list[Row], edge: Row) -> None:
    answer, = ask([{**clients[0], **edge}])
    assert 0 <= answer["probability"] <= 1


@pytest.mark.parametrize("body", ["", "{}", '{"instances": []}', '{"instances": [{}]}', '{"instances": [{"age": "old"}]}', "no json"])
def test_what_makes_no_sense_is_refused_not_guessed(invoke: Callable[[str, str], str], body: str) -> None:
    with pytest.raises(ClientError):
        invoke(body, "application/json")


def test_a_missing_value_is_refused(invoke: Callable[[str, str], str], clients: list[Row]) -> None:
    with pytest.raises(ClientError):
        invoke(json.dumps({"instances": [{**clients[0], "age": None}]}), "application/json")


def test_it_answers_after_it_has_refused(invoke: Callable[[str, str], str], ask: Ask, clients: list[Row]) -> None:
    with pytest.raises(ClientError):
        invoke("no json", "application/json")
    assert len(ask(clients[:1])) == 1
