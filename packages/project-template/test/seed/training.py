"""Trains the seed's model once, from the definition that the seed makes of itself."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from executor import Executor

BUILD_ID = "20260102T030405-abcdef12"
MAKE_DEFINITION = """
import json, sys
from pathlib import Path
import boto3
from sagemaker.core.workflow.pipeline_context import PipelineSession
from ml_pipelines.build import Build
from ml_pipelines.packages import package
from ml_pipelines.training.pipeline import get_pipeline

build = Build(
    use_case='shop', build_id=sys.argv[1], commit='abcdef12', region='eu-west-1', input_data_uri='s3://lake/curated/', build_bucket='builds',
    model_bucket='models', model_key_arn='arn:aws:kms:eu-west-1:111111111111:key/1', model_package_group_arn='group',
    execution_role_arn='role', subnet_ids=('subnet-0a',), security_group_ids=('sg-0a',),
)
package(Path.cwd(), Path(sys.argv[2]) / build.build_bucket / build.code_prefix)
inputs = json.loads(Path('ml_pipelines/training/input.json').read_text())
print(get_pipeline(build, inputs, PipelineSession(boto_session=boto3.Session(region_name='eu-west-1'))).definition())
"""


def definition_of(repository: Path, buckets: Path) -> dict[str, Any]:
    """The definition, made in a process without credentials; the packages of the steps lie in the bucket's folder."""
    made = subprocess.run(
        [sys.executable, "-B", "-W", "ignore", "-c", MAKE_DEFINITION, BUILD_ID, str(buckets)], cwd=repository, capture_output=True, text=True,
        env={"AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true"}, check=False,
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout.splitlines()[-1])


def train(repository: Path, data: Path, folder: Path) -> tuple[Executor, dict[str, Any]]:
    buckets = folder / "buckets"
    lake = buckets / "lake" / "curated"
    lake.mkdir(parents=True)
    shutil.copy(data, lake)
    definition = definition_of(repository, buckets)
    executor = Executor(buckets, folder / "jobs")
    executor.run(definition)
    return executor, definition


def serving(model_dir: Path) -> ModuleType:
    """The serving code of a model's archive, loaded from there as a container does."""
    spec = importlib.util.spec_from_file_location("served_inference", model_dir / "code" / "inference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
