"""The infrastructure of inference. `python app_infra/app.py FOLDER` writes FOLDER/Inference.template.json."""

from __future__ import annotations

import os
import sys

from aws_cdk import App, BootstraplessSynthesizer, CfnParameter, Stack, aws_ec2, aws_iam, aws_kms
from constructs import Construct
