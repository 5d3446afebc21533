"""Says why a step failed, where SageMaker looks for it.

https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-output.html
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# SageMaker shows this much of the file.
SHOWN = 1024


@contextmanager
def failure_told(file: Path) -> Iterator[None]:
    """Writes an exception's last line and its trace to the file and lets the exception go on, so that the exit code is not zero."""
    try:
        yield
    except Exception as error:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{type(error).__name__}: {error}\n{traceback.format_exc()}"[:SHOWN], encoding="utf-8")
        raise
