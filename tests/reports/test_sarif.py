import json
from pathlib import Path

from detectors import catalogue
from detectors.verdict import Text, Verdict
from recording.recording import Recording
from reports import findings, findings_csv, sarif


def results(original: Path, verdicts: list[Verdict]) -> dict[str, dict[str, object]]:
    log = sarif.build(Recording(original), verdicts, findings.numbered(verdicts))
    return {result["ruleId"]: result for result in log["runs"][0]["results"]}


def test_verdict_words_become_kinds_and_only_a_fail_has_a_level(original: Path, verdicts: list[Verdict]) -> None:
    found = results(original, verdicts)
    assert {check: (r["kind"], r["level"]) for check, r in found.items()} == {
        "PHN-01": ("fail", "error"),
        "PRE-02": ("fail", "error"),
        "CON-01": ("pass", "none"),
        "FLW-01": ("open", "none"),
    }


def test_what_a_person_decides_is_for_review_and_a_notice_is_a_fact(original: Path, verdicts: list[Verdict]) -> None:
    entries = catalogue.entries().values()
    asked = next(entry.id for entry in entries if entry.verdict_by == "review")
    fact = next(entry.id for entry in entries if entry.verdict_by == "machine" and entry.severity == "notice")
    wall = next(v for v in verdicts if v.check == "PHN-01")
    open_ = {
        check: wall.model_copy(
            update={
                "check": check,
                "verdict": "inconclusive",
                "findings": tuple(one.model_copy(update={"check": check}) for one in wall.findings),
            }
        )
        for check in (asked, fact)
    }
    found = results(original, [open_.get(v.check, v) for v in verdicts])
    assert [(found[check]["kind"], found[check]["level"]) for check in (asked, fact)] == [
        ("review", "none"),
        ("informational", "none"),
    ]
    silent = open_[asked].model_copy(update={"findings": ()})
    assert results(original, [silent if v.check == asked else v for v in verdicts])[asked]["kind"] == "review"


def test_broken_check_is_a_notification_and_never_a_result(original: Path, verdicts: list[Verdict]) -> None:
    run = sarif.build(Recording(original), verdicts, findings.numbered(verdicts))["runs"][0]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert [note["associatedRule"]["id"] for note in invocation["toolExecutionNotifications"]] == ["SEC-01"]
    assert "SEC-01" not in {result["ruleId"] for result in run["results"]}


def test_rules_are_the_judged_checks_and_results_point_at_them(original: Path, verdicts: list[Verdict]) -> None:
    run = sarif.build(Recording(original), verdicts, findings.numbered(verdicts))["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == [v.check for v in verdicts if v.verdict != "not-judged"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert all(rule["properties"]["basis"] for rule in run["tool"]["driver"]["rules"])


def test_picture_is_attached_with_the_box_in_its_own_pixels(original: Path, verdicts: list[Verdict]) -> None:
    first, *_ = results(original, verdicts)["PHN-01"]["attachments"]  # type: ignore[attr-defined, misc]
    assert first["artifactLocation"]["uri"] == "../original/screens/000004.png"
    (box,) = first["rectangles"]
    assert (box["left"], box["top"], box["right"], box["bottom"]) == (80, 900, 670, 1000)


def test_leak_carries_request_answer_place_and_fingerprint(original: Path, verdicts: list[Verdict]) -> None:
    result = json.loads(json.dumps(results(original, verdicts)["PRE-02"]))
    assert result["webRequest"]["target"] == "https://api.example.test/v1/collect?a=1"
    assert result["webResponse"]["statusCode"] == 200
    assert result["properties"]["hits"][0]["spelling"] == "plain"
    place = result["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "pages/index/index.js"
    assert place["physicalLocation"]["region"] == {"startLine": 12}
    assert len(result["partialFingerprints"]["minispect/v1"]) == 32


def test_names_of_the_target_form_no_address(original: Path, verdicts: list[Verdict]) -> None:
    assert sarif._uri("../../etc/passwd") == "etc/passwd"
    assert sarif._uri("javascript:alert(1)") == "javascript%3Aalert%281%29"
    assert sarif._uri("//evil.test/x") == "evil.test/x"


def test_findings_are_numbered_by_severity_then_catalogue(verdicts: list[Verdict]) -> None:
    turned = list(reversed(verdicts))
    assert [item.number + item.entry.id for item in findings.numbered(turned)] == ["F1PHN-01", "F2PRE-02"]
    assert set(findings.RANK) == {entry.severity for entry in catalogue.entries().values()}


def test_csv_opens_in_a_spreadsheet_and_starts_no_formula(original: Path) -> None:
    bad = Verdict(check="CON-01", verdict="pass", reason=Text(zh="=cmd|' /C calc'!A0", en="+1\n\x1b[31m"))
    text = findings_csv.build([bad], []).decode("utf-8-sig")
    assert "'=cmd" in text
    assert "'+1 ⟨U+001B⟩[31m" in text
    assert len(text.splitlines()) == 2


def test_a_rule_names_the_text_of_the_law_of_the_inspections_day(original: Path, verdicts: list[Verdict]) -> None:
    recording = Recording(original)
    day = findings.day(recording)
    assert day is not None
    log = sarif.build(recording, verdicts, findings.numbered(verdicts))
    rules = {rule["id"]: rule["properties"]["basis"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    texts = [clause["key"] for clause in rules["FLW-01"] if clause["key"].startswith("CSL")]
    assert texts == (["CSL2026 43"] if day.year >= 2026 else ["CSL 41"])
