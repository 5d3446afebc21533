"""Describes the training part, so that later data can be compared with it: what drift is measured against."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from algorithms.postprocessing.baseline.baseline import constraints, statistics
from algorithms.shared_libraries.arguments import PROCESSING, add_columns, step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--train-dir", type=Path, default=PROCESSING / "input/train")
    parser.add_argument("--output-dir", type=Path, default=PROCESSING / "output")
    add_columns(parser, "--ignored", "columns that are no input of the model")
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        train = read_tables(given.train_dir).drop(columns=given.ignored)
        folder = given.output_dir / "baseline"
        folder.mkdir(parents=True, exist_ok=True)
        for name, report in (("statistics", statistics(train)), ("constraints", constraints(train))):
            (folder / f"{name}.json").write_text(json.dumps(report, indent=2), encoding="utf-8")
        print(f"{len(train.columns)} columns of {len(train)} rows described")


if __name__ == "__main__":
    main(sys.argv[1:])
