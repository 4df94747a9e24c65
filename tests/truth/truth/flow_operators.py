"""Operators on what leaves: which kind, to whom, when, in which form, and how it is kept."""

from truth.layout import Part, has_notice, place, popup
from truth.operators import ALL_RUNS, lawful, violation
from truth.policies import name_in_policy, name_recipient
from truth.program import Program, Unfit
from truth.sources import (
    CARD,
    EMAIL,
    HOME,
    IDENTITY,
    LEAVE,
    NAME,
    NEARBY,
    PHONE,
    PLATE,
    SHA256,
    THIRD_ALSO,
    Typed,
    form,
    located,
    own,
    pressed,
    sent,
    third,
    wifi,
)
from truth.words import GOODS, STORIES, Draw

# POL-17 where a sensitive kind is planted: the sentence that the policy gets on it is set like all others.
_UNASKED = ("CON-01", "PRE-01", "MIN-02")
"""A form or an unguarded interface in a program without a notice: these ask for one before any collection. The form does
not go without its field, whether anybody needs that kind or not."""
FIELDS = (EMAIL, PLATE, NAME, HOME, CARD)


def _declared(program: Program, draw: Draw, *fields: Typed) -> None:
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


def _undeclared(program: Program, field: Typed) -> None:
    """Nothing else in the program may name the kind."""
    program.undeclare(field.key)
    words = field.named[0 if program.chinese else 1][0]
    if any(words.encode() in body for path, body in program.files.items() if path.endswith((".wxml", ".js", ".json"))):
        raise Unfit(f"{program.name} speaks of {words}")


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


@lawful("FLW-01", *_UNASKED, "CON-13", variants=6)
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
    _declared(program, draw, field)
    form(program, draw, (field,), sent(draw, own(program, name), draw.pick(*field.keys), "v0", program.proof()), LEAVE)


@violation("FLW-02", *THIRD_ALSO, "FLW-07", variants=2, runs=("agree",))
def position_to_unnamed_firm(program: Program, draw: Draw) -> None:
    """Personal data goes to a firm that nothing names (PIPL art. 23; determination method of 2019, 5.1)."""
    host, path, *_ = third(draw)
    if draw.variant == 0:
        go = sent(draw, f"https://{host}{path}", draw.pick("loc", "g", "pos"), "v", program.proof())
        pressed(program, draw, located(program, draw, go), NEARBY)
    else:
        _declared(program, draw, PHONE)
        form(program, draw, (PHONE,), sent(draw, f"https://{host}{path}", "m", "v0", program.proof()), LEAVE)


@lawful("FLW-02", "FLW-03", "POL-16")
def position_to_named_firm(program: Program, draw: Draw) -> None:
    """The same, named in the policy with what it gets and what for (PIPL art. 23)."""
    host, path, chinese, english = third(draw)
    go = sent(draw, f"https://{host}{path}", draw.pick("loc", "g", "pos"), "v", program.proof())
    pressed(program, draw, located(program, draw, go), NEARBY)
    name_recipient(
        program,
        draw.say(
            f"查找附近门店时，我们向第三方{chinese}提供您的位置信息，用于计算距离。",
            f"To find shops nearby we give your location to the third party {english}, to measure distances.",
        ),
    )


@violation("FLW-05", *THIRD_ALSO, runs=("agree",))
def digest_to_unnamed_firm(program: Program, draw: Draw) -> None:
    """A digest of the phone number goes to another firm, which is personal data all the same (PIPL art. 4 and 73: not anonymised)."""
    host, path, *_ = third(draw)
    _declared(program, draw, PHONE)
    module = f"utils/{draw.slug('digest', 'sum', 'mark').lower()}.js"
    program.put(module, SHA256)
    go = sent(draw, f"https://{host}{path}", draw.pick("uid", "h", "u"), "digest(v0)", program.proof(), form="json")
    # The module is taken by its absolute path, from wherever the form stands.
    form(program, draw, (PHONE,), f"const {{ digest }} = require('/{module}')\n{go}", LEAVE)


@lawful("FLW-05", "PRE-02", "POL-12")
def digest_of_own_number(program: Program, draw: Draw) -> None:
    """A digest of the program's own order number tells nothing of a person (PIPL art. 4)."""
    host, path, chinese, english = third(draw)
    module = f"utils/{draw.slug('digest', 'sum', 'mark').lower()}.js"
    program.put(module, SHA256)
    go = sent(
        draw, f"https://{host}{path}", "h", f"digest('order-{draw.number(1000, 9999)}')", program.proof(), form="json"
    )
    name_in_policy(
        program,
        draw.say(
            f"我们使用第三方{chinese}统计商品浏览次数。", f"We use the third party {english} to count views of goods."
        ),
    )
    pressed(program, draw, f"const {{ digest }} = require('/{module}')\n{go}", (("查看详情", "点个赞"), ("Like this",)))


# Read on every show, it brings the official popup back after a refusal: the catalogue counts that as the program's doing.
@violation("FLW-06", "PRM-01", "MIN-04", "FLW-01", "PRE-01", "CON-01", "CON-10", "DEC-08", variants=2)
def clipboard_read_unasked(program: Program, draw: Draw) -> None:
    """The clipboard is read when the program opens, without the user pasting (determination method of 2019, 4.1; PIPL art. 6)."""
    program.declare("Clipboard", draw.say("用于识别粘贴的收货地址", "to recognise a pasted address"))
    then = program.proof()
    if draw.variant == 0:
        then = sent(draw, own(program, program.fresh("clip")), draw.pick("c", "text", "kw"), "v", program.proof())
    code = f"wx.getClipboardData({{ success: (r) => {{ const v = r.data; if (v) {{ {then} }} }} }})"
    if draw.either():
        program.on_page(program.entry, "onShow", code)
    else:
        program.at_launch(f"setTimeout(() => {{ {code} }}, {draw.number(50, 600)})")


@lawful("FLW-06")
def clipboard_pasted_by_the_user(program: Program, draw: Draw) -> None:
    """The clipboard is read when the user presses "paste", and stays on the device (PIPL art. 6)."""
    program.declare("Clipboard", draw.say("用于识别粘贴的收货地址", "to recognise a pasted address"))
    code = f"wx.getClipboardData({{ success: (r) => {{ this.setData({{ pasted: r.data }}); {program.proof()} }} }})"
    pressed(program, draw, code, (("粘贴地址，智能识别", "粘贴文字"), ("Paste an address",)))


@violation("FLW-07", *_UNASKED, "CON-13", "POL-17", variants=2, runs=("agree",))
def number_in_the_address(program: Program, draw: Draw) -> None:
    """A phone or identity number stands in the URL, where logs and referrers keep it (GB/T 35273 6.3; PIPL art. 51)."""
    field = (PHONE, IDENTITY)[draw.variant]
    _declared(program, draw, field)
    url = own(program, program.fresh("look"))
    key = draw.pick(*field.keys)
    tail = f"'{url}?{key}=' + encodeURIComponent(v0)" if draw.either() else f"'{url}/' + v0"
    form(program, draw, (field,), f"wx.request({{ url: {tail}, complete: () => {{ {program.proof()} }} }})", LEAVE)


@lawful("FLW-07", *_UNASKED)
def number_in_the_body(program: Program, draw: Draw) -> None:
    """The same number in the body of a request over TLS (PIPL art. 51)."""
    _declared(program, draw, PHONE)
    url = own(program, program.fresh("look"))
    form(program, draw, (PHONE,), sent(draw, url, draw.pick(*PHONE.keys), "v0", program.proof()), LEAVE)


@violation("SEC-01", *_UNASKED, "CON-13", variants=2, runs=("agree",))
def number_in_clear(program: Program, draw: Draw) -> None:
    """Personal data travels without encryption (PIPL art. 51; Cybersecurity Law art. 42 of 2016)."""
    field = (PHONE, HOME)[draw.variant]
    _declared(program, draw, field)
    url = own(program, program.fresh("plain")).replace("https://", "http://")
    form(program, draw, (field,), sent(draw, url, draw.pick(*field.keys), "v0", program.proof()), LEAVE)


@lawful("SEC-01", *_UNASKED, runs=("agree",))
def only_a_picture_in_clear(program: Program, draw: Draw) -> None:
    """The number goes encrypted; only the list of opening hours comes without (no personal data: PIPL art. 51)."""
    _declared(program, draw, PHONE)
    name = program.fresh("plain")
    url = own(program, name)
    hours = f"wx.request({{ url: 'http://{program.host}/{name}/hours' }})"
    form(program, draw, (PHONE,), f"{hours}\n{sent(draw, url, 'mobile', 'v0', program.proof())}", LEAVE)


@violation("SEC-03", "CON-13", *_UNASKED, "FLW-01", "POL-17", variants=2, runs=("agree",))
def identity_number_kept_in_storage(program: Program, draw: Draw) -> None:
    """A sensitive number lies in the storage in plain text (GB/T 35273 6.3; PIPL art. 51)."""
    field = (IDENTITY, CARD)[draw.variant]
    _declared(program, draw, field)
    key = draw.pick("draft", "profile", "lastForm", "u")
    write = draw.pick(f"wx.setStorageSync('{key}', {{ v: v0 }})", f"wx.setStorage({{ key: '{key}', data: v0 }})")
    form(program, draw, (field,), f"{write}\n{program.proof()}", (("保存常用信息", "实名资料"), ("Save your details",)))


@lawful("SEC-03", *_UNASKED)
def token_kept_in_storage(program: Program, draw: Draw) -> None:
    """What is kept is a ticket and a choice of the look, nothing of the person (PIPL art. 51)."""
    token = "".join(draw.chance.choice("0123456789abcdef") for _ in range(24))
    code = f"wx.setStorageSync('ticket', '{token}')\nwx.setStorageSync('theme', 'dark')\n{program.proof()}"
    pressed(program, draw, code, (("切换深色模式", "保存偏好"), ("Dark mode",)))


@violation("FLW-10", *THIRD_ALSO, "PRE-05", runs=("agree",))
def login_code_to_unnamed_firm(program: Program, draw: Draw) -> None:
    """The login code goes to another firm, which learns the openid by it (PIPL art. 23; determination method of 2019, 5.1)."""
    host, path, *_ = third(draw)
    go = sent(draw, f"https://{host}{path}", draw.pick("code", "js_code", "t"), "r.code", program.proof())
    pressed(program, draw, f"wx.login({{ success: (r) => {{ {go} }} }})", (("签到", "开始答题"), ("Check in",)))


@lawful("FLW-10", "PRE-05", *_UNASKED)
def login_code_to_the_operator(program: Program, draw: Draw) -> None:
    """The login code goes to the operator's own server only, as the platform has it."""
    url = own(program, program.fresh("session"))
    go = sent(draw, url, "code", "r.code", program.proof())
    pressed(program, draw, f"wx.login({{ success: (r) => {{ {go} }} }})", (("签到", "开始答题"), ("Check in",)))


@violation("PRE-02", *THIRD_ALSO, "FLW-10", "PRE-05", "PRE-04", "PRE-03", "CON-07", variants=2, runs=ALL_RUNS)
def firm_told_at_launch(program: Program, draw: Draw) -> None:
    """Before anybody agreed, another firm gets an identifier of the user (determination method of 2019, 3.1; PIPL art. 14
    and 23). The firm is named and a popup asks; it just does not wait."""
    if has_notice(program):
        raise Unfit(f"{program.name} has a notice of its own")
    host, path, chinese, english = third(draw)
    name_recipient(
        program,
        draw.say(
            f"我们使用第三方{chinese}做访问统计，向其提供登录凭证、用户标识和设备信息。",
            f"We use the third party {english} for statistics and give it the login code, user identifier and device information.",
        ),
    )
    if draw.variant == 0:
        program.at_launch(
            f"wx.login({{ success: (r) => {{ {sent(draw, f'https://{host}{path}', 'code', 'r.code', program.proof())} }} }})"
        )
    else:
        key = draw.pick("_sid", "did", "uuid")
        mint = "Array.from({ length: 32 }, () => '0123456789abcdef'[Math.floor(Math.random() * 16)]).join('')"
        device = "const d = wx.getSystemInfoSync()"
        body = "{ id, model: d.model, brand: d.brand, sys: d.system }"
        program.at_launch(
            f"const id = wx.getStorageSync('{key}') || {mint}\nwx.setStorageSync('{key}', id)\n{device}\n"
            f"wx.request({{ url: 'https://{host}{path}', method: 'POST', data: {body}, complete: () => {{ {program.proof()} }} }})"
        )
    popup(program, draw)


@lawful("PRE-02", "FLW-02", "FLW-03", "PRE-05", "POL-16", "FLW-10")
def firm_told_after_consent(program: Program, draw: Draw) -> None:
    """The same firm gets the same only once the user agreed (PIPL art. 14)."""
    if has_notice(program):
        raise Unfit(f"{program.name} has a notice of its own")
    host, path, chinese, english = third(draw)
    name_recipient(
        program,
        draw.say(
            f"我们使用第三方{chinese}做访问统计，向其提供登录凭证和用户标识。",
            f"We use the third party {english} for statistics and give it the login code and the user identifier.",
        ),
    )
    go = sent(draw, f"https://{host}{path}", "code", "r.code", program.proof())
    popup(program, draw, on_agree=f"wx.login({{ success: (r) => {{ {go} }} }})")


@violation("PRE-01", "CON-01", "FLW-01", "POL-11", "MIN-04", "MIN-06", "PRE-03", "CON-07", runs=ALL_RUNS)
def network_sent_before_consent(program: Program, draw: Draw) -> None:
    """Personal data is collected while the popup still asks (determination method of 2019, 3.1; PIPL art. 13)."""
    program.at_launch(_network(program, draw))
    popup(program, draw)


@lawful("PRE-01", "MIN-04", "MIN-06", "FLW-01")
def network_sent_after_consent(program: Program, draw: Draw) -> None:
    """The same, only once the user agreed (PIPL art. 13). Necessity is another question."""
    popup(program, draw, on_agree=_network(program, draw))


def _network(program: Program, draw: Draw) -> str:
    """Sends the address of the network, which the policy names."""
    if has_notice(program):
        raise Unfit(f"{program.name} has a notice of its own")
    url = own(program, program.fresh("boot"))
    name_in_policy(
        program,
        draw.say(
            "我们收集您连接的无线网络信息（Wi-Fi名称和BSSID），用于判断是否在店内。",
            "We collect the Wi-Fi network you are connected to (SSID, BSSID), to tell whether you are in the shop.",
        ),
    )
    return wifi(sent(draw, url, draw.pick("b", "ap", "w"), "v", program.proof()))


@violation("PRE-03", "MIN-06", "FLW-01", "POL-11", "PRE-01", "CON-01", "PRM-04", runs=("refuse", "agree"))
def network_sent_after_refusal(program: Program, draw: Draw) -> None:
    """The position is refused, and is found out another way (determination method of 2019, 3.2; PIPL art. 15)."""
    url = own(program, program.fresh("near"))
    program.declare("Location", draw.say("用于展示您附近的门店", "to show shops near you"))
    program.private_info(
        "getLocation", "scope.userLocation", draw.say("用于展示您附近的门店", "to show shops near you")
    )
    round_ = wifi(sent(draw, url, draw.pick("b", "ap", "w"), "v", program.proof()))
    pressed(program, draw, f"wx.getLocation({{ success: () => {{}}, fail: () => {{ {round_} }} }})", NEARBY)


@lawful("PRE-03", "PRE-01", "CON-01", runs=("refuse", "agree"))
def city_chosen_after_refusal(program: Program, draw: Draw) -> None:
    """After a refusal the program asks for the list of a city of its own choice, which tells nothing of where the user is
    (catalogue PRE-03, trap)."""
    url = own(program, program.fresh("near"))
    program.declare("Location", draw.say("用于展示您附近的门店", "to show shops near you"))
    program.private_info(
        "getLocation", "scope.userLocation", draw.say("用于展示您附近的门店", "to show shops near you")
    )
    city = draw.say(("绍兴", "柳州", "洛阳"), ("York", "Leeds"))
    code = f"wx.getLocation({{ success: () => {{}}, fail: () => {{ {sent(draw, url, 'city', repr(city), program.proof())} }} }})"
    pressed(program, draw, code, NEARBY)


@violation("DEC-01", "FLW-01", "CON-09", variants=4)
def interface_not_declared(program: Program, draw: Draw) -> None:
    """A privacy interface is called whose kind the guidelines do not declare (guide on privacy authorisation, 1 and errno 112)."""
    key, api, label = (
        ("Address", "wx.chooseAddress({ complete: () => { $go } })", (("选择收货地址",), ("Choose an address",))),
        (
            "Album",
            "wx.chooseMedia({ count: 1, complete: () => { $go } })",
            (("上传照片", "晒单配图"), ("Add a photo",)),
        ),
        (
            "LicensePlate",
            "wx.chooseLicensePlate({ complete: () => { $go } })",
            (("选择车牌", "绑定车牌"), ("Choose a plate",)),
        ),
        ("Invoice", "wx.chooseInvoiceTitle({ complete: () => { $go } })", (("选择发票抬头",), ("Invoice title",))),
    )[draw.variant]
    program.undeclare(key)
    if key == "Address":
        program.private_info("chooseAddress")
    pressed(program, draw, api.replace("$go", program.proof()), label)


@lawful("DEC-01", variants=3)
def interface_declared(program: Program, draw: Draw) -> None:
    """The same interfaces, declared with their purpose (guide on privacy authorisation, 1)."""
    key, api, label = (
        ("Address", "wx.chooseAddress({ complete: () => { $go } })", (("选择收货地址",), ("Choose an address",))),
        (
            "Album",
            "wx.chooseMedia({ count: 1, complete: () => { $go } })",
            (("上传照片", "晒单配图"), ("Add a photo",)),
        ),
        ("Invoice", "wx.chooseInvoiceTitle({ complete: () => { $go } })", (("选择发票抬头",), ("Invoice title",))),
    )[draw.variant]
    program.declare(key, draw.say("用于完成您的订单", "to complete your order"))
    if key == "Address":
        program.private_info("chooseAddress")
    pressed(program, draw, api.replace("$go", program.proof()), label)


@violation("DEC-05", "FLW-01", "POL-11", *_UNASKED, "CON-13", variants=5, runs=("untouched", "agree"))
def form_kind_not_declared(program: Program, draw: Draw) -> None:
    """The program's own form takes a kind that is declared nowhere (guidelines; determination method of 2019, 2.1)."""
    field = FIELDS[draw.variant]
    _undeclared(program, field)
    _declared(program, draw, PHONE)
    url = own(program, program.fresh("join"))
    go = f"wx.request({{ url: '{url}', method: 'POST', data: {{ mobile: v1, {draw.pick(*field.keys)}: v0 }}, complete: () => {{ {program.proof()} }} }})"
    form(program, draw, (field, PHONE), go, (("活动报名", "入会申请"), ("Sign up",)))


@lawful("DEC-05", *_UNASKED, variants=4, runs=("untouched", "agree"))
def form_kind_declared(program: Program, draw: Draw) -> None:
    """The same form where both kinds are declared, beside a field for a search, which is no data of a person
    (guidelines; determination method of 2019, 2.1)."""
    field = FIELDS[draw.variant]
    _declared(program, draw, field, PHONE)
    url = own(program, program.fresh("join"))
    find = f'<input placeholder="{draw.say(("搜索活动", "搜一搜"), ("Search",))}" bindinput="onFind" style="height: 80rpx" />'
    go = f"wx.request({{ url: '{url}', method: 'POST', data: {{ mobile: v1, {draw.pick(*field.keys)}: v0, q: this.find || '' }}, complete: () => {{ {program.proof()} }} }})"
    methods = ("onFind(e) { this.find = e.detail.value }",)
    form(program, draw, (field, PHONE), go, (("活动报名", "入会申请"), ("Sign up",)), more=find, methods=methods)


@violation("FLW-09", "FLW-10", "SEC-03", "PRE-05", *_UNASKED, runs=("agree",))
def session_key_sent_down(program: Program, draw: Draw) -> None:
    """The server hands the session key down to the client (platform's login guide: it must not leave the server)."""
    name = program.fresh("session")
    key = "".join(draw.chance.choice("ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789+/") for _ in range(22)) + "=="
    openid = "o" + "".join(
        draw.chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz0123456789_-") for _ in range(27)
    )
    answer = {"openid": openid, "session_key": key}
    program.route(program.host, f"/{name}", answer if draw.either() else {"code": 0, "data": answer})
    code = f"wx.login({{ success: (r) => wx.request({{ url: 'https://{program.host}/{name}', method: 'POST', data: {{ code: r.code }}, success: () => {{ {program.proof()} }} }}) }})"
    pressed(program, draw, code, (("签到", "开始答题"), ("Check in",)))


@lawful("FLW-09", "PRE-05", *_UNASKED)
def own_ticket_sent_down(program: Program, draw: Draw) -> None:
    """The server hands down a ticket of its own (platform's login guide)."""
    name = program.fresh("session")
    token = "".join(draw.chance.choice("0123456789abcdef") for _ in range(40))
    program.route(program.host, f"/{name}", {"code": 0, "data": {draw.pick("token", "session", "sessionKeyId"): token}})
    code = f"wx.login({{ success: (r) => wx.request({{ url: 'https://{program.host}/{name}', method: 'POST', data: {{ code: r.code }}, success: () => {{ {program.proof()} }} }}) }})"
    pressed(program, draw, code, (("签到", "开始答题"), ("Check in",)))


@violation("FLW-12", *_UNASKED, "FLW-02", runs=("agree",))
def number_given_to_another_program(program: Program, draw: Draw) -> None:
    """A jump to another mini program carries the phone number along (PIPL art. 23)."""
    _declared(program, draw, PHONE)
    go = f"wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index', extraData: {{ m: v0 }}, success: () => {{ {program.proof()} }} }})"
    form(program, draw, (PHONE,), go, (("去合作商家领取", "前往合作小程序"), ("Go on at our partner",)))


@lawful("FLW-12", *_UNASKED)
def order_given_to_another_program(program: Program, draw: Draw) -> None:
    """A jump that carries an order number only (PIPL art. 4)."""
    go = f"wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index', extraData: {{ order: 'N{draw.number(1000, 9999)}' }}, complete: () => {{ {program.proof()} }} }})"
    pressed(program, draw, go, (("去合作商家领取", "前往合作小程序"), ("Go on at our partner",)))


@violation("MIN-03", "PRM-09", "MIN-04", "PRM-01", runs=("agree",), variants=2)
def position_again_and_again(program: Program, draw: Draw) -> None:
    """The position is taken every few seconds though nothing moves (PIPL art. 6; determination method of 2019, 4.3)."""
    every = draw.number(3, 9) * 1000
    url = own(program, program.fresh("track"))
    once = located(program, draw, sent(draw, url, "p", "v", program.proof(), form="json"))
    name = program.fresh("watch")
    label = draw.of(NEARBY)
    wxml = f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-go" bindtap="onWatch">{label}</view></view>'
    start = f"{once}\nsetInterval(() => {{ {once} }}, {every})"
    if draw.variant == 0:
        place(program, draw, Part(name, label, wxml, (f"onWatch() {{ {start} }}",)), "top", "component")
    else:
        program.on_page(program.entry, "onLoad", start)


@lawful("MIN-03", "MIN-04")
def position_once(program: Program, draw: Draw) -> None:
    """The position is taken once, when shops nearby are asked for (PIPL art. 6)."""
    url = own(program, program.fresh("track"))
    pressed(program, draw, located(program, draw, sent(draw, url, "p", "v", program.proof(), form="json")), NEARBY)


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
