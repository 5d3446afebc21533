"""The scores as a whole: does the model still say something, and something sensible?"""

from __future__ import annotations

import statistics
from typing import Any, Callable

Ask = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def probabilities(answers: list[dict[str, Any]]) -> list[float]:
    return [answer["probability"] for answer in answers]


def test_clients_are_told_apart(ask: Ask, clients: list[dict[str, Any]]) -> None:
    scores = probabilities(ask(clients))
    assert statistics.stdev(scores) > 0.05
    assert len({round(score, 6) for score in scores}) > len(scores) / 2


def test_the_mean_is_near_the_share_of_defaults(ask: Ask, clients: list[dict[str, Any]], truth: list[int]) -> None:
    assert abs(statistics.mean(probabilities(ask(clients))) - statistics.mean(truth)) < 0.15


def test_neither_answer_is_given_to_everyone(ask: Ask, clients: list[dict[str, Any]]) -> None:
    decisions = [answer["decision"] for answer in ask(clients)]
    assert 0 < sum(decisions) < len(decisions)


def test_a_decision_follows_from_the_probability(ask: Ask, clients: list[dict[str, Any]]) -> None:
    answers = ask(clients)
    yes = [answer["probability"] for answer in answers if answer["decision"] == 1]
    no = [answer["probability"] for answer in answers if answer["decision"] == 0]
    assert min(yes) > max(no)


def test_those_who_defaulted_score_higher(ask: Ask, clients: list[dict[str, Any]], truth: list[int]) -> None:
    scores = probabilities(ask(clients))
    assert statistics.mean(s for s, t in zip(scores, truth) if t) > statistics.mean(s for s, t in zip(scores, truth) if not t)


def test_paying_later_does_not_look_safer(ask: Ask, clients: list[dict[str, Any]]) -> None:
    in_time = [{**client, "repayment_status_1": -1} for client in clients]
    late = [{**client, "repayment_status_1": 3} for client in clients]
    assert statistics.mean(probabilities(ask(late))) > statistics.mean(probabilities(ask(in_time)))
