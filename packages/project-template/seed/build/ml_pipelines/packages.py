"""Packages every step with the shared libraries into one file that Python runs: `python3 step.pyz`.

https://docs.python.org/3/library/zipapp.html
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipapp
from pathlib import Path

GROUPS = ("preprocessing", "training", "inference", "postprocessing")
LEFT_OUT = shutil.ignore_patterns("test", "__pycache__", "*.md")


def steps(repository: Path) -> list[str]:
    """Every step by its folder below `algorithms`: `preprocessing/split`."""
    found = (main.parent for group in GROUPS for main in (repository / "algorithms" / group).glob("*/__main__.py"))
    return sorted(folder.relative_to(repository / "algorithms").as_posix() for folder in found)


def package_step(repository: Path, step: str, folder: Path) -> Path:
    """Writes `<folder>/<step>/step.pyz` and returns it."""
    target = folder / step / "step.pyz"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as sources:
        for part in ("shared_libraries", step):
            shutil.copytree(repository / "algorithms" / part, Path(sources) / "algorithms" / part, ignore=LEFT_OUT)
        zipapp.create_archive(sources, target, main=f"algorithms.{step.replace('/', '.')}.__main__:main", compressed=True)
    return target


def package(repository: Path, folder: Path) -> list[Path]:
    """Every step, the code that serves the model, and the whole repository as it is committed. Returns the files."""
    files = [package_step(repository, step, folder) for step in steps(repository)]
    serving = folder / "serving" / "inference.py"
    serving.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(repository / "algorithms" / "inference" / "predict" / "inference.py", serving)
    return [*files, serving, _snapshot(repository, folder / "repository.zip")]


def _snapshot(repository: Path, target: Path) -> Path:
    """The repository without what is not its own: caches, environments, git's database."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(repository, Path(copy) / "repository", ignore=shutil.ignore_patterns(".*", "__pycache__", "*.pyc", "node_modules"))
        shutil.make_archive(str(target.with_suffix("")), "zip", Path(copy) / "repository")
    return target


def commit_of(repository: Path, resolved: str | None) -> str:
    """The commit that the pipeline resolved, or the one that is checked out."""
    if resolved:
        return resolved
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=repository, check=True, capture_output=True, text=True).stdout.strip()
