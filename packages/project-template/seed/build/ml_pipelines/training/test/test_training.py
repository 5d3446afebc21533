from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.model import ServiceModel, Shape
from botocore.validate import ParamValidator

from ml_pipelines.build import Build

APIS = {"Processing": "CreateProcessingJob", "Training": "CreateTrainingJob", "RegisterModel": "CreateModelPackage"}
NAMES = {"Processing": {"ProcessingJobName": "job"}, "Training": {"TrainingJobName": "job"}, "RegisterModel": {}}
INPUTS = json.loads((Path(__file__).parent.parent / "input.json").read_text())
GROUP = "arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/shop-p-1"
KEY = "arn:aws:kms:eu-west-1:111111111111:key/11111111-2222-3333-4444-555555555555"
BUILD = Build(
    use_case="shop", build_id="20260102T030405-abcdef12", commit="abcdef1234", region="eu-west-1", input_data_uri="s3://lake/curated/shop/",
    build_bucket="builds", model_bucket="models", model_key_arn=KEY, model_package_group_arn=GROUP,
    execution_role_arn="arn:aws:iam::222222222222:role/execution", subnet_ids=("subnet-0a", "subnet-0b"), security_group_ids=("sg-0a",),
)


@pytest.fixture(scope="module")
def definition() -> dict[str, Any]:
    """The definition, made without credentials and without a call."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        environment.setenv("AWS_EC2_METADATA_DISABLED", "true")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
            environment.delenv(name, raising=False)
        from sagemaker.core.workflow.pipeline_context import PipelineSession

        from ml_pipelines.training.pipeline import get_pipeline

        session = PipelineSession(boto_session=boto3.Session(region_name="eu-west-1"))
        return json.loads(get_pipeline(BUILD, INPUTS, session).definition())


def steps_of(definition: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Every step by its name, those behind the condition included."""
    top = {step["Name"]: step for step in definition["Steps"]}
    gate = top["GoodEnough"]["Arguments"]
    return {**top, **{step["Name"]: step for step in [*gate["IfSteps"], *gate["ElseSteps"]]}}


def resolved(value: Any, text: str = "s3://bucket/key") -> Any:
    """A request with texts in the places of what the pipeline resolves when it runs."""
    if isinstance(value, dict):
        return text if set(value) & {"Get", "Std:Join"} else {name: resolved(part, text) for name, part in value.items()}
    return [resolved(part, text) for part in value] if isinstance(value, list) else value


@cache
def service_model() -> ServiceModel:
    """What the API takes, as botocore has it: it takes half a second to read."""
    return boto3.Session(region_name="eu-west-1").client("sagemaker").meta.service_model


def beyond_limits(value: Any, shape: Shape, where: str) -> Iterator[str]:
    """What botocore's validator leaves to the service: upper limits, values of an enumeration, patterns."""
    if shape.type_name == "structure":
        for name, part in value.items():
            yield from beyond_limits(part, shape.members[name], f"{where}.{name}")
    elif shape.type_name == "map":
        for name, part in value.items():
            yield from beyond_limits(name, shape.key, f"{where}.{name}")
            yield from beyond_limits(part, shape.value, f"{where}.{name}")
    elif shape.type_name == "list":
        for index, part in enumerate(value):
            yield from beyond_limits(part, shape.member, f"{where}[{index}]")
    rules = shape.metadata
    size = value if isinstance(value, (int, float)) else len(value)
    if "max" in rules and size > rules["max"]:
        yield f"{where} is {size}, more than {rules['max']}"
    if "enum" in rules and value not in rules["enum"]:
        yield f"{where} is {value}, none of {rules['enum']}"
    pattern = rules.get("pattern", "")
    # Python's re has no classes of Unicode (`\p{L}`), which a few descriptions of metadata use.
    if isinstance(value, str) and pattern and "\\p{" not in pattern and not re.fullmatch(pattern, value):
        yield f"{where} is {value}, which does not match {rules['pattern']}"


def references(value: Any) -> set[str]:
    """Names of the steps that a request speaks of."""
    if isinstance(value, dict):
        own = {value["Get"].split(".")[1]} if str(value.get("Get", "")).startswith("Steps.") else set()
        return own.union(*(references(part) for part in value.values()))
    return set().union(*(references(part) for part in value)) if isinstance(value, list) else set()


def test_the_steps_of_the_pipeline(definition: dict[str, Any]) -> None:
    assert list(steps_of(definition)) == ["Split", "Features", "Train", "Evaluate", "Baseline", "GoodEnough", "Register", "TooWeak"]


@pytest.mark.parametrize("name", ["Split", "Features", "Train", "Evaluate", "Baseline", "Register"])
def test_each_request_is_one_that_the_api_takes(definition: dict[str, Any], name: str) -> None:
    step = steps_of(definition)[name]
    request = {**NAMES[step["Type"]], **resolved(step["Arguments"])}
    shape = service_model().operation_model(APIS[step["Type"]]).input_shape
    report = ParamValidator().validate(request, shape)
    assert not report.has_errors(), report.generate_report()
    assert not list(beyond_limits(request, shape, name))


def test_limits_are_checked_where_botocore_does_not() -> None:
    shape = service_model().shape_for("CreateProcessingJobRequest")
    faulty = {
        "ProcessingJobName": "no blanks",
        "AppSpecification": {"ImageUri": "image", "ContainerArguments": ["x" * 257]},
        "ProcessingResources": {"ClusterConfig": {"InstanceType": "ml.none", "InstanceCount": 101}},
    }
    assert [line.split(" is ")[0].rpartition(".")[2] for line in beyond_limits(faulty, shape, "Split")] == [
        "ProcessingJobName", "ContainerArguments[0]", "InstanceType", "InstanceCount",
    ]


def test_no_step_speaks_of_one_that_comes_later(definition: dict[str, Any]) -> None:
    known: set[str] = set()
    for name, step in steps_of(definition).items():
        arguments = {key: value for key, value in step["Arguments"].items() if key not in ("IfSteps", "ElseSteps")}
        assert references(arguments) <= known, name
        known.add(name)


def test_jobs_run_in_the_network_without_a_way_out(definition: dict[str, Any]) -> None:
    network = {"Subnets": ["subnet-0a", "subnet-0b"], "SecurityGroupIds": ["sg-0a"]}
    for step in steps_of(definition).values():
        if step["Type"] == "Processing":
            assert step["Arguments"]["NetworkConfig"] == {"EnableNetworkIsolation": True, "VpcConfig": network}
        if step["Type"] == "Training":
            assert step["Arguments"]["VpcConfig"] == network
            assert step["Arguments"]["EnableNetworkIsolation"]


def test_what_leaves_for_the_model_store_is_encrypted_with_its_key(definition: dict[str, Any]) -> None:
    steps = steps_of(definition)
    below = "s3://models/models/shop/20260102T030405-abcdef12/"
    assert steps["Train"]["Arguments"]["OutputDataConfig"] == {"S3OutputPath": f"{below}artifacts", "KmsKeyId": KEY}
    for name in ("Evaluate", "Baseline"):
        config = steps[name]["Arguments"]["ProcessingOutputConfig"]
        assert config["KmsKeyId"] == KEY
        assert all(output["S3Output"]["S3Uri"].startswith(below) for output in config["Outputs"])


def test_intermediate_results_lie_below_the_build(definition: dict[str, Any]) -> None:
    outputs = {
        f"{name}/{output['OutputName']}": output["S3Output"]["S3Uri"]
        for name in ("Split", "Features") for output in steps_of(definition)[name]["Arguments"]["ProcessingOutputConfig"]["Outputs"]
    }
    below = "s3://builds/shop/20260102T030405-abcdef12"
    assert outputs["Split/input"] == f"{below}/input"
    assert outputs["Split/train"] == f"{below}/ml-pipeline-outputs/split/train"
    assert outputs["Features/encoder"] == f"{below}/ml-pipeline-outputs/features/encoder"


def test_hyper_parameters_come_from_the_input(definition: dict[str, Any]) -> None:
    given = steps_of(definition)["Train"]["Arguments"]["HyperParameters"]
    assert given == {name: str(value) for name, value in INPUTS["hyper_parameters"].items()}


def test_a_version_waits_for_approval_with_its_evidence(definition: dict[str, Any]) -> None:
    request = steps_of(definition)["Register"]["Arguments"]
    assert request["ModelPackageGroupName"] == GROUP
    assert request["ModelApprovalStatus"] == "PendingManualApproval"
    assert request["CustomerMetadataProperties"] == {"build-id": BUILD.build_id, "git-commit": "abcdef1234", "use-case": "shop"}
    assert request["ModelMetrics"]["ModelQuality"]["Statistics"]["S3Uri"]["Std:Join"]["Values"][1] == "evaluation.json"
    assert request["DriftCheckBaselines"]["ModelDataQuality"]["Constraints"]["S3Uri"]["Std:Join"]["Values"][1] == "constraints.json"
    assert request["InferenceSpecification"]["Containers"][0]["Environment"]["SAGEMAKER_PROGRAM"] == "inference.py"


def test_a_weak_model_is_not_registered(definition: dict[str, Any]) -> None:
    gate = steps_of(definition)["GoodEnough"]["Arguments"]
    condition, = gate["Conditions"]
    assert condition["Type"] == "GreaterThanOrEqualTo"
    assert condition["LeftValue"]["Std:JsonGet"]["Path"] == "binary_classification_metrics.auc.value"
    assert condition["RightValue"] == {"Get": "Parameters.MinimumAuc"}
    assert [step["Name"] for step in gate["IfSteps"]] == ["Register"]
    assert {parameter["Name"]: parameter["DefaultValue"] for parameter in definition["Parameters"]}["MinimumAuc"] == INPUTS["minimum_auc"]
