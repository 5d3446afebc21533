from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Callable

import pytest

from repository_contract.command import main

PACKAGE = Path(__file__).resolve().parents[1]


def test_a_repository_that_keeps_to_the_contract_is_fine(copy_of: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(copy_of("deploy"))]) == 0
    assert "keeps to the contract of a deploy repository" in capsys.readouterr().out


def test_violations_are_told_with_their_mending(copy_of: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    repository = copy_of("build")
    (repository / "buildspec.yml").unlink()
    assert main(["check", str(repository)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("buildspec.yml: there is no buildspec.yml in . [build/root]\n    Create it at the root")
    assert "1 violations in 1 places" in out


@pytest.mark.parametrize("arguments", [[], ["check"], ["check", "/no/such/folder"], ["check", ".", "--kind", "other"], ["mend", "."]])
def test_wrong_use_is_told_apart_from_violations(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_folder_of_no_kind_asks_for_the_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", str(tmp_path)])
    assert "Say it with --kind" in capsys.readouterr().err


def test_an_empty_folder_lacks_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path), "--kind", "build"]) == 1
    assert "algorithms" in capsys.readouterr().out


def test_the_schema_of_a_document_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "inference_config"]) == 0
    assert '"real_time"' in capsys.readouterr().out


def test_it_runs_as_a_zip_of_its_sources_alone(copy_of: Callable[[str], Path], tmp_path: Path) -> None:
    sources = shutil.copytree(PACKAGE / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    archive = shutil.make_archive(str(tmp_path / "repository-contract"), "zip", sources)
    repository = copy_of("build")
    fine = subprocess.run([sys.executable, "-I", archive, "check", "."], cwd=repository, capture_output=True, text=True, check=False)
    assert (fine.returncode, fine.stderr) == (0, "")
    (repository / "README.md").unlink()
    assert subprocess.run([sys.executable, "-I", archive, "check", "."], cwd=repository, capture_output=True, check=False).returncode == 1
    assert "__main__.py" in zipfile.ZipFile(archive).namelist()


@pytest.mark.parametrize("file", sorted((PACKAGE / "src").rglob("*.py")), ids=lambda file: file.name)
def test_the_sources_are_python_3_9_and_standard_library_only(file: Path) -> None:
    module = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 9))
    plain = [alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    imported = {name.split(".")[0] for name in (*plain, *parts)}
    assert imported <= {*sys.stdlib_module_names, "repository_contract"}
