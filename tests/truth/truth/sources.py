"""Where personal data comes from and how it is sent: the parts that flow operators are put together from."""

import json
from dataclasses import dataclass

from truth.layout import PLACES, Part, place
from truth.policies import name_in_policy
from truth.program import Program, Unfit
from truth.words import STORIES, THANKS, Draw, Pair


@dataclass(frozen=True)
class Typed:
    """A field of a form: what its label says, the keys programs give it, the key of the guidelines if there is one."""

    kind: str
    label: Pair
    keys: tuple[str, ...]
    key: str = ""
    named: Pair = ((), ())
    """How a policy names the kind."""


PHONE = Typed(
    "phone",
    (("手机号", "联系电话", "手机号码"), ("Phone number", "Mobile")),
    ("mobile", "tel", "phone"),
    "PhoneNumber",
    (("手机号",), ("phone number",)),
)
EMAIL = Typed(
    "email", (("邮箱", "电子邮箱"), ("E-mail",)), ("email", "mail"), "Email", (("电子邮箱",), ("e-mail address",))
)
PLATE = Typed(
    "plate",
    (("车牌号", "车牌号码"), ("Licence plate",)),
    ("plate", "carNo"),
    "LicensePlate",
    (("车牌号",), ("licence plate",)),
)
NAME = Typed("name", (("姓名", "真实姓名"), ("Full name",)), ("realName", "name"), "", (("姓名",), ("full name",)))
HOME = Typed(
    "address",
    (("详细地址", "收货地址"), ("Home address",)),
    ("address", "addr"),
    "Address",
    (("收货地址",), ("home address",)),
)
IDENTITY = Typed(
    "id_number",
    (("身份证号", "身份证号码"), ("Identity card number",)),
    ("idNo", "sfz"),
    "EXIDNumber",
    (("身份证号",), ("identity card number",)),
)
CARD = Typed(
    "bank_card",
    (("银行卡号", "收款卡号"), ("Bank card number",)),
    ("bankCard", "cardNo"),
    "",
    (("银行卡号",), ("bank card number",)),
)

UNASKED = ("CON-01", "PRE-01", "MIN-02")
"""A form or an unguarded interface in a program without a notice: these ask for one before any collection. The form does
not go without its field, whether anybody needs that kind or not. (POL-17 where a sensitive kind is planted: the sentence
that the policy gets on it is set like all others.)"""
FIELDS = (EMAIL, PLATE, NAME, HOME, CARD)

THIRD = (
    ("restapi.amap.com", "/v3/log", "高德地图", "AutoNavi"),
    ("log.aldwx.com", "/d.html", "阿拉丁统计", "Aladdin"),
    ("wxapi.growingio.com", "/collect", "GrowingIO", "GrowingIO"),
    ("u.zhugeapi.com", "/open/v2/event", "诸葛智能", "Zhuge IO"),
    ("h5.udrig.com", "/app/wx/v1", "TalkingData", "TalkingData"),
    ("hmma.baidu.com", "/mini.gif", "百度统计", "Baidu"),
)
"""Hosts of firms that the table of third parties knows: path, and what a policy calls them."""

THIRD_ALSO = (
    "FLW-01",
    "FLW-02",
    "FLW-03",
    "FLW-13",
    "POL-11",
    "POL-12",
    "PRE-02",
    "CON-01",
    "PRE-01",
    "DEC-05",
    "DEC-08",
    "FLW-05",
)
"""What a transmission to an unnamed firm breaks besides: each asks for the recipient or the kind to be told."""


def third(draw: Draw) -> tuple[str, str, str, str]:
    """A firm that nothing in the program names; what names it is the operator's own doing."""
    first = THIRD.index(draw.chance.choice(THIRD))
    free = [row for row in (*THIRD[first:], *THIRD[:first]) if not _spoken_of(draw.program, row)]
    if not free:
        raise Unfit(f"{draw.program.name} names all of them")
    host, path, chinese, english = free[0]
    draw.program.route(host, "/*", {"code": 200, "ok": 1})
    return host, path, chinese, english


def _spoken_of(program: Program, row: tuple[str, str, str, str]) -> bool:
    host, _, chinese, english = row
    text = json.dumps(program.profile, ensure_ascii=False).encode() + b"".join(program.files.values())
    short = english if chinese.isascii() else chinese[:2]
    return any(word.encode().lower() in text.lower() for word in (host, short, english))


def own(program: Program, name: str) -> str:
    program.route(program.host, f"/{name}/*", {"code": 0, "errno": 0, "data": {}, "result": {}})
    return f"https://{program.host}/{name}/save"


def sent(draw: Draw, url: str, key: str, value: str, then: str, *, form: str = "") -> str:
    """A request that carries ``value`` (an expression) under ``key``; in one of several spellings."""
    form = form or draw.pick("json", "form", "nested", "base64", "list")
    bodies = {
        "json": f"{{ {key}: {value} }}",
        "form": f"{{ {key}: {value} }}",
        "nested": f"{{ d: JSON.stringify({{ v: 3, {key}: {value} }}) }}",
        "base64": f"{{ p: wx.arrayBufferToBase64(new Uint8Array([...encodeURIComponent({value})].map((c) => c.charCodeAt(0))).buffer) }}",
        "list": f"{{ events: [{{ n: 'act', attrs: {{ {key}: {value} }} }}] }}",
    }
    header = "header: { 'content-type': 'application/x-www-form-urlencoded' }, " if form == "form" else ""
    return f"wx.request({{ url: '{url}', method: 'POST', {header}data: {bodies[form]}, complete: () => {{ {then} }} }})"


def declared(program: Program, draw: Draw, *fields: Typed) -> None:
    """Names the kinds in the guidelines and in the policy."""
    for field in fields:
        why = draw.say("用于联系您并确认预约", "to reach you about the booking")
        if field.key:
            program.declare(field.key, why)
        name_in_policy(
            program,
            draw.say(
                f"我们收集您填写的{draw.of(field.named)}，{why}。",
                f"We collect the {draw.of(field.named)} you type, {why}.",
            ),
        )


def form(
    program: Program,
    draw: Draw,
    fields: tuple[Typed, ...],
    submit: str,
    label: Pair,
    *,
    where: tuple[str, ...] = PLACES,
    more: str = "",
    methods: tuple[str, ...] = (),
) -> None:
    """A form of the program's own; ``submit`` runs with the typed texts in ``v0``, ``v1``, …"""
    name, said = program.fresh("fill"), draw.of(label)
    inputs = "".join(
        f'<input class="{name}-field" bindinput="onText{n}" placeholder="{draw.say(("请输入", "填写", ""), ("Your ", ""))}{draw.of(field.label)}" />'
        for n, field in enumerate(fields)
    )
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{said}</view>{inputs}{more}'
        f'<view class="{name}-go" bindtap="onDone">{draw.say(("提交", "确定", "保存"), ("Submit", "Send"))}</view>'
        f'<view wx:if="{{{{done}}}}" class="{name}-text">{draw.of(THANKS)}</view></view>'
    )
    listen = tuple(f"onText{n}(e) {{ this.text{n} = e.detail.value }}" for n in range(len(fields)))
    values = "\n".join(f"const v{n} = this.text{n}" for n in range(len(fields)))
    done = f"onDone() {{\n{values}\nif (!v0) return\n{submit}\nthis.setData({{ done: true }})\n}}"
    place(program, draw, Part(name, said, wxml, (*listen, done, *methods)), *where)


def pressed(
    program: Program,
    draw: Draw,
    code: str,
    label: Pair,
    *,
    where: tuple[str, ...] = PLACES,
    methods: tuple[str, ...] = (),
) -> None:
    """A function that runs ``code`` when its control is pressed."""
    name, said = program.fresh("act"), draw.of(label)
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{said}</view><view class="{name}-text">{draw.of(STORIES)}</view>'
        f'<view class="{name}-go" bindtap="onPress">{said}</view><view wx:if="{{{{done}}}}" class="{name}-text">{draw.of(THANKS)}</view></view>'
    )
    place(
        program,
        draw,
        Part(name, said, wxml, (f"onPress() {{\n{code}\nthis.setData({{ done: true }})\n}}", *methods)),
        *where,
    )


def wifi(go: str) -> str:
    """The address of the network, which no permission of the platform guards; ``go`` runs with it in ``v``."""
    return f"wx.startWifi({{ complete: () => wx.getConnectedWifi({{ success: ({{ wifi }}) => {{ const v = wifi.BSSID; {go} }} }}) }})"


def located(program: Program, draw: Draw, go: str) -> str:
    """A position, declared and asked for as it should be; ``go`` runs with it in ``v``."""
    why = draw.say("用于展示您附近的门店", "to show shops near you")
    program.declare("Location", why)
    program.private_info("getLocation", "scope.userLocation", why)
    return f"wx.getLocation({{ type: 'gcj02', success: (r) => {{ const v = r.latitude + ',' + r.longitude; {go} }} }})"


NEARBY: Pair = (("查找附近门店", "离我最近的店"), ("Find shops nearby",))
LEAVE: Pair = (("预约登记", "留下联系方式", "信息登记"), ("Book a visit", "Leave your contact"))

SHA256 = """// Digest of a short text.
function digest(text) {
  const K = [], H = []
  for (let n = 2; K.length < 64; n++) {
    let prime = true
    for (let f = 2; f * f <= n; f++) if (n % f === 0) prime = false
    if (!prime) continue
    if (H.length < 8) H.push((Math.pow(n, 1 / 2) * 4294967296) | 0)
    K.push((Math.pow(n, 1 / 3) * 4294967296) | 0)
  }
  const bytes = [...unescape(encodeURIComponent(text))].map((c) => c.charCodeAt(0))
  const bits = bytes.length * 8
  bytes.push(128)
  while (bytes.length % 64 !== 56) bytes.push(0)
  for (let i = 7; i >= 0; i--) bytes.push(i > 3 ? 0 : (bits >>> (i * 8)) & 255)
  const turn = (x, n) => (x >>> n) | (x << (32 - n))
  for (let at = 0; at < bytes.length; at += 64) {
    const w = []
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = (bytes[at + 4 * i] << 24) | (bytes[at + 4 * i + 1] << 16) | (bytes[at + 4 * i + 2] << 8) | bytes[at + 4 * i + 3]
      else {
        const a = w[i - 15], b = w[i - 2]
        w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0
      }
    }
    let [a, b, c, d, e, f, g, h] = H
    for (let i = 0; i < 64; i++) {
      const t = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0
      const u = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g; g = f; f = e; e = (d + t) | 0; d = c; c = b; b = a; a = (t + u) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((x, i) => { H[i] = (H[i] + x) | 0 })
  }
  return H.map((x) => (x >>> 0).toString(16).padStart(8, '0')).join('')
}

module.exports = { digest }
"""
