from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app_infra import release


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("release")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TEAM", "shop")
        from app_infra.app import main

        main(str(folder))
    return json.loads((Path(folder) / "Inference.template.json").read_text())


def test_every_parameter_of_a_release_is_one_of_the_template(template: dict[str, Any]) -> None:
    given = release.configuration("version", "shop-p-1", {"real_time": {"instance_type": "ml.m5.large", "instance_count": 1}})["Parameters"]
    open_ones = {name for name, parameter in template["Parameters"].items() if "Default" not in parameter}
    assert set(given) == open_ones


def test_the_rest_comes_from_the_account_it_is_deployed_to(template: dict[str, Any]) -> None:
    settings = {parameter["Default"] for parameter in template["Parameters"].values() if parameter["Type"].startswith("AWS::SSM::Parameter::Value")}
    assert {"/mlops/shop/key-arn", "/mlops/shop/network/subnet-ids", "/mlops/shop/network/security-group-ids"} <= settings


def test_there_is_one_endpoint_and_no_asset(template: dict[str, Any]) -> None:
    types = [resource["Type"] for resource in template["Resources"].values()]
    assert types.count("AWS::SageMaker::Endpoint") == 1
    assert "cdk-hnb659fds" not in json.dumps(template)
