"""PRE-04 and PRE-05: identifiers stored and login codes sent before consent."""

from typing import Any

import pytest

UUID = "3f2b1c9a-77e4-4d0e-9a51-0c6d2f4be8a1"
CODE = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p"
OWN = "https://api.example.test/login"
TRACKER = "https://ulogs.umeng.com/unify_logs"
PROFILE = {"target": {"operator_hosts": ["api.example.test"]}}


def stored(story: Any, value: str = UUID) -> None:
    story.log.add("storage", {"op": "set", "key": "um_uuid", "value": f'"{value}"', "start": story.log.start})


def begun(story: Any, notice: bool = True) -> None:
    story.setup(PROFILE)
    story.run("agree")
    story.start()
    if notice:
        story.show(story.screens.notice())


def agreed(story: Any) -> None:
    story.fence()
    story.act("tap", "answer:agree", text="同意并继续")
    story.show(story.screens.menu())


def test_stored_and_sent_to_a_tracker_before_consent_fails(story: Any) -> None:
    begun(story)
    stored(story)
    story.flow(TRACKER, {"u": UUID}, call=story.call("wx.request"))
    story.show(story.screens.notice())
    agreed(story)
    verdict = story.verdicts()["PRE-04"]
    assert verdict.verdict == "fail"
    assert verdict.findings[0].evidence.hits


def test_storage_may_be_told_of_after_the_request_that_carried_it(story: Any) -> None:
    """Where it is known by calls, as in DevTools' place."""
    begun(story)
    story.flow(TRACKER, {"u": UUID}, call=story.call("wx.request"))
    stored(story)
    story.show(story.screens.notice())
    agreed(story)
    assert story.verdicts()["PRE-04"].verdict == "fail"


@pytest.mark.parametrize("wanted", ["own", "later", "unknown", "theme"])
def test_what_is_no_identifier_for_others_before_consent(story: Any, wanted: str) -> None:
    begun(story)
    stored(story, "dark" if wanted == "theme" else UUID)
    if wanted == "later":
        agreed(story)
    to = {"own": OWN, "unknown": "https://stats.elsewhere.test/c"}.get(wanted, TRACKER)
    story.flow(to, {"u": "dark" if wanted == "theme" else UUID}, call=story.call("wx.request"))
    expected = "pass" if wanted in ("own", "theme") else "inconclusive"
    assert story.verdicts()["PRE-04"].verdict == expected


def test_stored_after_consent_passes(story: Any) -> None:
    begun(story)
    agreed(story)
    stored(story)
    story.flow(TRACKER, {"u": UUID}, call=story.call("wx.request"))
    assert story.verdicts()["PRE-04"].verdict == "pass"


def test_nothing_stored(story: Any) -> None:
    story.whole()
    found = story.verdicts()
    assert (found["PRE-04"].verdict, found["PRE-05"].verdict) == ("not-applicable", "not-applicable")


def login(story: Any, to: str) -> None:
    story.call("wx.login", planted=(story.plant("openid", "code", CODE, interface="wx.login"),))
    story.flow(to, {"code": CODE}, call=story.call("wx.request"))


def test_the_code_sent_to_another_organisation_fails_with_the_other_check(story: Any) -> None:
    begun(story)
    login(story, TRACKER)
    story.show(story.screens.notice())
    found = story.verdicts()
    assert (found["PRE-05"].verdict, found["PRE-02"].verdict) == ("fail", "fail")


@pytest.mark.parametrize(
    ("to", "notice", "expected"),
    [
        (OWN, True, "pass"),
        (OWN, False, "inconclusive"),
        ("https://who.elsewhere.test/c", True, "inconclusive"),
    ],
)
def test_the_code_sent_to_the_operator_is_a_fact(story: Any, to: str, notice: bool, expected: str) -> None:
    begun(story, notice)
    login(story, to)
    story.show(story.screens.notice())
    assert story.verdicts()["PRE-05"].verdict == expected


def test_after_consent_the_code_may_go_where_the_user_agreed(story: Any) -> None:
    begun(story)
    agreed(story)
    login(story, TRACKER)
    assert story.verdicts()["PRE-05"].verdict == "pass"


def test_never_called_in_half_an_inspection(story: Any) -> None:
    begun(story)
    assert story.verdicts()["PRE-05"].verdict == "inconclusive"
