"""Runs the tests of this folder and prints one line of JSON for each."""

import json
import sys
import traceback
import unittest
from pathlib import Path


class Lines(unittest.TestResult):
    framed = False

    def startTest(self, test):
        super().startTest(test)
        self.framed = False

    def addSuccess(self, test):
        if not self.framed:  # Its parts have been told.
            self.say(test, None)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.say(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        self.framed = True
        self.say(subtest, err)

    def say(self, test, err):
        name = getattr(test, "params", {}).get("what")
        words = getattr(test, "_testMethodName", str(test)).removeprefix("test_").replace("_", " ")
        why = "".join(traceback.format_exception(*err)) if err else None
        print(json.dumps({"test": name or words, "ok": err is None, "why": why}), flush=True)


if __name__ == "__main__":
    folder = str(Path(__file__).parent)
    result = unittest.defaultTestLoader.discover(folder).run(Lines())
    sys.exit(not result.wasSuccessful())
