"""The batch inference pipeline: an approved version becomes a model, and the model scores the files below an S3 prefix.

https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
"""

from __future__ import annotations

from typing import Any

from sagemaker.core.workflow.execution_variables import ExecutionVariables
from sagemaker.core.workflow.functions import Join
from sagemaker.core.workflow.parameters import ParameterString
from sagemaker.mlops.workflow.pipeline import Pipeline
from sagemaker.mlops.workflow.steps import StepTypeEnum

from app_infra.batch_inference.account import Account
from app_infra.batch_inference.configuration import BatchConfiguration
from app_infra.batch_inference.request_step import RequestStep


def get_pipeline(account: Account, model_package_arn: str, inference: dict[str, Any], session: Any) -> Pipeline:
    """The version is no parameter of the pipeline: who may start it scores with what was released, and with nothing else.

    @param model_package_arn: of the approved version that is released.
    @param inference: inference_config.json of the account's environment.
    @param session: a PipelineSession of the SDK; no call is made through it.
    """
    configuration = BatchConfiguration.of(inference)
    input_data = ParameterString("InputDataUri", default_value=account.incoming_uri)
    model = RequestStep("Model", StepTypeEnum.CREATE_MODEL, _model(account, model_package_arn), "DescribeModelOutput")
    score = RequestStep("Score", StepTypeEnum.TRANSFORM, _score(account, configuration, model, input_data), "DescribeTransformJobResponse")
    return Pipeline(
        name=f"{account.use_case}-batch-inference", parameters=[input_data], steps=[model, score], pipeline_experiment_config=None,
        sagemaker_session=session,
    )


def _model(account: Account, model_package_arn: str) -> dict[str, Any]:
    """Jobs take network and isolation from their model: a transform job's own request has no place for them."""
    return {
        "PrimaryContainer": {"ModelPackageName": model_package_arn},
        "ExecutionRoleArn": account.execution_role_arn,
        "VpcConfig": {"Subnets": list(account.subnet_ids), "SecurityGroupIds": list(account.security_group_ids)},
        "EnableNetworkIsolation": True,
    }


def _score(account: Account, configuration: BatchConfiguration, model: RequestStep, input_data: ParameterString) -> dict[str, Any]:
    splitting = configuration.splitting
    strategy = {"BatchStrategy": splitting["strategy"]} if "strategy" in splitting else {}
    return {
        "ModelName": model.properties.ModelName,
        **strategy,
        "MaxConcurrentTransforms": 1,
        "MaxPayloadInMB": configuration.max_payload_mb,
        "TransformInput": {
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": input_data}},
            "ContentType": configuration.content_type,
            "CompressionType": "None",
            "SplitType": splitting["split"],
        },
        "TransformOutput": {
            "S3OutputPath": _predictions(account),
            "Accept": "application/json",
            "AssembleWith": splitting["assemble"],
            "KmsKeyId": account.key_arn,
        },
        "TransformResources": {
            "InstanceType": configuration.instance_type, "InstanceCount": configuration.instance_count, "VolumeKmsKeyId": account.key_arn,
        },
    }


def _predictions(account: Account) -> Join:
    """Below the date and time of the run, so that no run overwrites another's results."""
    return Join(on="/", values=[account.use_case_uri, ExecutionVariables.START_DATETIME, "ml-pipeline-outputs/score/predictions"])
