"""Turns the columns of a table into numbers. The encoder is fitted on the training part only and handed on, so that serving uses the very same."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import joblib

from algorithms.preprocessing.features.encoder import encoded, fitted_encoder, serving_columns
from algorithms.shared_libraries.arguments import PROCESSING, add_columns, step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables, require_columns, write_table


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--train-dir", type=Path, default=PROCESSING / "input/train")
    parser.add_argument("--validation-dir", type=Path, default=PROCESSING / "input/validation")
    parser.add_argument("--output-dir", type=Path, default=PROCESSING / "output")
    parser.add_argument("--target", required=True)
    add_columns(parser, "--one-hot", "columns that become a column for each of their values")
    add_columns(parser, "--binned", "columns that become the number of a bin")
    add_columns(parser, "--scaled", "columns that get a mean of 0 and a deviation of 1")
    parser.add_argument("--bins", type=int, default=8)
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        train, validation = read_tables(given.train_dir), read_tables(given.validation_dir)
        for part in (train, validation):
            require_columns(part, [given.target, *given.one_hot, *given.binned, *given.scaled])
        encoder = fitted_encoder(train, given.one_hot, given.binned, given.scaled, given.bins)
        write_table(encoded(encoder, train, given.target), given.output_dir / "train" / "train.csv")
        write_table(encoded(encoder, validation, given.target), given.output_dir / "validation" / "validation.csv")
        folder = given.output_dir / "encoder"
        folder.mkdir(parents=True, exist_ok=True)
        joblib.dump(encoder, folder / "encoder.joblib")
        columns = serving_columns(train, given.one_hot, [*given.binned, *given.scaled])
        (folder / "columns.json").write_text(json.dumps(columns, indent=2), encoding="utf-8")
        print(f"{len(columns)} columns became {len(encoder.get_feature_names_out())} features")


if __name__ == "__main__":
    main(sys.argv[1:])
