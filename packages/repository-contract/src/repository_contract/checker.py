from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from repository_contract.rules import CHECKS
from repository_contract.schema import Schema
from repository_contract.tree import Tree
from repository_contract.violation import Violation


def check(repository: Path, kind: str, schema: Optional[Schema] = None) -> List[Violation]:
    """Every violation of a repository, in the order of its files."""
    contract = schema or Schema.load()
    tree = Tree(repository, contract.ignored)
    found = {violation for rule in contract.rules(kind) for violation in CHECKS[rule["check"]](tree, rule, contract.documents)}
    return sorted(found)
