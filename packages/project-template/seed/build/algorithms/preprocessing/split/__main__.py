"""Splits a table into a training, a validation and a test part."""

from __future__ import annotations

import sys
from pathlib import Path

from algorithms.preprocessing.split.split import split
from algorithms.shared_libraries.arguments import PROCESSING, step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables, require_columns, write_table


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--data-dir", type=Path, default=PROCESSING / "input/data")
    parser.add_argument("--output-dir", type=Path, default=PROCESSING / "output")
    parser.add_argument("--target", required=True, help="the column to predict; its classes keep their shares in every part")
    parser.add_argument("--validation-share", type=float, default=0.15)
    parser.add_argument("--test-share", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        table = read_tables(given.data_dir)
        require_columns(table, [given.target])
        write_table(table, given.output_dir / "input" / "input.csv")
        for name, part in split(table, given.target, given.validation_share, given.test_share, given.seed).items():
            write_table(part, given.output_dir / name / f"{name}.csv")
            print(f"{name}: {len(part)} rows")


if __name__ == "__main__":
    main(sys.argv[1:])
