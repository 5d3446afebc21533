import json
from pathlib import Path

import joblib
import numpy
import pandas
import pytest

from algorithms.training.train.__main__ import main
from algorithms.training.train.train import area_under_curve, decision_threshold, read_hyper_parameters, train


def table(rows: int = 400) -> pandas.DataFrame:
    random = numpy.random.default_rng(5)
    strength = random.normal(size=rows)
    return pandas.DataFrame({"strength": strength, "noise": random.normal(size=rows), "won": (strength + random.normal(size=rows) > 0).astype(int)})


def test_texts_become_values(tmp_path: Path) -> None:
    file = tmp_path / "hyperparameters.json"
    file.write_text(json.dumps({"max_iter": "20", "learning_rate": "0.1", "loss": "log_loss"}))
    assert read_hyper_parameters(file) == {"max_iter": 20, "learning_rate": 0.1, "loss": "log_loss"}


def test_what_decides_is_learned() -> None:
    model = train(table(), "won", {"max_iter": 20, "random_state": 1})
    assert area_under_curve(model, table(), "won") > 0.8


def test_the_same_hyper_parameters_give_the_same_model() -> None:
    once, again = (train(table(), "won", {"max_iter": 20, "random_state": 1}).predict_proba([[0.3, 0.1]]).tolist() for _ in range(2))
    assert once == again


def test_an_unknown_hyper_parameter_is_refused() -> None:
    with pytest.raises(TypeError, match="leafs"):
        train(table(), "won", {"leafs": 3})


def test_the_decision_threshold_is_a_probability() -> None:
    model = train(table(), "won", {"max_iter": 20, "random_state": 1})
    assert 0 < decision_threshold(model, table(), "won") < 1


def test_the_step_writes_all_that_serves_the_model(tmp_path: Path) -> None:
    for name in ("train", "validation", "encoder", "serving"):
        (tmp_path / name).mkdir()
    table().to_csv(tmp_path / "train" / "train.csv", index=False)
    table().to_csv(tmp_path / "validation" / "validation.csv", index=False)
    joblib.dump("an encoder", tmp_path / "encoder" / "encoder.joblib")
    (tmp_path / "encoder" / "columns.json").write_text('[{"name": "strength", "type": "number"}]')
    (tmp_path / "serving" / "inference.py").write_text("# serves")
    (tmp_path / "hyperparameters.json").write_text('{"max_iter": "5"}')
    folders = [part for name in ("train", "validation", "encoder", "serving", "model") for part in (f"--{name}-dir", str(tmp_path / name))]
    main([*folders, "--hyper-parameters", str(tmp_path / "hyperparameters.json"), "--target", "won", "--failure-file", str(tmp_path / "failure")])
    model = tmp_path / "model"
    assert joblib.load(model / "model.joblib").max_iter == 5
    assert joblib.load(model / "encoder.joblib") == "an encoder"
    assert (model / "code" / "inference.py").read_text() == "# serves"
    serving = json.loads((model / "serving.json").read_text())
    assert serving["columns"] == [{"name": "strength", "type": "number"}]
    assert 0 < serving["decision_threshold"] < 1
