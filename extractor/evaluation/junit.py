"""Checks as JUnit XML, which CI systems read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from extractor.evaluation.baseline import Check

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(checks: Sequence[Check], *, output: str) -> bytes:
    """One test case a release and one a floor; ``output`` is the table of scores."""
    failed = sum(not check.holds for check in checks)
    counts = {"tests": str(len(checks)), "failures": str(failed), "errors": "0"}
    root = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(root, "testsuite", {"name": "extractor evaluate"} | counts)
    for check in checks:
        names = {"classname": f"corpus.{check.kind}", "name": _clean(check.name)}
        case = ElementTree.SubElement(suite, "testcase", names)
        if not check.holds:
            message = _clean(check.text.split("\n", 1)[0])
            ElementTree.SubElement(case, "failure", {"message": message}).text = _clean(check.text)
    ElementTree.SubElement(suite, "system-out").text = _clean(output)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
