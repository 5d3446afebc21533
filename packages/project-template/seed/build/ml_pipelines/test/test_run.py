from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from ml_pipelines import run
from ml_pipelines.build import VARIABLES

EXECUTION = "arn:aws:sagemaker:eu-west-1:222222222222:pipeline/shop-training/execution/abc"
NETWORK = {"/mlops/shop/network/subnet-ids": "subnet-0a, subnet-0b", "/mlops/shop/network/security-group-ids": "sg-0a"}


class Account:
    """A session in the account that trains; remembers every call with its parameters."""

    def __init__(self, *pipelines: str, refuses: str = "ResourceNotFound") -> None:
        self.pipelines = pipelines
        self.refuses = refuses
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def client(self, service: str) -> Account:
        return self

    def describe_pipeline(self, **request: Any) -> dict[str, Any]:
        if request["PipelineName"] not in self.pipelines:
            raise ClientError({"Error": {"Code": self.refuses, "Message": ""}}, "DescribePipeline")
        return {}

    def create_pipeline(self, **request: Any) -> None:
        self.calls.append(("create", request))

    def update_pipeline(self, **request: Any) -> None:
        self.calls.append(("update", request))

    def start_pipeline_execution(self, **request: Any) -> dict[str, str]:
        self.calls.append(("start", request))
        return {"PipelineExecutionArn": EXECUTION}

    def get_parameter(self, Name: str) -> dict[str, Any]:
        return {"Parameter": {"Value": NETWORK[Name]}}

    def upload_file(self, file: str, bucket: str, key: str) -> None:
        self.calls.append(("upload", {"bucket": bucket, "key": key}))


@dataclass
class Pipeline:
    name: str = "shop-training"

    def definition(self) -> str:
        return "{}"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, name.lower())
    monkeypatch.setenv("NETWORK_PARAMETER_PREFIX", "/mlops/shop/network")
    monkeypatch.setenv("CODEBUILD_RESOLVED_SOURCE_VERSION", "0123456789abcdef")


def test_the_build_is_described_by_its_environment(environment: None) -> None:
    build = run.describe_build(Account())
    assert re.fullmatch(r"\d{8}T\d{6}-01234567", build.build_id)
    assert build.commit == "0123456789abcdef"
    assert (build.subnet_ids, build.security_group_ids) == (("subnet-0a", "subnet-0b"), ("sg-0a",))
    assert build.model_uri("evaluation") == f"s3://model_bucket/models/use_case/{build.build_id}/evaluation"


@pytest.mark.parametrize("existing, verb", [((), "create"), (("shop-training",), "update")])
def test_a_pipeline_is_created_or_updated_and_then_started(environment: None, existing: tuple[str, ...], verb: str) -> None:
    account = Account(*existing)
    build = run.describe_build(account)
    assert run.start(account, build, Pipeline()) == EXECUTION
    name = {"PipelineName": "shop-training"}
    assert account.calls == [
        (verb, {**name, "PipelineDefinition": "{}", "RoleArn": "pipeline_execution_role_arn"}),
        ("start", {**name, "PipelineExecutionDisplayName": build.build_id, "PipelineExecutionDescription": "Commit 0123456789abcdef"}),
    ]


def test_a_refusal_is_not_taken_for_a_pipeline_that_is_missing(environment: None) -> None:
    account = Account(refuses="AccessDeniedException")
    with pytest.raises(ClientError):
        run.start(account, run.describe_build(account), Pipeline())
    assert account.calls == []


def test_the_code_goes_below_the_build(environment: None) -> None:
    account = Account()
    build = run.describe_build(account)
    run.upload_code(account, build)
    keys = {call["key"] for _, call in account.calls}
    assert {call["bucket"] for _, call in account.calls} == {"build_bucket"}
    assert {f"use_case/{build.build_id}/code/{name}" for name in ("training/train/step.pyz", "serving/inference.py", "repository.zip")} <= keys


def test_a_pipeline_that_does_not_exist_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run.main(["trainning"])
    assert ended.value.code == 2
    assert "there is training" in capsys.readouterr().err


def test_without_its_environment_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(KeyError, match="MODEL_BUCKET"):
        run.main([])
