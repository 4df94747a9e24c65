"""Operators on how the phone number is asked for: by which window or button, how often, with which reason."""

from truth.layout import Part, lead, place
from truth.operators import lawful, violation
from truth.phones import number_declared, phone_button
from truth.program import Program, Unfit
from truth.words import GOODS, LATER, NEUTRAL, SECTIONS, STORIES, Draw


def _club(program: Program, draw: Draw, *, way_out: bool) -> None:
    if not way_out and program.entry in program.tabs:
        raise Unfit(f"{program.name}: the platform draws its tabs over the window, and they lead away")
    number_declared(program, draw)
    name, entry = program.fresh("club"), program.entry
    opens, yes, no = program.fresh("onClub"), program.fresh("onNumber"), program.fresh("onLater")
    label = draw.say(("会员中心", "我的会员", "我的账户"), ("My membership", "My account"))
    exit_ = (
        f'<view class="{name}-no" style="margin: 24rpx auto" bindtap="{no}">{draw.of(LATER)}</view>' if way_out else ""
    )
    program.wxml(
        entry,
        f'<view class="{name}-card"><view class="{name}-row" bindtap="{opens}">{label}</view></view>'
        f'<view wx:if="{{{{{name}Open}}}}" class="{name}-shade" catchtouchmove="true"><view class="{name}-sheet"><view class="{name}-title">{label}</view>'
        f'<view class="{name}-text">{draw.say(("登录后查看会员等级与积分", "验证手机号后查看会员权益"), ("Log in to see your membership",))}</view>'
        f"{phone_button(draw, name, method=yes)}{exit_}</view></view>",
        top=True,
    )
    program.wxss(entry, draw.look(name))
    program.add_method(entry, f"{opens}() {{ this.setData({{ {name}Open: true }})\n{program.proof()} }}")
    program.add_method(entry, f"{yes}(e) {{ if (e.detail.code) this.setData({{ {name}Open: false }}) }}")
    if way_out:
        program.add_method(entry, f"{no}() {{ this.setData({{ {name}Open: false }}) }}")


@violation("PHN-05")
def phone_window_without_no(program: Program, draw: Draw) -> None:
    """The window that asks for the number has no option to refuse (rules of 2023-08, item 5: a clear way to refuse)."""
    _club(program, draw, way_out=False)


@lawful("PHN-05")
def phone_window_with_no(program: Program, draw: Draw) -> None:
    """The same window with a clear way to refuse (rules of 2023-08, item 5)."""
    _club(program, draw, way_out=True)


@violation("PHN-08", "PHN-01", "PHN-02", "PHN-07", variants=2)
def phone_button_in_disguise(program: Program, draw: Draw) -> None:
    """A control that takes the phone number does not say so: the user is misled into authorising
    (PIPL art. 5 and 14: no misleading, informed consent; determination method of 2019, 3.7)."""
    number_declared(program, draw)
    name = program.fresh("more")
    if draw.variant == 0:
        wxml = f'<view class="{name}-card"><view class="{name}-title">{draw.of(SECTIONS)}</view><view class="{name}-text">{draw.of(STORIES)}</view>{phone_button(draw, name, draw.of(NEUTRAL))}</view>'
    else:
        cover = "position: absolute; left: 0; top: 0; width: 100%; height: 100%; opacity: 0; z-index: 5"
        wxml = (
            f'<view class="{name}-card" style="position: relative"><view class="{name}-title">{draw.of(GOODS)}</view><view class="{name}-text">{draw.of(STORIES)}</view>'
            f'<button style="{cover}" open-type="getPhoneNumber" bindgetphonenumber="onNumber"></button></view>'
        )
    part = Part(name, draw.of(SECTIONS), wxml, ("onNumber(e) { this.got = !!e.detail.code }",), shown=program.proof())
    place(program, draw, part, "component", "page")


@lawful("PHN-08")
def phone_button_that_says_so(program: Program, draw: Draw) -> None:
    """A visible button that names the phone number or the login may take it (PIPL art. 14)."""
    number_declared(program, draw)
    name = program.fresh("join")
    wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view>{phone_button(draw, name)}</view>'
    label = draw.say(("加入会员", "老客登记"), ("Join us",))
    part = Part(name, label, wxml, ("onNumber(e) { this.got = !!e.detail.code }",), shown=program.proof())
    place(program, draw, part, "component", "page")


def _booking(program: Program, draw: Draw, reason: str) -> None:
    number_declared(program, draw)
    name = program.fresh("book")
    label = draw.say(("立即预约", "去下单", "马上预订"), ("Book now", "Order now"))
    good = draw.of(GOODS)
    confirm = draw.path("confirm", "settle", "order")
    pay = draw.say(("提交订单", "确认预约"), ("Place the order",))
    price = draw.number(19, 399)
    program.add_page(
        confirm,
        f'<view class="{name}-card"><view class="{name}-title">{draw.say("确认订单", "Your order")}</view><view class="{name}-row">{good} × 1</view>'
        f'<view class="{name}-row">¥{price}</view>{reason and f"<view class={chr(34)}{name}-text{chr(34)}>{reason}</view>"}'
        f'{phone_button(draw, name)}<view wx:if="{{{{ok}}}}" class="{name}-go">{pay}</view></view>',
        f"Page({{ onShow() {{ {program.proof()} }}, onNumber(e) {{ this.setData({{ ok: !!e.detail.code }}) }} }})",
        style=draw.look(name),
        config={"navigationBarTitleText": draw.say("确认订单", "Your order")},
    )
    lead(program, draw, name, f"{good} {label}", confirm)


# POL-07: a kind in the guidelines without any purpose.
@violation("PHN-03", "PHN-07", "POL-07")
def phone_at_checkout_without_reason(program: Program, draw: Draw) -> None:
    """At an order the number is asked and nothing says what for (rules of 2023-08, item 4; PIPL art. 17)."""
    program.undeclare("PhoneNumber")
    program.declare("PhoneNumber", "")
    _booking(program, draw, "")


@lawful("PHN-03")
def phone_at_checkout_with_reason(program: Program, draw: Draw) -> None:
    """At an order the number is asked, and the screen says what for (rules of 2023-08, item 4)."""
    reason = draw.say(
        ("手机号用于骑手送达时联系您", "用于到店时核销预约，并在改期时电话通知您", "便于师傅上门前与您联系"),
        ("Your number is used by the courier to call you on arrival", "We text you when the order is ready for pickup"),
    )
    _booking(program, draw, reason)


@violation("PHN-06", "PRM-06", "PHN-05", group="bothering")
def phone_window_on_every_page(program: Program, draw: Draw) -> None:
    """After the user declined, the phone window comes again with every page that is shown
    (rules of 2023-08, item 5: no frequent asking; determination method of 2019, 3.2)."""
    number_declared(program, draw)
    name = program.fresh("ask")
    wxml = (
        f'<view wx:if="{{{{open}}}}" class="{name}-shade" catchtouchmove="noop"><view class="{name}-sheet"><view class="{name}-text">'
        f"{draw.say(('登录后享受更多服务', '绑定手机号，消息不错过'), ('Log in for more',))}</view>{phone_button(draw, name)}"
        f'<view class="{name}-no" style="margin: 24rpx auto" bindtap="onNo">{draw.of(LATER)}</view></view></view>'
    )
    js = f"""Component({{
pageLifetimes: {{ show() {{
if (getApp().{name}Member) return
this.setData({{ open: true }})
if (getApp().{name}Said) {{ {program.proof()} }}
}} }},
methods: {{ noop() {{}},
onNo() {{ getApp().{name}Said = true
this.setData({{ open: false }}) }},
onNumber(e) {{ getApp().{name}Member = !!e.detail.code
this.setData({{ open: false }}) }} }},
}})
"""
    path = f"components/{name}/{name}"
    program.add_component(path, wxml, js, style=draw.look(name))
    pages = [p for p in program.app["pages"] if f"{p}.wxml" in program.files]
    if len(pages) < 2:
        raise Unfit(f"{program.name} has one page only")
    for page in pages:
        program.use_component(page, name, path)
        program.wxml(page, f"<{name} />", top=False)


@lawful("PHN-06", "PRM-06", "PHN-03", runs=("refuse", "agree", "return"))
def phone_window_with_each_order(program: Program, draw: Draw) -> None:
    """The phone window comes whenever the user goes to order, and only then; it can be declined each time
    (rules of 2023-08, item 4 and 5: a necessary scene)."""
    number_declared(program, draw)
    name = program.fresh("buy")
    good, label = draw.of(GOODS), draw.say(("去下单", "立即购买", "提交预约"), ("Order now", "Book it"))
    why = draw.say(("手机号用于取货时核对订单", "用于配送员联系您"), ("The number is for the courier to call you",))
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{good}</view><view class="{name}-text">{draw.of(STORIES)}</view>'
        f'<view class="{name}-go" bindtap="onBuy">{label}</view></view>'
        f'<view wx:if="{{{{open}}}}" class="{name}-shade" catchtouchmove="noop"><view class="{name}-sheet"><view class="{name}-text">{why}</view>'
        f'{phone_button(draw, name)}<view class="{name}-no" style="margin: 24rpx auto" bindtap="onNo">{draw.of(LATER)}</view></view></view>'
    )
    methods = (
        "noop() {}",
        f"onBuy() {{ this.setData({{ open: true }})\n{program.proof()} }}",
        "onNo() { this.setData({ open: false }) }",
        "onNumber() { this.setData({ open: false }) }",
    )
    place(program, draw, Part(name, good, wxml, methods), "component", "page")
