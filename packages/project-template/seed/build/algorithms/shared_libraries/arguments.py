"""Arguments that several steps take."""

from __future__ import annotations

import argparse
from pathlib import Path

PROCESSING = Path("/opt/ml/processing")


def step_parser(description: str) -> argparse.ArgumentParser:
    """A parser with what every step takes: where the reason of a failure is written for SageMaker to read."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--failure-file", type=Path, default=Path("/opt/ml/output/failure"))
    return parser


def add_columns(parser: argparse.ArgumentParser, name: str, description: str) -> None:
    """An argument that takes any number of columns, each on its own: SageMaker cuts off an argument at 256 characters."""
    parser.add_argument(name, nargs="*", default=[], metavar="COLUMN", help=description)
