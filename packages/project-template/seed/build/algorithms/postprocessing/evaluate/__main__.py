"""Measures a trained model on the test part, with the encoder that ships with it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from algorithms.postprocessing.evaluate.evaluate import evaluation, read_artifacts
from algorithms.shared_libraries.arguments import PROCESSING, step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables, require_columns


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--test-dir", type=Path, default=PROCESSING / "input/test")
    parser.add_argument("--model-dir", type=Path, default=PROCESSING / "input/model", help="holds the model.tar.gz")
    parser.add_argument("--output-dir", type=Path, default=PROCESSING / "output")
    parser.add_argument("--target", required=True)
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        test = read_tables(given.test_dir)
        require_columns(test, [given.target])
        report = evaluation(read_artifacts(given.model_dir / "model.tar.gz"), test, given.target)
        folder = given.output_dir / "evaluation"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "evaluation.json").write_text(json.dumps(report, indent=2), encoding="utf-8")
        print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1:])
