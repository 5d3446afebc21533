from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True, order=True)
class Violation:
    """What is wrong, where, and how to mend it."""

    path: str
    """Relative to the repository, with slashes."""
    line: int
    """The line in the file, or 0 where the violation is of the file or folder as a whole."""
    rule: str
    """The rule's id in the schema."""
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.problem} [{self.rule}]\n    {self.mend}"


def found(path: str, rule: str, problem: str, mend: str, line: Optional[int] = None) -> Violation:
    return Violation(path, line or 0, rule, problem, mend)
