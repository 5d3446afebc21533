from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.model import Shape
from botocore.validate import ParamValidator

from app_infra.batch_inference.account import Account
from app_infra.batch_inference.configuration import BatchConfigurationError

FILE = Path(__file__).resolve().parent.parent / "ml-pipeline-inference.py"
CONFIGURATIONS = Path(__file__).resolve().parents[3] / "inference_config"
APIS = {"Model": ("CreateModel", {"ModelName": "model"}), "Transform": ("CreateTransformJob", {"TransformJobName": "job"})}
VERSION = "arn:aws:sagemaker:eu-west-1:111111111111:model-package/shop-p-1/7"
KEY = "arn:aws:kms:eu-west-1:333333333333:key/11111111-2222-3333-4444-555555555555"
ROLE = "arn:aws:iam::333333333333:role/mlops-shop-model-execution"
ACCOUNT = Account("shop", "data", KEY, ROLE, ("subnet-0a", "subnet-0b"), ("sg-0a",))
CSV = {"instance_type": "ml.m5.large", "instance_count": 1, "content_type": "text/csv"}

Define = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def define() -> Iterator[Define]:
    """Definitions for a configuration, made without credentials and without a call."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        environment.setenv("AWS_EC2_METADATA_DISABLED", "true")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
            environment.delenv(name, raising=False)
        from sagemaker.core.workflow.pipeline_context import PipelineSession

        session = PipelineSession(boto_session=boto3.Session(region_name="eu-west-1"))
        pipeline = loaded(FILE)
        yield lambda inference: json.loads(pipeline.get_pipeline(ACCOUNT, VERSION, inference, session).definition())


def loaded(file: Path) -> Any:
    """A module whose file has no name that `import` takes."""
    spec = importlib.util.spec_from_file_location(file.stem.replace("-", "_"), file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def configuration(environment: str) -> dict[str, Any]:
    return json.loads((CONFIGURATIONS / environment / "inference_config.json").read_text(encoding="utf-8"))


def steps_of(definition: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {step["Name"]: step for step in definition["Steps"]}


def resolved(value: Any) -> Any:
    """A request with what the pipeline fills in when it runs."""
    if isinstance(value, dict):
        known = {"Steps.Model.ModelName": "model", "Parameters.InputDataUri": "s3://data/new/", "Execution.StartDateTime": "2026-01-02T03:04:05.678Z"}
        if "Get" in value:
            return known[value["Get"]]
        if "Std:Join" in value:
            return value["Std:Join"]["On"].join(resolved(value["Std:Join"]["Values"]))
        return {name: resolved(part) for name, part in value.items()}
    return [resolved(part) for part in value] if isinstance(value, list) else value


def beyond_limits(value: Any, shape: Shape, where: str) -> Iterator[str]:
    """What botocore's validator leaves to the service: upper limits, values of an enumeration, patterns."""
    if shape.type_name == "structure":
        for name, part in value.items():
            yield from beyond_limits(part, shape.members[name], f"{where}.{name}")
    elif shape.type_name == "list":
        for index, part in enumerate(value):
            yield from beyond_limits(part, shape.member, f"{where}[{index}]")
    rules = shape.metadata
    size = value if isinstance(value, (int, float)) else len(value)
    if "max" in rules and size > rules["max"]:
        yield f"{where} is {size}, more than {rules['max']}"
    if "enum" in rules and value not in rules["enum"]:
        yield f"{where} is {value}, none of {rules['enum']}"
    if isinstance(value, str) and not re.fullmatch(rules.get("pattern", ".*"), value):
        yield f"{where} is {value}, which does not match {rules['pattern']}"


@cache
def shape_of(api: str) -> Shape:
    """What the API takes, as botocore has it: it takes half a second to read."""
    return boto3.Session(region_name="eu-west-1").client("sagemaker").meta.service_model.operation_model(api).input_shape


@pytest.mark.parametrize("environment", ["staging", "prod"])
def test_a_model_is_made_and_scores_in_each_environment(define: Define, environment: str) -> None:
    given = configuration(environment)
    steps = steps_of(define(given))
    assert [(name, step["Type"]) for name, step in steps.items()] == [("Model", "Model"), ("Score", "Transform")]
    assert steps["Score"]["Arguments"]["ModelName"] == {"Get": "Steps.Model.ModelName"}
    resources = steps["Score"]["Arguments"]["TransformResources"]
    assert (resources["InstanceType"], resources["InstanceCount"]) == (given["batch"]["instance_type"], given["batch"]["instance_count"])


@pytest.mark.parametrize("content_type", ["text/csv", "application/json"])
@pytest.mark.parametrize("name", ["Model", "Score"])
def test_each_request_is_one_that_the_api_takes(define: Define, name: str, content_type: str) -> None:
    step = steps_of(define({"batch": {**CSV, "content_type": content_type}}))[name]
    api, named = APIS[step["Type"]]
    request = {**named, **resolved(step["Arguments"])}
    report = ParamValidator().validate(request, shape_of(api))
    assert not report.has_errors(), report.generate_report()
    assert not list(beyond_limits(request, shape_of(api), name))


def test_limits_are_checked_where_botocore_does_not() -> None:
    faulty = {
        "ModelName": "no blanks", "BatchStrategy": "AllRecords", "TransformOutput": {"S3OutputPath": "data", "KmsKeyId": "k" * 2049},
        "TransformResources": {"InstanceType": "ml.none", "InstanceCount": 1},
    }
    assert [line.split(" is ")[0].rpartition(".")[2] for line in beyond_limits(faulty, shape_of("CreateTransformJob"), "Score")] == [
        "ModelName", "BatchStrategy", "S3OutputPath", "KmsKeyId", "InstanceType",
    ]


def test_the_version_is_the_released_one_and_no_parameter(define: Define) -> None:
    definition = define({"batch": CSV})
    assert steps_of(definition)["Model"]["Arguments"]["PrimaryContainer"] == {"ModelPackageName": VERSION}
    assert {given["Name"]: given["DefaultValue"] for given in definition["Parameters"]} == {"InputDataUri": "s3://data/shop/incoming/"}


def test_containers_run_in_the_network_without_a_way_out(define: Define) -> None:
    request = steps_of(define({"batch": CSV}))["Model"]["Arguments"]
    assert request["VpcConfig"] == {"Subnets": ["subnet-0a", "subnet-0b"], "SecurityGroupIds": ["sg-0a"]}
    assert request["EnableNetworkIsolation"] is True
    assert request["ExecutionRoleArn"] == ROLE


def test_results_lie_below_the_date_of_the_run_under_the_accounts_key(define: Define) -> None:
    request = steps_of(define({"batch": CSV}))["Score"]["Arguments"]
    assert request["TransformOutput"]["S3OutputPath"]["Std:Join"]["Values"][1] == {"Get": "Execution.StartDateTime"}
    assert resolved(request["TransformOutput"]["S3OutputPath"]) == "s3://data/shop/2026-01-02T03:04:05.678Z/ml-pipeline-outputs/score/predictions"
    assert request["TransformOutput"]["KmsKeyId"] == KEY
    assert request["TransformResources"]["VolumeKmsKeyId"] == KEY


def test_what_is_scored_lies_below_the_parameter(define: Define) -> None:
    source = steps_of(define({"batch": CSV}))["Score"]["Arguments"]["TransformInput"]["DataSource"]["S3DataSource"]
    assert source == {"S3DataType": "S3Prefix", "S3Uri": {"Get": "Parameters.InputDataUri"}}


def test_a_csv_stays_whole_because_its_first_line_names_the_columns(define: Define) -> None:
    request = steps_of(define({"batch": CSV}))["Score"]["Arguments"]
    assert (request["TransformInput"]["ContentType"], request["TransformInput"]["SplitType"]) == ("text/csv", "None")
    assert request["TransformOutput"]["AssembleWith"] == "None"
    assert "BatchStrategy" not in request


def test_each_line_of_json_is_a_request(define: Define) -> None:
    request = steps_of(define({"batch": {**CSV, "content_type": "application/json", "max_payload_mb": 1}}))["Score"]["Arguments"]
    assert (request["TransformInput"]["ContentType"], request["TransformInput"]["SplitType"]) == ("application/json", "Line")
    assert (request["BatchStrategy"], request["MaxPayloadInMB"]) == ("SingleRecord", 1)
    assert request["TransformOutput"]["AssembleWith"] == "Line"


def test_without_a_configuration_it_says_what_to_do(define: Define) -> None:
    with pytest.raises(BatchConfigurationError, match='has no entry batch: add "batch": {"instance_type"'):
        define({"real_time": {"instance_type": "ml.m5.large", "instance_count": 1}})
