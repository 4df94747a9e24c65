"""The judge itself: every check answers, none breaks another, equal recordings give equal verdicts."""

import time
from typing import Any

import pytest

from detectors import blindness, catalogue, judge, registry
from detectors.judge import judge_all
from detectors.proof import settled
from detectors.registry import Judgeable
from detectors.verdict import Check, Evidence, Finding, Text, Verdict, failed
from recording.recording import Recording

TEXT = Text(zh="甲", en="a")


def test_every_check_of_the_catalogue_answers(story: Any) -> None:
    story.whole()
    verdicts = story.verdicts()
    assert len(verdicts) == 111
    assert {n for n, v in verdicts.items() if v.verdict != "not-judged"} == set(registry.judgeable())
    assert "error" not in {v.verdict for v in verdicts.values()}


def test_a_check_that_breaks_is_an_error_and_the_others_go_on(story: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(recording: Recording) -> Verdict:
        raise RuntimeError("out of paper")

    known = dict(registry.judgeable())
    known["PHN-01"] = Judgeable(known["PHN-01"].meta, broken)
    monkeypatch.setattr(judge, "judgeable", lambda: known)
    verdicts = story.verdicts()
    assert verdicts["PHN-01"].verdict == "error"
    assert "out of paper" in verdicts["PHN-01"].reason.en
    assert verdicts["INT-01"].verdict == "inconclusive"


def test_a_target_that_cannot_see_is_not_judged(story: Any) -> None:
    story.on("android")
    verdicts = story.verdicts()
    assert verdicts["PRE-04"].verdict == "not-judged"
    assert verdicts["PHN-01"].target == "android"
    assert not verdicts["PHN-01"].simulated


def test_a_log_that_was_cut_off_says_nothing_was_not_seen(story: Any) -> None:
    story.setup({"declared": {}})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.flow("https://api.example.test/x", {"a": 1})
    story.covered()
    story.whole()
    story.log.close()
    assert {v.check: v.verdict for v in judge_all(Recording(story.root))}["SEC-01"] == "pass"
    path = story.root / "events.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    verdicts = {v.check: v for v in judge_all(Recording(story.root))}
    assert verdicts["SEC-01"].verdict == "inconclusive"
    assert "error" not in {v.verdict for v in verdicts.values()}


def test_an_empty_recording_is_judged_too(story: Any) -> None:
    verdicts = story.verdicts()
    assert not {v.verdict for v in verdicts.values()} & {"error", "fail"}


def test_equal_recordings_give_equal_verdicts(story: Any) -> None:
    story.whole()
    story.log.close()
    assert judge_all(Recording(story.root)) == judge_all(Recording(story.root))


def test_a_fail_that_cites_what_is_not_there_becomes_inconclusive(story: Any) -> None:
    story.run("untouched")
    picture = story.show(story.screens.menu())
    story.log.close()
    recording = Recording(story.root)
    meta = Check(id="PHN-01", help=TEXT, needs=("screens", "call"))

    def verdict(**cited: Any) -> str:
        finding = Finding(check="PHN-01", subject=("x",), reason=TEXT, evidence=Evidence(**cited))
        return settled(failed(meta, TEXT, [finding]), meta, recording).verdict

    assert verdict(screens=(picture,)) == "inconclusive"
    assert verdict(screens=(picture,), call={"seq": picture, "api": "wx.x"}) == "fail"
    assert verdict(screens=(999,), call={"seq": picture, "api": "wx.x"}) == "inconclusive"


def test_five_hundred_flows_in_three_runs_are_judged_in_time(story: Any) -> None:
    story.setup({"declared": {}})
    for run in ("untouched", "refuse", "agree"):
        story.run(run)
        story.start()
        for number in range(10):
            story.show([*story.screens.menu(), {"text": f"第{number}屏"}])
        for number in range(40):
            story.plant("wifi", "SSID", f"mi-{run}{number:04d}abcd")
        for number in range(170):
            story.flow("https://api.example.test/x", {"n": number, "t": "x" * 400}, call=story.call("wx.request"))
        story.covered()
    story.verdicts()
    began = time.process_time()
    judge_all(Recording(story.root))
    assert time.process_time() - began < 3


def test_the_catalogue_and_its_rules_fit_together() -> None:
    documents = catalogue.documents()
    assert len(catalogue.entries()) == 111
    for number, check in registry.judgeable().items():
        cited = [catalogue.citation(b) for b in catalogue.entries()[number].basis]
        assert check.meta.help.zh
        assert not cited or any(c.document is not None for c in cited)
    assert documents["PIPL"].in_force(documents["PIPL"].valid_from)


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        ("WXPH 1", "WeChat rules on mini programs collecting phone numbers (2023-08) 1"),
        ("PIPL 17", "Personal Information Protection Law 17"),
        ("PIPL 5, 6, 16", "Personal Information Protection Law 5, 6, 16"),
        ("PIPL 17(2), 74", "Personal Information Protection Law 17(2), 74 (clause to be confirmed)"),
        ("errno 1025", "WeChat error numbers of privacy interfaces 1025"),
        ("errno 9", "WeChat error numbers of privacy interfaces 9 (clause to be confirmed)"),
        ("something else", "something else (clause to be confirmed)"),
    ],
)
def test_a_clause_nobody_read_says_so(basis: str, text: str) -> None:
    assert catalogue.citation(basis).text("en") == text


def test_on_devtools_no_pass_rests_on_calls_that_were_not_heard(story: Any) -> None:
    story.setup({"declared": {}})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.flow("https://api.example.test/x", {"a": 1})
    story.covered()
    story.whole()
    story.log.close()
    before = {v.check: v.verdict for v in judge_all(Recording(story.root))}
    story.on("devtools", simulated=True)
    verdicts = {v.check: v for v in judge_all(Recording(story.root))}
    assert before["FLW-01"] == "pass"
    assert verdicts["FLW-01"].verdict == "inconclusive"
    assert "not heard" in verdicts["FLW-01"].reason.en
    still = [v for v in verdicts.values() if before[v.check] == "inconclusive" and v.check not in blindness.SHOWN]
    named = [v for v in still if v.missing and "calls at the very start" in v.missing[-1].en]
    assert named, "what was open names it too"
    assert {"screens", "actions"} >= {
        need for v in still if v not in named for need in registry.judgeable()[v.check].meta.needs
    }
    assert {v.verdict for v in verdicts.values() if v.check == "PHN-01"} == {before["PHN-01"]}
    assert verdicts["PHN-01"].simulated


@pytest.mark.parametrize(
    ("first", "cloud", "verdict"),
    [((True, True), False, "pass"), ((True, False), False, "inconclusive"), ((True, True), True, "inconclusive")],
)
def test_on_devtools_a_pass_may_rest_on_calls_heard_from_the_first_line_on(
    story: Any, first: tuple[bool, bool], cloud: bool, verdict: str
) -> None:
    """Of every run; and what left by cloud functions passed no proxy."""
    story.setup({"declared": {}})
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    story.flow("https://api.example.test/x", {"a": 1})
    if cloud:
        story.call("wx.cloud.callFunction")
    for heard in first:
        story.log.note("injected", first_line=heard)
    story.covered()
    story.whole()
    story.log.close()
    story.on("devtools", simulated=True)
    verdicts = {v.check: v for v in judge_all(Recording(story.root))}
    assert verdicts["FLW-01"].verdict == verdict
