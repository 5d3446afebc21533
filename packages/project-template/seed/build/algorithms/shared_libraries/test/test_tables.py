from pathlib import Path

import pandas
import pytest

from algorithms.shared_libraries.tables import read_tables, require_columns, write_table


def test_files_of_a_folder_become_one_table_in_the_order_of_their_names(tmp_path: Path) -> None:
    write_table(pandas.DataFrame({"n": [2]}), tmp_path / "b.csv")
    write_table(pandas.DataFrame({"n": [1]}), tmp_path / "a.csv")
    assert read_tables(tmp_path)["n"].tolist() == [1, 2]


def test_an_empty_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=tmp_path.name):
        read_tables(tmp_path)


def test_all_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="lacks a, c"):
        require_columns(pandas.DataFrame({"b": []}), ["a", "b", "c"])
