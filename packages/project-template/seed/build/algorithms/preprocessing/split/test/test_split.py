from pathlib import Path

import pandas
import pytest

from algorithms.preprocessing.split.__main__ import main
from algorithms.preprocessing.split.split import split

TABLE = pandas.DataFrame({"id": range(200), "bought": [1, 0, 0, 0] * 50})


def test_every_row_is_in_exactly_one_part() -> None:
    parts = split(TABLE, "bought", 0.2, 0.2, seed=1)
    assert sorted(pandas.concat(parts.values())["id"]) == TABLE["id"].tolist()
    assert [len(part) for part in parts.values()] == [120, 40, 40]


def test_the_classes_keep_their_shares() -> None:
    assert {part["bought"].mean() for part in split(TABLE, "bought", 0.2, 0.2, seed=1).values()} == {0.25}


def test_the_same_seed_gives_the_same_parts() -> None:
    once, again = (split(TABLE, "bought", 0.2, 0.2, seed=3)["test"]["id"].tolist() for _ in range(2))
    assert once == again


@pytest.mark.parametrize("validation, test", [(0, 0.2), (0.2, 0), (0.5, 0.5)])
def test_shares_that_leave_a_part_empty_are_refused(validation: float, test: float) -> None:
    with pytest.raises(ValueError, match="leave nothing"):
        split(TABLE, "bought", validation, test, seed=1)


def test_the_step_keeps_a_copy_of_what_it_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    TABLE.to_csv(tmp_path / "in" / "table.csv", index=False)
    folders = ["--data-dir", str(tmp_path / "in"), "--output-dir", str(tmp_path / "out")]
    main([*folders, "--target", "bought", "--failure-file", str(tmp_path / "failure")])
    assert pandas.read_csv(tmp_path / "out" / "input" / "input.csv").equals(TABLE)
    assert {file.parent.name for file in (tmp_path / "out").glob("*/*.csv")} == {"input", "train", "validation", "test"}


def test_a_missing_target_is_told_to_sagemaker(tmp_path: Path) -> None:
    TABLE.to_csv(tmp_path / "table.csv", index=False)
    with pytest.raises(ValueError):
        main(["--data-dir", str(tmp_path), "--output-dir", str(tmp_path), "--target", "sold", "--failure-file", str(tmp_path / "failure")])
    assert "lacks sold" in (tmp_path / "failure").read_text()
