"""Tests of the seeds as a whole. Each seed has its own tests besides; these need the data set, which a seed does not have."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from executor import Executor
from training import train

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


@pytest.fixture(scope="session")
def trained(build_seed: Path, credit: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Executor, dict[str, Any]]:
    return train(build_seed, credit, tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="session")
def model_dir(trained: tuple[Executor, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the training put into its archive."""
    executor, _ = trained
    folder = tmp_path_factory.mktemp("model")
    with tarfile.open(executor.folder(executor.models["Train"])) as archive:
        archive.extractall(folder, filter="data")
    return folder
