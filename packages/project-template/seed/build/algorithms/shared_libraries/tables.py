"""Tables as CSV files in folders, the way SageMaker hands data from step to step."""

from __future__ import annotations

from pathlib import Path

import pandas


def read_tables(folder: Path) -> pandas.DataFrame:
    """Reads every CSV file of a folder as one table, in the order of the names."""
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no *.csv file. Does the input of this step point to the right place?")
    return pandas.concat([pandas.read_csv(file) for file in files], ignore_index=True)


def write_table(table: pandas.DataFrame, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(file, index=False)


def require_columns(table: pandas.DataFrame, columns: list[str]) -> None:
    """Raises a ValueError that names every column that is missing."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise ValueError(f"the table lacks {', '.join(missing)}; it has {', '.join(table.columns)}")
