"""A pytest plugin: writes how each test ended as JSON to the file that PYTEST_REPORT names."""

import json
import os

cases = {}


def pytest_runtest_logreport(report):
    """The worst of set-up, call and tear-down counts; what is expected to fail shows nothing."""
    if report.failed:
        cases[report.nodeid] = "failed"
    elif report.skipped:
        cases.setdefault(report.nodeid, "skipped")
    elif report.when == "call":
        cases.setdefault(report.nodeid, "passed")


def pytest_sessionfinish():
    with open(os.environ["PYTEST_REPORT"], "w", encoding="utf-8") as file:
        json.dump([{"id": name, "status": status} for name, status in cases.items()], file)
