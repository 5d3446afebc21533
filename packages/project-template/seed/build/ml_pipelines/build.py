"""One build of this repository: where its code, its data and its model lie, and who may run its jobs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Build:
    use_case: str
    """The project, the first part of every key of this use case."""
    build_id: str
    """Date, time and commit: unique, and in the order of the builds."""
    commit: str
    region: str
    input_data_uri: str
    build_bucket: str
    """Holds code, input and intermediate results, in the account that runs the jobs."""
    model_bucket: str
    """Holds models and their reports, in the account that keeps them."""
    model_key_arn: str
    model_package_group_arn: str
    execution_role_arn: str
    subnet_ids: tuple[str, ...]
    security_group_ids: tuple[str, ...]

    def code_uri(self, step: str) -> str:
        """@param step: `preprocessing/split`. The slash at the end keeps `preprocessing/split_again` out of it."""
        return f"s3://{self.build_bucket}/{self.code_prefix}{step}/"

    @property
    def code_prefix(self) -> str:
        return f"{self.use_case}/{self.build_id}/code/"

    @property
    def input_uri(self) -> str:
        return f"s3://{self.build_bucket}/{self.use_case}/{self.build_id}/input"

    def output_uri(self, step: str, output: str) -> str:
        return f"s3://{self.build_bucket}/{self.use_case}/{self.build_id}/ml-pipeline-outputs/{step}/{output}"

    def model_uri(self, what: str) -> str:
        return f"s3://{self.model_bucket}/models/{self.use_case}/{self.build_id}/{what}"


VARIABLES = (
    "USE_CASE", "DEV_REGION", "INPUT_DATA_URI", "BUILD_BUCKET", "MODEL_BUCKET", "MODEL_KEY_ARN", "MODEL_PACKAGE_GROUP_ARN",
    "PIPELINE_DEPLOYER_ROLE_ARN", "PIPELINE_EXECUTION_ROLE_ARN", "NETWORK_PARAMETER_PREFIX",
)


def require_variables(environment: Mapping[str, str]) -> None:
    """Raises a KeyError that names every variable that the build project did not set."""
    missing = [name for name in VARIABLES if not environment.get(name)]
    if missing:
        raise KeyError(f"the environment lacks {', '.join(missing)}; the build project of the pipeline sets them")
