from pathlib import Path

import pytest

from repository_contract.tree import Tree, matches


@pytest.mark.parametrize(
    "path, pattern",
    [
        (".", "."), ("a", "*"), ("a/b.py", "a/*.py"), ("prod/x", "{staging,prod}/x"), ("a.py", "**/*.py"), ("a/b/c.py", "**/*.py"),
        ("a/test/test_x.py", "a/**/test/test_*.py"), ("a/b/c/test/test_x.py", "a/**/test/test_*.py"),
    ],
)
def test_a_path_that_matches(path: str, pattern: str) -> None:
    assert matches(path, pattern)


@pytest.mark.parametrize(
    "path, pattern", [("a", "."), ("a/b", "*"), ("dev/x", "{staging,prod}/x"), ("A/b.py", "a/*.py"), ("a/b", "a/**/c"), ("b/c.py", "a/**")]
)
def test_a_path_that_does_not(path: str, pattern: str) -> None:
    assert not matches(path, pattern)


def test_files_and_folders_without_the_ignored(tmp_path: Path) -> None:
    for file in ("a/b/c.py", ".git/config", "a/__pycache__/c.pyc"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "nowhere.py").symlink_to("gone.py")
    tree = Tree(tmp_path, [".*", "__pycache__"])
    assert tree.files == ["a/b/c.py"]
    assert sorted(tree.folders) == [".", "a", "a/b"]


def test_a_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes("für".encode("latin-1"))
    assert Tree(tmp_path, []).text("README.md") == "f\ufffdr"
