"""Answers requests with a trained model: the functions that SageMaker's scikit-learn container calls.

https://sagemaker.readthedocs.io/en/stable/frameworks/sklearn/using_sklearn.html#deploy-a-scikit-learn-model
Nothing is fitted here. The file stands alone: in the container it has no neighbours.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy
import pandas


@dataclass(frozen=True)
class Model:
    classifier: Any
    encoder: Any
    columns: list[dict[str, Any]]
    decision_threshold: float


@dataclass(frozen=True)
class Scores:
    """The probability of each row, and the one from which on the answer is yes."""

    probabilities: list[float]
    decision_threshold: float


def model_fn(model_dir: str) -> Model:
    folder = Path(model_dir)
    serving = json.loads((folder / "serving.json").read_text(encoding="utf-8"))
    return Model(
        joblib.load(folder / "model.joblib"), joblib.load(folder / "encoder.joblib"), serving["columns"], serving["decision_threshold"]
    )


def input_fn(body: str | bytes, content_type: str) -> pandas.DataFrame:
    """Rows of `{"instances": [{column: value}]}`, or of a CSV with the names of its columns in the first line."""
    text = body.decode("utf-8") if isinstance(body, bytes) else body
    kind = content_type.split(";")[0].strip().lower()
    if kind == "application/json":
        document = json.loads(text)
        instances = document.get("instances") if isinstance(document, dict) else None
        if not isinstance(instances, list) or not instances or not all(isinstance(row, dict) for row in instances):
            raise ValueError('the body must be {"instances": [{"<column>": <value>, ...}, ...]} with at least one row')
        return pandas.DataFrame(instances)
    if kind == "text/csv":
        return pandas.read_csv(io.StringIO(text))
    raise ValueError(f"cannot read {content_type}: send application/json or text/csv")


def predict_fn(rows: pandas.DataFrame, model: Model) -> Scores:
    checked = _checked(rows, model.columns)
    probabilities = model.classifier.predict_proba(numpy.asarray(model.encoder.transform(checked)))[:, 1]
    return Scores([float(value) for value in probabilities], model.decision_threshold)


def output_fn(scores: Scores, accept: str) -> tuple[str, str]:
    if not any(kind in accept for kind in ("application/json", "*/*")):
        raise ValueError(f"cannot answer with {accept}: accept application/json")
    predictions = [
        {"probability": probability, "decision": int(probability >= scores.decision_threshold)} for probability in scores.probabilities
    ]
    return json.dumps({"predictions": predictions}), "application/json"


def _checked(rows: pandas.DataFrame, columns: list[dict[str, Any]]) -> pandas.DataFrame:
    """The columns that the model knows, in its types; further columns are left out. Raises a ValueError that names every problem."""
    problems: list[str] = []
    checked = {}
    for column in columns:
        name = column["name"]
        if name not in rows.columns:
            problems.append(f"{name} is missing")
        elif rows[name].isna().any():
            problems.append(f"{name} is empty in row {int(rows[name].isna().to_numpy().argmax())}")
        elif column["type"] == "number":
            checked[name] = pandas.to_numeric(rows[name], errors="coerce")
            if not numpy.isfinite(checked[name].to_numpy(dtype=float)).all():
                problems.append(f"{name} is not a number in every row")
        else:
            checked[name] = rows[name].astype(str)
    if problems:
        raise ValueError("; ".join(problems))
    return pandas.DataFrame(checked)
