"""Trains a classifier and writes everything that serves it: model, encoder, description of its columns, serving code."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import joblib

from algorithms.shared_libraries.arguments import step_parser
from algorithms.shared_libraries.failure import failure_told
from algorithms.shared_libraries.tables import read_tables, require_columns
from algorithms.training.train.train import area_under_curve, decision_threshold, read_hyper_parameters, train

ML = Path("/opt/ml")


def main(arguments: list[str] | None = None) -> None:
    parser = step_parser(__doc__)
    parser.add_argument("--train-dir", type=Path, default=ML / "input/data/train")
    parser.add_argument("--validation-dir", type=Path, default=ML / "input/data/validation")
    parser.add_argument("--encoder-dir", type=Path, default=ML / "input/data/encoder")
    parser.add_argument("--serving-dir", type=Path, default=ML / "input/data/serving", help="the code that answers requests")
    parser.add_argument("--hyper-parameters", type=Path, default=ML / "input/config/hyperparameters.json")
    parser.add_argument("--model-dir", type=Path, default=ML / "model")
    parser.add_argument("--target", required=True)
    given = parser.parse_args(arguments)
    with failure_told(given.failure_file):
        train_part, validation = read_tables(given.train_dir), read_tables(given.validation_dir)
        require_columns(train_part, [given.target])
        require_columns(validation, list(train_part.columns))
        model = train(train_part, given.target, read_hyper_parameters(given.hyper_parameters))
        print(f"validation:auc={area_under_curve(model, validation, given.target):.6f}")
        serving = {
            "columns": json.loads((given.encoder_dir / "columns.json").read_text(encoding="utf-8")),
            "decision_threshold": decision_threshold(model, validation, given.target),
        }
        given.model_dir.mkdir(parents=True, exist_ok=True)
        joblib.dump(model, given.model_dir / "model.joblib")
        shutil.copyfile(given.encoder_dir / "encoder.joblib", given.model_dir / "encoder.joblib")
        (given.model_dir / "serving.json").write_text(json.dumps(serving, indent=2), encoding="utf-8")
        shutil.copytree(given.serving_dir, given.model_dir / "code", dirs_exist_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
