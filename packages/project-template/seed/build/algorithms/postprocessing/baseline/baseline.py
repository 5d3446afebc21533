"""The two files of a drift-check baseline, in the registry's formats.

https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-interpreting-statistics.html
https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-constraints.html
"""

from __future__ import annotations

from typing import Any

import numpy
import pandas

BUCKETS = 10


def statistics(table: pandas.DataFrame) -> dict[str, Any]:
    features = [{"name": name, "inferred_type": _type(table[name]), **_statistics(table[name])} for name in table.columns]
    return {"version": 0.0, "dataset": {"item_count": len(table)}, "features": features}


def constraints(table: pandas.DataFrame) -> dict[str, Any]:
    features = [{"name": name, "inferred_type": _type(table[name]), **_constraints(table[name])} for name in table.columns]
    return {"version": 0.0, "features": features}


def _type(column: pandas.Series) -> str:
    if pandas.api.types.is_integer_dtype(column):
        return "Integral"
    return "Fractional" if pandas.api.types.is_numeric_dtype(column) else "String"


def _statistics(column: pandas.Series) -> dict[str, Any]:
    present = column.dropna()
    common = {"num_present": len(present), "num_missing": len(column) - len(present)}
    if _type(column) == "String":
        counts = present.value_counts().sort_index()
        buckets = [{"value": str(value), "count": int(count)} for value, count in counts.items()]
        return {"string_statistics": {"common": common, "distinct_count": len(counts), "distribution": {"categorical": {"buckets": buckets}}}}
    counts, edges = numpy.histogram(present, bins=BUCKETS)
    buckets = [
        {"lower_bound": float(lower), "upper_bound": float(upper), "count": float(count)}
        for lower, upper, count in zip(edges, edges[1:], counts)
    ]
    measures = {"mean": present.mean(), "sum": present.sum(), "std_dev": present.std(ddof=0), "min": present.min(), "max": present.max()}
    return {
        "numerical_statistics": {
            "common": common, **{name: float(value) for name, value in measures.items()}, "distribution": {"kll": {"buckets": buckets}},
        }
    }


def _constraints(column: pandas.Series) -> dict[str, Any]:
    completeness = {"completeness": float(column.notna().mean())}
    if _type(column) == "String":
        return {**completeness, "string_constraints": {"domains": sorted(str(value) for value in column.dropna().unique())}}
    return {**completeness, "num_constraints": {"is_non_negative": bool((column.dropna() >= 0).all())}}
