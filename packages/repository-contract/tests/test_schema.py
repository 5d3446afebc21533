from __future__ import annotations

from pathlib import Path

import pytest

from repository_contract.rules import CHECKS
from repository_contract.schema import Schema, kind_of

SCHEMA = Schema.load()
RULES = [rule for kind in SCHEMA.kinds for rule in SCHEMA.rules(kind)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_each_rule_is_of_a_known_kind_and_says_how_to_mend(rule: dict) -> None:
    assert rule["check"] in CHECKS
    assert rule["mend"].endswith(".")


def test_ids_are_unique_and_begin_with_their_kind() -> None:
    assert len({rule["id"] for rule in RULES}) == len(RULES)
    assert all(rule["id"].startswith(f"{kind}/") for kind in SCHEMA.kinds for rule in SCHEMA.rules(kind))


def test_every_document_is_described() -> None:
    assert {rule["schema"] for rule in RULES if rule["check"] == "document"} == set(SCHEMA.documents)


@pytest.mark.parametrize("folders, kind", [(["algorithms"], "build"), (["app_infra"], "deploy"), ([], None), (["algorithms", "app_infra"], None)])
def test_a_repository_is_known_by_its_folders(tmp_path: Path, folders: list[str], kind: str | None) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir()
    assert kind_of(tmp_path, SCHEMA) == kind
