import json
from pathlib import Path

import joblib
import pandas
import pytest

from algorithms.preprocessing.features.__main__ import main
from algorithms.preprocessing.features.encoder import encoded, fitted_encoder, serving_columns

TRAIN = pandas.DataFrame({"colour": ["red", "blue", "red"], "age": [20, 30, 60], "income": [1.0, 2.0, 3.0], "bought": [0, 1, 0]})
OTHER = pandas.DataFrame({"colour": ["green"], "age": [99], "income": [2.0], "bought": [1]})


def test_the_encoder_knows_the_training_part_only() -> None:
    encoder = fitted_encoder(TRAIN, ["colour"], ["age"], ["income"], bins=2)
    row = encoded(encoder, OTHER, "bought").iloc[0]
    assert row["colour_red"] == row["colour_blue"] == 0
    assert row["income"] == 0
    assert row["age"] == 1


def test_the_target_is_kept_and_columns_not_named_are_dropped() -> None:
    table = encoded(fitted_encoder(TRAIN, [], [], ["income"], bins=2), TRAIN, "bought")
    assert list(table.columns) == ["income", "bought"]
    assert table["bought"].tolist() == [0, 1, 0]


def test_no_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="no column"):
        fitted_encoder(TRAIN, [], [], [], bins=2)


def test_a_row_to_be_scored_is_described() -> None:
    assert serving_columns(TRAIN, ["colour"], ["age"]) == [
        {"name": "colour", "type": "string", "values": ["blue", "red"]},
        {"name": "age", "type": "number"},
    ]


def test_the_step_hands_the_encoder_on(tmp_path: Path) -> None:
    for name, table in (("train", TRAIN), ("validation", OTHER)):
        (tmp_path / name).mkdir()
        table.to_csv(tmp_path / name / "part.csv", index=False)
    out = tmp_path / "out"
    main([
        "--train-dir", str(tmp_path / "train"), "--validation-dir", str(tmp_path / "validation"), "--output-dir", str(out),
        "--target", "bought", "--one-hot", "colour", "--scaled", "income", "--failure-file", str(tmp_path / "failure"),
    ])
    encoder = joblib.load(out / "encoder" / "encoder.joblib")
    assert pandas.read_csv(out / "validation" / "validation.csv").drop(columns="bought").to_numpy().tolist() == encoder.transform(OTHER).tolist()
    assert [column["name"] for column in json.loads((out / "encoder" / "columns.json").read_text())] == ["colour", "income"]
