"""The endpoint under test, called in the role that may test it."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any, Callable

import boto3
import pytest
from botocore.config import Config

Row = dict[str, Any]
Ask = Callable[[list[Row]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def invoke() -> Callable[[str, str], str]:
    """Sends a body of a content type to the endpoint and returns the answer's body."""
    region, name = os.environ["TARGET_REGION"], os.environ["ENDPOINT_NAME"]
    sts = boto3.client("sts", region_name=region)
    session = sts.assume_role(RoleArn=os.environ["TEST_ROLE_ARN"], RoleSessionName="endpoint-test")["Credentials"]
    runtime = boto3.client(
        "sagemaker-runtime", region_name=region, aws_access_key_id=session["AccessKeyId"], aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"], config=Config(max_pool_connections=20, retries={"max_attempts": 1}),
    )

    def call(body: str, content_type: str) -> str:
        answer = runtime.invoke_endpoint(EndpointName=name, Body=body.encode(), ContentType=content_type, Accept="application/json")
        return answer["Body"].read().decode()

    return call


@pytest.fixture(scope="session")
def ask(invoke: Callable[[str, str], str]) -> Ask:
    """Predictions for rows."""
    return lambda rows: json.loads(invoke(json.dumps({"instances": rows}), "application/json"))["predictions"]


@pytest.fixture(scope="session")
def clients() -> list[Row]:
    """Clients as an application would send them, with the truth left out."""
    with (Path(__file__).parent / "samples" / "clients.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: _value(text) for name, text in row.items()} for row in csv.DictReader(file)]
    return [{name: value for name, value in row.items() if name != "default"} for row in rows]


@pytest.fixture(scope="session")
def truth() -> list[int]:
    with (Path(__file__).parent / "samples" / "clients.csv").open(encoding="utf-8", newline="") as file:
        return [int(row["default"]) for row in csv.DictReader(file)]


def _value(text: str) -> int | str:
    return int(text) if text.lstrip("-").isdigit() else text
