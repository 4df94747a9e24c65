"""The module before a program's first line, run in Node with a platform of three functions."""

import json
import subprocess
from typing import Any

import pytest

from crawler.drivers.devtools.first_line import module
from crawler.drivers.devtools.plants import ANONYMOUS, Plants
from recording.identity import PlantedIdentity

WORLD = """
const { order, name } = JSON.parse(process.argv[1]);
const told = [], given = [], asked = [];
global.wx = {
  getStorageSync: () => JSON.stringify(order), clearStorageSync: () => {}, removeStorageSync: () => {},
  getUserInfo: (options) => options.success({ userInfo: { nickName: name }, iv: 'own' }),
};
global.getCurrentPages = () => [];
let page;
global.Page = (definition) => { page = definition; };
global.Component = global.Behavior = () => {};
%s
class Shelf { constructor() { this.size = 3; } }
const later = (event) => given.push(later.mark, event.detail.errMsg, event.detail.code);
Page({ Shelf, later, taken(event) { this.later(event); } });
page.later.mark = 'kept';
wx.getUserInfo({ success: (answer) => given.push(answer.userInfo.nickName, answer.iv) });
const refuse = () => page.taken({ type: 'getphonenumber', detail: { errMsg: 'getPhoneNumber:fail user deny' } });
wx.key.join((...one) => told.push(one));
refuse();
wx.key.buttons.hand(true);
refuse();
refuse();
given.push(new page.Shelf().size);
console.log(JSON.stringify({ given, told: told.map((one) => [one[0], one[1], one[4].ok, one[4].who]) }));
"""


def run(name: str) -> tuple[dict[str, Any], dict[str, str]]:
    identity = PlantedIdentity(3, "test", lambda _: None)
    plants = Plants(identity)
    order = {"fresh": True, "plants": plants.table(), "handed": plants.handed(), "cancel": [], "choose": {}}
    values = {f"{v.interface}.{v.kind}.{v.field}": v.value for v in identity.values}
    given = json.dumps({"order": order, "name": name})
    done = subprocess.run(["node", "-e", WORLD % module("key"), given], capture_output=True, text=True, check=True)
    return json.loads(done.stdout), values


@pytest.mark.parametrize("name", ["Ada", ANONYMOUS])
def test_what_a_program_is_given(name: str) -> None:
    found, values = run(name)
    kind = "nickname_avatar" if name == "Ada" else "openid"
    shown = values["wx.getUserInfo.nickname_avatar.nickName"] if name == "Ada" else ANONYMOUS
    own = [shown, values[f"wx.getUserInfo.{kind}.iv"]]
    number = "button.getPhoneNumber"
    refused = ["kept", "getPhoneNumber:fail user deny", None]
    planted = ["kept", "getPhoneNumber:ok", values[f"{number}.phone.code"]]
    assert found["given"] == [*own, *refused, *planted, *refused, 3], "planted once, and only when it was told to"
    heard = [one for one in found["told"] if one[1] in ("getUserInfo", number) and one[0] == "end"]
    assert heard[0][3] == own[0], "who was named decides what was planted"
    assert [(one[1], one[2]) for one in heard[1:]] == [(number, False), (number, True), (number, False)]
