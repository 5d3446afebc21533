import io
import json
import tarfile
from pathlib import Path

import joblib
import pandas
import pytest
from sklearn.linear_model import LogisticRegression

from algorithms.postprocessing.evaluate.__main__ import main
from algorithms.postprocessing.evaluate.evaluate import Artifacts, evaluation

TEST = pandas.DataFrame({"income": [1.0, 2.0, 3.0, 4.0], "bought": [0, 0, 1, 1]})


def artifacts(threshold: float = 0.5) -> Artifacts:
    return Artifacts(LogisticRegression(C=1000).fit(TEST[["income"]].to_numpy(), TEST["bought"]), Income(), threshold)


class Income:
    """An encoder that knows one column."""

    def transform(self, table: pandas.DataFrame) -> pandas.DataFrame:
        return table[["income"]]


def test_a_model_that_knows_scores_one() -> None:
    metrics = evaluation(artifacts(), TEST, "bought")["binary_classification_metrics"]
    assert metrics["auc"]["value"] == metrics["accuracy"]["value"] == 1
    assert metrics["confusion_matrix"] == {"0": {"0": 2, "1": 0}, "1": {"0": 0, "1": 2}}


def test_the_decision_threshold_is_the_models_own() -> None:
    metrics = evaluation(artifacts(threshold=0.0), TEST, "bought")["binary_classification_metrics"]
    assert metrics["recall"]["value"] == 1
    assert metrics["precision"]["value"] == pytest.approx(0.5)


def test_the_step_reads_the_archive_and_writes_the_report(tmp_path: Path) -> None:
    TEST.to_csv(tmp_path / "test.csv", index=False)
    with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as archive:
        for name, part in (("model.joblib", artifacts().classifier), ("encoder.joblib", Income())):
            content = io.BytesIO()
            joblib.dump(part, content)
            add(archive, name, content.getvalue())
        add(archive, "serving.json", b'{"decision_threshold": 0.5}')
    folders = ["--test-dir", str(tmp_path), "--model-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    main([*folders, "--target", "bought", "--failure-file", str(tmp_path / "failure")])
    report = json.loads((tmp_path / "out" / "evaluation" / "evaluation.json").read_text())
    assert report["dataset"] == {"item_count": 4}
    assert report["binary_classification_metrics"]["auc"]["value"] == 1


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))
