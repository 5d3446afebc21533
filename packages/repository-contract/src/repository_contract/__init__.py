"""Checks that a machine learning repository keeps to its contract."""

from repository_contract.checker import check
from repository_contract.schema import Schema, kind_of
from repository_contract.violation import Violation

__all__ = ["Schema", "Violation", "check", "kind_of"]
