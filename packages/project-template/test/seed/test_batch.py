"""A batch that is scored is prepared by what the training learned, and by nothing else of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import joblib
import pandas
import pytest
from executor import Executor
from training import BUILD_ID, serving

Trained = tuple[Executor, dict[str, Any]]


def part(trained: Trained, step: str) -> pandas.DataFrame:
    """The validation part as a step of the training left it: raw by Split, prepared by Features."""
    executor, _ = trained
    return pandas.read_csv(executor.folder(executor.outputs[step, "validation"]) / "validation.csv")


@pytest.fixture
def batch(trained: Trained) -> pandas.DataFrame:
    """Rows as they come from outside: with whatever identifies them, without the truth."""
    return part(trained, "Split").drop(columns="default")


@pytest.fixture
def as_in_training(trained: Trained, model_dir: Path) -> list[float]:
    """What the model answers to the same rows as the training prepared them."""
    features = part(trained, "Features").drop(columns="default")
    return joblib.load(model_dir / "model.joblib").predict_proba(features.to_numpy())[:, 1].tolist()


def test_a_transform_prepares_rows_as_the_training_did_without_the_truth(batch: pandas.DataFrame, as_in_training: list[float], model_dir: Path) -> None:
    inference = serving(model_dir)
    rows = inference.input_fn(batch.to_csv(index=False), "text/csv")
    assert inference.predict_fn(rows, inference.model_fn(str(model_dir))).probabilities == pytest.approx(as_in_training)


def test_so_does_a_step_of_a_pipeline_with_every_row_in_its_order(
    trained: Trained, batch: pandas.DataFrame, as_in_training: list[float], tmp_path: Path
) -> None:
    executor, _ = trained
    step = executor.folder(f"s3://builds/shop/{BUILD_ID}/code/inference/predict/step.pyz")
    data = tmp_path / "data"
    data.mkdir()
    batch.to_csv(data / "batch.csv", index=False)
    folders = ["--data-dir", str(data), "--model-dir", str(executor.folder(executor.models["Train"]).parent), "--output-dir", str(tmp_path / "out")]
    subprocess.run([sys.executable, str(step), *folders, "--failure-file", str(tmp_path / "failure")], check=True, capture_output=True)
    scored = pandas.read_csv(tmp_path / "out" / "predictions" / "predictions.csv")
    assert scored["client_id"].tolist() == batch["client_id"].tolist()
    assert scored["probability"].tolist() == pytest.approx(as_in_training)
