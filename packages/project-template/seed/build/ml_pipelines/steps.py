"""Steps of a SageMaker pipeline as plain requests of the SageMaker API.

The SDK's processors and trainers add drivers of their own and upload them while the definition is made. These steps are the
documented requests and nothing else, so that a definition is made without an account and reads like the API's reference:
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateProcessingJob.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sagemaker.core.workflow.properties import Properties, PropertyFile
from sagemaker.mlops.workflow.steps import ConfigurableRetryStep, StepTypeEnum

from ml_pipelines.build import Build

PROCESSING = "/opt/ml/processing"
TRAINING = "/opt/ml/input/data"
FAILURE = "/opt/ml/output/failure"
MESSAGE = "/opt/ml/output/message"

Uri = Any
"""A text, or a value that the pipeline resolves when it runs."""


@dataclass(frozen=True)
class Compute:
    """What a job runs on."""

    image: str
    instance_type: str
    instance_count: int = 1
    volume_gb: int = 30
    limit_seconds: int = 3600


@dataclass(frozen=True)
class Output:
    """A folder below `output` that a processing step writes, and where it goes."""

    name: str
    uri: str


@dataclass(frozen=True)
class Processing:
    """What one processing step does. An input arrives in `input/<name>` and is told to the step as `--<name>-dir`."""

    name: str
    step: str
    inputs: Mapping[str, Uri]
    outputs: Sequence[Output]
    arguments: Sequence[str] = ()
    key_arn: str | None = None
    property_files: Sequence[PropertyFile] = field(default=())


class RequestStep(ConfigurableRetryStep):
    """A step whose arguments are the request of the API that it calls."""

    def __init__(
        self, name: str, step_type: StepTypeEnum, request: dict[str, Any], response: str, property_files: Sequence[PropertyFile] = ()
    ) -> None:
        super().__init__(name, step_type)
        self.request = request
        self.property_files = list(property_files)
        self._properties = Properties(step_name=name, step=self, shape_name=response)

    @property
    def arguments(self) -> dict[str, Any]:
        return self.request

    @property
    def properties(self) -> Properties:
        return self._properties

    def to_request(self) -> dict[str, Any]:
        request = super().to_request()
        if self.property_files:
            request["PropertyFiles"] = [file.expr for file in self.property_files]
        return request


def output_of(step: RequestStep, name: str) -> Properties:
    """Where a processing step has put an output."""
    return step.properties.ProcessingOutputConfig.Outputs[name].S3Output.S3Uri


def processing_step(build: Build, compute: Compute, what: Processing) -> RequestStep:
    inputs = {**what.inputs, "code": build.code_uri(what.step)}
    outputs: dict[str, Any] = {
        "Outputs": [
            {
                "OutputName": output.name,
                "S3Output": {"S3Uri": output.uri, "LocalPath": f"{PROCESSING}/output/{output.name}", "S3UploadMode": "EndOfJob"},
            }
            for output in what.outputs
        ]
    }
    if what.key_arn:
        outputs["KmsKeyId"] = what.key_arn
    request = {
        "AppSpecification": {
            "ImageUri": compute.image,
            "ContainerEntrypoint": ["python3", f"{PROCESSING}/input/code/step.pyz"],
            "ContainerArguments": [
                *_folders(f"{PROCESSING}/input", what.inputs), "--output-dir", f"{PROCESSING}/output", *what.arguments, "--failure-file", MESSAGE,
            ],
        },
        "ProcessingInputs": [
            {
                "InputName": name,
                "S3Input": {
                    "S3Uri": uri, "LocalPath": f"{PROCESSING}/input/{name}", "S3DataType": "S3Prefix", "S3InputMode": "File",
                    "S3DataDistributionType": "FullyReplicated", "S3CompressionType": "None",
                },
            }
            for name, uri in inputs.items()
        ],
        "ProcessingOutputConfig": outputs,
        "ProcessingResources": {
            "ClusterConfig": {
                "InstanceType": compute.instance_type, "InstanceCount": compute.instance_count, "VolumeSizeInGB": compute.volume_gb,
            }
        },
        "NetworkConfig": {
            "EnableNetworkIsolation": True,
            "VpcConfig": {"Subnets": list(build.subnet_ids), "SecurityGroupIds": list(build.security_group_ids)},
        },
        "StoppingCondition": {"MaxRuntimeInSeconds": compute.limit_seconds},
        "RoleArn": build.execution_role_arn,
    }
    return RequestStep(what.name, StepTypeEnum.PROCESSING, request, "DescribeProcessingJobResponse", what.property_files)


def training_step(
    build: Build, compute: Compute, name: str, step: str, channels: Mapping[str, Uri], hyper_parameters: Mapping[str, Any],
    arguments: Sequence[str], metrics: Sequence[str],
) -> RequestStep:
    """@param metrics: what the step prints as `<metric>=<number>`"""
    request = {
        "AlgorithmSpecification": {
            "TrainingImage": compute.image,
            "TrainingInputMode": "File",
            "ContainerEntrypoint": ["python3", f"{TRAINING}/code/step.pyz"],
            "ContainerArguments": [
                *_folders(TRAINING, channels), "--hyper-parameters", "/opt/ml/input/config/hyperparameters.json", "--model-dir", "/opt/ml/model",
                *arguments, "--failure-file", FAILURE,
            ],
            "MetricDefinitions": [{"Name": metric, "Regex": f"{metric}=([0-9.]+)"} for metric in metrics],
        },
        "HyperParameters": {name: str(value) for name, value in hyper_parameters.items()},
        "InputDataConfig": [
            {
                "ChannelName": channel,
                "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}},
                "InputMode": "File",
            }
            for channel, uri in {**channels, "code": build.code_uri(step)}.items()
        ],
        "OutputDataConfig": {"S3OutputPath": build.model_uri("artifacts"), "KmsKeyId": build.model_key_arn},
        "ResourceConfig": {
            "InstanceType": compute.instance_type, "InstanceCount": compute.instance_count, "VolumeSizeInGB": compute.volume_gb,
        },
        "VpcConfig": {"Subnets": list(build.subnet_ids), "SecurityGroupIds": list(build.security_group_ids)},
        "EnableNetworkIsolation": True,
        "EnableInterContainerTrafficEncryption": True,
        "StoppingCondition": {"MaxRuntimeInSeconds": compute.limit_seconds},
        "RoleArn": build.execution_role_arn,
    }
    return RequestStep(name, StepTypeEnum.TRAINING, request, "DescribeTrainingJobResponse")


def _folders(parent: str, names: Iterable[str]) -> list[str]:
    return [part for name in names for part in (f"--{name}-dir", f"{parent}/{name}")]


def registration_step(name: str, request: dict[str, Any]) -> RequestStep:
    """@param request: of CreateModelPackage"""
    return RequestStep(name, StepTypeEnum.REGISTER_MODEL, request, "DescribeModelPackageOutput")
