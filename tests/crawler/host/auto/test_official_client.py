"""The unmodified miniprogram-automator against the server."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Scenario = Callable[..., dict[str, Any]]
CARD = (
    '<my-card class="card" title="Card"><view class="inside">Card-3</view><view class="slotted">inner</view></my-card>'
)


def test_reads_what_a_template_wrote(scenario: Scenario, address: str) -> None:
    assert scenario("select", address) == {
        "stack": ["pages/home/home"],
        "text": "Title",
        "attributes": ["text", "page-title big", "1", None],
        "measures": ["inline", True, 0],
        "wxml": '<text id="t" class="page-title big" data-a="1">Title</text>',
        "inner": "Title",
        "none": None,
        "rows": ["0", "7"],
        "list": 3,
        "nested": 2,
        "byAttribute": 1,
        "same": True,
        "closed": None,
        "pierced": "Card-3",
        "slotted": "inner",
        "xpath": "Card-3",
        "xpathInBlocks": ["0", "7"],
        "slots": "inner",
        "page": 3,
        "xpaths": 5,
        "component": [
            "CustomElement",
            "my-card",
            2,
            "Card",
            CARD,
        ],
        "changed": [7, "Card-9"],
        "withoutBox": ["my-bare", "b", 8, "Naked", "Naked", 375],
        "noMethod": {"failed": "component.missing not exists"},
        "noProperty": {"failed": "input.missing not exists"},
        "data": 7,
        "set": ["Seen", 9],
        "method": 7,
        "noPageMethod": {"failed": "page.missing not exists"},
        "size": {"width": 375, "height": pytest.approx(900, abs=300)},
    }


def test_acts_as_a_hand_on_the_components(scenario: Scenario, address: str) -> None:
    found = scenario("act", address)
    assert found.pop("exception") == [["thrown on purpose", True]]
    assert found == {
        "tap": [1, "kk"],
        "console": [{"type": "log", "args": ["tapped", 42, {"k": "v"}]}],
        "covered": "covered",
        "longpress": [1, 0],
        "touches": 1,
        "input": ["小明", "小明", 140],
        "switch": True,
        "slider": 60,
        "swiper": 1,
        "scroll": [50, 400],
        "movable": [30, 20],
        "video": {"errMsg": "pause:ok"},
        "trigger": "hi",
        "picture": "iVBORw0K",
    }


def test_calls_mocks_and_answers_the_platform(scenario: Scenario, address: str) -> None:
    found = scenario("wx", address)
    assert found == {
        "storage": [{"data": {"a": [1, "二"]}, "errMsg": "getStorage:ok"}, {"a": [1, "二"]}],
        "failing": {"failed": "data not found"},
        "missing": {"failed": "wx.missing not exists"},
        "mockedSync": ["mocked", "devtools"],
        "mockedByFunction": "first: 1",
        "mockedRequest": ["mocked", "function"],
        "mockedFailure": "login:fail by mock",
        "evaluate": 42,
        "program": [1, "pages/home/home", 2],
        "noBrowser": ["undefined", "undefined", "undefined"],
        "throwing": {"failed": "no"},
        "rejecting": {"failed": "later no"},
        "eval": "EvalError",
        "exposed": [1, "x", {"a": [1]}],
        "modal": [{}, True],
        "refused": "getLocation:fail auth deny",
        "cleared": [{}, "known"],
        "noDialog": {"error": {"message": "no window of the platform with such a button is open"}},
        "navigated": ["pages/mine/mine", {"a": "1"}, "mine 1", True],
        "scrolled": 300,
        "below": {"failed": "page is not on top of page stack"},
        "back": True,
        "closed": {"failed": "page destroyed"},
    }


def test_is_started_and_ended_by_the_client(scenario: Scenario, cli: Path, program: Path) -> None:
    # Node ends only after the server it has started: closing the client ends both.
    assert scenario("launch", str(cli), str(program)) == {"path": "pages/home/home"}
