"""The training pipeline: split, features, train, evaluate, baseline, and a registration behind a threshold."""

from __future__ import annotations

from typing import Any

from sagemaker.core import image_uris
from sagemaker.core.workflow.conditions import ConditionGreaterThanOrEqualTo
from sagemaker.core.workflow.functions import Join, JsonGet
from sagemaker.core.workflow.parameters import ParameterFloat, ParameterString
from sagemaker.core.workflow.properties import PropertyFile
from sagemaker.mlops.workflow.condition_step import ConditionStep
from sagemaker.mlops.workflow.fail_step import FailStep
from sagemaker.mlops.workflow.pipeline import Pipeline

from ml_pipelines.build import Build
from ml_pipelines.steps import Compute, Output, Processing, RequestStep, output_of, processing_step, registration_step, training_step

AUC = "binary_classification_metrics.auc.value"


def get_pipeline(build: Build, inputs: dict[str, Any], session: Any) -> Pipeline:
    """@param inputs: input.json of this folder. @param session: a PipelineSession of the SDK; no call is made through it."""
    columns = inputs["columns"]
    image = _image(build, inputs)
    processing = Compute(image, inputs["instances"]["processing"]["type"], inputs["instances"]["processing"]["count"])
    input_data = ParameterString("InputDataUri", default_value=build.input_data_uri)
    minimum_auc = ParameterFloat("MinimumAuc", default_value=inputs["minimum_auc"])
    report = PropertyFile(name="Evaluation", output_name="evaluation", path="evaluation.json")

    split = processing_step(build, processing, _split(build, inputs, input_data))
    features = processing_step(build, processing, _features(build, columns, split))
    train = _train(build, inputs, image, features)
    evaluate = processing_step(build, processing, _evaluate(build, columns, split, train, report))
    baseline = processing_step(build, processing, _baseline(build, columns, split))
    register = registration_step("Register", _model_package(build, inputs, image, train, evaluate, baseline))
    too_weak = FailStep("TooWeak", error_message=Join(on=" ", values=["The AUC on the test part is below", minimum_auc]))
    gate = ConditionStep(
        name="GoodEnough",
        conditions=[ConditionGreaterThanOrEqualTo(left=JsonGet(step_name=evaluate.name, property_file=report, json_path=AUC), right=minimum_auc)],
        if_steps=[register],
        else_steps=[too_weak],
        depends_on=[baseline.name],
    )
    return Pipeline(
        name=f"{build.use_case}-training", parameters=[input_data, minimum_auc], steps=[split, features, train, evaluate, baseline, gate],
        pipeline_experiment_config=None, sagemaker_session=session,
    )


def _image(build: Build, inputs: dict[str, Any]) -> str:
    """AWS's own image for the framework, in the region of the build."""
    image, instance = inputs["image"], inputs["instances"]["training"]["type"]
    return image_uris.retrieve(image["framework"], build.region, version=image["version"], py_version="py3", instance_type=instance)


def _split(build: Build, inputs: dict[str, Any], input_data: ParameterString) -> Processing:
    parts = [Output(name, build.output_uri("split", name)) for name in ("train", "validation", "test")]
    return Processing(
        "Split", "preprocessing/split", {"data": input_data}, [*parts, Output("input", build.input_uri)],
        ["--target", inputs["columns"]["target"], *_options(inputs["split"])],
    )


def _features(build: Build, columns: dict[str, Any], split: RequestStep) -> Processing:
    named = [part for name in ("one_hot", "binned", "scaled") for part in (f"--{name.replace('_', '-')}", *columns[name])]
    return Processing(
        "Features", "preprocessing/features", {name: output_of(split, name) for name in ("train", "validation")},
        [Output(name, build.output_uri("features", name)) for name in ("train", "validation", "encoder")],
        ["--target", columns["target"], *named],
    )


def _train(build: Build, inputs: dict[str, Any], image: str, features: RequestStep) -> RequestStep:
    channels = {**{name: output_of(features, name) for name in ("train", "validation", "encoder")}, "serving": build.code_uri("serving")}
    compute = Compute(image, inputs["instances"]["training"]["type"], inputs["instances"]["training"]["count"])
    arguments = ["--target", inputs["columns"]["target"]]
    return training_step(build, compute, "Train", "training/train", channels, inputs["hyper_parameters"], arguments, ["validation:auc"])


def _evaluate(build: Build, columns: dict[str, Any], split: RequestStep, train: RequestStep, report: PropertyFile) -> Processing:
    return Processing(
        "Evaluate", "postprocessing/evaluate", {"test": output_of(split, "test"), "model": train.properties.ModelArtifacts.S3ModelArtifacts},
        [Output("evaluation", build.model_uri("evaluation"))], ["--target", columns["target"]], build.model_key_arn, [report],
    )


def _baseline(build: Build, columns: dict[str, Any], split: RequestStep) -> Processing:
    return Processing(
        "Baseline", "postprocessing/baseline", {"train": output_of(split, "train")}, [Output("baseline", build.model_uri("baseline"))],
        ["--ignored", columns["target"], *columns["ignored"]], build.model_key_arn,
    )


def _model_package(
    build: Build, inputs: dict[str, Any], image: str, train: RequestStep, evaluate: RequestStep, baseline: RequestStep
) -> dict[str, Any]:
    drift = {"Statistics": _file(baseline, "baseline", "statistics.json"), "Constraints": _file(baseline, "baseline", "constraints.json")}
    return {
        "ModelPackageGroupName": build.model_package_group_arn,
        "ModelPackageDescription": f"Build {build.build_id} of {build.use_case}",
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [
                {
                    "Image": image,
                    "ModelDataUrl": train.properties.ModelArtifacts.S3ModelArtifacts,
                    "Environment": {
                        "SAGEMAKER_PROGRAM": "inference.py",
                        "SAGEMAKER_SUBMIT_DIRECTORY": "/opt/ml/model/code",
                        "SAGEMAKER_CONTAINER_LOG_LEVEL": "20",
                        "SAGEMAKER_REGION": build.region,
                    },
                }
            ],
            "SupportedContentTypes": ["application/json", "text/csv"],
            "SupportedResponseMIMETypes": ["application/json"],
            "SupportedRealtimeInferenceInstanceTypes": inputs["instances"]["inference"],
            "SupportedTransformInstanceTypes": inputs["instances"]["inference"],
        },
        "ModelMetrics": {"ModelQuality": {"Statistics": _file(evaluate, "evaluation", "evaluation.json")}, "ModelDataQuality": drift},
        "DriftCheckBaselines": {"ModelDataQuality": drift},
        "CustomerMetadataProperties": {"build-id": build.build_id, "git-commit": build.commit, "use-case": build.use_case},
    }


def _file(step: RequestStep, output: str, name: str) -> dict[str, Any]:
    return {"ContentType": "application/json", "S3Uri": Join(on="/", values=[output_of(step, output), name])}


def _options(values: dict[str, Any]) -> list[str]:
    """`{"test_share": 0.2}` to `["--test-share", "0.2"]`."""
    return [part for name, value in values.items() for part in (f"--{name.replace('_', '-')}", str(value))]
