"""Reach without phone and without consent: runs set against one another, page by page."""

from typing import Any

import pytest

from detectors.facts import reach
from recording.recording import Recording


def visited(story: Any, run: str, *pages: str, give: str = "", opened: bool = False) -> None:
    """A session that gives in after its first page, or not at all."""
    story.run(run)
    story.start()
    for number, page in enumerate(pages):
        story.show(story.screens.menu(), page=page)
        if number == 0 and give:
            style = {"data_kind": "phone"} if give == "phone" else {}
            action = story.act("tap", "answer:agree")
            story.consent(f"{'phone' if give == 'phone' else 'privacy'}.answer", action, "agree", **style)
        if number == 0 and opened:
            story.act("open", "direct", value="pages/deep/deep")


@pytest.mark.parametrize("given", ["phone", "privacy"])
def test_share_of_pages_and_what_only_giving_in_opens(story: Any, given: str) -> None:
    visited(story, "refuse", "pages/index/index", "pages/list/list")
    visited(story, "agree", "pages/index/index", "pages/list/list", "pages/pay/pay", "pages/mine/mine", give=given)
    verdicts = story.verdicts()
    recording = Recording(story.root)
    found = reach.without_phone(recording) if given == "phone" else reach.without_consent(recording)
    assert found.share == 0.5
    assert found.lost == ("pages/mine/mine", "pages/pay/pay")
    name = "phone" if given == "phone" else "consent"
    assert verdicts["INT-01"].numbers[f"reach_without_{name}"] == 50.0


def test_a_page_that_only_the_inspector_opened_is_not_reached(story: Any) -> None:
    visited(story, "refuse", "pages/index/index", "pages/deep/deep", opened=True)
    visited(story, "agree", "pages/index/index", "pages/deep/deep", give="phone")
    story.verdicts()
    assert reach.without_phone(Recording(story.root)).lost == ("pages/deep/deep",)


def test_nothing_to_compare_when_nobody_gave_in(story: Any) -> None:
    visited(story, "refuse", "pages/index/index")
    visited(story, "agree", "pages/index/index", "pages/list/list")
    numbers = story.verdicts()["INT-01"].numbers
    assert not any(name.startswith("reach_") for name in numbers)


@pytest.mark.parametrize("whole", [True, False])
def test_coverage_passes_at_its_floor_and_names_what_was_left(story: Any, whole: bool) -> None:
    pages = ("pages/index/index", "pages/list/list")
    story.setup({}, pages=pages)
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    story.covered(pages if whole else pages[:1])
    if whole:
        story.whole()
    found = story.verdicts()["INT-01"]
    assert found.verdict == ("pass" if whole else "inconclusive")
    assert [f.subject for f in found.findings] == ([] if whole else [("pages", "pages/list/list")])
