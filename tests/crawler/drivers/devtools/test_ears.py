"""What is written of calls that are told, of pressed buttons and of components that are drawn."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from crawler.drivers.devtools.buttons import asked
from crawler.drivers.devtools.drawn import Drawn
from crawler.drivers.devtools.ears import Ears
from recording.log import Log
from recording.recording import Recording
from recording.tree import Node, Tree


def told(*args: Any) -> Mapping[str, Any]:
    return {"name": "ears", "args": list(args)}


@pytest.mark.parametrize(
    ("text", "given"),
    [('{"url":"/a"}', {"url": "/a"}), ('["k",1]', ["k", 1]), ("", None), ('{"data":"cut off', '{"data":"cut off')],
)
def test_arguments_are_what_the_program_gave(tmp_path: Path, text: str, given: object) -> None:
    log = Log(tmp_path)
    Ears(log, "ears", lambda _api, _who: ()).take(
        "App.bindingCalled", told("begin", "navigateTo", "1", 0, {"args": text})
    )
    log.close()
    (call,) = Recording(tmp_path).of("call")
    assert call.data.get("args") == given


def test_a_button_answers_the_press_that_asked_and_nothing_else(tmp_path: Path) -> None:
    log = Log(tmp_path)
    ears = Ears(log, "ears", lambda api, _who: (f"value of {api}",))
    answer = told("end", "button.getPhoneNumber", "", 0, {"ok": True, "err": "getPhoneNumber:ok"})
    ears.take("App.bindingCalled", answer)
    ears.pressed("button.getPhoneNumber")
    for _ in range(2):
        # A framework in between passes the same event on.
        ears.take("App.bindingCalled", answer)
    log.close()
    begun, ended = Recording(tmp_path).of("call")
    assert (begun.data["phase"], ended.data["phase"], begun.data["id"]) == ("begin", "end", ended.data["id"])
    assert ended.data["planted"] == ["value of button.getPhoneNumber"]


def button(open_type: str, **attrs: str) -> Tree:
    holder = Node(id=0, tag="button", rect=(0, 0, 100, 40), attrs={"open-type": open_type, **attrs})
    return Tree(nodes=(holder, Node(id=1, parent=0, tag="text", rect=(0, 0, 50, 20), text="Go")))


def test_what_a_press_asks_for_is_told_by_the_button_it_falls_into() -> None:
    coupled = button("getPhoneNumber|agreePrivacyAuthorization")
    assert asked(coupled, coupled.nodes[1]) == ("button.agreePrivacyAuthorization", "button.getPhoneNumber")
    for tree in (button("getPhoneNumber", disabled="true"), button("navigate"), button("")):
        assert asked(tree, tree.nodes[1]) == ()


def test_a_web_view_is_told_once_for_each_address_on_a_page() -> None:
    def page(path: str, src: str) -> Tree:
        shown = Node(id=0, tag="web-view", rect=(0, 0, 100, 100), attrs={"src": src, "class": "x"})
        return Tree(page=path, stack=(path,), nodes=(shown, shown.model_copy(update={"tag": "iframe"})))

    drawn = Drawn()
    assert drawn.new(page("a", "https://one/")) == [("web-view", {"src": "https://one/"})]
    assert drawn.new(page("a", "https://one/")) == []
    assert drawn.new(page("a", "https://two/")) == [("web-view", {"src": "https://two/"})]
    assert drawn.new(page("b", "https://two/")) == [("web-view", {"src": "https://two/"})]
    drawn.forget()
    assert drawn.new(page("b", "https://two/")) == [("web-view", {"src": "https://two/"})]


def test_what_covers_the_page_is_known_by_the_calls_that_open_it(tmp_path: Path) -> None:
    log = Log(tmp_path)
    ears = Ears(log, "ears", lambda _api, _who: ())
    for number, api in enumerate(("openPrivacyContract", "chooseMedia")):
        ears.take("App.bindingCalled", told("begin", api, str(number), 0, {"args": "{}"}))
    assert (ears.guidelines, ears.sheet) == (False, True)
    for number, (api, ok) in enumerate((("openPrivacyContract", True), ("chooseMedia", False))):
        ears.take("App.bindingCalled", told("end", api, str(number), 0, {"ok": ok}))
    assert (ears.guidelines, ears.sheet) == (True, False)
    ears.opened()
    assert not ears.guidelines
    log.close()


@pytest.mark.parametrize(("errno", "needs"), [(112, 1), (1025, 1), (103, 0), ([], 0)])
def test_what_the_platform_closed_was_asked_for_all_the_same(tmp_path: Path, errno: object, needs: int) -> None:
    log = Log(tmp_path)
    ears = Ears(log, "ears", lambda _api, _who: ())
    for number, api in enumerate(("getLocation", "navigateTo")):
        ears.take("App.bindingCalled", told("begin", api, str(number), 0, {"args": "{}"}))
        failed = {"ok": False, "err": f"{api}:fail", "errno": errno}
        ears.take("App.bindingCalled", told("end", api, str(number), 0, failed))
    log.close()
    recording = Recording(tmp_path)
    call = next(c for c in recording.of("call") if c.data["api"] == "wx.getLocation")
    found = [(e.data["name"], e.data["interface"], e.data["call"]) for e in recording.of("consent")]
    assert found == [("privacy.need", "wx.getLocation", call.data["id"])] * needs
