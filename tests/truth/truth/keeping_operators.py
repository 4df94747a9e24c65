"""Operators on how personal data travels, lies and is shown."""

from truth.layout import Part, place
from truth.operators import lawful, violation
from truth.program import Program
from truth.sources import (
    CARD,
    HOME,
    IDENTITY,
    LEAVE,
    PHONE,
    UNASKED,
    declared,
    form,
    own,
    pressed,
    sent,
)
from truth.words import GOODS, Draw


@violation("FLW-07", *UNASKED, "CON-13", "POL-17", variants=2, runs=("agree",))
def number_in_the_address(program: Program, draw: Draw) -> None:
    """A phone or identity number stands in the URL, where logs and referrers keep it (GB/T 35273 6.3; PIPL art. 51)."""
    field = (PHONE, IDENTITY)[draw.variant]
    declared(program, draw, field)
    url = own(program, program.fresh("look"))
    key = draw.pick(*field.keys)
    tail = f"'{url}?{key}=' + encodeURIComponent(v0)" if draw.either() else f"'{url}/' + v0"
    form(program, draw, (field,), f"wx.request({{ url: {tail}, complete: () => {{ {program.proof()} }} }})", LEAVE)


@lawful("FLW-07", *UNASKED)
def number_in_the_body(program: Program, draw: Draw) -> None:
    """The same number in the body of a request over TLS (PIPL art. 51)."""
    declared(program, draw, PHONE)
    url = own(program, program.fresh("look"))
    form(program, draw, (PHONE,), sent(draw, url, draw.pick(*PHONE.keys), "v0", program.proof()), LEAVE)


@violation("SEC-01", *UNASKED, "CON-13", variants=2, runs=("agree",))
def number_in_clear(program: Program, draw: Draw) -> None:
    """Personal data travels without encryption (PIPL art. 51; Cybersecurity Law art. 42 of 2016)."""
    field = (PHONE, HOME)[draw.variant]
    declared(program, draw, field)
    url = own(program, program.fresh("plain")).replace("https://", "http://")
    form(program, draw, (field,), sent(draw, url, draw.pick(*field.keys), "v0", program.proof()), LEAVE)


@lawful("SEC-01", *UNASKED, runs=("agree",))
def only_a_picture_in_clear(program: Program, draw: Draw) -> None:
    """The number goes encrypted; only the list of opening hours comes without (no personal data: PIPL art. 51)."""
    declared(program, draw, PHONE)
    name = program.fresh("plain")
    url = own(program, name)
    hours = f"wx.request({{ url: 'http://{program.host}/{name}/hours' }})"
    form(program, draw, (PHONE,), f"{hours}\n{sent(draw, url, 'mobile', 'v0', program.proof())}", LEAVE)


@violation("SEC-03", "CON-13", *UNASKED, "FLW-01", "POL-17", variants=2, runs=("agree",))
def identity_number_kept_in_storage(program: Program, draw: Draw) -> None:
    """A sensitive number lies in the storage in plain text (GB/T 35273 6.3; PIPL art. 51)."""
    field = (IDENTITY, CARD)[draw.variant]
    declared(program, draw, field)
    key = draw.pick("draft", "profile", "lastForm", "u")
    write = draw.pick(f"wx.setStorageSync('{key}', {{ v: v0 }})", f"wx.setStorage({{ key: '{key}', data: v0 }})")
    form(program, draw, (field,), f"{write}\n{program.proof()}", (("保存常用信息", "实名资料"), ("Save your details",)))


@lawful("SEC-03", *UNASKED)
def token_kept_in_storage(program: Program, draw: Draw) -> None:
    """What is kept is a ticket and a choice of the look, nothing of the person (PIPL art. 51)."""
    token = "".join(draw.chance.choice("0123456789abcdef") for _ in range(24))
    code = f"wx.setStorageSync('ticket', '{token}')\nwx.setStorageSync('theme', 'dark')\n{program.proof()}"
    pressed(program, draw, code, (("切换深色模式", "保存偏好"), ("Dark mode",)))


@violation("SEC-04", runs=("untouched", "agree"), variants=2)
def identity_number_shown_in_full(program: Program, draw: Draw) -> None:
    """A page shows a stored identity or card number in full (GB/T 35273 7.2: de-identification on display)."""
    _shown(program, draw, masked=False)


@lawful("SEC-04", variants=2)
def identity_number_masked(program: Program, draw: Draw) -> None:
    """The same page with the middle of the number masked (GB/T 35273 7.2)."""
    _shown(program, draw, masked=True)


def _shown(program: Program, draw: Draw, *, masked: bool) -> None:
    name, api = program.fresh("card"), program.fresh("idcard")
    if draw.variant == 0:
        number, label = _identity(draw), draw.say(("我的实名信息", "证件信息"), ("My identity",))
        title = draw.say("身份证号", "Identity card number")
    else:
        number, label = _bank_card(draw), draw.say(("收款账户", "我的银行卡"), ("My bank card",))
        title = draw.say("银行卡号", "Bank card number")
    shown = f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if masked else number
    program.route(program.host, f"/{api}", {"code": 0, "data": {"value": shown}})
    wxml = f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-row">{title}</view><view class="{name}-row">{{{{value}}}}</view><view class="{name}-text">{draw.of(GOODS)}</view></view>'
    load = f"wx.request({{ url: 'https://{program.host}/{api}', success: (r) => {{ this.setData({{ value: r.data.data.value }}); {program.proof()} }} }})"
    place(program, draw, Part(name, label, wxml, (), shown=load), "page", "component")


def _identity(draw: Draw) -> str:
    """Of nobody: born in 1901; with a valid check digit (GB 11643)."""
    digits = f"110101{1900 + draw.number(1, 4)}{draw.number(1, 12):02}{draw.number(1, 28):02}{draw.number(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def _bank_card(draw: Draw) -> str:
    """Of an unassigned issuer; valid by Luhn."""
    digits = "620000" + "".join(str(draw.number(0, 9)) for _ in range(12))
    total = sum(sum(divmod(int(d) * (2 if n % 2 == 0 else 1), 10)) for n, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)
