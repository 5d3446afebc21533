"""What a build leaves behind is enough to look at it later, and to have it once more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas
import pytest
from executor import Executor
from training import BUILD_ID, serving, train

KEPT = f"s3://builds/shop/{BUILD_ID}"


@pytest.fixture(scope="module")
def again(trained: tuple[Executor, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Executor:
    """A training from nothing but what the build kept: its code and its input. The lake may hold other data by then."""
    executor, _ = trained
    folder = tmp_path_factory.mktemp("again")
    shutil.unpack_archive(executor.folder(f"{KEPT}/code/repository.zip"), folder / "repository")
    return train(folder / "repository", executor.folder(f"{KEPT}/input") / "input.csv", folder)[0]


def report_of(executor: Executor) -> dict[str, Any]:
    return json.loads((executor.folder(executor.outputs["Evaluate", "evaluation"]) / "evaluation.json").read_text())


def probabilities_of(executor: Executor, rows: pandas.DataFrame, folder: Path) -> list[float]:
    """What the model of a training answers, with the serving code of its own archive."""
    shutil.unpack_archive(executor.folder(executor.models["Train"]), folder, "gztar", filter="data")
    inference = serving(folder)
    return list(inference.predict_fn(rows, inference.model_fn(str(folder))).probabilities)


def test_a_past_build_can_be_had_again_with_the_same_results(trained: tuple[Executor, dict[str, Any]], again: Executor, tmp_path: Path) -> None:
    executor, _ = trained
    assert report_of(again) == report_of(executor)
    rows = pandas.read_csv(executor.folder(executor.outputs["Split", "test"]) / "test.csv")
    assert probabilities_of(again, rows, tmp_path / "again") == probabilities_of(executor, rows, tmp_path / "once")


def test_every_step_of_a_past_build_left_what_it_made(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, _ = trained
    outputs = executor.folder(f"{KEPT}/ml-pipeline-outputs")
    assert {file.relative_to(outputs).parent.as_posix() for file in outputs.rglob("*.csv")} == {
        "split/train", "split/validation", "split/test", "features/train", "features/validation",
    }


def test_a_version_says_of_which_build_and_commit_it_is(trained: tuple[Executor, dict[str, Any]]) -> None:
    _, definition = trained
    request = definition["Steps"][-1]["Arguments"]["IfSteps"][0]["Arguments"]
    assert request["CustomerMetadataProperties"] == {"build-id": BUILD_ID, "git-commit": "abcdef12", "use-case": "shop"}
