"""Operators on whom personal data is given to."""

from truth.layout import no_notice_yet, popup
from truth.operators import ALL_RUNS, lawful, violation
from truth.policies import name_in_policy, name_recipient
from truth.program import Program
from truth.sources import (
    LEAVE,
    NEARBY,
    PHONE,
    SHA256,
    THIRD_ALSO,
    UNASKED,
    declared,
    form,
    located,
    own,
    pressed,
    sent,
    third,
)
from truth.words import Draw


@violation("FLW-02", *THIRD_ALSO, "FLW-07", variants=2, runs=("agree",))
def position_to_unnamed_firm(program: Program, draw: Draw) -> None:
    """Personal data goes to a firm that nothing names (PIPL art. 23; determination method of 2019, 5.1)."""
    host, path, *_ = third(draw)
    if draw.variant == 0:
        go = sent(draw, f"https://{host}{path}", draw.pick("loc", "g", "pos"), "v", program.proof())
        pressed(program, draw, located(program, draw, go), NEARBY)
    else:
        declared(program, draw, PHONE)
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
    declared(program, draw, PHONE)
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


@violation("FLW-10", *THIRD_ALSO, "PRE-05", runs=("agree",))
def login_code_to_unnamed_firm(program: Program, draw: Draw) -> None:
    """The login code goes to another firm, which learns the openid by it (PIPL art. 23; determination method of 2019, 5.1)."""
    host, path, *_ = third(draw)
    go = sent(draw, f"https://{host}{path}", draw.pick("code", "js_code", "t"), "r.code", program.proof())
    pressed(program, draw, f"wx.login({{ success: (r) => {{ {go} }} }})", (("签到", "开始答题"), ("Check in",)))


@lawful("FLW-10", "PRE-05", *UNASKED)
def login_code_to_the_operator(program: Program, draw: Draw) -> None:
    """The login code goes to the operator's own server only, as the platform has it."""
    url = own(program, program.fresh("session"))
    go = sent(draw, url, "code", "r.code", program.proof())
    pressed(program, draw, f"wx.login({{ success: (r) => {{ {go} }} }})", (("签到", "开始答题"), ("Check in",)))


@violation("PRE-02", *THIRD_ALSO, "FLW-10", "PRE-05", "PRE-04", "PRE-03", "CON-07", variants=2, runs=ALL_RUNS)
def firm_told_at_launch(program: Program, draw: Draw) -> None:
    """Before anybody agreed, another firm gets an identifier of the user (determination method of 2019, 3.1; PIPL art. 14
    and 23). The firm is named and a popup asks; it just does not wait."""
    no_notice_yet(program)
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
    no_notice_yet(program)
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


@violation("FLW-09", "FLW-10", "SEC-03", "PRE-05", *UNASKED, runs=("agree",))
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


@lawful("FLW-09", "PRE-05", *UNASKED)
def own_ticket_sent_down(program: Program, draw: Draw) -> None:
    """The server hands down a ticket of its own (platform's login guide)."""
    name = program.fresh("session")
    token = "".join(draw.chance.choice("0123456789abcdef") for _ in range(40))
    program.route(program.host, f"/{name}", {"code": 0, "data": {draw.pick("token", "session", "sessionKeyId"): token}})
    code = f"wx.login({{ success: (r) => wx.request({{ url: 'https://{program.host}/{name}', method: 'POST', data: {{ code: r.code }}, success: () => {{ {program.proof()} }} }}) }})"
    pressed(program, draw, code, (("签到", "开始答题"), ("Check in",)))


@violation("FLW-12", *UNASKED, "FLW-02", runs=("agree",))
def number_given_to_another_program(program: Program, draw: Draw) -> None:
    """A jump to another mini program carries the phone number along (PIPL art. 23)."""
    declared(program, draw, PHONE)
    go = f"wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index', extraData: {{ m: v0 }}, success: () => {{ {program.proof()} }} }})"
    form(program, draw, (PHONE,), go, (("去合作商家领取", "前往合作小程序"), ("Go on at our partner",)))


@lawful("FLW-12", *UNASKED)
def order_given_to_another_program(program: Program, draw: Draw) -> None:
    """A jump that carries an order number only (PIPL art. 4)."""
    go = f"wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index', extraData: {{ order: 'N{draw.number(1000, 9999)}' }}, complete: () => {{ {program.proof()} }} }})"
    pressed(program, draw, go, (("去合作商家领取", "前往合作小程序"), ("Go on at our partner",)))
