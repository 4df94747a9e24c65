"""Operators on permissions: when they are asked, with which words, how often, and what a no costs."""

from dataclasses import dataclass

from truth.fill import fill
from truth.layout import PLACES, Part, place
from truth.operators import ALL_RUNS, lawful, violation
from truth.program import Program, Unfit
from truth.words import NEUTRAL, STORIES, Draw, Pair


@dataclass(frozen=True)
class Access:
    """One permission of the platform. ``call`` is an expression with $ok and $no as the bodies of its answers."""

    key: str
    call: str
    label: Pair
    why: Pair
    scope: str = ""
    info: str = ""


LOCATION = Access(
    "Location",
    "wx.getLocation({ type: 'gcj02', success: (r) => { $ok }, fail: (e) => { $no } })",
    (("查找附近门店", "离我最近的店", "按距离排序"), ("Find shops nearby", "Sort by distance")),
    (("用于展示您附近的门店", "用于按距离排列门店"), ("to show shops near you",)),
    "scope.userLocation",
    "getLocation",
)
CAMERA = Access(
    "Camera",
    "wx.authorize({ scope: 'scope.camera', success: (r) => { $ok }, fail: (e) => { $no } })",
    (("拍照识别商品", "拍照上传凭证"), ("Take a picture of the item",)),
    (("用于拍摄商品照片以便识别", "用于拍摄维修部位"), ("to take a picture of the item for recognition",)),
)
RECORD = Access(
    "Record",
    "wx.authorize({ scope: 'scope.record', success: (r) => { $ok }, fail: (e) => { $no } })",
    (("按住录音留言", "语音搜索"), ("Record a voice message", "Search by voice")),
    (("用于录制您的语音留言", "用于语音搜索商品"), ("to record your voice message",)),
)
ALBUM = Access(
    "AlbumWriteOnly",
    "wx.authorize({ scope: 'scope.writePhotosAlbum', success: (r) => { $ok }, fail: (e) => { $no } })",
    (("保存海报到相册", "保存图片"), ("Save the picture to the album",)),
    (("用于把海报保存到您的相册",), ("to save the poster to your album",)),
)
BLUETOOTH = Access(
    "BlueTooth",
    "wx.authorize({ scope: 'scope.bluetooth', success: (r) => { $ok }, fail: (e) => { $no } })",
    (("连接蓝牙门锁", "蓝牙开门"), ("Connect the bluetooth lock",)),
    (("用于连接您房间的蓝牙门锁",), ("to connect the lock of your room",)),
)
ALL = (LOCATION, CAMERA, RECORD, ALBUM, BLUETOOTH)


def grant(program: Program, draw: Draw, access: Access, why: str | None = None) -> None:
    """The access declared as the platform wants it."""
    text = draw.of(access.why) if why is None else why
    program.undeclare(access.key)
    program.declare(access.key, text)
    if access.info:
        program.private_info(access.info, access.scope, text)


def call(access: Access, ok: str, no: str) -> str:
    return fill(access.call, ok=ok, no=no)


def _tapped(
    program: Program, draw: Draw, access: Access, ok: str, no: str, more: tuple[str, ...] = (), extra: str = ""
) -> None:
    """A function that asks when it is started, by a control that names it."""
    name, label = program.fresh("use"), draw.of(access.label)
    wxml = (
        f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-text">{draw.of(STORIES)}</view>'
        f'<view class="{name}-go" bindtap="onUse">{label}</view><view wx:if="{{{{said}}}}" class="{name}-text">{{{{said}}}}</view>{extra}</view>'
    )
    place(program, draw, Part(name, label, wxml, (f"onUse() {{\n{call(access, ok, no)}\n}}", *more)), *PLACES)


@violation("PRM-01", "MIN-04", "PRM-08", "DEC-06", variants=5, group="homepage", runs=ALL_RUNS)
def permission_at_launch(program: Program, draw: Draw) -> None:
    """A permission is asked when the program opens, before the user starts anything that needs it (test scenes for
    notice 164, 2.1-7; operation rules of the platform, section 15; MiniChecker: popup on the home page)."""
    access = ALL[draw.variant]
    grant(program, draw, access)
    code = call(access, "", "")
    if draw.either():
        program.on_page(program.entry, draw.pick("onLoad", "onShow"), f"{code}\n{program.proof()}")
    else:
        program.at_launch(f"setTimeout(() => {{ {code}\n{program.proof()} }}, {draw.number(100, 900)})")


@lawful("PRM-01", variants=5)
def permission_at_its_function(program: Program, draw: Draw) -> None:
    """The permission is asked when the user starts the function that needs it, with its purpose (notice 164 scenes, 2.1-7)."""
    access = ALL[draw.variant]
    grant(program, draw, access)
    done = draw.say("this.setData({ said: '好了' })", "this.setData({ said: 'Done' })")
    _tapped(program, draw, access, f"{done}\n{program.proof()}", f"{program.proof()}")


@violation("PRM-02", "PRM-01", "PRM-03", "PRM-08", "MIN-04", variants=2, group="overlaying")
def permissions_all_at_once(program: Program, draw: Draw) -> None:
    """Several permissions are asked one after the other without anything done in between (determination method of 2019,
    4.6; MiniChecker: popups over one another)."""
    chosen = draw.chance.sample(ALL, 3)
    for access in chosen:
        grant(program, draw, access)
    first, second, third = (f"{a.call}" for a in chosen)
    if draw.variant == 0:
        inner = fill(third, ok=program.proof(), no=program.proof())
        middle = fill(second, ok=inner, no=inner)
        program.on_page(program.entry, "onLoad", fill(first, ok=middle, no=middle))
    else:
        name = program.fresh("begin")
        inner = fill(third, ok=program.proof(), no=program.proof())
        middle = fill(second, ok=inner, no=inner)
        whole = fill(first, ok=middle, no=middle)
        label = draw.of(NEUTRAL)
        wxml = f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view><view class="{name}-go" bindtap="onBegin">{label}</view></view>'
        place(program, draw, Part(name, label, wxml, (f"onBegin() {{\n{whole}\n}}",)))


@lawful("PRM-02")
def permissions_each_at_its_own(program: Program, draw: Draw) -> None:
    """Two permissions, each at a function of its own (determination method of 2019, 4.6, e contrario)."""
    for access in draw.chance.sample(ALL, 2):
        grant(program, draw, access)
        _tapped(program, draw, access, program.proof(access.key), program.proof(access.key))


@violation("PRM-03", "DEC-06", "POL-07", variants=4)
def permission_with_vague_purpose(program: Program, draw: Draw) -> None:
    """The window says no purpose, or only that service gets better (notice 164 scenes, 2.1-2; PIPL art. 17 and 30)."""
    access = (LOCATION, CAMERA, RECORD, ALBUM)[draw.variant]
    vague = draw.say(
        ("为了给您更好的体验", "提升服务质量", "优化用户体验", "获取您的信息以提供更优质的服务"),
        ("for a better experience", "to improve our service"),
    )
    grant(program, draw, access, vague)
    name = program.fresh("use")
    label = draw.of(access.label)
    # Nothing beside the control tells the purpose either.
    wxml = f'<view class="{name}-card"><view class="{name}-go" bindtap="onUse">{label[:4] if program.chinese else label}</view></view>'
    place(
        program, draw, Part(name, label, wxml, (f"onUse() {{\n{call(access, program.proof(), program.proof())}\n}}",))
    )


@lawful("PRM-03", variants=4)
def permission_with_purpose(program: Program, draw: Draw) -> None:
    """The window says what for, in words for this function (notice 164 scenes, 2.1-2)."""
    access = (LOCATION, CAMERA, RECORD, ALBUM)[draw.variant]
    grant(program, draw, access)
    _tapped(program, draw, access, program.proof(), program.proof())


_NEED_THE_POSITION = ("nec-01", "nec-02", "nec-22")
"""Maps, ride booking, shared vehicles: they may refuse their service to who withholds it (provisions on necessary
personal information of 2021, art. 5)."""


@violation("PRM-04", "PRM-01", "PRM-05", "PHN-09", "CON-09", "MIN-01", "MIN-07")
def list_closed_without_position(program: Program, draw: Draw) -> None:
    """Who refuses the position does not get to see what there is to see (PIPL art. 16; determination method of 2019, 4.2)."""
    if program.profile["target"].get("category") in _NEED_THE_POSITION:
        raise Unfit(f"{program.name} needs the position")
    grant(program, draw, LOCATION)
    name = program.fresh("range")
    rows = "".join(
        f'<navigator class="{name}-row" url="/{{path}}?n={n}">{draw.of(STORIES)[:18]}</navigator>' for n in range(1, 5)
    )
    detail = draw.path("range", "piece")
    label = draw.say(("全部项目", "浏览目录", "看看都有什么"), ("Browse all", "The catalogue"))
    shut = draw.say(("未获取位置，无法浏览", "需要位置权限才能查看列表"), ("Location needed to see the list",))
    wxml = f'<view wx:if="{{{{open}}}}" class="{name}-card">{rows.replace("{path}", detail)}</view><view wx:else class="{name}-card">{shut}</view>'
    program.add_page(
        detail,
        f'<view class="{name}-card"><view class="{name}-text">{draw.of(STORIES)}</view></view>',
        "Page({})",
        style=draw.look(name),
    )
    ask = call(LOCATION, "this.setData({ open: true })", program.proof())
    place(program, draw, Part(name, label, wxml, (), shown=ask), "page")


@lawful("PRM-04")
def list_open_without_position(program: Program, draw: Draw) -> None:
    """Who refuses the position sees the same list, only not sorted (catalogue PRM-04, lawful)."""
    grant(program, draw, LOCATION)
    said = draw.say("this.setData({ said: '按名称排列' })", "this.setData({ said: 'Sorted by name' })")
    _tapped(program, draw, LOCATION, "this.setData({ said: 'OK' })", f"{said}\n{program.proof()}")


@violation("PRM-05", "PRM-04", "PHN-09", "CON-09", variants=4, runs=("refuse", "agree"))
def refusing_leaves_the_program(program: Program, draw: Draw) -> None:
    """A permission refused makes the program leave (notice 164, 2.1; PIPL art. 16)."""
    access = (LOCATION, CAMERA, RECORD, BLUETOOTH)[draw.variant]
    grant(program, draw, access)
    end = draw.pick("wx.exitMiniProgram()", f"setTimeout(() => wx.exitMiniProgram({{}}), {draw.number(200, 2500)})")
    _tapped(program, draw, access, "", f"{program.proof()}\n{end}")


@lawful("PRM-05", variants=4, runs=("refuse", "agree"))
def refusing_shows_a_hint(program: Program, draw: Draw) -> None:
    """After a refusal a hint tells where it can be switched on; an exit that the user presses is the user's own
    (catalogue PRM-05, lawful and trap)."""
    access = (LOCATION, CAMERA, RECORD, BLUETOOTH)[draw.variant]
    grant(program, draw, access)
    hint = draw.say(
        "wx.showToast({ title: '可在设置中开启', icon: 'none' })",
        "wx.showToast({ title: 'See settings', icon: 'none' })",
    )
    _tapped(program, draw, access, program.proof(), f"{hint}\n{program.proof()}")


def _modal(draw: Draw) -> str:
    title = draw.say(("需要授权", "请开启权限", "权限未开启"), ("Permission needed",))
    return f"wx.showModal({{ title: '{title}', content: '{draw.say('前往设置打开权限', 'Open the settings')}', success: (r) => {{ $next }} }})"


# CON-09: where the platform joins notice and permission in one window, the loop stands over all that is left to see.
@violation("PRM-06", "PRM-04", "PRM-07", "CON-09", variants=3, group="looping", runs=("refuse", "agree"))
def refusing_starts_a_loop(program: Program, draw: Draw) -> None:
    """A refusal is met by a window that opens again as soon as it is closed (T/TAF 180.1, 5.3: popup loop;
    MiniChecker: looping)."""
    access = (LOCATION, CAMERA, RECORD)[draw.variant]
    grant(program, draw, access)
    loop = fill(_modal(draw), next=f"if (!r.confirm) {{ {program.proof()} this.nag() }}")
    _tapped(program, draw, access, "", "this.nag()", (f"nag() {{\n{loop}\n}}",))


@lawful("PRM-06", variants=3, runs=("refuse", "agree"))
def refusing_explains_once(program: Program, draw: Draw) -> None:
    """One window after a refusal, which closing ends (T/TAF 180.1, 5.3, e contrario)."""
    access = (LOCATION, CAMERA, RECORD)[draw.variant]
    grant(program, draw, access)
    _tapped(program, draw, access, program.proof(), fill(_modal(draw), next=program.proof()))


@violation("PRM-07", "PRM-06", "PRM-01", "MIN-04", variants=2, group="repeating", runs=("refuse", "agree", "return"))
def refused_permission_asked_at_every_start(program: Program, draw: Draw) -> None:
    """A permission once refused is asked for again whenever the program is opened (determination method of 2019, 3.2;
    notice 164 scenes, 2.1-5; MiniChecker: repeating)."""
    access = (LOCATION, CAMERA)[draw.variant]
    grant(program, draw, access)
    known = program.fresh("refusedOnce")
    again = fill(_modal(draw), next="")
    code = call(
        access,
        "",
        f"if (wx.getStorageSync('{known}')) {{ {again}\n{program.proof()} }}\nwx.setStorageSync('{known}', 1)",
    )
    program.on_page(program.entry, "onShow", code)


@lawful("PRM-07", variants=2, runs=("refuse", "agree", "return"))
def refused_permission_left_alone(program: Program, draw: Draw) -> None:
    """Once refused, the permission is asked for only when its function is started again; at each start the program looks
    at what is granted and says nothing (determination method of 2019, 3.2, e contrario)."""
    access = (LOCATION, CAMERA)[draw.variant]
    grant(program, draw, access)
    said = draw.say("this.setData({ said: '可在设置中开启' })", "this.setData({ said: 'See settings' })")
    _tapped(program, draw, access, "", f"{said}\nwx.setStorageSync('asked', 1)")
    program.on_page(
        program.entry,
        "onShow",
        f"wx.getSetting({{ success: (r) => {{ this.granted = r.authSetting\n{program.proof()} }} }})",
    )


@violation("PRM-12", "MIN-04", "PRM-01", "MIN-03", runs=("agree",))
def recorder_goes_on(program: Program, draw: Draw) -> None:
    """The recorder goes on after its page was left (PIPL art. 6 and 28: only what the purpose needs)."""
    _recorder(program, draw, stops=False)


@lawful("PRM-12")
def recorder_stops(program: Program, draw: Draw) -> None:
    """The recorder stops when its page is hidden or left (catalogue PRM-12, lawful)."""
    _recorder(program, draw, stops=True)


def _recorder(program: Program, draw: Draw, *, stops: bool) -> None:
    if not program.app["pages"]:
        raise Unfit(program.name)
    grant(program, draw, RECORD)
    name, label = program.fresh("voice"), draw.of(RECORD.label)
    wxml = f'<view class="{name}-card"><view class="{name}-title">{label}</view><view class="{name}-go" bindtap="onVoice">{label}</view><view wx:if="{{{{on}}}}" class="{name}-text">{draw.say("正在录音", "Recording")}</view></view>'
    start = f"""onVoice() {{
const recorder = wx.getRecorderManager()
recorder.onStart(() => this.setData({{ on: true }}))
recorder.start({{ duration: 600000 }})
{program.proof("on")}
}}"""
    stop = "wx.getRecorderManager().stop();" if stops else ""
    place(program, draw, Part(name, label, wxml, (start,), left=f"{stop} {program.proof('left')}"), "page")
