"""What another use case changes of the build seed: its configuration, and no code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from training import definition_of

INPUT = Path("ml_pipelines") / "training" / "input.json"
COLUMNS = {"target": "churned", "ignored": ["name"], "one_hot": ["tariff"], "binned": ["months"], "scaled": ["calls", "minutes"]}


def other_use_case(build_seed: Path, target: Path) -> Path:
    """A copy of the repository whose one change is its pipeline's configuration."""
    shutil.copytree(build_seed, target, ignore=shutil.ignore_patterns("__pycache__", ".pytest_cache"))
    inputs = json.loads((target / INPUT).read_text(encoding="utf-8"))
    (target / INPUT).write_text(json.dumps({**inputs, "columns": COLUMNS}), encoding="utf-8")
    return target


def arguments_of(definition: dict[str, Any]) -> dict[str, list[str]]:
    """What each job is told, by the name of its step."""
    asked = {step["Name"]: step["Arguments"] for step in definition["Steps"] if step["Type"] in ("Processing", "Training")}
    return {name: (request.get("AppSpecification") or request["AlgorithmSpecification"])["ContainerArguments"] for name, request in asked.items()}


def test_the_same_pipeline_serves_other_data(build_seed: Path, tmp_path: Path) -> None:
    own = {column for value in json.loads((build_seed / INPUT).read_text())["columns"].values() for column in ([value] if isinstance(value, str) else value)}
    text = json.dumps(definition := definition_of(other_use_case(build_seed, tmp_path / "other"), tmp_path / "buckets"))
    assert {column for column in own if f'"{column}"' in text} == set()
    told = arguments_of(definition)
    assert told["Features"][told["Features"].index("--one-hot"):][:7] == ["--one-hot", "tariff", "--binned", "months", "--scaled", "calls", "minutes"]
    assert {name for name, arguments in told.items() if "churned" in arguments} == {"Split", "Features", "Train", "Evaluate", "Baseline"}


def test_no_step_speaks_of_a_column_of_this_use_case(build_seed: Path) -> None:
    columns = json.loads((build_seed / INPUT).read_text())["columns"]
    own = {column for name in ("ignored", "one_hot", "binned", "scaled") for column in columns[name]}
    sources = [file for file in (build_seed / "algorithms").rglob("*.py") if "test" not in file.parts]
    assert sources
    assert [(file.name, column) for file in sources for column in own if f'"{column}"' in file.read_text(encoding="utf-8")] == []
