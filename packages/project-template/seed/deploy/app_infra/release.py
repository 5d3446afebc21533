"""Says which version is released, and with which parameters in each environment.

`python app_infra/release.py FOLDER` writes FOLDER/<environment>.configuration.json for each environment of the pipeline: template configurations of
CodePipeline's CloudFormation action. One template for all of them: what was tested is what is deployed.
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import boto3

REPOSITORY = Path(__file__).resolve().parent.parent


class NothingApproved(Exception):
    """The model group has no approved version."""


def newest_approved(sagemaker: Any, group: str) -> str:
    """The ARN of the newest version that a lead data scientist has approved."""
    answer = sagemaker.list_model_packages(
        ModelPackageGroupName=group, ModelApprovalStatus="Approved", SortBy="CreationTime", SortOrder="Descending", MaxResults=1
    )
    versions = answer["ModelPackageSummaryList"]
    if not versions:
        raise NothingApproved(f"{group} has no approved version: approve one in the registry, then release this change")
    return versions[0]["ModelPackageArn"]


def configuration(model_package_arn: str, endpoint_name: str, inference: dict[str, Any]) -> dict[str, Any]:
    """@param inference: inference_config.json of an environment"""
    real_time = inference["real_time"]
    return {
        "Parameters": {
            "ModelPackageArn": model_package_arn,
            "EndpointName": endpoint_name,
            "InstanceType": real_time["instance_type"],
            "InstanceCount": str(real_time["instance_count"]),
        }
    }


def main(folder: Path) -> None:
    group = os.environ["MODEL_PACKAGE_GROUP_ARN"]
    version = newest_approved(boto3.client("sagemaker", region_name=group.split(":")[3]), group)
    print(f"releases {version}")
    folder.mkdir(parents=True, exist_ok=True)
    for environment in os.environ["STAGES"].split(","):
        inference = json.loads((REPOSITORY / "inference_config" / environment / "inference_config.json").read_text(encoding="utf-8"))
        parameters = configuration(version, os.environ["PROJECT_NAME"], inference)
        (folder / f"{environment}.configuration.json").write_text(json.dumps(parameters, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
