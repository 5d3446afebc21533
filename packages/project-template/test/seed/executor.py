"""Runs the jobs of a pipeline definition one after the other as processes, in folders that stand for buckets and for /opt/ml."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any


class Executor:
    def __init__(self, buckets: Path, jobs: Path) -> None:
        self.buckets = buckets
        self.jobs = jobs
        self.models: dict[str, str] = {}
        self.outputs: dict[tuple[str, str], str] = {}

    def run(self, definition: dict[str, Any]) -> None:
        self.parameters = {parameter["Name"]: parameter["DefaultValue"] for parameter in definition["Parameters"]}
        for step in definition["Steps"]:
            if step["Type"] == "Processing":
                self._process(step["Name"], step["Arguments"])
            elif step["Type"] == "Training":
                self._train(step["Name"], step["Arguments"])

    def resolve(self, value: Any) -> Any:
        """The value of what a definition leaves open: a parameter, an output of a step, the artifact of a training, texts joined."""
        if not isinstance(value, dict):
            return value
        if "Std:Join" in value:
            return value["Std:Join"]["On"].join(self.resolve(part) for part in value["Std:Join"]["Values"])
        path = value["Get"]
        if path.startswith("Parameters."):
            return self.parameters[path.partition(".")[2]]
        output = re.fullmatch(r"Steps\.(\w+)\.ProcessingOutputConfig\.Outputs\['(\w+)'\]\.S3Output\.S3Uri", path)
        if output:
            return self.outputs[output.group(1), output.group(2)]
        artifact = re.fullmatch(r"Steps\.(\w+)\.ModelArtifacts\.S3ModelArtifacts", path)
        assert artifact, path
        return self.models[artifact.group(1)]

    def folder(self, uri: str) -> Path:
        return self.buckets / uri.removeprefix("s3://")

    def _process(self, name: str, request: dict[str, Any]) -> None:
        root = self.jobs / name
        for item in request["ProcessingInputs"]:
            self._fetch(self.resolve(item["S3Input"]["S3Uri"]), self._inside(root, item["S3Input"]["LocalPath"]))
        self._spawn(root, request["AppSpecification"])
        for item in request["ProcessingOutputConfig"]["Outputs"]:
            uri = item["S3Output"]["S3Uri"]
            shutil.copytree(self._inside(root, item["S3Output"]["LocalPath"]), self.folder(uri))
            self.outputs[name, item["OutputName"]] = uri

    def _train(self, name: str, request: dict[str, Any]) -> None:
        root = self.jobs / name
        for channel in request["InputDataConfig"]:
            self._fetch(self.resolve(channel["DataSource"]["S3DataSource"]["S3Uri"]), root / "input" / "data" / channel["ChannelName"])
        (root / "input" / "config").mkdir(parents=True)
        (root / "input" / "config" / "hyperparameters.json").write_text(json.dumps(request["HyperParameters"]))
        self._spawn(root, request["AlgorithmSpecification"])
        self.models[name] = f"{request['OutputDataConfig']['S3OutputPath']}/{name}/output/model.tar.gz"
        archive = self.folder(self.models[name])
        archive.parent.mkdir(parents=True)
        with tarfile.open(archive, "w:gz") as packed:
            for file in sorted((root / "model").iterdir()):
                packed.add(file, file.name)

    def _fetch(self, uri: str, target: Path) -> None:
        source = self.folder(uri)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.mkdir(parents=True)
            shutil.copy(source, target)

    def _spawn(self, root: Path, what: dict[str, Any]) -> None:
        """The entry point and its arguments, with /opt/ml in the job's folder and nothing of this process's environment."""
        command = [part.replace("/opt/ml", str(root)) for part in (*what["ContainerEntrypoint"], *what["ContainerArguments"])]
        assert command[0] == "python3"
        environment = {"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        ran = subprocess.run([sys.executable, *command[1:]], cwd=root, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    @staticmethod
    def _inside(root: Path, path: str) -> Path:
        return root / path.removeprefix("/opt/ml/")
