"""The contract as data: which rules a repository of a kind keeps."""

from __future__ import annotations

import json
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple


@dataclass(frozen=True)
class Schema:
    """`repository.schema.json`, read."""

    kinds: Dict[str, Dict[str, Any]]
    documents: Dict[str, Dict[str, Any]]
    ignored: Tuple[str, ...]

    @classmethod
    def load(cls) -> Schema:
        """The schema beside this module, from a folder or from within a zip."""
        text = pkgutil.get_data("repository_contract", "repository.schema.json")
        if text is None:
            raise FileNotFoundError("repository.schema.json is missing from the package")
        document = json.loads(text)
        return cls(document["kinds"], document["documents"], tuple(document["ignored"]))

    def rules(self, kind: str) -> List[Dict[str, Any]]:
        return self.kinds[kind]["rules"]


def kind_of(repository: Path, schema: Schema) -> Optional[str]:
    """The one kind whose marks the repository bears; none where it bears those of no kind, or of several."""
    kinds = [kind for kind, rules in schema.kinds.items() if any((repository / mark).is_dir() for mark in rules["marks"])]
    return kinds[0] if len(kinds) == 1 else None
