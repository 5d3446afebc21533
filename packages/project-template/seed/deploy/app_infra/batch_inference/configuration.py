"""What batch inference runs on: the entry `batch` of an environment's inference_config.json."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REQUIRED = ("instance_type", "instance_count", "content_type")
EXAMPLE = '"batch": {"instance_type": "ml.m5.large", "instance_count": 1, "content_type": "text/csv"}'
LARGEST_PAYLOAD_MB = 100

SPLITTING: dict[str, dict[str, str]] = {
    "text/csv": {"split": "None", "assemble": "None"},
    "application/json": {"split": "Line", "assemble": "Line", "strategy": "SingleRecord"},
}
"""How files become requests, by content type. The model wants the names of a CSV's columns in its first line, so that a file stays whole; of JSON,
each line is a document. Two of them in one request (`MultiRecord`) would be none."""


class BatchConfigurationError(Exception):
    """The configuration of batch inference is missing, or not one that a job can run with."""


@dataclass(frozen=True)
class BatchConfiguration:
    instance_type: str
    instance_count: int
    content_type: str
    max_payload_mb: int = 6
    """The largest request; a larger one ends the job. SageMaker's own default.
    https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"""

    @classmethod
    def of(cls, inference: dict[str, Any]) -> BatchConfiguration:
        """@param inference: inference_config.json of an environment. Raises a BatchConfigurationError that names every problem."""
        batch = inference.get("batch")
        if not isinstance(batch, dict):
            raise BatchConfigurationError(f"inference_config.json has no entry batch: add {EXAMPLE}")
        problems = _problems(batch)
        if problems:
            raise BatchConfigurationError(f"batch of inference_config.json: {'; '.join(problems)}; as in {EXAMPLE}")
        return cls(**{name: value for name, value in batch.items() if name in cls.__dataclass_fields__})

    @property
    def splitting(self) -> dict[str, str]:
        return SPLITTING[self.content_type]


def _problems(batch: dict[str, Any]) -> list[str]:
    found = [f"{name} is missing" for name in REQUIRED if name not in batch]
    if "instance_count" in batch and batch["instance_count"] < 1:
        found.append(f"instance_count is {batch['instance_count']}, less than 1")
    if "content_type" in batch and batch["content_type"] not in SPLITTING:
        found.append(f"content_type is {batch['content_type']!r}, none of {', '.join(SPLITTING)}")
    if not 1 <= batch.get("max_payload_mb", 1) <= LARGEST_PAYLOAD_MB:
        found.append(f"max_payload_mb is {batch['max_payload_mb']}, not from 1 to {LARGEST_PAYLOAD_MB}")
    return found
