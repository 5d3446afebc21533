"""The account that a batch inference pipeline runs in: where its data lies, and who may run its jobs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """What the account says of itself below `/mlops/<team>/` in Systems Manager, and the project that is served in it."""

    use_case: str
    """The project, the first part of every key of this use case."""
    data_bucket: str
    key_arn: str
    """Of the account's own key, for results and for the storage of instances."""
    execution_role_arn: str
    subnet_ids: tuple[str, ...]
    security_group_ids: tuple[str, ...]

    @property
    def use_case_uri(self) -> str:
        return f"s3://{self.data_bucket}/{self.use_case}"

    @property
    def incoming_uri(self) -> str:
        """Where data is expected. The slash at the end keeps `incoming_again` out of it."""
        return f"{self.use_case_uri}/incoming/"
