"""Operators on what data is for: purposes told, kept to, changed, demanded, and told of recipients abroad."""

import json
import re

from truth.layout import has_notice, popup
from truth.operators import lawful, violation
from truth.policies import fresh, lines, name_in_policy, name_recipient, rewritten
from truth.program import Program, Unfit
from truth.sources import NEARBY, Typed, form, located, own, pressed, sent, third
from truth.words import PURPOSES, Draw, Pair

_VAGUE: Pair = (
    (
        "用于为您提供更优质的服务",
        "为了让您有更好的使用感受",
        "出于业务发展的需要",
        "用于完善我们的产品",
        "保障服务正常运行",
    ),
    ("to give you a better service", "to improve our product", "for our business needs", "so that all works well"),
)
_NARROW: Pair = (("新人券", "满减券", "试吃券"), ("a voucher",))
_BIRTHDAY = Typed("birthday", (("生日", "出生日期"), ("Birthday", "Date of birth")), ("birth", "bday"))
_OPTIONAL = Typed("birthday", (("生日（选填）", "出生日期（可不填）"), ("Birthday (optional)",)), ("birth", "bday"))
_WISH = Typed("remark", (("留言", "备注"), ("Note",)), ("note", "memo"))

_ABROAD = (
    ("maps.googleapis.com", "/maps/api/geocode/json", "谷歌地图", "Google Maps", ("美国", "the United States")),
    ("spots.ap-southeast-1.aliyuncs.com", "/nearby", "阿里云国际站", "Alibaba Cloud Singapore", ("新加坡", "Singapore")),
    ("api.mixpanel.com", "/track", "Mixpanel", "Mixpanel", ("美国", "the United States")),
)  # fmt: skip
"""Hosts whose own firm says that they stand outside the mainland."""


_MORE = re.compile(
    r"年龄|性别|学校|班级|身高|体重|健康|病|症|搜索|无线|Wi-?Fi|蓝牙|宠物|证件|订单信息|search|health|age of",
    re.IGNORECASE,
)
"""Kinds that a policy in words of ours would lose."""


def _purposes(program: Program, draw: Draw, *, vague: bool) -> None:
    settings = program.profile.get("declared", {}).get("setting_list", [])
    if not settings:
        raise Unfit(f"{program.name} declares nothing")
    column = 0 if program.chinese else 1
    for setting in settings:
        if not vague and setting["privacy_key"] not in PURPOSES:
            raise Unfit(f"{program.name} declares {setting['privacy_key']}")
        said = draw.of(_VAGUE) if vague else draw.chance.choice(PURPOSES[setting["privacy_key"]][column])
        setting["privacy_text"] = said
    before = "\n".join(lines(program))
    if unlisted := _MORE.search(before):
        raise Unfit(f"{program.name}: its policy names {unlisted[0]}")
    rewritten(program, fresh(program, before, purpose=draw.of(_VAGUE) if vague else ""))


# A vague purpose beside a button or in the window of the platform is what PHN-03 and PRM-03 ask about.
@violation("POL-07", "PHN-03", "PRM-03", "POL-11", runs=("agree",))
def purposes_that_say_nothing(program: Program, draw: Draw) -> None:
    """What is collected is told, and what for only in words that fit anything (PIPL art. 17(2); determination method of
    2019, 2.1: purpose, manner and scope one by one)."""
    _purposes(program, draw, vague=True)


@lawful("POL-07", runs=("agree",))
def purposes_in_few_words(program: Program, draw: Draw) -> None:
    """Each kind has its purpose, short and without any "in order to" (PIPL art. 17(2) asks for what it is)."""
    _purposes(program, draw, vague=False)


def _abroad(program: Program, draw: Draw, clause: tuple[str, str], ask: bool) -> None:
    if re.search(r"出境|境外|境内|mainland|abroad", "\n".join(lines(program))):
        raise Unfit(f"{program.name}: its policy speaks of borders")
    host, path, chinese, english, country = draw.chance.choice(_ABROAD)
    program.route(host, "/*", {"ok": 1, "results": []})
    program.profile.setdefault("declared", {}).setdefault("sdk_privacy_info_list", []).append(
        {
            "sdk_name": chinese,
            "sdk_biz_name": english,
            "sdk_list": [{"privacy_key": "Location", "privacy_text": draw.say("查找附近门店", "to find shops nearby")}],
        }
    )
    go = sent(draw, f"https://{host}{path}", draw.pick("loc", "q", "at"), "v", program.proof(), form="json")
    start = located(program, draw, go)
    where = country[0 if program.chinese else 1]
    if ask:
        title = draw.say("单独同意", "Your separate consent")
        content = draw.say(
            f"查找附近门店需要把您的位置信息传输至{where}的{chinese}。不同意也可以自己选城市。",
            f"To find shops nearby your location goes to {english} in {where}. You may also pick a city yourself.",
        )
        yes, no = draw.say("同意", "Agree"), draw.say("不同意", "Decline")
        start = (
            f"wx.showModal({{ title: '{title}', content: '{content}', confirmText: '{yes}', cancelText: '{no}', "
            f"success: (answer) => {{ if (!answer.confirm) return; {start} }} }})"
        )
    pressed(program, draw, start, NEARBY)
    said = clause[0 if program.chinese else 1]
    name_recipient(program, said.format(name=chinese if program.chinese else english, where=where, host=program.host))


@violation("POL-13", "FLW-04", "POL-16", runs=("agree",))
def recipient_abroad_without_its_country(program: Program, draw: Draw) -> None:
    """The policy names who gets the position, and not that it is abroad (PIPL art. 39)."""
    clause = (
        "查找附近门店时，我们向第三方{name}提供您的位置信息，用于计算距离。",
        "To find shops nearby we give your location to the third party {name}, to measure distances.",
    )
    _abroad(program, draw, clause, ask=False)


@lawful("POL-13", "POL-16", runs=("agree",))
def recipient_abroad_told_in_full(program: Program, draw: Draw) -> None:
    """Recipient, country, kind, purpose, contact and the way to one's rights are told, and a question of its own is asked
    before (PIPL art. 39)."""
    clause = (
        (
            "跨境提供：经您单独同意，我们会将您的位置信息传输至{where}的第三方{name}，用于计算距离；"
            "您可以写信到 privacy@{host} 向境外接收方行使查阅、更正、删除的权利。"
        ),
        (
            "Transfer abroad: with your separate consent your location is transferred to the third party {name} in {where}, "
            "to measure distances; write to privacy@{host} to access, correct or delete it with the recipient."
        ),
    )
    _abroad(program, draw, clause, ask=True)


# Named in the policy with what it gets: whether an advertising firm fits the purpose is what DEC-08 asks.
@violation("DEC-08", "FLW-03", "POL-16", "PRM-10", runs=("agree",))
def position_for_shops_to_another_firm(program: Program, draw: Draw) -> None:
    """The position is declared to show shops and goes to a firm that counts or advertises (PIPL art. 6; determination
    method of 2019, 3.3). A person decides: the sheet has to name the firm."""
    host, path, chinese, english = third(draw)
    home = own(program, program.fresh("shops"))
    go = sent(draw, f"https://{host}{path}", draw.pick("g", "geo"), "v", program.proof())
    both = f"wx.request({{ url: '{home}', method: 'POST', data: {{ at: v }} }}); {go}"
    pressed(program, draw, located(program, draw, both), NEARBY)
    name_recipient(
        program,
        draw.say(
            f"位置信息会提供给第三方{chinese}，用于展示您附近的门店。",
            f"Your location is given to the third party {english}, to show shops near you.",
        ),
    )
    program.says = host


@lawful("DEC-08", "FLW-03", "POL-16", "PRM-10", runs=("agree",))
def position_for_shops_stays_at_home(program: Program, draw: Draw) -> None:
    """The position goes to the operator, who shows the shops; the firm that counts gets a count and nothing of the user
    (PIPL art. 6). The sheet names no firm."""
    host, path, chinese, english = third(draw)
    home = own(program, program.fresh("shops"))
    count = f"wx.request({{ url: 'https://{host}{path}', method: 'POST', data: {{ n: 1, name: 'shops' }} }})"
    go = sent(draw, home, draw.pick("g", "geo"), "v", f"{count}; {program.proof()}")
    pressed(program, draw, located(program, draw, go), NEARBY)
    name_in_policy(
        program,
        draw.say(
            f"我们使用第三方{chinese}统计页面被打开的次数，不向其提供个人信息。",
            f"The third party {english} counts for us how often a page is opened; it gets no personal data.",
        ),
    )
    program.says = host


def _model_used(program: Program, draw: Draw) -> tuple[str, str]:
    """The statement that sends the phone's model, and the key under which a yes is kept."""
    if has_notice(program) or program.declares("DeviceInfo"):
        raise Unfit(f"{program.name} has a notice, or the kind already")
    program.declare("DeviceInfo", draw.say("用于按屏幕大小挑选图片", "to choose pictures that fit your screen"))
    name_in_policy(
        program,
        draw.say(
            "我们收集设备信息（手机型号、品牌），用于按屏幕大小挑选图片。",
            "We collect device information (model, brand) to choose pictures that fit your screen.",
        ),
    )
    program.says = "device information"
    url = own(program, program.fresh("fit"))
    body = f"{{ {draw.pick('m', 'model')}: d.model, b: d.brand }}"
    done = f"complete: () => {{ {program.proof()} }}"
    use = f"const d = wx.getDeviceInfo(); wx.request({{ url: '{url}', method: 'POST', data: {body}, {done} }})"
    return use, draw.pick("agreed", "ok", "privacyDone")


_KEPT = ("MIN-05", "FLW-01", "POL-11")
"""Model and brand, declared for the pictures."""


@violation("CON-12", *_KEPT, "CON-07", runs=("agree", "update"))
def new_kind_used_on_the_old_yes(program: Program, draw: Draw) -> None:
    """A kind comes to be declared, and whoever agreed before finds it used at the next start without a word
    (determination method of 2019, 2.2; PIPL art. 14). A person decides: the sheet has to name the kind."""
    use, key = _model_used(program, draw)
    keep = f"wx.setStorageSync('{key}', 1)"
    name = popup(program, draw, on_agree=f"{keep}\n{use}", on_refuse=f"wx.setStorageSync('{key}', 2)")
    program.at_launch(f"this.{name}Answered = wx.getStorageSync('{key}')\nif (this.{name}Answered === 1) {{ {use} }}")


@lawful("CON-12", *_KEPT, runs=("agree", "update"))
def new_kind_asked_for_again(program: Program, draw: Draw) -> None:
    """At each start the program asks the platform whether something new was declared, and shows its notice again before it
    uses anything (PIPL art. 14)."""
    use, key = _model_used(program, draw)
    keep = f"wx.setStorageSync('{key}', 1)"
    again = (
        f"if (wx.getStorageSync('{key}') === 2) return\n"
        f"wx.getPrivacySetting({{ success: (r) => {{ if (r.needAuthorization) show(); else {{ {use} }} }} }})"
    )
    no = f"wx.setStorageSync('{key}', 2)"
    popup(program, draw, on_agree=f"{keep}\n{use}", on_refuse=no, when=again)


def _coupon(program: Program, draw: Draw, birthday: Typed, check: str) -> None:
    if any(word in body for body in program.files.values() for word in ("生日".encode(), "出生".encode(), b"irthday")):
        raise Unfit(f"{program.name} speaks of birthdays")
    name = program.fresh("coupon")
    body = json.dumps({"coupon": draw.number(100, 999)}).rstrip("}")
    keys = f"{draw.pick(*_WISH.keys)}: v0, {draw.pick(*birthday.keys)}: v1"
    go = (
        f"wx.request({{ url: '{own(program, name)}', method: 'POST', data: {body}, {keys} }}, "
        f"complete: () => {{ {program.proof()} }} }})"
    )
    what = draw.of(_NARROW)
    label = ((f"领{what}", f"{what}登记"), (f"Get {what}",))
    form(program, draw, (_WISH, birthday), f"{check.replace('$proof', program.proof())}\n{go}", label)


# The beacon of the refusal: that a form was sent with a birthday does not show that it has to be.
@violation("MIN-02", "CON-01", "PRE-01", runs=("agree",))
def birthday_for_a_voucher(program: Program, draw: Draw) -> None:
    """No voucher without a birthday, which neither voucher nor shop needs (PIPL art. 6; determination method of 2019,
    4.1 and 4.2)."""
    hint = draw.say(("请填写完整", "还差一项"), ("Please fill in all fields",))
    _coupon(
        program, draw, _BIRTHDAY, f"if (!v1) {{ wx.showToast({{ title: '{hint}', icon: 'none' }}); $proof return }}"
    )


@lawful("MIN-02", "CON-01", "PRE-01")
def birthday_if_one_likes(program: Program, draw: Draw) -> None:
    """The same field may stay empty, and the voucher comes (PIPL art. 6)."""
    _coupon(program, draw, _OPTIONAL, "")
