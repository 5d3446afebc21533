from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ml_pipelines.packages import commit_of, package, package_step, steps

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    package(REPOSITORY, folder)
    return folder


def test_every_step_is_found() -> None:
    assert steps(REPOSITORY) == [
        "inference/predict", "postprocessing/baseline", "postprocessing/evaluate", "preprocessing/features", "preprocessing/split", "training/train",
    ]


def test_a_step_runs_from_its_own_file_alone(packages: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-I", str(packages / "preprocessing" / "split" / "step.pyz"), "--help"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "--failure-file" in ran.stdout


@pytest.mark.parametrize("step", steps(REPOSITORY))
def test_each_step_carries_what_it_imports(packages: Path, step: str) -> None:
    archive = zipfile.ZipFile(packages / step / "step.pyz")
    modules = {name[:-3].replace("/", "."): archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    imports = {
        node.module for source in modules.values() for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("algorithms.")
    }
    assert {name for name in imports if name not in modules and f"{name.replace('.', '/')}/" not in archive.namelist()} == set()
    assert f"algorithms.{step.replace('/', '.')}.__main__" in modules


def test_a_step_carries_the_shared_libraries_and_no_tests(tmp_path: Path) -> None:
    names = zipfile.ZipFile(package_step(REPOSITORY, "preprocessing/split", tmp_path)).namelist()
    assert "algorithms/shared_libraries/tables.py" in names
    assert not [name for name in names if "/test" in name or "training" in name]


def test_the_serving_code_and_the_repository_go_along(packages: Path) -> None:
    assert (packages / "serving" / "inference.py").read_text() == (REPOSITORY / "algorithms/inference/predict/inference.py").read_text()
    assert "ml_pipelines/training/input.json" in zipfile.ZipFile(packages / "repository.zip").namelist()


def test_the_commit_is_the_one_that_the_pipeline_resolved() -> None:
    assert commit_of(REPOSITORY, "abc") == "abc"
