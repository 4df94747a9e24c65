"""Operators on which kinds of personal data are declared."""

import re

from truth.operators import lawful, violation
from truth.policies import KINDS
from truth.program import Program, Unfit
from truth.sources import (
    FIELDS,
    LEAVE,
    NEARBY,
    PHONE,
    UNASKED,
    Typed,
    declared,
    form,
    own,
    pressed,
    sent,
    wifi,
)
from truth.words import Draw

_CHOOSERS = (
    ("Address", "wx.chooseAddress({ complete: () => { $go } })", (("选择收货地址",), ("Choose an address",))),
    ("Album", "wx.chooseMedia({ count: 1, complete: () => { $go } })", (("上传照片", "晒单配图"), ("Add a photo",))),
    (
        "LicensePlate",
        "wx.chooseLicensePlate({ complete: () => { $go } })",
        (("选择车牌", "绑定车牌"), ("Choose a plate",)),
    ),
    ("Invoice", "wx.chooseInvoiceTitle({ complete: () => { $go } })", (("选择发票抬头",), ("Invoice title",))),
)
"""Key of the guidelines, call of the interface, and a button's words for it."""


def _undeclared(program: Program, field: Typed) -> None:
    """Nothing else in the program may name the kind."""
    program.undeclare(field.key)
    kind = field.named[0 if program.chinese else 1][0]
    words = next(row[0] for row in KINDS if re.search(row[0], kind, re.IGNORECASE))
    texts = [program.text(path) for path in program.files if path.endswith((".wxml", ".js", ".json"))]
    if any(re.search(words, text, re.IGNORECASE) for text in texts):
        raise Unfit(f"{program.name} speaks of {kind}")


@violation(
    "FLW-01",
    "POL-11",
    "DEC-05",
    "CON-01",
    "PRE-01",
    "MIN-02",
    "MIN-06",
    "MIN-04",
    "CON-13",
    variants=6,
    runs=("untouched", "agree"),
)
def undeclared_kind_sent(program: Program, draw: Draw) -> None:
    """A kind of personal data leaves that is declared nowhere (determination method of 2019, 2.1; PIPL art. 17)."""
    name = program.fresh("note")
    if draw.variant == 5:
        if any(
            word in body for body in program.files.values() for word in ("无线".encode(), b"WiFi", b"Wi-Fi", b"WLAN")
        ):
            raise Unfit(f"{program.name} speaks of networks")
        pressed(
            program,
            draw,
            wifi(sent(draw, own(program, name), draw.pick("b", "ap", "net"), "v", program.proof())),
            NEARBY,
        )
        return
    field = FIELDS[draw.variant]
    _undeclared(program, field)
    form(program, draw, (field,), sent(draw, own(program, name), draw.pick(*field.keys), "v0", program.proof()), LEAVE)


@lawful("FLW-01", *UNASKED, "CON-13", variants=6)
def declared_kind_sent(program: Program, draw: Draw) -> None:
    """A kind leaves that the guidelines and the policy name; or what is sent is no data of the user at all: a random
    number of the program's own, the position of a shop that the server told (PIPL art. 4 and 17)."""
    name = program.fresh("note")
    if draw.variant == 5:
        shop = f"{draw.number(22, 39)}.{draw.number(1000, 9999)},{draw.number(104, 119)}.{draw.number(1000, 9999)}"
        code = sent(draw, own(program, name), "shop", f"'{shop}'", program.proof())
        pressed(program, draw, code, (("收藏门店", "查看路线"), ("Save this shop",)))
        return
    field = (*FIELDS[:4], PHONE)[draw.variant]
    declared(program, draw, field)
    form(program, draw, (field,), sent(draw, own(program, name), draw.pick(*field.keys), "v0", program.proof()), LEAVE)


@violation("DEC-01", "FLW-01", "CON-09", variants=4)
def interface_not_declared(program: Program, draw: Draw) -> None:
    """A privacy interface is called whose kind the guidelines do not declare (guide on privacy authorisation, 1 and errno 112)."""
    key, api, label = _CHOOSERS[draw.variant]
    program.undeclare(key)
    if key == "Address":
        program.private_info("chooseAddress")
    pressed(program, draw, api.replace("$go", program.proof()), label)


@lawful("DEC-01", variants=3)
def interface_declared(program: Program, draw: Draw) -> None:
    """The same interfaces, declared with their purpose (guide on privacy authorisation, 1)."""
    key, api, label = [row for row in _CHOOSERS if row[0] != "LicensePlate"][draw.variant]
    program.declare(key, draw.say("用于完成您的订单", "to complete your order"))
    if key == "Address":
        program.private_info("chooseAddress")
    pressed(program, draw, api.replace("$go", program.proof()), label)


@violation("DEC-05", "FLW-01", "POL-11", *UNASKED, "CON-13", variants=5, runs=("untouched", "agree"))
def form_kind_not_declared(program: Program, draw: Draw) -> None:
    """The program's own form takes a kind that is declared nowhere (guidelines; determination method of 2019, 2.1)."""
    field = FIELDS[draw.variant]
    _undeclared(program, field)
    declared(program, draw, PHONE)
    url = own(program, program.fresh("join"))
    go = f"wx.request({{ url: '{url}', method: 'POST', data: {{ mobile: v1, {draw.pick(*field.keys)}: v0 }}, complete: () => {{ {program.proof()} }} }})"
    form(program, draw, (field, PHONE), go, (("活动报名", "入会申请"), ("Sign up",)))


@lawful("DEC-05", *UNASKED, variants=4, runs=("untouched", "agree"))
def form_kind_declared(program: Program, draw: Draw) -> None:
    """The same form where both kinds are declared, beside a field for a search, which is no data of a person
    (guidelines; determination method of 2019, 2.1)."""
    field = FIELDS[draw.variant]
    declared(program, draw, field, PHONE)
    url = own(program, program.fresh("join"))
    find = f'<input placeholder="{draw.say(("搜索活动", "搜一搜"), ("Search",))}" bindinput="onFind" style="height: 80rpx" />'
    go = f"wx.request({{ url: '{url}', method: 'POST', data: {{ mobile: v1, {draw.pick(*field.keys)}: v0, q: this.find || '' }}, complete: () => {{ {program.proof()} }} }})"
    methods = ("onFind(e) { this.find = e.detail.value }",)
    form(program, draw, (field, PHONE), go, (("活动报名", "入会申请"), ("Sign up",)), more=find, methods=methods)
