from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app_infra import release

GROUP = "arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/shop-p-1"
VERSION = "arn:aws:sagemaker:eu-west-1:111111111111:model-package/shop-p-1/7"


class Registry:
    """Answers as the registry does, and remembers what it was asked."""

    def __init__(self, *versions: str) -> None:
        self.versions = versions
        self.asked: dict[str, Any] = {}

    def list_model_packages(self, **request: Any) -> dict[str, Any]:
        self.asked = request
        return {"ModelPackageSummaryList": [{"ModelPackageArn": version} for version in self.versions]}


def test_only_the_newest_approved_version_is_asked_for() -> None:
    registry = Registry(VERSION)
    assert release.newest_approved(registry, GROUP) == VERSION
    assert registry.asked == {
        "ModelPackageGroupName": GROUP, "ModelApprovalStatus": "Approved", "SortBy": "CreationTime", "SortOrder": "Descending", "MaxResults": 1,
    }


def test_where_nothing_is_approved_it_says_what_to_do() -> None:
    with pytest.raises(release.NothingApproved, match="approve one"):
        release.newest_approved(Registry(), GROUP)


def test_each_environment_gets_its_own_configuration_of_one_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_PACKAGE_GROUP_ARN", GROUP)
    monkeypatch.setenv("PROJECT_NAME", "shop-p-1")
    monkeypatch.setenv("STAGES", "staging,prod")
    monkeypatch.setattr(release.boto3, "client", lambda name, region_name: {"eu-west-1": Registry(VERSION)}[region_name])
    release.main(tmp_path)
    staging, prod = (json.loads((tmp_path / f"{name}.configuration.json").read_text())["Parameters"] for name in ("staging", "prod"))
    assert staging == {"ModelPackageArn": VERSION, "EndpointName": "shop-p-1", "InstanceType": "ml.m5.large", "InstanceCount": "1"}
    assert prod == {**staging, "InstanceCount": "2"}
