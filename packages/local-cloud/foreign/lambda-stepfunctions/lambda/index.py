import json
import os

import boto3


def handler(event, context):
    """Starts the state machine that the pattern names in the function's environment."""
    started = boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["STATE_MACHINE_ARN"], input=json.dumps(event))
    return {"executionArn": started["executionArn"]}
