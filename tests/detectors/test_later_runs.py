"""What the runs that come back, withdraw or change the guidelines are not: near-misses of the checks."""

from typing import Any

import pytest

from detectors.facts import consents, starts, updates, visits
from recording.recording import Recording

SSID = "mi-7f3a9c2e11"
OWN = "https://api.example.test/collect"
HOUR = 3_600_000
ALL = {"declared": {"setting_list": [{"privacy_key": "Location"}, {"privacy_key": "PhoneNumber"}]}}


def visit(story: Any, number: int, since_ms: int = HOUR, how: str = "restarted") -> None:
    """The same user comes back."""
    story.log.note("visit", number=number, how=how, since_ms=since_ms, away_ms=since_ms, start=story.log.start)
    if how == "restarted":
        story.act("launch", "return", virtual_ms=float(since_ms))


def answered(story: Any, said: str, text: str) -> None:
    story.fence()
    story.act("tap", f"answer:{said}", text=text, virtual_ms=9_000.0)
    story.show(story.screens.menu())


def opened(story: Any, run: str, **profile: Any) -> None:
    story.setup({"target": {"operator_hosts": ["api.example.test"]}, **profile})
    story.run(run)
    story.start()
    story.show(story.screens.notice())


def wifi(story: Any, virtual_ms: float) -> None:
    name = story.plant("wifi", "SSID", SSID, interface="wx.getConnectedWifi")
    story.call("wx.getConnectedWifi", planted=(name,), virtual_ms=virtual_ms)
    story.flow(OWN, {"w": SSID}, call=story.call("wx.request", virtual_ms=virtual_ms))


def recorded(story: Any) -> Recording:
    story.verdicts()
    return Recording(story.root)


def test_visits_are_parts_of_one_cold_start(story: Any) -> None:
    opened(story, "return")
    visit(story, 2, 300_000, "resumed")
    inside = story.show(story.screens.menu())
    visit(story, 3, 2 * HOUR)
    last = story.show(story.screens.menu())
    recording = recorded(story)
    assert len(starts.cold_starts(recording)) == 1
    assert [(v.number, v.how, v.since_ms) for v in visits.visits(recording)] == [
        (1, "first", 0),
        (2, "resumed", 300_000),
        (3, "restarted", 2 * HOUR),
    ]
    found = [visits.visit_of(recording, recording.by_seq[n]) for n in (inside, last)]
    assert [v.number for v in found if v is not None] == [2, 3]


def test_consent_given_once_holds_at_the_return(story: Any) -> None:
    opened(story, "withdraw")
    answered(story, "agree", "同意并继续")
    visit(story, 2)
    wifi(story, virtual_ms=HOUR + 500.0)
    assert story.verdicts()["PRE-01"].verdict != "fail"


def test_what_was_refused_yesterday_is_refused_today(story: Any) -> None:
    opened(story, "return")
    answered(story, "refuse", "不同意")
    visit(story, 2, 24 * HOUR)
    wifi(story, virtual_ms=24 * HOUR + 500.0)
    assert story.verdicts()["PRE-03"].verdict == "fail"


@pytest.mark.parametrize("agreed", [True, False])
def test_a_second_thought_is_no_first_refusal(story: Any, agreed: bool) -> None:
    """Asked again after a withdrawal or a change, the user says no: what was given before is another question."""
    opened(story, "withdraw")
    if agreed:
        answered(story, "agree", "同意并继续")
        visit(story, 2)
        story.show(story.screens.notice())
    answered(story, "refuse", "不同意")
    wifi(story, virtual_ms=2 * HOUR)
    assert (story.verdicts()["PRE-03"].verdict == "fail") is not agreed
    recording = Recording(story.root)
    refusal = next(a for a in consents.answers(recording) if a.said == "refuse")
    assert consents.reconsidered(recording, refusal) is agreed


def test_a_switch_in_the_settings_is_a_withdrawal_and_no_refusal(story: Any) -> None:
    opened(story, "withdraw")
    answered(story, "agree", "同意并继续")
    shown = {"scope": "userLocation", "data_kind": "location"}
    story.consent("scope.shown", None, **shown)
    story.consent("scope.answer", story.act("tap", "answer:agree"), "agree", **shown)
    for name, more in (("scope.answer", shown), ("privacy.withdrawn", {}), ("privacy.delete_requested", shown)):
        story.consent(name, story.act("toggle", "withdraw"), "refuse", style="settings", **more)
    recording = recorded(story)
    assert [a.said for a in consents.answers(recording)] == ["agree", "agree"]
    found = [(w.about, w.kind) for w in consents.withdrawals(recording)]
    assert found == [("scope", "location"), ("notice", ""), ("deletion", "location")]
    missing = story.verdicts()["FLW-02"].missing
    assert any("userLocation" in text.en for text in missing), "switched off is not refused when asked"


def test_content_at_a_return_is_no_way_past_the_wall_of_the_first_launch(story: Any) -> None:
    story.setup()
    story.run("return")
    story.start()
    story.show(story.screens.wall())
    visit(story, 2)
    story.show(story.screens.menu())
    (start,) = starts.cold_starts(recorded(story))
    assert start.shown is None and len(start.demands) == 1


def test_a_program_that_ends_at_the_refusal_is_not_saved_by_opening_it_again(story: Any) -> None:
    for run in ("refuse", "return"):
        opened(story, run, target={"category": "nec-30"})
        story.fence()
        story.act("tap", "answer:refuse", text="不同意")
        story.show([], exited=True)
        if run == "return":
            visit(story, 2)
            story.show(story.screens.menu())
    assert story.verdicts()["CON-09"].verdict == "fail"


@pytest.mark.parametrize(("kind", "expected"), [("location", "open"), ("phone", "fail")])
def test_only_the_kind_that_was_held_back_is_excused(story: Any, kind: str, expected: str) -> None:
    """Version 1 of the update run leaves a declared kind out: what the platform then refuses is our doing."""
    story.setup(ALL)
    story.run("update")
    said = {"added": kind, "key": "Location", "how": "held-back"}
    story.log.note("guidelines", version=1, **said)
    story.start()
    story.call("wx.getLocation", ok=False, errno=112)
    story.log.note("guidelines", version=2, **said)
    verdict = story.verdicts()["DEC-01"]
    assert (verdict.verdict == "fail") is (expected == "fail")
    (update,) = updates.updates(Recording(story.root))
    assert update.kind == kind


@pytest.mark.parametrize("version", [2, None])
def test_after_the_change_an_undeclared_use_counts_again(story: Any, version: int | None) -> None:
    story.setup(ALL)
    story.run("update")
    said = {"added": "location", "key": "Location", "how": "held-back"}
    story.log.note("guidelines", version=1, **said)
    story.start()
    if version:
        story.log.note("guidelines", version=version, **said)
    story.call("wx.getLocation", ok=False, errno=112)
    assert (story.verdicts()["DEC-01"].verdict == "fail") is (version == 2), "also of a run that broke off"


def test_starts_on_a_changed_platform_say_nothing_of_the_way_in(story: Any) -> None:
    story.setup()
    for run in ("refuse", "update"):
        story.run(run)
        story.start()
        story.show(story.screens.menu())
    assert [s.run for s in starts.entries(recorded(story))] == ["refuse"]
