import json
from pathlib import Path

import pandas
import pytest

from algorithms.postprocessing.baseline.__main__ import main
from algorithms.postprocessing.baseline.baseline import constraints, statistics

TABLE = pandas.DataFrame({"age": [20, 30, 40, 50], "balance": [-1.5, None, 2.5, 5.0], "colour": ["red", "red", "blue", None]})


def by_name(report: dict) -> dict:
    return {feature["name"]: feature for feature in report["features"]}


def test_types_are_told_apart() -> None:
    assert {name: feature["inferred_type"] for name, feature in by_name(statistics(TABLE)).items()} == {
        "age": "Integral", "balance": "Fractional", "colour": "String",
    }


def test_numbers_are_summed_up() -> None:
    age = by_name(statistics(TABLE))["age"]["numerical_statistics"]
    assert (age["mean"], age["min"], age["max"]) == (35, 20, 50)
    assert sum(bucket["count"] for bucket in age["distribution"]["kll"]["buckets"]) == 4


def test_missing_values_are_counted_and_left_out() -> None:
    balance = by_name(statistics(TABLE))["balance"]["numerical_statistics"]
    assert balance["common"] == {"num_present": 3, "num_missing": 1}
    assert balance["mean"] == pytest.approx(2)


def test_texts_are_counted() -> None:
    colour = by_name(statistics(TABLE))["colour"]["string_statistics"]
    assert colour["distribution"]["categorical"]["buckets"] == [{"value": "blue", "count": 1}, {"value": "red", "count": 2}]


def test_what_later_data_must_keep_to() -> None:
    features = by_name(constraints(TABLE))
    assert features["age"]["num_constraints"] == {"is_non_negative": True}
    assert features["balance"]["num_constraints"] == {"is_non_negative": False}
    assert features["balance"]["completeness"] == 0.75
    assert features["colour"]["string_constraints"] == {"domains": ["blue", "red"]}


def test_the_step_leaves_out_what_is_no_input(tmp_path: Path) -> None:
    TABLE.to_csv(tmp_path / "train.csv", index=False)
    folders = ["--train-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    main([*folders, "--ignored", "colour", "--failure-file", str(tmp_path / "failure")])
    for file in ("statistics.json", "constraints.json"):
        assert list(by_name(json.loads((tmp_path / "out" / "baseline" / file).read_text()))) == ["age", "balance"]
