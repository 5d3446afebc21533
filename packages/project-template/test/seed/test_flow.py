"""The whole training, from the definition's own requests, on the data set."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas
import pytest
from executor import Executor

BUILD_ID = "20260102T030405-abcdef12"
MAKE_DEFINITION = """
import json, sys
from pathlib import Path
import boto3
from sagemaker.core.workflow.pipeline_context import PipelineSession
from ml_pipelines.build import Build
from ml_pipelines.packages import package
from ml_pipelines.training.pipeline import get_pipeline

build = Build(
    use_case='shop', build_id=sys.argv[1], commit='abcdef12', region='eu-west-1', input_data_uri='s3://lake/curated/', build_bucket='builds',
    model_bucket='models', model_key_arn='arn:aws:kms:eu-west-1:111111111111:key/1', model_package_group_arn='group',
    execution_role_arn='role', subnet_ids=('subnet-0a',), security_group_ids=('sg-0a',),
)
package(Path.cwd(), Path(sys.argv[2]) / build.build_bucket / build.code_prefix)
inputs = json.loads(Path('ml_pipelines/training/input.json').read_text())
print(get_pipeline(build, inputs, PipelineSession(boto_session=boto3.Session(region_name='eu-west-1'))).definition())
"""


@pytest.fixture(scope="module")
def trained(build_seed: Path, credit: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Executor, dict[str, Any]]:
    buckets, jobs = tmp_path_factory.mktemp("buckets"), tmp_path_factory.mktemp("jobs")
    made = subprocess.run(
        [sys.executable, "-B", "-W", "ignore", "-c", MAKE_DEFINITION, BUILD_ID, str(buckets)], cwd=build_seed, capture_output=True, text=True, check=False,
        env={"AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true"},
    )
    assert made.returncode == 0, made.stderr
    definition = json.loads(made.stdout.splitlines()[-1])
    lake = buckets / "lake" / "curated"
    lake.mkdir(parents=True)
    shutil.copy(credit, lake)
    executor = Executor(buckets, jobs)
    executor.run(definition)
    return executor, definition


@pytest.fixture(scope="module")
def model_dir(trained: tuple[Executor, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    executor, _ = trained
    folder = tmp_path_factory.mktemp("model")
    with tarfile.open(executor.folder(executor.models["Train"])) as archive:
        archive.extractall(folder, filter="data")
    return folder


def serving(model_dir: Path) -> ModuleType:
    """The serving code of the archive, loaded from there as a container does."""
    spec = importlib.util.spec_from_file_location("served_inference", model_dir / "code" / "inference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_model_separates_those_who_pay_from_those_who_do_not(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, _ = trained
    report = json.loads((executor.folder(executor.outputs["Evaluate", "evaluation"]) / "evaluation.json").read_text())
    assert report["binary_classification_metrics"]["auc"]["value"] > 0.74
    assert report["dataset"]["item_count"] == 900


def test_it_passes_its_own_gate(trained: tuple[Executor, dict[str, Any]]) -> None:
    executor, definition = trained
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
