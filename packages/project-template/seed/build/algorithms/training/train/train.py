from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy
import pandas
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import precision_recall_curve, roc_auc_score


def read_hyper_parameters(file: Path) -> dict[str, Any]:
    """SageMaker writes every hyper-parameter as a text; what reads as JSON becomes its value (`"0.1"` to 0.1)."""
    return {name: _value(text) for name, text in json.loads(file.read_text(encoding="utf-8")).items()}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def train(table: pandas.DataFrame, target: str, hyper_parameters: dict[str, Any]) -> HistGradientBoostingClassifier:
    """A gradient-boosted classifier; hyper-parameters are scikit-learn's own, and one that it does not know is an error."""
    model = HistGradientBoostingClassifier(**hyper_parameters)
    return model.fit(table.drop(columns=target).to_numpy(), table[target])


def area_under_curve(model: HistGradientBoostingClassifier, table: pandas.DataFrame, target: str) -> float:
    return float(roc_auc_score(table[target], _probabilities(model, table, target)))


def decision_threshold(model: HistGradientBoostingClassifier, table: pandas.DataFrame, target: str) -> float:
    """The probability from which on "yes" gives the best balance of precision and recall (F1)."""
    precision, recall, thresholds = precision_recall_curve(table[target], _probabilities(model, table, target))
    f1 = 2 * precision * recall / numpy.maximum(precision + recall, 1e-12)
    return float(thresholds[numpy.argmax(f1[:-1])])


def _probabilities(model: HistGradientBoostingClassifier, table: pandas.DataFrame, target: str) -> numpy.ndarray:
    return model.predict_proba(table.drop(columns=target).to_numpy())[:, 1]
