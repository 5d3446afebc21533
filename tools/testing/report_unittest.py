"""Runs the unittest tests of a folder and writes a report: python3 report_unittest.py REPORT START_FOLDER TOP_FOLDER"""

import json
import sys
import unittest


class Recorder(unittest.TextTestResult):
    """Remembers how each test ended."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {}

    def startTest(self, test):
        super().startTest(test)
        self.cases[test.id()] = "passed"

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.cases[test.id()] = "failed"

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.cases[test.id()] = "failed"

    def addError(self, test, err):
        super().addError(test, err)
        self.cases[test.id()] = "failed"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.cases[test.id()] = "skipped"

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.cases[test.id()] = "failed"


def main(report, start, top):
    suite = unittest.defaultTestLoader.discover(start, pattern="test_*.py", top_level_dir=top)
    result = unittest.TextTestRunner(resultclass=Recorder).run(suite)
    cases = [{"id": name, "status": status} for name, status in result.cases.items()]
    with open(report, "w", encoding="utf-8") as file:
        json.dump(cases, file)
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
