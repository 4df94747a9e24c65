"""What is read out of a program's code: names of interfaces, never what stands in a comment."""

import time
from pathlib import Path
from typing import Any

import pytest

from crawler.host.project import Project
from crawler.host.references import references, uncommented


def read(**texts: str) -> dict[str, Any]:
    named = {name.replace("_", ".", 1): text for name, text in texts.items()}
    return references(Project(Path(), {"pages": ["a"]}, {}, {}, ("a",), texts=named))


def names(found: dict[str, Any]) -> list[str]:
    return [item["api"] for item in found["interfaces"]]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("wx.getLocation({})", ["wx.getLocation"]),
        ("wx\n  .getLocation()", ["wx.getLocation"]),
        ("wx['chooseInvoice']()", ["wx.chooseInvoice"]),
        ("wx.authorize({ scope: 'scope.camera' })", ["wx.authorize(scope.camera)"]),
        ("const r = wx.getRecorderManager()", ["RecorderManager.start"]),
        ("// wx.getLocation()", []),
        ("/* wx.getLocation()\n */ wx.login()", ["wx.login"]),
        ("var u = 'https://a.test'; wx.login()", ["wx.login"]),
        ("var p = /'/; // '\nwx.login()", ["wx.login"]),
        ("my.getLocation(); wx.getLocationName()", []),
    ],
)
def test_code(code: str, expected: list[str]) -> None:
    assert names(read(a_js=code)) == expected


def test_templates_and_lines() -> None:
    text = '<view/>\n<!-- <camera/> -->\n<button\n  open-type="getPhoneNumber|agreePrivacyAuthorization"/>\n<camera/>'
    found = read(a_wxml=text)["interfaces"]
    assert [(i["api"], i["line"]) for i in found] == [("button.getPhoneNumber", 3), ("camera", 5)]


@pytest.mark.parametrize(
    "button",
    [
        '<button type="primary" open-type="getPhoneNumber">',
        "<button open-type='getPhoneNumber' type='default'>",
        """<button size="mini" open-type="{{known ? '' : 'getPhoneNumber'}}" form-type="submit">""",
    ],
)
def test_a_button_has_a_type_and_an_open_type(button: str) -> None:
    assert names(read(a_wxml=button)) == ["button.getPhoneNumber"]
    assert names(read(a_wxml=button.replace("getPhoneNumber", "share"))) == []


def test_probes_and_computed_names() -> None:
    found = read(a_js="if (info.platform === 'devtools') {}\nwx[name]()\nwx['login']()\nx.envVersion")
    assert [(p["what"], p["line"]) for p in found["probes"]] == [("envVersion", 4), ("devtools", 1)]
    assert [d["line"] for d in found["dynamic"]] == [2]


def test_hostile_code_takes_linear_time() -> None:
    began = time.monotonic()
    for code in ("'" + "\\'" * 300_000, "/*" * 300_000, "`" * 300_001, "wx[" * 200_000, "<button " * 200_000):
        uncommented(code)
        read(a_js=code, b_wxml=code)
    assert time.monotonic() - began < 10
