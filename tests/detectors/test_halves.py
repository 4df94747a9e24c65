"""One half of a position is proof only by decimals that chance does not make."""

from typing import Any

import pytest

OWN = "https://api.example.test/p"
LATITUDE, LONGITUDE = "40.4904755", "116.9502934"


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        ({"discount": 40.4905}, "inconclusive"),
        ({"ratio": 116.9503}, "inconclusive"),
        ({"ratio": "MTE2Ljk1MDM="}, "inconclusive"),
        ({"lat": 40.4905, "lng": 116.9503}, "fail"),
        ({"lat": 40.4904755, "info": {"x": 116.9503}}, "fail"),
        ({"a": 116.95029}, "fail"),
        ({"a": 116.950293}, "fail"),
        ({"a": 40.49048}, "fail"),
    ],
)
def test_a_coarse_half_needs_the_other_in_its_message(story: Any, body: dict[str, Any], verdict: str) -> None:
    story.run("untouched")
    story.start()
    story.show(story.screens.notice())
    planted = [
        story.plant("location", field, value) for field, value in (("latitude", LATITUDE), ("longitude", LONGITUDE))
    ]
    story.call("wx.getLocation", planted=planted)
    story.flow(OWN, body, call=story.call("wx.request"))
    assert story.verdicts()["PRE-01"].verdict == verdict


@pytest.mark.parametrize(
    ("given", "verdict"),
    [({"t": 116.9503}, "pass"), ({"t": 116.9503, "u": 40.4905}, "fail"), ({"t": 116.95029}, "fail")],
)
def test_in_what_a_jump_hands_over_too(story: Any, given: dict[str, float], verdict: str) -> None:
    story.whole()
    story.run("agree")
    story.start()
    story.show(story.screens.menu())
    for field, value in (("latitude", LATITUDE), ("longitude", LONGITUDE)):
        story.plant("location", field, value)
    story.call("wx.navigateToMiniProgram", args=[{"appId": "wx00000000000000aa", "extraData": given}])
    assert story.verdicts()["FLW-12"].verdict == verdict
