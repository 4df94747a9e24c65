"""That nothing left is said only where the inspection looked far enough."""

from typing import Any

SUBJECTS = ("FLW-01", "FLW-04", "FLW-07", "POL-11", "SEC-01")


def test_an_inspection_that_ended_early_leaves_it_open(story: Any) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.menu())
    found = story.verdicts()
    assert {n: found[n].verdict for n in SUBJECTS} == dict.fromkeys(SUBJECTS, "inconclusive")
    assert all(found[n].missing for n in SUBJECTS)


def test_a_whole_inspection_says_so(story: Any) -> None:
    story.whole()
    found = story.verdicts()
    assert {n: found[n].verdict for n in SUBJECTS} == dict.fromkeys(SUBJECTS, "not-applicable")
