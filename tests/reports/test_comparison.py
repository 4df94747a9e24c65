from typing import Any

from reports import comparison


def result(check: str, kind: str, mark: str = "", **more: Any) -> dict[str, Any]:
    prints = {"partialFingerprints": {"minispect/v1": mark}} if mark else {}
    return {"ruleId": check, "kind": kind, **prints, **more}


def test_same_results_in_another_order_are_the_same() -> None:
    one, two = result("A-01", "fail", "x"), result("B-01", "pass")
    assert comparison.compare([one, two], [two, one]) == []


def test_finding_that_became_a_pass_is_told_once() -> None:
    assert comparison.compare([result("A-01", "fail", "x")], [result("A-01", "pass")]) == [
        "A-01: was fail, is pass now"
    ]


def test_pass_that_became_two_findings() -> None:
    fresh = [result("A-01", "fail", "x"), result("A-01", "fail", "y")]
    said = comparison.compare([result("A-01", "pass")], fresh)
    assert said[0] == "A-01: was pass, is fail now"
    assert len(said) == 3


def test_other_evidence_is_named_and_forged_results_break_nothing() -> None:
    old = result("A-01", "fail", "x", properties={"events": [1], "run": "agree"})
    new = result("A-01", "fail", "x", properties={"events": [2], "run": "agree"})
    assert comparison.compare([old], [new]) == ["A-01: fail as before, but events differs"]
    forged = {"ruleId": ["\x1b"], "partialFingerprints": 7, "properties": 3}
    assert len(comparison.compare([forged], [])) == 1
