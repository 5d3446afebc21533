from __future__ import annotations

import json
from typing import Any

import pytest

from app_infra.batch_inference.configuration import EXAMPLE, BatchConfiguration, BatchConfigurationError

BATCH = {"instance_type": "ml.m5.large", "instance_count": 2, "content_type": "text/csv"}


@pytest.mark.parametrize("inference", [{}, {"batch": None}, {"batch": []}])
def test_a_missing_configuration_says_what_to_add(inference: dict[str, Any]) -> None:
    with pytest.raises(BatchConfigurationError, match="no entry batch: add"):
        BatchConfiguration.of(inference)


def test_what_it_says_to_add_is_enough() -> None:
    assert BatchConfiguration.of(json.loads(f"{{{EXAMPLE}}}")) == BatchConfiguration("ml.m5.large", 1, "text/csv")


def test_every_missing_entry_is_named() -> None:
    with pytest.raises(BatchConfigurationError, match="instance_count is missing; content_type is missing; as in"):
        BatchConfiguration.of({"batch": {"instance_type": "ml.m5.large"}})


@pytest.mark.parametrize(
    "entry, problem",
    [
        ({"instance_count": 0}, "instance_count is 0, less than 1"),
        ({"content_type": "text/plain"}, "content_type is 'text/plain', none of text/csv, application/json"),
        ({"max_payload_mb": 0}, "max_payload_mb is 0, not from 1 to 100"),
        ({"max_payload_mb": 101}, "max_payload_mb is 101, not from 1 to 100"),
    ],
)
def test_a_value_beyond_its_limit_is_named(entry: dict[str, Any], problem: str) -> None:
    with pytest.raises(BatchConfigurationError, match=problem):
        BatchConfiguration.of({"batch": {**BATCH, **entry}})


@pytest.mark.parametrize("megabytes", [1, 100])
def test_a_payload_at_its_limit_is_taken(megabytes: int) -> None:
    assert BatchConfiguration.of({"batch": {**BATCH, "max_payload_mb": megabytes}}).max_payload_mb == megabytes
