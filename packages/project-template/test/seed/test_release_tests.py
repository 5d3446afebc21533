"""The tests of the deploy seed, run against the model of the build seed: they let a good one pass and stop a bad one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from endpoint import endpoint


def run_tests(deploy_seed: Path, model_dir: Path) -> subprocess.CompletedProcess[str]:
    with endpoint(model_dir) as url:
        environment = {
            "PATH": os.environ["PATH"], "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
            "ENDPOINT_NAME": "shop-p-1", "TARGET_REGION": "eu-west-1", "TEST_ROLE_ARN": "arn:aws:iam::555555555555:role/endpoint-test",
        }
        return subprocess.run(
            [sys.executable, "-B", "-m", "pytest", "-q", "tests"], cwd=deploy_seed, env=environment, capture_output=True, text=True, check=False
        )


def changed(model_dir: Path, target: Path, pattern: str, replacement: str) -> Path:
    """The model with its serving code changed."""
    shutil.copytree(model_dir, target)
    code = target / "code" / "inference.py"
    text, count = re.subn(pattern, replacement, code.read_text())
    assert count > 0
    code.write_text(text)
    return target


def failed(ran: subprocess.CompletedProcess[str]) -> set[str]:
    return set(re.findall(r"^FAILED (tests/\w+)", ran.stdout, re.MULTILINE))


def test_a_good_model_passes(deploy_seed: Path, model_dir: Path) -> None:
    ran = run_tests(deploy_seed, model_dir)
    assert ran.returncode == 0, ran.stdout


def test_a_renamed_answer_is_stopped(deploy_seed: Path, model_dir: Path, tmp_path: Path) -> None:
    ran = run_tests(deploy_seed, changed(model_dir, tmp_path / "model", r"([\"'])probability\1", r"\1score\1"))
    assert ran.returncode == 1
    assert "tests/integration_test" in failed(ran)
    assert "'probability' is a required property" in ran.stdout


@pytest.mark.parametrize(
    "pattern, replacement, folder",
    [
        (r"float\(value\) for value", "0.2 for value", "tests/other_test"),
        (r"_checked\(rows, ", "_checked(rows.fillna(0).reindex(columns=[one['name'] for one in model.columns], fill_value=0), ", "tests/stress_test"),
        (r"float\(value\) for", "1 - float(value) for", "tests/other_test"),
    ],
)
def test_a_bad_model_is_stopped(deploy_seed: Path, model_dir: Path, tmp_path: Path, pattern: str, replacement: str, folder: str) -> None:
    ran = run_tests(deploy_seed, changed(model_dir, tmp_path / "model", pattern, replacement))
    assert ran.returncode == 1
    assert folder in failed(ran)
