from __future__ import annotations

import json
import tarfile
from pathlib import Path

import joblib
import pandas
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from algorithms.inference.predict import inference
from algorithms.inference.predict.__main__ import main

TRAIN = pandas.DataFrame({"colour": ["red", "blue"] * 20, "income": range(40), "bought": [0] * 20 + [1] * 20})
ROW = {"colour": "red", "income": 39}


@pytest.fixture
def model_dir(tmp_path: Path) -> Path:
    encoder = ColumnTransformer([("c", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["colour"]), ("i", StandardScaler(), ["income"])])
    classifier = LogisticRegression().fit(encoder.fit_transform(TRAIN), TRAIN["bought"])
    folder = tmp_path / "model"
    folder.mkdir()
    joblib.dump(classifier, folder / "model.joblib")
    joblib.dump(encoder, folder / "encoder.joblib")
    columns = [{"name": "colour", "type": "string", "values": ["blue", "red"]}, {"name": "income", "type": "number"}]
    (folder / "serving.json").write_text(json.dumps({"columns": columns, "decision_threshold": 0.5}))
    return folder


def answer(model_dir: Path, body: str | bytes, content_type: str = "application/json") -> list[dict[str, float]]:
    model = inference.model_fn(str(model_dir))
    text, kind = inference.output_fn(inference.predict_fn(inference.input_fn(body, content_type), model), "application/json")
    assert kind == "application/json"
    return json.loads(text)["predictions"]


def test_each_row_gets_a_probability_and_a_decision(model_dir: Path) -> None:
    rich, poor = answer(model_dir, json.dumps({"instances": [ROW, {**ROW, "income": 0}]}))
    assert set(rich) == {"probability", "decision"}
    assert rich["probability"] > 0.9 and rich["decision"] == 1
    assert poor["probability"] < 0.1 and poor["decision"] == 0


def test_csv_and_json_get_the_same_answer(model_dir: Path) -> None:
    assert answer(model_dir, b"income,colour\n39,red\n", "text/csv; charset=utf-8") == answer(model_dir, json.dumps({"instances": [ROW]}))


def test_a_row_is_scored_alone_as_among_others(model_dir: Path) -> None:
    rows = [{**ROW, "income": income} for income in (0, 10, 39)]
    assert answer(model_dir, json.dumps({"instances": rows}))[1] == pytest.approx(answer(model_dir, json.dumps({"instances": rows[1:2]}))[0])


def test_further_columns_and_unknown_texts_do_no_harm(model_dir: Path) -> None:
    assert len(answer(model_dir, json.dumps({"instances": [{**ROW, "colour": "green", "name": "Ann"}]}))) == 1


def test_every_problem_of_a_row_is_named(model_dir: Path) -> None:
    with pytest.raises(ValueError, match="colour is missing; income is not a number"):
        answer(model_dir, json.dumps({"instances": [{"income": "much"}]}))


def test_an_empty_value_is_refused(model_dir: Path) -> None:
    with pytest.raises(ValueError, match="income is empty in row 1"):
        answer(model_dir, json.dumps({"instances": [ROW, {**ROW, "income": None}]}))


@pytest.mark.parametrize("body", ["[]", "{}", '{"instances": []}', '{"instances": [1]}'])
def test_a_body_of_another_shape_is_refused(model_dir: Path, body: str) -> None:
    with pytest.raises(ValueError, match="instances"):
        answer(model_dir, body)


def test_other_content_is_refused_in_and_out() -> None:
    with pytest.raises(ValueError, match="image/png"):
        inference.input_fn(b"", "image/png")
    with pytest.raises(ValueError, match="text/csv"):
        inference.output_fn(inference.Scores([0.5], 0.5), "text/csv")


def test_the_step_scores_a_folder(model_dir: Path, tmp_path: Path) -> None:
    with tarfile.open(model_dir / "model.tar.gz", "w:gz") as archive:
        for file in sorted(model_dir.glob("*.j*")):
            archive.add(file, file.name)
    (tmp_path / "in").mkdir()
    TRAIN.drop(columns="bought").to_csv(tmp_path / "in" / "rows.csv", index=False)
    folders = ["--data-dir", str(tmp_path / "in"), "--model-dir", str(model_dir), "--output-dir", str(tmp_path / "out")]
    main([*folders, "--failure-file", str(tmp_path / "failure")])
    scored = pandas.read_csv(tmp_path / "out" / "predictions" / "predictions.csv")
    assert len(scored) == len(TRAIN)
    assert scored["probability"].between(0, 1).all()
