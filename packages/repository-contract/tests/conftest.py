from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Callable

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "project-template" / "seed"
sys.dont_write_bytecode = True


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the seed of a kind, to break."""

    def copy(kind: str) -> Path:
        return Path(shutil.copytree(SEEDS / kind, tmp_path / kind, ignore=shutil.ignore_patterns("__pycache__", "cdk.out", "release")))

    return copy
