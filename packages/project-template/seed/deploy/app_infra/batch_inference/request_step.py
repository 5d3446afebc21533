"""A step of a SageMaker pipeline as a plain request of the SageMaker API.

The SDK's classes for models and transform jobs want objects of their own and a session in which calls are recorded. A definition made of documented
requests needs neither an account nor a call.
"""

from __future__ import annotations

from typing import Any

from sagemaker.core.workflow.properties import Properties
from sagemaker.mlops.workflow.steps import ConfigurableRetryStep, StepTypeEnum


class RequestStep(ConfigurableRetryStep):
    """A step whose arguments are the request of the API that it calls."""

    def __init__(self, name: str, step_type: StepTypeEnum, request: dict[str, Any], response: str) -> None:
        super().__init__(name, step_type)
        self.request = request
        self._properties = Properties(step_name=name, step=self, shape_name=response)

    @property
    def arguments(self) -> dict[str, Any]:
        return self.request

    @property
    def properties(self) -> Properties:
        return self._properties
