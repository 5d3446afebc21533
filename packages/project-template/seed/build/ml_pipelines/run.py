"""Takes the code of this build to the account that trains, creates or updates its pipelines there and starts them. Does not wait for the training.

`python -m ml_pipelines.run` runs every pipeline of this folder, `python -m ml_pipelines.run training` the one that is named.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from ml_pipelines.build import Build, require_variables
from ml_pipelines.packages import commit_of, package

REPOSITORY = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> None:
    available = sorted(file.parent.name for file in (REPOSITORY / "ml_pipelines").glob("*/pipeline.py"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipelines", nargs="*", help=f"which of {', '.join(available)}; all where none is named")
    wanted = parser.parse_args(arguments).pipelines or available
    unknown = sorted(set(wanted) - set(available))
    if unknown:
        parser.error(f"there is no pipeline {', '.join(unknown)}; there is {', '.join(available)}")
    require_variables(os.environ)
    session = deployer_session(os.environ["PIPELINE_DEPLOYER_ROLE_ARN"], os.environ["DEV_REGION"])
    build = describe_build(session)
    upload_code(session, build)
    for name in wanted:
        print(f"{name}: {start(session.client('sagemaker'), build, make_pipeline(session, build, name))}", flush=True)


def deployer_session(role_arn: str, region: str) -> boto3.Session:
    """A session of the role that may create pipelines in the account that trains."""
    credentials = boto3.client("sts", region_name=region).assume_role(RoleArn=role_arn, RoleSessionName="ml-pipelines")["Credentials"]
    return boto3.Session(
        aws_access_key_id=credentials["AccessKeyId"], aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials["SessionToken"], region_name=region,
    )


def describe_build(session: boto3.Session) -> Build:
    commit = commit_of(REPOSITORY, os.environ.get("CODEBUILD_RESOLVED_SOURCE_VERSION"))
    network = os.environ["NETWORK_PARAMETER_PREFIX"].rstrip("/")
    return Build(
        use_case=os.environ["USE_CASE"],
        build_id=f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{commit[:8]}",
        commit=commit,
        region=os.environ["DEV_REGION"],
        input_data_uri=os.environ["INPUT_DATA_URI"],
        build_bucket=os.environ["BUILD_BUCKET"],
        model_bucket=os.environ["MODEL_BUCKET"],
        model_key_arn=os.environ["MODEL_KEY_ARN"],
        model_package_group_arn=os.environ["MODEL_PACKAGE_GROUP_ARN"],
        execution_role_arn=os.environ["PIPELINE_EXECUTION_ROLE_ARN"],
        subnet_ids=_parameter(session, f"{network}/subnet-ids"),
        security_group_ids=_parameter(session, f"{network}/security-group-ids"),
    )


def upload_code(session: boto3.Session, build: Build) -> None:
    bucket = session.client("s3")
    with tempfile.TemporaryDirectory() as folder:
        for file in package(REPOSITORY, Path(folder)):
            bucket.upload_file(str(file), build.build_bucket, build.code_prefix + file.relative_to(folder).as_posix())
    print(f"code: s3://{build.build_bucket}/{build.code_prefix}")


def make_pipeline(session: boto3.Session, build: Build, name: str) -> Any:
    # The SDK wants a region before it is imported, and takes seconds: so not before everything else is known to be there.
    os.environ.setdefault("AWS_DEFAULT_REGION", build.region)
    from sagemaker.core.workflow.pipeline_context import PipelineSession

    inputs = json.loads((REPOSITORY / "ml_pipelines" / name / "input.json").read_text(encoding="utf-8"))
    module = importlib.import_module(f"ml_pipelines.{name}.pipeline")
    return module.get_pipeline(build, inputs, PipelineSession(boto_session=session))


def start(sagemaker: Any, build: Build, pipeline: Any) -> str:
    """Creates or updates a pipeline and starts it. Returns the execution's ARN."""
    definition = {"PipelineName": pipeline.name, "PipelineDefinition": pipeline.definition(), "RoleArn": build.execution_role_arn}
    if _exists(sagemaker, pipeline.name):
        sagemaker.update_pipeline(**definition)
    else:
        sagemaker.create_pipeline(**definition)
    execution = sagemaker.start_pipeline_execution(
        PipelineName=pipeline.name, PipelineExecutionDisplayName=build.build_id, PipelineExecutionDescription=f"Commit {build.commit}",
    )
    return execution["PipelineExecutionArn"]


def _exists(sagemaker: Any, pipeline_name: str) -> bool:
    try:
        sagemaker.describe_pipeline(PipelineName=pipeline_name)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFound":
            return False
        raise
    return True


def _parameter(session: boto3.Session, name: str) -> tuple[str, ...]:
    value = session.client("ssm").get_parameter(Name=name)["Parameter"]["Value"]
    return tuple(part.strip() for part in value.split(","))


if __name__ == "__main__":
    main(sys.argv[1:])
