"""Tests of the seeds as a whole. Each seed has its own tests besides; these need the data set and the contract's checker, which a seed does not have."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True


@pytest.fixture(scope="session")
def build_seed() -> Path:
    return PACKAGE / "seed" / "build"


@pytest.fixture(scope="session")
def deploy_seed() -> Path:
    return PACKAGE / "seed" / "deploy"


@pytest.fixture(scope="session")
def credit() -> Path:
    return PACKAGE.parents[1] / "examples" / "life-of-a-model" / "data" / "credit-default" / "credit.csv"
