"""Operators on the text of the policy and on what is pushed at the user."""

from truth.layout import Part, place
from truth.operators import lawful, violation
from truth.policies import policy_page, rewritten, whole
from truth.program import Program, Unfit
from truth.words import GOODS, STORIES, Draw

_POLICY_RUNS = ("agree",)


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
    nobody = draw.say("本平台", "This service")
    told = whole(program, "who")
    rewritten(program, [line.replace(program.operator, nobody).replace(program.title, nobody) for line in told])


@violation("POL-06", "RGT-07", "RGT-04", "RGT-03", runs=_POLICY_RUNS)
def policy_without_contact(program: Program, draw: Draw) -> None:
    """No contact for matters of personal data, neither in the policy nor in the guidelines (PIPL art. 17(1))."""
    _others_say(program, ("@", "电话", "Contact", "0571"))
    program.profile.setdefault("declared", {})["owner_setting"] = {"notice_method": draw.say("弹窗", "popup")}
    rewritten(program, whole(program, "contact"))


@violation("POL-08", runs=_POLICY_RUNS)
def policy_without_period(program: Program, draw: Draw) -> None:
    """The policy tells no period of storage and no measure of one (PIPL art. 17(2) and 19)."""
    rewritten(program, whole(program, "period"))


@violation("POL-09", "RGT-01", "RGT-03", "RGT-04", "RGT-05", "RGT-07", runs=_POLICY_RUNS)
def policy_without_rights(program: Program, draw: Draw) -> None:
    """The policy tells no rights and no way to use them (PIPL art. 17(3), 44 to 50)."""
    rewritten(program, whole(program, "rights"))


@violation("POL-15", "POL-03", runs=_POLICY_RUNS)
def policy_without_date(program: Program, draw: Draw) -> None:
    """The policy has neither version nor date (determination method of 2019, 2.2)."""
    _others_say(program, ("生效", "更新", "施行", "Last updated", "ffective"))
    rewritten(program, whole(program, "date"))


@violation("POL-03", runs=_POLICY_RUNS, variants=2)
def policy_too_small_or_pale(program: Program, draw: Draw) -> None:
    """The policy is hard to read: too small or too pale (determination method of 2019, 1.4)."""
    small = f"font-size: {draw.number(12, 16)}rpx; line-height: 1.1; color: #222"
    pale = f"font-size: 30rpx; line-height: 1.7; color: #{draw.pick('d8d8d8', 'e0e0e0', 'cfcfcf')}"
    rewritten(program, whole(program), line=(small, pale)[draw.variant])


@violation("POL-14", runs=_POLICY_RUNS)
def policy_without_minors(program: Program, draw: Draw) -> None:
    """No word on minors in a service open to all (PIPL art. 31; rules on children's data of 2019). The platform's
    guidelines, once filled, have a sentence on them, so that this is planted where they name no kind; the operator's
    contact goes out of them as well."""
    _others_say(program, ("未成年", "监护人", "guardian", "Children"))
    declared = program.profile.get("declared", {"setting_list": "unknown"})
    if declared.get("setting_list") or declared.get("sdk_privacy_info_list"):
        raise Unfit(f"{program.name} needs its guidelines")
    program.profile["declared"] = {"setting_list": [], "sdk_privacy_info_list": []}
    rewritten(program, whole(program, "minors"))


@lawful("POL-05", "POL-03", runs=_POLICY_RUNS)
def policy_in_another_order(program: Program, draw: Draw) -> None:
    """A whole policy whose sections stand in another order (PIPL art. 17 asks for what is told, not for its order)."""
    title, *rest = whole(program)
    # A short line without a full stop is the heading of what follows it.
    sections: list[list[str]] = []
    for line in rest:
        if sections and len(sections[-1]) == 1 and len(sections[-1][0]) < 25 and sections[-1][0][-1] not in "。.":
            sections[-1].append(line)
        else:
            sections.append([line])
    draw.chance.shuffle(sections)
    rewritten(program, [title, *(line for section in sections for line in section)])


@lawful("POL-06", runs=_POLICY_RUNS)
def policy_with_a_postal_address(program: Program, draw: Draw) -> None:
    """The contact is a telephone number and a postal address instead of an e-mail (PIPL art. 17(1): a way to reach)."""
    contact = draw.say(
        "如有疑问或投诉，请致电 0571-87654321，或写信至杭州市西湖区文三路 90 号 5 楼，我们在十五个工作日内答复。",
        "For questions and complaints call 0571-87654321 or write to 90 Wensan Road, Xihu District, Hangzhou; we answer within fifteen working days.",
    )
    rewritten(program, [*whole(program, "contact"), contact])


@lawful("POL-08", runs=_POLICY_RUNS)
def policy_with_a_measure_of_the_period(program: Program, draw: Draw) -> None:
    """A measure instead of a number of days, and what happens after (PIPL art. 17(2) and 19)."""
    period = draw.say(
        "信息在实现上述目的所必需的最短时间内保存，预约完成后即予删除或者匿名化。",
        "We keep the data only as long as the booking needs, and delete or anonymise it once the visit is over.",
    )
    rewritten(program, [*whole(program, "period"), period])


@lawful("POL-09", runs=_POLICY_RUNS)
def policy_with_rights_by_mail(program: Program, draw: Draw) -> None:
    """The rights are told with a way to use them, which is a letter to the operator and no page (PIPL art. 50: a convenient
    way to apply)."""
    rights = draw.say(
        "您有权查阅、复制、更正、补充、删除您的个人信息，有权撤回同意、注销账号，也可以要求我们解释处理规则。请发邮件提出，写明您的诉求，我们核实后在十五个工作日内办理。",
        "You may ask to see, copy, correct or delete your personal data, withdraw your consent, and have your account closed. Write to us by e-mail; once we know it is you, we act within fifteen working days.",
    )
    rewritten(program, [*whole(program, "rights"), rights])


@lawful("POL-14", runs=_POLICY_RUNS)
def policy_on_minors_in_other_words(program: Program, draw: Draw) -> None:
    """A clause on minors that names neither an age nor the word children first (PIPL art. 31)."""
    minors = draw.say(
        "本服务面向成年人。若您是未成年人，请由父母或其他监护人陪同使用，监护人可以随时要求我们删除孩子的信息。",
        "This service is meant for adults. If you are a minor, use it together with a parent or guardian, who can have your data deleted at any time.",
    )
    rewritten(program, [*whole(program, "minors"), minors])


@lawful("POL-15", runs=_POLICY_RUNS)
def policy_with_the_date_in_its_head(program: Program, draw: Draw) -> None:
    """Version and date stand above the text, in figures (determination method of 2019, 2.2)."""
    head = draw.say(
        ("版本：V2.1（自 2026.04.01 起施行）", "2026-04-01 发布，2026-04-08 生效"),
        ("Version 2.1, in force since 2026-04-01", "Effective date: 04/08/2026"),
    )
    rewritten(program, [head, *whole(program, "date")])


@lawful("POL-03", runs=_POLICY_RUNS, variants=2)
def policy_plain_with_a_small_line(program: Program, draw: Draw) -> None:
    """The text is of ordinary size and ink; only one line at its end is smaller and lighter (determination method of
    2019, 1.4, speaks of the text)."""
    size, ink = draw.number(26, 30), draw.pick("#333", "#444", "#4a4a4a")
    end = draw.say(("以上为全文", "— 完 —"), ("End of the text",))
    rewritten(
        program,
        whole(program),
        line=f"font-size: {size}rpx; line-height: 1.6; color: {ink}; padding: 12rpx 24rpx",
        ground=("#ffffff", "#f7f5ef")[draw.variant],
        more=f'<view style="font-size: 20rpx; color: #aaa">{end}</view>',
    )


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
