"""The files and folders of a repository, without those that are not its own."""

from __future__ import annotations

import fnmatch
import os
from pathlib import Path
from typing import Iterable, List, Tuple


class Tree:
    """Paths relative to the repository, with slashes; `.` is the repository itself."""

    def __init__(self, root: Path, ignored: Iterable[str]) -> None:
        self.root = root
        self.folders: List[str] = ["."]
        self.files: List[str] = []
        patterns = tuple(ignored)
        for parent, folders, files in os.walk(root):
            folders[:] = sorted(name for name in folders if not _matches(name, patterns))
            here = Path(parent).relative_to(root)
            self.folders += [(here / name).as_posix() for name in folders]
            own = (name for name in sorted(files) if not _matches(name, patterns) and os.path.isfile(os.path.join(parent, name)))
            self.files += [(here / name).as_posix() for name in own]

    def matching(self, pattern: str, folders: bool) -> List[str]:
        """Files or folders whose parts match those of a pattern one by one; `**` stands for any number of parts, none included."""
        return [path for path in (self.folders if folders else self.files) if matches(path, pattern)]

    def text(self, file: str) -> str:
        """What is no UTF-8 is shown as such, so that a strange file is a violation and no end of the check."""
        return (self.root / file).read_text(encoding="utf-8", errors="replace")


def matches(path: str, pattern: str) -> bool:
    return _match(_parts(path), _parts(pattern))


def _match(parts: Tuple[str, ...], wanted: Tuple[str, ...]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == "**":
        return any(_match(parts[at:], wanted[1:]) for at in range(len(parts) + 1))
    return bool(parts) and _matches(parts[0], alternatives(wanted[0])) and _match(parts[1:], wanted[1:])


def alternatives(pattern: str) -> Tuple[str, ...]:
    """`{staging,prod}` to `("staging", "prod")`."""
    if pattern.startswith("{") and pattern.endswith("}"):
        return tuple(pattern[1:-1].split(","))
    return (pattern,)


def _parts(path: str) -> Tuple[str, ...]:
    return () if path in (".", "") else tuple(path.split("/"))


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)
