"""That something is nowhere is said only where the inspection looked far enough."""

from collections.abc import Callable
from typing import Any

import pytest

PAGES = ("pages/index/index", "pages/a/a", "pages/b/b", "pages/c/c")
SENT = ("FLW-01", "FLW-03", "FLW-04", "FLW-05", "FLW-07", "FLW-09", "FLW-10", "FLW-11", "FLW-13", "FLW-14", "SEC-01")
TAKEN = ("CON-07", "FLW-06", "MIN-06", "POL-11", "POL-12", "POL-13", "PRE-03", "PRM-10", "SEC-02", "SEC-03")
SHOWN = ("CON-03", "CON-08", "CON-09", "FLW-08", "FLW-12", "MKT-01", "MKT-03", "MKT-04", "PRE-01", "SEC-04")
HELD = ("RGT-01", "RGT-03", "RGT-04", "RGT-05", "RGT-06")
SUBJECTS = (*SENT, *TAKEN, *SHOWN, *HELD)


def ended_early(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())


def no_refusing_run(story: Any) -> None:
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.covered()


def few_pages(story: Any) -> None:
    story.setup(pages=PAGES)
    story.whole()


@pytest.mark.parametrize("partial", [ended_early, no_refusing_run, few_pages])
def test_a_partial_inspection_leaves_it_open_and_says_what_it_lacks(story: Any, partial: Callable[[Any], None]) -> None:
    partial(story)
    found = story.verdicts()
    assert {n: found[n].verdict for n in SUBJECTS} == dict.fromkeys(SUBJECTS, "inconclusive")
    assert all(found[n].missing for n in SUBJECTS)


def test_a_whole_inspection_says_so(story: Any) -> None:
    story.whole()
    found = story.verdicts()
    assert {n: found[n].verdict for n in SUBJECTS} == dict.fromkeys(SUBJECTS, "not-applicable")


@pytest.mark.parametrize(("whole", "verdict"), [(True, "not-applicable"), (False, "inconclusive")])
def test_one_permission_alone_is_no_row_where_all_was_seen(story: Any, whole: bool, verdict: str) -> None:
    if whole:
        story.whole()
    for run in ("agree", "refuse"):
        story.run(run)
        story.start()
        story.show(story.screens.menu())
        story.consent("scope.shown", None, scope="camera", data_kind="camera")
        story.consent("scope.answer", story.act("tap", f"answer:{run}"), run, scope="camera", data_kind="camera")
    assert story.verdicts()["PRM-02"].verdict == verdict


@pytest.mark.parametrize(("first", "verdict"), [("notice", "inconclusive"), ("menu", "not-applicable")])
def test_a_notice_on_the_way_in_that_nobody_refused_is_open(story: Any, first: str, verdict: str) -> None:
    """One that comes behind the contents belongs to what was pressed there."""
    story.whole()
    story.run("agree")
    story.start()
    story.show(getattr(story.screens, first)())
    story.consent("privacy.official_shown", None, style="direct")
    story.consent("privacy.answer", story.act("tap", "answer:agree"), "agree", style="direct")
    story.show(story.screens.menu())
    assert story.verdicts()["CON-09"].verdict == verdict
