from __future__ import annotations

import pandas
from sklearn.model_selection import train_test_split


def split(table: pandas.DataFrame, target: str, validation_share: float, test_share: float, seed: int) -> dict[str, pandas.DataFrame]:
    """Parts by name: `train`, `validation`, `test`. No row is in two of them, and each has the target's classes in equal shares."""
    if validation_share <= 0 or test_share <= 0 or validation_share + test_share >= 1:
        raise ValueError(f"shares of {validation_share} for validation and {test_share} for test leave nothing to train on, or nothing to test")
    rest, test = train_test_split(table, test_size=test_share, stratify=table[target], random_state=seed)
    train, validation = train_test_split(rest, test_size=validation_share / (1 - test_share), stratify=rest[target], random_state=seed)
    return {"train": train, "validation": validation, "test": test}
