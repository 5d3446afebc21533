"""Scores the CSV files of a folder with a trained model, with the same code that answers requests."""

from __future__ import annotations

import json
import sys
import tarfile
import tempfile
from pathlib import Path

import pandas

from algorithms.inference.predict import inference
from algorithms.shared_libraries.arguments import PROCESSING, step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables, write_table

ARTIFACTS = ("model.joblib", "encoder.joblib", "serving.json")


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--data-dir", type=Path, default=PROCESSING / "input/data")
    parser.add_argument("--model-dir", type=Path, default=PROCESSING / "input/model", help="holds the model.tar.gz")
    parser.add_argument("--output-dir", type=Path, default=PROCESSING / "output")
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        rows = read_tables(given.data_dir)
        scores = inference.predict_fn(rows, _model(given.model_dir / "model.tar.gz"))
        body, _ = inference.output_fn(scores, "application/json")
        predictions = pandas.DataFrame(json.loads(body)["predictions"])
        write_table(pandas.concat([rows.reset_index(drop=True), predictions], axis=1), given.output_dir / "predictions" / "predictions.csv")
        print(f"{len(predictions)} rows scored")


def _model(archive: Path) -> inference.Model:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as packed:
        for name in ARTIFACTS:
            content = packed.extractfile(name)
            if content is None:
                raise ValueError(f"{archive} holds {name} as something other than a file")
            (Path(folder) / name).write_bytes(content.read())
        return inference.model_fn(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
