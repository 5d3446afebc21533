"""The infrastructure of inference. `python app_infra/app.py FOLDER` writes FOLDER/Inference.template.json.

One template for every environment: what differs is a parameter. Network and key of an account come from its own parameters in Systems Manager.
"""

from __future__ import annotations

import os
import sys

from aws_cdk import App, BootstraplessSynthesizer, CfnParameter, Fn, Stack
from aws_cdk.aws_ec2 import ISecurityGroup, IVpc, SecurityGroup, SubnetSelection, Vpc
from aws_cdk.aws_iam import Role
from aws_cdk.aws_kms import Key
from aws_cdk.aws_ssm import StringParameter
from constructs import Construct
from mlops_foundation.model_deploy_pipeline import ModelEndpoint


class Inference(Stack):
    """An endpoint for one model version, in the network of the account it is deployed to."""

    def __init__(self, scope: Construct, id: str, team: str) -> None:
        # The template is deployed by CodePipeline and has no assets: it needs nothing of a bootstrap stack.
        super().__init__(scope, id, synthesizer=BootstraplessSynthesizer())
        endpoint_name = CfnParameter(self, "EndpointName", description="The name that applications call")
        model_package = CfnParameter(self, "ModelPackageArn", description="The approved version in the registry")
        instance_type = CfnParameter(self, "InstanceType", description="ml.m5.large, for example")
        instance_count = CfnParameter(self, "InstanceCount", type="Number", min_value=1, description="How many instances answer")
        vpc, security_group = self._network(team)
        ModelEndpoint(
            self, "Endpoint",
            endpoint_name=endpoint_name.value_as_string,
            model_package_arn=model_package.value_as_string,
            instance_type=instance_type.value_as_string,
            instance_count=instance_count.value_as_number,
            role=Role.from_role_name(self, "Role", f"mlops-{team}-model-execution"),
            encryption_key=Key.from_key_arn(self, "Key", self._setting(team, "key-arn")),
            vpc=vpc,
            vpc_subnets=SubnetSelection(subnets=vpc.isolated_subnets),
            security_groups=[security_group],
        )

    def _network(self, team: str) -> tuple[IVpc, ISecurityGroup]:
        vpc = Vpc.from_vpc_attributes(
            self, "Network",
            vpc_id=self._setting(team, "network/vpc-id"),
            availability_zones=[Fn.select(0, Fn.get_azs())],
            isolated_subnet_ids=Fn.split(",", self._setting(team, "network/subnet-ids")),
        )
        groups = Fn.split(",", self._setting(team, "network/security-group-ids"))
        return vpc, SecurityGroup.from_security_group_id(self, "SecurityGroup", Fn.select(0, groups), mutable=False)

    def _setting(self, team: str, name: str) -> str:
        """What the account says of itself, read when the stack is deployed."""
        return StringParameter.value_for_string_parameter(self, f"/mlops/{team}/{name}")


def main(folder: str) -> None:
    app = App(outdir=folder, analytics_reporting=False)
    Inference(app, "Inference", os.environ["TEAM"])
    app.synth()


if __name__ == "__main__":
    main(sys.argv[1])
