"""Operators on what is demanded before anything is shown, or while browsing."""

from truth.fill import fill
from truth.layout import lead
from truth.operators import lawful, violation
from truth.phones import number_declared, phone_asked, phone_button
from truth.program import Program
from truth.words import GOODS, LATER, NOTES, SECTIONS, STORIES, Draw

_WAY_IN = "wx.reLaunch({ url: '/$entry' })"


def _wall(program: Program, draw: Draw, name: str, more: str = "") -> str:
    return (
        f'<view class="{name}-whole"><view class="{name}-title">{program.title}</view>'
        f'<view class="{name}-text">{phone_asked(draw)}</view>{phone_button(draw, name)}{more}</view>'
    )


def _first_page(program: Program, draw: Draw, wxml: str, methods: str, name: str, *, redirect: bool) -> None:
    """Makes the text the first thing seen: the first page, or where the program sends a user it does not know.

    After ``reLaunch`` the platform draws a home button, which would lead past the page: either it is hidden, or the
    home page itself sends the user back again.
    """
    path = draw.path(name, "welcome", "auth", "start")
    hidden = "wx.hideHomeButton();" if redirect else ""
    js = f"Page({{ onShow() {{ {hidden} {program.proof()} }},\n{methods} }})\n"
    if redirect and draw.either():
        program.at_launch(
            f"if (!wx.getStorageSync('{name}Known')) setTimeout(() => wx.reLaunch({{ url: '/{path}' }}), {draw.number(0, 40)})"
        )
    elif redirect:
        program.on_page(
            program.entry, "onShow", f"if (!wx.getStorageSync('{name}Known')) {{ wx.reLaunch({{ url: '/{path}' }}) }}"
        )
    program.add_page(path, wxml, js, style=draw.look(name), first=not redirect)


_GRANTED = """onNumber(e) {
  if (!e.detail.code && !e.detail.encryptedData) { wx.showToast({ title: '$sorry', icon: 'none' }); return }
  wx.setStorageSync('${name}Known', 1)
  $way
}"""


def _granted(program: Program, draw: Draw, name: str, entry: str) -> str:
    sorry = draw.say(("需要授权才能继续", "请先完成授权"), ("Needed to go on",))
    return fill(_GRANTED, name=name, sorry=sorry, way=fill(_WAY_IN, entry=entry))


@violation("PHN-01", "PHN-05", "MIN-01", "MIN-07", "PHN-02", "PHN-04", variants=3)
def phone_wall_at_entry(program: Program, draw: Draw) -> None:
    """On entry the user is made to authorise the phone number before any content is shown
    (rules on collecting phone numbers of mini programs, 2023-08, item 1; PIPL art. 16)."""
    number_declared(program, draw)
    name, entry = program.fresh("gate"), program.entry
    if draw.variant == 2 and not program.tabs:
        method = program.fresh("onNumber")
        program.wxml(
            entry,
            f'<view wx:if="{{{{!{name}Gone}}}}" class="{name}-shade" style="background: #fff" catchtouchmove="true">'
            f'<view class="{name}-sheet"><view class="{name}-text">{phone_asked(draw)}</view>{phone_button(draw, name, method=method)}</view></view>',
            top=False,
        )
        program.wxss(entry, draw.look(name))
        program.add_method(entry, f"{method}(e) {{ if (e.detail.code) this.setData({{ {name}Gone: true }}) }}")
        program.on_page(entry, "onShow", program.proof())
        return
    methods = _granted(program, draw, name, entry)
    _first_page(program, draw, _wall(program, draw, name), methods, name, redirect=draw.variant == 1)


@lawful("PHN-01", variants=3)
def phone_asked_at_entry_with_a_way_past(program: Program, draw: Draw) -> None:
    """The phone number may be offered at entry as long as the user can say no and go on browsing
    (rules of 2023-08, item 5; PIPL art. 16: no refusal of service for not consenting)."""
    number_declared(program, draw)
    name, entry = program.fresh("hello"), program.entry
    later = draw.of(LATER)
    if draw.variant == 2:
        yes, no = program.fresh("onNumber"), program.fresh("onLater")
        program.wxml(
            entry,
            f'<view wx:if="{{{{!{name}Gone}}}}" class="{name}-shade"><view class="{name}-sheet">'
            f'<view class="{name}-text">{phone_asked(draw)[:8]}</view>{phone_button(draw, name, method=yes)}'
            f'<view class="{name}-no" style="margin: 24rpx auto" bindtap="{no}">{later}</view></view></view>',
            top=False,
        )
        program.wxss(entry, draw.look(name))
        program.add_method(entry, f"{no}() {{ this.setData({{ {name}Gone: true }})\n{program.proof()} }}")
        program.add_method(entry, f"{yes}() {{ this.setData({{ {name}Gone: true }}) }}")
        return
    way = fill(_WAY_IN, entry=entry)
    more = f'<view class="{name}-no" style="margin: 30rpx auto" bindtap="onLater">{later}</view>'
    skip = f"onLater() {{ wx.setStorageSync('{name}Known', 2)\n{way} }},\n"
    methods = skip + _granted(program, draw, name, entry)
    _first_page(program, draw, _wall(program, draw, name, more), methods, name, redirect=draw.variant == 1)


def _shelf(program: Program, draw: Draw, name: str, target: str, count: int) -> None:
    """A list of things to look at on the first page; each opens ``target``."""
    entry, method = program.entry, program.fresh("onLook")
    rows = "".join(
        f'<view class="{name}-row" data-n="{n}" bindtap="{method}">{good} · {draw.of(NOTES)}</view>'
        for n, good in enumerate(draw.some(GOODS, count), 1)
    )
    program.wxml(
        entry, f'<view class="{name}-card"><view class="{name}-title">{draw.of(SECTIONS)}</view>{rows}</view>', top=True
    )
    program.wxss(entry, draw.look(name))
    program.add_method(entry, f"{method}(e) {{ wx.navigateTo({{ url: '/{target}?n=' + e.currentTarget.dataset.n }}) }}")


@violation("PHN-02", "PHN-06", "PHN-08", "MIN-01", "MIN-07", "PHN-01", "PHN-04", variants=2)
def phone_wall_on_details(program: Program, draw: Draw) -> None:
    """While merely browsing, opening a detail makes the user authorise the phone number
    (rules of 2023-08, item 2; platform examples of 2022-05, no. 2)."""
    number_declared(program, draw)
    name = program.fresh("shelf")
    path = draw.path("detail", "goods", "story")
    story = f'<view class="{name}-title">{draw.of(GOODS)}</view><view class="{name}-text">{draw.of(STORIES)}</view>'
    known = f"{name}Known"
    if draw.variant == 0:
        wall = f'<view wx:if="{{{{!open}}}}">{_wall(program, draw, name)}</view><view wx:else class="{name}-card">{story}</view>'
    else:
        wall = (
            f'<view class="{name}-card">{story}</view><view wx:if="{{{{!open}}}}" class="{name}-shade" style="background: #fff">'
            f'<view class="{name}-sheet"><view class="{name}-text">{phone_asked(draw)}</view>{phone_button(draw, name)}</view></view>'
        )
    program.add_page(
        path,
        wall,
        f"""Page({{
onShow() {{ const open = !!wx.getStorageSync('{known}')
this.setData({{ open }})
if (!open) {{ {program.proof()} }} }},
onNumber(e) {{ if (!e.detail.code) return
wx.setStorageSync('{known}', 1)
this.setData({{ open: true }}) }},
}})
""",
        style=draw.look(name),
    )
    _shelf(program, draw, name, path, draw.number(5, 7))


@lawful("PHN-02", variants=2)
def details_with_a_login_bar(program: Program, draw: Draw) -> None:
    """Details are shown; a bar below offers to log in, which nobody has to use (rules of 2023-08, item 2, e contrario)."""
    number_declared(program, draw)
    name = program.fresh("shelf")
    path = draw.path("detail", "goods", "story")
    close = (
        f'<view class="{name}-no" bindtap="onShut">{draw.say(("关闭", "不用了"), ("Close",))}</view>'
        if draw.variant
        else ""
    )
    bar = (
        f'<view wx:if="{{{{!shut}}}}" style="position: fixed; left: 0; right: 0; bottom: 0; padding: 24rpx; background: #f3f3f3">'
        f"{phone_button(draw, name)}{close}</view>"
    )
    story = f'<view class="{name}-title">{draw.of(GOODS)}</view>' + "".join(
        f'<view class="{name}-text">{text}</view>' for text in draw.some(STORIES, 2)
    )
    program.add_page(
        path,
        f'<view class="{name}-card">{story}</view>{bar}',
        f"Page({{ onShow() {{ {program.proof()} }}, onNumber() {{ this.setData({{ shut: true }}) }}, onShut() {{ this.setData({{ shut: true }}) }} }})",
        style=draw.look(name),
    )
    _shelf(program, draw, name, path, draw.number(5, 7))


@lawful("PHN-02")
def phone_on_ones_own_orders(program: Program, draw: Draw) -> None:
    """The list of one's own orders belongs to an account; asking to log in there is no demand while browsing
    (rules of 2023-08, item 4: a necessary scene). Things to look at stand beside it and open freely."""
    number_declared(program, draw)
    name, goods = program.fresh("orders"), program.fresh("shelf")
    open_to_all = draw.path(goods, "detail", "goods", "story")
    story = "".join(f'<view class="{goods}-text">{text}</view>' for text in draw.some(STORIES, 2))
    program.add_page(
        open_to_all,
        f'<view class="{goods}-card">{story}<view class="{goods}-go" bindtap="onBack">{draw.say("返回列表", "Back to the list")}</view></view>',
        "Page({ onBack() { wx.navigateBack() } })",
        style=draw.look(goods),
    )
    # Two lists: of many alike only some are opened.
    for shelf in (goods, program.fresh("rack")):
        _shelf(program, draw, shelf, open_to_all, draw.number(5, 7))
    path = draw.path("orders", "member", "login")
    label = draw.say(("我的订单", "我的预约", "会员中心"), ("My orders", "My bookings"))
    why = draw.say(
        "登录后查看您的订单，手机号用于匹配订单记录", "Log in to see your orders; the number is matched with them"
    )
    program.add_page(
        path,
        f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-text">{why}</view>{phone_button(draw, name)}</view>',
        f"Page({{ onShow() {{ {program.proof()} }}, onNumber(e) {{ if (e.detail.code) wx.navigateBack() }} }})",
        style=draw.look(name),
        config={"navigationBarTitleText": label},
    )
    lead(program, draw, name, label, path)


@violation("PHN-09", "PHN-05", "MIN-01", "MIN-07", "PHN-02", "PRM-04", variants=3)
def other_wall_at_entry(program: Program, draw: Draw) -> None:
    """Before anything is shown the user must log in by an account, give a nickname and a picture, or the position
    (operation rules of the platform, section 15: no personal data as a condition of use; PIPL art. 16)."""
    name, entry = program.fresh("door"), program.entry
    way = fill(_WAY_IN, entry=entry)
    known = f"wx.setStorageSync('{name}Known', 1)\n{way}"
    if draw.variant == 0:
        body = (
            f'<input class="{name}-field" bindinput="onName" placeholder="{draw.say(("账号", "用户名"), ("User name",))}" />'
            f'<input class="{name}-field" password bindinput="onWord" placeholder="{draw.say("密码", "Password")}" />'
            f'<view class="{name}-go" bindtap="onIn">{draw.say(("登录", "登 录"), ("Log in",))}</view>'
        )
        # The server knows the account: what a user without one types does not lead in.
        methods = (
            "onName(e) { this.name = e.detail.value }, onWord(e) { this.word = e.detail.value },\n"
            f"onIn() {{ wx.showToast({{ title: '{draw.say('账号或密码有误', 'Unknown account')}', icon: 'none' }}) }}"
        )
    elif draw.variant == 1:
        program.declare("UserInfo", draw.say("用于展示会员头像和昵称", "to show your name and picture"))
        body = (
            f'<button class="{name}-go" open-type="chooseAvatar" bindchooseavatar="onFace">{draw.say(("选择头像", "微信头像授权"), ("Choose your avatar",))}</button>'
            f'<input class="{name}-field" type="nickname" bindinput="onNick" placeholder="{draw.say("请输入昵称", "Nickname")}" />'
        )
        methods = f"onFace(e) {{ if (e.detail.avatarUrl) {{ {known} }} }}, onNick() {{}}"
    else:
        why = draw.say("用于展示附近门店", "to show shops nearby")
        program.declare("Location", why)
        program.private_info("getLocation", "scope.userLocation", why)
        body = f'<view class="{name}-go" bindtap="onPlace">{draw.say(("允许获取位置并进入", "授权位置信息"), ("Allow location and enter",))}</view>'
        methods = f"onPlace() {{ wx.getLocation({{ success: () => {{ {known} }}, fail() {{}} }}) }}"
    says = draw.say(
        ("请先登录后使用", "完善资料后方可进入", "需要您的授权才能使用本小程序"),
        ("Please log in to use this mini program", "Complete your profile to enter"),
    )
    wall = f'<view class="{name}-whole"><view class="{name}-title">{program.title}</view><view class="{name}-text">{says}</view>{body}</view>'
    _first_page(program, draw, wall, methods, name, redirect=draw.either())


@lawful("PHN-09", variants=2)
def login_page_with_a_guest_way(program: Program, draw: Draw) -> None:
    """A first page that offers to log in and lets a guest pass, or only greets, demands nothing (PIPL art. 16)."""
    name, entry = program.fresh("door"), program.entry
    way = fill(_WAY_IN, entry=entry) if program.tabs or draw.variant == 0 else f"wx.redirectTo({{ url: '/{entry}' }})"
    form = (
        ""
        if draw.variant
        else (
            f'<input class="{name}-field" placeholder="{draw.say(("账号", "用户名"), ("User name",))}" />'
            f'<input class="{name}-field" password placeholder="{draw.say("密码", "Password")}" />'
            f'<view class="{name}-go">{draw.say("登录", "Log in")}</view>'
        )
    )
    guest = (
        draw.say(("游客浏览", "随便看看", "先逛逛"), ("Continue as guest", "Browse first"))
        if form
        else draw.say(("开始", "进入首页"), ("Start",))
    )
    wxml = (
        f'<view class="{name}-whole"><view class="{name}-title">{program.title}</view>{form}'
        f'<view class="{name}-row" bindtap="onGuest">{guest}</view></view>'
    )
    _first_page(program, draw, wxml, f"onGuest() {{ {way} }}", name, redirect=False)
