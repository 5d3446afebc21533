from pathlib import Path

import pytest

from algorithms.shared_libraries.failure import SHOWN, failure_told


def test_the_reason_is_written_and_the_exception_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "output" / "failure"
    with pytest.raises(ValueError), failure_told(file):
        raise ValueError("no such column")
    assert file.read_text().startswith("ValueError: no such column\n")


def test_a_long_reason_is_cut_to_what_sagemaker_shows(tmp_path: Path) -> None:
    file = tmp_path / "failure"
    with pytest.raises(ValueError), failure_told(file):
        raise ValueError("x" * 5000)
    assert len(file.read_text()) == SHOWN


def test_a_step_that_succeeds_writes_nothing(tmp_path: Path) -> None:
    with failure_told(tmp_path / "failure"):
        pass
    assert not (tmp_path / "failure").exists()
