from __future__ import annotations

import io
import json
import posixpath
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy
import pandas
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_score, recall_score, roc_auc_score


@dataclass(frozen=True)
class Artifacts:
    classifier: Any
    encoder: Any
    decision_threshold: float


def read_artifacts(archive: Path) -> Artifacts:
    with tarfile.open(archive) as packed:
        serving = json.loads(_content(packed, "serving.json").read())
        return Artifacts(
            joblib.load(_content(packed, "model.joblib")), joblib.load(_content(packed, "encoder.joblib")), serving["decision_threshold"]
        )


def _content(packed: tarfile.TarFile, name: str) -> io.BytesIO:
    # whether names begin with ./ is the packer's choice
    member = next((one for one in packed.getmembers() if one.isfile() and posixpath.normpath(one.name) == name), None)
    file = packed.extractfile(member) if member else None
    if file is None:
        raise ValueError(f"the model's archive has no file {name}: it has {', '.join(packed.getnames())}")
    return io.BytesIO(file.read())


def evaluation(artifacts: Artifacts, test: pandas.DataFrame, target: str) -> dict[str, Any]:
    """Metrics in the shape that the model registry knows for a binary classifier.

    https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-model-quality-metrics.html
    """
    truth = test[target].to_numpy()
    probabilities = artifacts.classifier.predict_proba(numpy.asarray(artifacts.encoder.transform(test)))[:, 1]
    decisions = (probabilities >= artifacts.decision_threshold).astype(int)
    (true_negative, false_positive), (false_negative, true_positive) = confusion_matrix(truth, decisions, labels=[0, 1]).tolist()
    values = {
        "auc": roc_auc_score(truth, probabilities),
        "accuracy": accuracy_score(truth, decisions),
        "precision": precision_score(truth, decisions, zero_division=0),
        "recall": recall_score(truth, decisions, zero_division=0),
        "f1": f1_score(truth, decisions, zero_division=0),
    }
    metrics: dict[str, Any] = {name: {"value": float(value), "standard_deviation": "NaN"} for name, value in values.items()}
    metrics["confusion_matrix"] = {"0": {"0": true_negative, "1": false_positive}, "1": {"0": false_negative, "1": true_positive}}
    return {"dataset": {"item_count": len(test)}, "binary_classification_metrics": metrics}
