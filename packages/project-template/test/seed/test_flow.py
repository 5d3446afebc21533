"""The whole training, from the definition's own requests, on the data set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from executor import Executor
from training import BUILD_ID, serving


def test_the_model_separates_those_who_pay_from_those_who_do_not(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, _ = trained
    report = json.loads((executor.folder(executor.outputs["Evaluate", "evaluation"]) / "evaluation.json").read_text())
    assert report["binary_classification_metrics"]["auc"]["value"] > 0.74
    assert report["dataset"]["item_count"] == 900


def test_it_passes_its_own_gate(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, _ = trained
    report = json.loads((executor.folder(executor.outputs["Evaluate", "evaluation"]) / "evaluation.json").read_text())
    assert report["binary_classification_metrics"]["auc"]["value"] > executor.parameters["MinimumAuc"]


def test_what_is_registered_exists(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, definition = trained
    gate = definition["Steps"][-1]["Arguments"]
    request = gate["IfSteps"][0]["Arguments"]
    files = [source["S3Uri"] for metrics in request["ModelMetrics"].values() for source in metrics.values()]
    files += [source["S3Uri"] for source in request["DriftCheckBaselines"]["ModelDataQuality"].values()]
    files += [request["InferenceSpecification"]["Containers"][0]["ModelDataUrl"]]
    for uri in map(executor.resolve, files):
        assert executor.folder(uri).is_file(), uri
        assert uri.startswith(f"s3://models/models/shop/{BUILD_ID}/")


def test_the_input_is_kept_as_it_was(trained: tuple[Executor, dict[str, Any]], credit: Path) -> None:
    executor, _ = trained
    kept = executor.folder(f"s3://builds/shop/{BUILD_ID}/input") / "input.csv"
    assert pandas.read_csv(kept).equals(pandas.read_csv(credit))


def test_the_archive_holds_all_that_serves(model_dir: Path) -> None:
    assert {file.relative_to(model_dir).as_posix() for file in model_dir.rglob("*") if file.is_file()} == {
        "model.joblib", "encoder.joblib", "serving.json", "code/inference.py",
    }


def test_the_archive_answers_as_the_evaluation_did(model_dir: Path, trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, _ = trained
    test = pandas.read_csv(executor.folder(executor.outputs["Split", "test"]) / "test.csv")
    inference = serving(model_dir)
    model = inference.model_fn(str(model_dir))
    body, kind = inference.output_fn(inference.predict_fn(inference.input_fn(test.to_csv(index=False), "text/csv"), model), "application/json")
    decisions = [row["decision"] for row in json.loads(body)["predictions"]]
    report = json.loads((executor.folder(executor.outputs["Evaluate", "evaluation"]) / "evaluation.json").read_text())
    right = sum(decision == truth for decision, truth in zip(decisions, test["default"])) / len(test)
    assert kind == "application/json"
    assert right == pytest.approx(report["binary_classification_metrics"]["accuracy"]["value"])


def test_neither_identifier_nor_sex_is_an_input(model_dir: Path) -> None:
    names = [column["name"] for column in json.loads((model_dir / "serving.json").read_text())["columns"]]
    assert len(names) == 22
    assert not {"client_id", "sex", "default"} & set(names)
