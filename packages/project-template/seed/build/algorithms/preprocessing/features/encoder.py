from __future__ import annotations

from typing import Any

import pandas
from sklearn.compose import ColumnTransformer
from sklearn.preprocessing import KBinsDiscretizer, OneHotEncoder, StandardScaler


def fitted_encoder(train: pandas.DataFrame, one_hot: list[str], binned: list[str], scaled: list[str], bins: int) -> ColumnTransformer:
    """An encoder made of scikit-learn's own parts, so that it loads wherever scikit-learn is. Columns not named are dropped."""
    if not [*one_hot, *binned, *scaled]:
        raise ValueError("no column is named: nothing could be learned")
    transformers = [
        ("one_hot", OneHotEncoder(handle_unknown="ignore", sparse_output=False), one_hot),
        ("binned", KBinsDiscretizer(n_bins=bins, encode="ordinal", strategy="uniform"), binned),
        ("scaled", StandardScaler(), scaled),
    ]
    encoder = ColumnTransformer([part for part in transformers if part[2]], verbose_feature_names_out=False)
    return encoder.fit(train)


def encoded(encoder: ColumnTransformer, table: pandas.DataFrame, target: str) -> pandas.DataFrame:
    features = pandas.DataFrame(encoder.transform(table), columns=encoder.get_feature_names_out(), index=table.index)
    return features.assign(**{target: table[target]})


def serving_columns(train: pandas.DataFrame, text: list[str], numeric: list[str]) -> list[dict[str, Any]]:
    """What a row must hold to be scored: name and type of each column, for text the values seen in training."""
    return [
        *({"name": name, "type": "string", "values": sorted(train[name].astype(str).unique())} for name in text),
        *({"name": name, "type": "number"} for name in numeric),
    ]
