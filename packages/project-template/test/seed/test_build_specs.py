"""What the builds of the seeds do before anything leaves them: their unit tests decide."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HEADS = ("install:", "pre_build:", "build:", "post_build:")


def commands_before_the_build(build_spec: Path) -> list[str]:
    """The commands of the phase `pre_build`, after which CodeBuild goes on only if all of them succeeded
    (https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html)."""
    lines = [line.strip() for line in build_spec.read_text(encoding="utf-8").splitlines()]
    start = lines.index("pre_build:") + 1
    end = next(at for at in range(start, len(lines)) if lines[at] in HEADS)
    return [line.removeprefix("- ") for line in lines[start:end] if line.startswith("- ")]


@pytest.mark.parametrize("truth, status", [("True", 0), ("False", 1)])
@pytest.mark.parametrize("seed, folder", [("build_seed", "algorithms/shared_libraries/test"), ("deploy_seed", "app_infra/test")])
def test_a_unit_test_that_fails_ends_the_build(request: pytest.FixtureRequest, tmp_path: Path, seed: str, folder: str, truth: str, status: int) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(request.getfixturevalue(seed), repository, ignore=shutil.ignore_patterns("test_*.py", "__pycache__", ".pytest_cache"))
    (repository / folder).mkdir(parents=True, exist_ok=True)
    (repository / folder / "test_own.py").write_text(f"def test_own() -> None:\n    assert {truth}\n", encoding="utf-8")
    commands = commands_before_the_build(repository / "buildspec.yml")
    assert commands
    environment = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(["bash", "-e", "-c", "\n".join(commands)], cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == status, ran.stdout + ran.stderr
