"""Operators on the text of the policy and on what is pushed at the user."""

from truth.layout import SECTION_TEXTS, Part, place, policy_page, policy_text
from truth.operators import lawful, violation
from truth.program import Program, Unfit
from truth.words import GOODS, STORIES, Draw

_POLICY_RUNS = ("agree",)


def _rewritten(program: Program, draw: Draw, *without: str, style: str = "", text: str = "") -> None:
    """The program's policy in words of ours, read on its own page; other pages keep what they have."""
    page = policy_page(program)
    if f"{page}.js" not in program.files:
        raise Unfit(f"{program.name}: {page} has no script")
    said = text or policy_text(program, without)
    program.put(f"{page}.wxml", f'<view style="{style}">{said}</view>')
    program.on_page(page, "onShow", program.proof())


def _others_say(program: Program, page_words: tuple[str, ...]) -> None:
    """Raises Unfit when another page says what the policy is to lack."""
    policy = f"{policy_page(program)}.wxml"
    for path, body in program.files.items():
        if path != policy and path.endswith((".wxml", ".js")) and any(w.encode() in body for w in page_words):
            raise Unfit(f"{program.name}: {path} says it")


@violation("POL-05", "POL-10", "POL-01", runs=_POLICY_RUNS)
def policy_without_operator(program: Program, draw: Draw) -> None:
    """The policy does not say who processes the data (PIPL art. 17(1))."""
    _others_say(program, (program.operator,))
    _rewritten(program, draw, "who")


@violation("POL-06", "RGT-07", "RGT-04", "RGT-03", runs=_POLICY_RUNS)
def policy_without_contact(program: Program, draw: Draw) -> None:
    """No contact for matters of personal data, neither in the policy nor in the guidelines (PIPL art. 17(1))."""
    _others_say(program, ("@", "电话", "Contact", "0571"))
    program.profile.setdefault("declared", {})["owner_setting"] = {"notice_method": draw.say("弹窗", "popup")}
    _rewritten(program, draw, "contact")


@violation("POL-08", runs=_POLICY_RUNS)
def policy_without_period(program: Program, draw: Draw) -> None:
    """The policy tells no period of storage and no measure of one (PIPL art. 17(2) and 19)."""
    _rewritten(program, draw, "period")


@violation("POL-09", "RGT-01", "RGT-03", "RGT-04", "RGT-05", "RGT-07", runs=_POLICY_RUNS)
def policy_without_rights(program: Program, draw: Draw) -> None:
    """The policy tells no rights and no way to use them (PIPL art. 17(3), 44 to 50)."""
    _rewritten(program, draw, "rights")


@violation("POL-15", "POL-03", runs=_POLICY_RUNS)
def policy_without_date(program: Program, draw: Draw) -> None:
    """The policy has neither version nor date (determination method of 2019, 2.2)."""
    _rewritten(program, draw, "date")


@violation("POL-03", runs=_POLICY_RUNS, variants=2)
def policy_too_small_or_pale(program: Program, draw: Draw) -> None:
    """The policy is hard to read: too small or too pale (determination method of 2019, 1.4)."""
    text = policy_text(program, ())
    small = f"font-size: {draw.number(12, 16)}rpx; line-height: 1.1"
    pale = f"font-size: 30rpx; line-height: 1.7; color: #{draw.pick('d8d8d8', 'e0e0e0', 'cfcfcf')}"
    normal = "font-size: 30rpx; line-height: 1.7; color: #222"
    _rewritten(
        program, draw, text=text.replace(normal, small if draw.variant == 0 else pale), style="background: #ffffff"
    )


@violation("POL-14", runs=_POLICY_RUNS)
def policy_without_minors(program: Program, draw: Draw) -> None:
    """No word on minors in a service open to all (PIPL art. 31; rules on children's data of 2019)."""
    _others_say(program, ("未成年", "监护人", "guardian", "Children"))
    _rewritten(program, draw, "minors")


@lawful("POL-05", "POL-03", runs=_POLICY_RUNS)
def policy_in_another_order(program: Program, draw: Draw) -> None:
    """A whole policy whose sections stand in another order (PIPL art. 17 asks for what is told, not for its order)."""
    order = list(SECTION_TEXTS)
    draw.chance.shuffle(order)
    lines = policy_text(program, ()).split("\n")
    mixed = [lines[0], *(lines[1:][list(SECTION_TEXTS).index(n)] for n in order)]
    _rewritten(program, draw, text="\n".join(mixed))


@lawful("POL-06", runs=_POLICY_RUNS)
def policy_with_a_postal_address(program: Program, draw: Draw) -> None:
    """The contact is a telephone number and a postal address instead of an e-mail (PIPL art. 17(1): a way to reach)."""
    contact = draw.say(
        "如有疑问或投诉，请致电 0571-87654321，或写信至杭州市西湖区文三路 90 号 5 楼，我们在十五个工作日内答复。",
        "For questions and complaints call 0571-87654321 or write to 90 Wensan Road, Xihu District, Hangzhou; we answer within fifteen working days.",
    )
    style = "font-size: 30rpx; line-height: 1.7; color: #222; padding: 12rpx 24rpx;"
    _rewritten(program, draw, text=policy_text(program, ("contact",)) + f'<view style="{style}">{contact}</view>')


@lawful("POL-08", runs=_POLICY_RUNS)
def policy_with_a_measure_of_the_period(program: Program, draw: Draw) -> None:
    """A measure instead of a number of days, and what happens after (PIPL art. 17(2) and 19)."""
    period = draw.say(
        "信息在实现上述目的所必需的最短时间内保存，预约完成后即予删除或者匿名化。",
        "We keep the data only as long as the booking needs, and delete or anonymise it once the visit is over.",
    )
    style = "font-size: 30rpx; line-height: 1.7; color: #222; padding: 12rpx 24rpx;"
    _rewritten(program, draw, text=policy_text(program, ("period",)) + f'<view style="{style}">{period}</view>')


@violation("MKT-03", variants=2)
def every_tap_asks_to_subscribe(program: Program, draw: Draw) -> None:
    """Taps that have nothing to do with messages ask to subscribe to them (PIPL art. 14 and 24; platform rules on
    subscription messages)."""
    name = program.fresh("tabs")
    words = draw.some(GOODS, 5)
    rows = "".join(
        f'<view class="{name}-row" data-n="{n}" bindtap="onTab">{word}</view>' for n, word in enumerate(words)
    )
    wxml = f'<view class="{name}-card">{rows}<view class="{name}-text">{{{{text}}}}</view></view>'
    template = "".join(draw.chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(43))
    code = f"""onTab(e) {{
wx.requestSubscribeMessage({{ tmplIds: ['{template}'], complete: () => {{
this.setData({{ text: '{draw.of(STORIES)[:24]}'.slice(e.currentTarget.dataset.n) }})
{program.proof()} }} }})
}}"""
    place(program, draw, Part(name, draw.of(GOODS), wxml, (code,)))


@lawful("MKT-03")
def order_asks_to_subscribe(program: Program, draw: Draw) -> None:
    """Who has just ordered is asked once whether a message shall tell of it (catalogue MKT-03, lawful)."""
    name = program.fresh("done")
    template = "".join(draw.chance.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(43))
    label = draw.say(("发货后提醒我", "预约成功，接收提醒"), ("Tell me when it is ready",))
    code = f"onRemind() {{ wx.requestSubscribeMessage({{ tmplIds: ['{template}'], complete: () => {{ {program.proof()} }} }}) }}"
    wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(GOODS)}</view><view class="{name}-go" bindtap="onRemind">{label}</view></view>'
    place(program, draw, Part(name, label, wxml, (code,)))


@violation("MKT-04", variants=2)
def jump_that_nobody_asked_for(program: Program, draw: Draw) -> None:
    """Closing a picture or reading on jumps to another mini program (notice on pop-ups and jumps: no "unintended" jump;
    PIPL art. 5)."""
    name = program.fresh("poster")
    # The platform asks before it leaves; what the user says then is not the act.
    jump = f"{program.proof()} wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index' }})"
    if draw.variant == 0:
        cross = draw.pick("×", "✕", draw.say("关闭", "Close"))
        wxml = f'<view wx:if="{{{{!gone}}}}" class="{name}-card"><view class="{name}-title">{draw.of(GOODS)}</view><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-no" bindtap="onShut">{cross}</view></view>'
        part = Part(name, draw.of(GOODS), wxml, (f"onShut() {{ this.setData({{ gone: true }})\n{jump} }}",))
    else:
        wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view></view>'
        part = Part(name, draw.of(GOODS), wxml, (), shown=f"setTimeout(() => {{ {jump} }}, {draw.number(300, 1500)})")
    place(program, draw, part)


@lawful("MKT-04")
def jump_that_says_where(program: Program, draw: Draw) -> None:
    """A control that names the other mini program leads there (catalogue MKT-04)."""
    name = program.fresh("partner")
    label = draw.say(("前往「山海图书」小程序", "打开合作商城小程序"), ("Open the partner mini program",))
    jump = f"{program.proof()} wx.navigateToMiniProgram({{ appId: 'wx{draw.number(10**15, 10**16 - 1)}', path: 'pages/index/index' }})"
    wxml = f'<view class="{name}-card"><view class="{name}-go" bindtap="onOpen">{label}</view></view>'
    place(program, draw, Part(name, label, wxml, (f"onOpen() {{ {jump} }}",)))
