"""`python3 -m repository_contract check PATH [--kind build|deploy]`, `python3 -m repository_contract schema input|inference_config`

Exit codes: 0 the repository keeps to the contract, 1 it does not, 2 the command is used wrongly.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import List, Optional

from repository_contract.checker import check
from repository_contract.schema import Schema, kind_of


def main(arguments: Optional[List[str]] = None) -> int:
    schema = Schema.load()
    parser = argparse.ArgumentParser(prog="repository-contract", description="Checks that a machine learning repository keeps to its contract.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="check|schema")
    command = commands.add_parser("check", help="name every violation of a repository, and how to mend it")
    command.add_argument("path", type=Path, help="the repository's folder")
    command.add_argument("--kind", choices=sorted(schema.kinds), help="told by the repository's folders where it is not given")
    printed = commands.add_parser("schema", help="print what a document of a repository may say, as JSON Schema")
    printed.add_argument("document", choices=sorted(schema.documents))
    given = parser.parse_args(arguments)
    if given.command == "schema":
        print(json.dumps(schema.documents[given.document], indent=2))
        return 0
    return check_folder(given.path, given.kind, schema, parser)


def check_folder(folder: Path, wanted: Optional[str], schema: Schema, parser: argparse.ArgumentParser) -> int:
    if not folder.is_dir():
        parser.error(f"{folder} is no folder")
    kind = wanted or kind_of(folder, schema)
    if kind is None:
        marks = "; ".join(f"{name}: {' or '.join(rules['marks'])}" for name, rules in schema.kinds.items())
        parser.error(f"cannot tell the kind of {folder} by its folders ({marks}). Say it with --kind.")
    violations = check(folder, kind, schema)
    for violation in violations:
        print(violation)
    files = len({violation.path for violation in violations})
    print(f"{len(violations)} violations in {files} places" if violations else f"{folder} keeps to the contract of a {kind} repository")
    return 1 if violations else 0
