"""Each rule, broken once in a copy of the seed: it is named, with its place, and nothing else is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Callable

import pytest

from repository_contract.checker import check
from repository_contract.schema import Schema

Breaks = Callable[[Path], None]


def without(path: str) -> Breaks:
    def remove(root: Path) -> None:
        target = root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    return remove


def written(path: str, text: str) -> Breaks:
    def write(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return write


def replaced(path: str, old: str, new: str) -> Breaks:
    def replace(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return replace


def entry(path: str, *keys: str, value: Any) -> Breaks:
    def change(root: Path) -> None:
        document = json.loads((root / path).read_text(encoding="utf-8"))
        place = document
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value
        (root / path).write_text(json.dumps(document, indent=2), encoding="utf-8")

    return change


PIPELINE = "ml_pipelines/training/pipeline.py"
UNIT_TEST = "algorithms/shared_libraries/test/test_tables.py"
INPUT = "ml_pipelines/training/input.json"
PROD = "inference_config/prod/inference_config.json"
BATCH = {"instance_type": "ml.m5.large", "instance_count": 1}
NOTEBOOK = "notebooks/exploration.ipynb"

MUTANTS: list[tuple[str, Breaks, set[tuple[str, str]]]] = [
    ("build", without("buildspec.yml"), {("build/root", "buildspec.yml")}),
    ("build", without("pyproject.toml"), {("build/root", "pyproject.toml")}),
    ("build", without("notebooks"), {("build/root", "notebooks")}),
    ("build", without("algorithms/postprocessing"), {("build/groups", "algorithms/postprocessing")}),
    ("build", written("algorithms/pre_processing/README.md", "Mine."), {("build/no-other-group", "algorithms/pre_processing")}),
    ("build", without("algorithms/shared_libraries/test"), {("build/shared-libraries", "algorithms/shared_libraries/test/test_*.py")}),
    ("build", without("algorithms/training/train/__main__.py"), {("build/step", "algorithms/training/train/__main__.py")}),
    ("build", without("algorithms/preprocessing/split/test/test_split.py"), {("build/step", "algorithms/preprocessing/split/test/test_*.py")}),
    (
        "build", without("algorithms/inference/predict/README.md"),
        {("build/step", "algorithms/inference/predict/README.md"), ("build/readme", "algorithms/inference/predict/README.md")},
    ),
    (
        "build", replaced("algorithms/training/train/__main__.py", "def main(", "def start("),
        {("build/step-entry", "algorithms/training/train/__main__.py")},
    ),
    ("build", without("ml_pipelines/training"), {("build/pipelines", "ml_pipelines")}),
    ("build", without(INPUT), {("build/pipeline", INPUT)}),
    ("build", replaced(PIPELINE, "def get_pipeline(", "def pipeline("), {("build/get-pipeline", PIPELINE)}),
    ("build", entry(INPUT, "minimum_auc", value=75), {("build/input", INPUT)}),
    ("build", entry(INPUT, "hyper_parameters", "max_iter", value=[1, 2]), {("build/input", INPUT)}),
    ("build", entry(INPUT, "instances", "training", value={"type": "m5.large"}), {("build/input", INPUT)}),
    ("build", written(INPUT, "{"), {("build/input", INPUT)}),
    ("build", written(UNIT_TEST, "x = 1\n"), {("build/unit-tests", UNIT_TEST)}),
    (
        "build", replaced("algorithms/preprocessing/split/test/test_split.py", "def test_the_classes", "@pytest.mark.skip\ndef test_the_classes"),
        {("build/unit-tests", "algorithms/preprocessing/split/test/test_split.py")},
    ),
    ("build", replaced(NOTEBOOK, '"outputs": []', '"outputs": [{"output_type": "stream", "text": ["Ann"]}]'), {("build/notebooks", NOTEBOOK)}),
    ("build", written(NOTEBOOK, "[]"), {("build/notebooks", NOTEBOOK)}),
    ("build", replaced("buildspec.yml", "python -m pytest", "echo fine"), {("build/buildspec", "buildspec.yml")}),
    ("build", written("ml_pipelines/packages.py", "def (:\n"), {("build/python", "ml_pipelines/packages.py")}),
    ("build", without("algorithms/README.md"), {("build/readme", "algorithms/README.md")}),
    ("build", written("notebooks/README.md", "\n"), {("build/readme", "notebooks/README.md")}),
    ("deploy", without("requirements.txt"), {("deploy/root", "requirements.txt")}),
    ("deploy", without(PROD), {("deploy/configuration", PROD)}),
    ("deploy", written("inference_config/production/README.md", "Mine."), {("deploy/no-other-environment", "inference_config/production")}),
    ("deploy", entry(PROD, "real_time", "instance_count", value=0), {("deploy/inference-config", PROD)}),
    ("deploy", entry(PROD, "real_time", "instances", value=1), {("deploy/inference-config", PROD)}),
    ("deploy", without("app_infra/app.py"), {("deploy/app", "app_infra/app.py")}),
    ("deploy", without("tests/other_test/test_distribution.py"), {("deploy/tests", "tests/other_test/test_*.py")}),
    ("deploy", written("tests/stress_test/test_edges.py", "print('fine')\n"), {("deploy/test-files", "tests/stress_test/test_edges.py")}),
    ("deploy", replaced("buildspec.yml", "app_infra/app.py", "app.py"), {("deploy/buildspec", "buildspec.yml")}),
    ("deploy", written("app_infra/more.py", "class:\n"), {("deploy/python", "app_infra/more.py")}),
    ("deploy", without("tests/integration_test/README.md"), {("deploy/readme", "tests/integration_test/README.md")}),
    ("deploy", entry(PROD, "batch", value=BATCH), {("deploy/inference-config", PROD)}),
    ("deploy", entry(PROD, "batch", value={**BATCH, "content_type": "text/plain"}), {("deploy/inference-config", PROD)}),
    ("deploy", entry(PROD, "batch", value={**BATCH, "content_type": "text/csv", "max_payload_mb": 101}), {("deploy/inference-config", PROD)}),
]


NAMES = [f"{min(expected)[0]}-{at}" for at, (_, _, expected) in enumerate(MUTANTS)]


@pytest.mark.parametrize("kind, breaks, expected", MUTANTS, ids=NAMES)
def test_a_broken_rule_is_named(copy_of: Callable[[str], Path], kind: str, breaks: Breaks, expected: set[tuple[str, str]]) -> None:
    repository = copy_of(kind)
    breaks(repository)
    violations = check(repository, kind)
    assert {(violation.rule, violation.path) for violation in violations} == expected
    assert all(violation.mend and violation.problem for violation in violations)


@pytest.mark.parametrize("kind", ["build", "deploy"])
def test_every_rule_is_broken_by_a_mutant(kind: str) -> None:
    assert {rule["id"] for rule in Schema.load().rules(kind)} == {rule for of, _, expected in MUTANTS if of == kind for rule, _ in expected}


@pytest.mark.parametrize("kind", ["build", "deploy"])
def test_a_seed_keeps_to_the_contract(copy_of: Callable[[str], Path], kind: str) -> None:
    assert check(copy_of(kind), kind) == []


def test_a_step_may_bring_a_dockerfile(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("build")
    written("algorithms/training/train/Dockerfile", "FROM public.ecr.aws/docker/library/python:3.12-slim\n")(repository)
    assert check(repository, "build") == []


def test_all_violations_are_named_at_once(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("build")
    without("algorithms/training")(repository)
    entry(INPUT, "minimum_auc", value=2)(repository)
    written("ml_pipelines/second/README.md", "Mine.")(repository)
    assert {(violation.rule, violation.path) for violation in check(repository, "build")} == {
        ("build/groups", "algorithms/training"), ("build/input", INPUT), ("build/pipeline", "ml_pipelines/second/pipeline.py"),
        ("build/pipeline", "ml_pipelines/second/input.json"),
    }


def test_the_line_of_an_entry_is_told(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("deploy")
    written(PROD, '{\n  "real_time": {\n    "instance_type": "large",\n    "instance_count": 1\n  }\n}\n')(repository)
    violation, = check(repository, "deploy")
    assert (violation.path, violation.line) == (PROD, 3)
    assert str(violation).startswith(f"{PROD}:3: real_time.instance_type is 'large'")


def test_the_wrong_entry_of_batch_inference_is_told(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("deploy")
    entry(PROD, "batch", value={**BATCH, "content_type": "text/plain", "max_payload_mb": 101})(repository)
    assert [violation.problem for violation in check(repository, "deploy")] == [
        "batch.content_type is 'text/plain', none of text/csv, application/json", "batch.max_payload_mb is 101, more than 100",
    ]


def test_the_line_of_a_syntax_error_is_told(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("build")
    written("ml_pipelines/packages.py", "x = 1\n\ndef (:\n")(repository)
    assert [violation.line for violation in check(repository, "build")] == [3]


def test_what_git_does_not_hold_is_not_looked_at(copy_of: Callable[[str], Path]) -> None:
    repository = copy_of("build")
    written(".venv/lib/broken.py", "def (:")(repository)
    written("algorithms/training/train/__pycache__/train.cpython-311.pyc", "")(repository)
    assert check(repository, "build") == []
