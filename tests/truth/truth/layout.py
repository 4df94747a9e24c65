"""Where a planted function stands: on the first page, in a component, on a page of its own."""

import re
from dataclasses import dataclass

from truth.program import Program
from truth.words import AGREE, NOTICE, POLICY, REFUSE, Draw

PLACES = ("top", "bottom", "component", "page")
_POLICY_PATH = re.compile(r"privacy|policy|rule|legal|yinsi", re.IGNORECASE)
_POLICY_WORDS = re.compile(r"个人信息|personal (?:data|information)", re.IGNORECASE)


@dataclass
class Part:
    """A function of the program: what is drawn, its methods, and what runs when it is first shown."""

    name: str
    label: str
    """What a row leading to it says, where it stands on a page of its own."""
    wxml: str
    methods: tuple[str, ...] = ()
    shown: str = ""
    left: str = ""
    """Runs when its page is hidden or left; parts with it always stand on a page."""


def place(program: Program, draw: Draw, part: Part, *where: str) -> str:
    """Puts the part somewhere; returns the page it stands on."""
    spot = "page" if part.left else draw.pick(*(where or PLACES))
    entry, style = program.entry, draw.look(part.name)
    if spot == "page":
        path = draw.path(part.name)
        program.add_page(path, part.wxml, _page(part), style=style, config={"navigationBarTitleText": part.label})
        lead(program, draw, part.name, part.label, path)
        return path
    if spot == "component":
        path = f"components/{draw.slug(part.name).lower()}/index"
        shown = f"lifetimes: {{ attached() {{\n{part.shown}\n}} }},\n" if part.shown else ""
        methods = ",\n".join(part.methods)
        program.add_component(path, part.wxml, f"Component({{\n{shown}methods: {{\n{methods}\n}},\n}})\n", style=style)
        tag = f"{part.name}-box"
        program.use_component(entry, tag, path)
        program.wxml(entry, f"<{tag} />", top=draw.either())
        return entry
    program.wxml(entry, part.wxml, top=spot == "top")
    program.wxss(entry, style)
    for method in part.methods:
        program.add_method(entry, method)
    if part.shown:
        program.on_page(entry, "onLoad", part.shown)
    return entry


def _page(part: Part) -> str:
    hooks = [f"onLoad() {{\n{part.shown}\n}}"] if part.shown else []
    if part.left:
        hooks += [f"onHide() {{\n{part.left}\n}}", f"onUnload() {{\n{part.left}\n}}"]
    return "Page({\n" + "".join(f"{text},\n" for text in (*hooks, *part.methods)) + "})\n"


def lead(program: Program, draw: Draw, name: str, label: str, path: str) -> None:
    """A row on the first page that opens another page."""
    entry, look = program.entry, f"{name}-lead"
    if draw.either():
        row = f'<navigator class="{look}" url="/{path}">{label}</navigator>'
    else:
        method = program.fresh("open" + name.capitalize())
        program.add_method(entry, f"{method}() {{ wx.navigateTo({{ url: '/{path}' }}) }}")
        row = f'<view class="{look}" bindtap="{method}">{label}</view>'
    program.wxml(entry, row, top=draw.either())
    program.wxss(
        entry, f".{look} {{ margin: 20rpx; padding: 28rpx; font-size: 30rpx; background: #fff; color: #222; }}"
    )


def policy_page(program: Program) -> str:
    """The page that holds the program's own policy text; one with a row leading to it is added where there is none."""
    found = [
        page
        for page in program.app["pages"]
        if f"{page}.wxml" in program.files and len(_POLICY_WORDS.findall(program.text(f"{page}.wxml"))) >= 3
    ]
    found += [page for page in program.app["pages"] if _POLICY_PATH.search(page) and f"{page}.wxml" in program.files]
    if found:
        return str(found[0])
    path = "pages/rulebook/index"
    title = "隐私政策" if program.chinese else "Privacy policy"
    program.add_page(path, policy_text(program, ()), "Page({})\n", config={"navigationBarTitleText": title})
    row = f'<navigator style="padding: 30rpx; font-size: 28rpx; color: #333" url="/{path}">{title}</navigator>'
    program.wxml(program.entry, row, top=False)
    return path


SECTION_TEXTS = {
    "who": (
        "本小程序由{operator}运营。本政策说明我们收集哪些个人信息、用于什么目的、保存多久，以及您如何与我们联系。",
        "This mini program is run by {operator}. This policy says which personal data we collect, what for, for how long, and how to reach us.",
    ),
    "kinds": (
        "我们收集的个人信息：{kinds}。我们只在您使用相应功能时收集，收集使用前会征得您的同意。",
        "The personal data we collect: {kinds}. We collect it only when you use the function, and ask for your consent before.",
    ),
    "others": ("{others}", "{others}"),
    "period": (
        "个人信息自最后一次使用起保存一百八十天，到期后删除。",
        "We keep personal data for 180 days after its last use and delete it then.",
    ),
    "rights": (
        "您可以在“我的”页面查阅、复制、更正、删除您的个人信息，注销账号，也可以在设置中撤回同意；拒绝提供不影响浏览。",
        "On the page “Mine” you can access, copy, correct and delete your personal data, close your account, and withdraw your consent in the settings. Declining does not keep you from browsing.",
    ),
    "minors": (
        "未满十四周岁的未成年人请在监护人同意后使用。",
        "Children under 14 need the consent of a guardian.",
    ),
    "contact": (
        "如有疑问、投诉或者举报，请发邮件至 privacy@{host} ，我们在十五个工作日内答复。",
        "For questions and complaints write to privacy@{host}; we answer within fifteen working days.",
    ),
    "date": ("更新日期：2026年3月1日，生效日期：2026年3月8日", "Last updated: 1 March 2026, effective 8 March 2026"),
}


def policy_text(program: Program, without: tuple[str, ...], kinds: str = "", others: str = "") -> str:
    """A whole policy, but for the sections left out."""
    column = 0 if program.chinese else 1
    names = kinds or ("；".join if program.chinese else "; ".join)(declared_kinds(program))
    none = ("我们不会向第三方提供您的个人信息。", "We do not share your personal data with third parties.")[column]
    said = {
        "operator": program.operator,
        "host": program.host,
        "kinds": names or ("不收集" if program.chinese else "none"),
        "others": others or none,
    }
    title = f"{program.title}隐私政策" if program.chinese else f"{program.title} privacy policy"
    lines = [t[column].format(**said) for name, t in SECTION_TEXTS.items() if name not in without]
    style = "font-size: 30rpx; line-height: 1.7; color: #222; padding: 12rpx 24rpx;"
    return "\n".join(f'<view style="{style}">{line}</view>' for line in (title, *lines))


_NAMES = {
    "PhoneNumber": ("手机号", "phone number"), "Location": ("位置信息", "location"), "Address": ("收货地址", "address"),
    "Album": ("照片", "photos"), "Clipboard": ("剪贴板内容", "clipboard"), "Camera": ("摄像头画面", "camera"),
    "Record": ("录音", "microphone"), "UserInfo": ("昵称头像", "nickname and avatar"), "EXIDNumber": ("身份证号", "identity card number"),
    "DeviceInfo": ("设备信息", "device information"), "BlueTooth": ("蓝牙设备信息", "bluetooth"), "RunData": ("运动步数", "steps"),
    "Invoice": ("发票抬头", "invoice title"), "LicensePlate": ("车牌号", "licence plate"), "Email": ("邮箱", "e-mail address"),
    "MessageFile": ("文件", "files"), "ChooseLocation": ("所选位置", "chosen place"), "AlbumWriteOnly": ("相册写入", "saving to the album"),
    "Contact": ("通讯录写入", "adding contacts"), "CalendarWriteOnly": ("日历写入", "calendar"),
}  # fmt: skip


def declared_kinds(program: Program) -> list[str]:
    """What the platform's guidelines name, each with what it is for."""
    return [kind_text(program, s) for s in program.profile.get("declared", {}).get("setting_list", [])]


def kind_text(program: Program, declared: dict[str, str]) -> str:
    """A kind of the guidelines with what it is for."""
    name = _NAMES.get(declared["privacy_key"], (declared["privacy_key"],) * 2)[0 if program.chinese else 1]
    text = declared.get("privacy_text", "")
    return f"{name}（{text}）" if program.chinese else f"{name} ({text})"


def name_in_policy(program: Program, sentence: str) -> None:
    """Adds a sentence to the program's own policy."""
    page = policy_page(program)
    program.wxml(
        page,
        f'<view style="font-size: 30rpx; line-height: 1.7; color: #222; padding: 24rpx;">{sentence}</view>',
        top=False,
    )


def popup(
    program: Program,
    draw: Draw,
    *,
    agree: str = "",
    refuse: str | None = None,
    on_agree: str = "",
    on_refuse: str = "",
    shown: str = "",
    text: str = "",
    link: bool = True,
    official: bool = True,
    refuse_style: str = "",
    everywhere: bool = False,
    when: str = "",
    kept: bool = False,
) -> str:
    """A privacy popup of the program's own over its first page, whole and lawful unless told otherwise; its tag.

    ``refuse`` is the word of its way out, ``""`` for none. ``everywhere`` shows it again on each page that is shown.
    ``when`` decides at each start and calls ``show()``; ``kept``: the answer is remembered over later launches.
    """
    name = program.fresh("notice")
    rules = f"《{program.title}{draw.of(POLICY)}》" if program.chinese else f"{program.title} {draw.of(POLICY)}"
    policy = policy_page(program)
    named = f'<text class="{name}-link" bindtap="onRules">{rules}</text>' if link else rules
    said = text or draw.say(
        (
            "我们只在您使用相应功能时处理您的个人信息，请阅读{}。不同意也可以浏览。",
            "使用前请阅读{}，了解我们收集哪些个人信息、如何使用；不同意仍可浏览全部内容。",
        ),
        ("We process personal data only when you use a function. Please read our {}. You can decline and browse on.",),
    )
    yes = agree or draw.of(AGREE)
    no = draw.of(REFUSE) if refuse is None else refuse
    how = (
        'open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="onYes"' if official else 'bindtap="onYes"'
    )
    tag = "button" if official else draw.pick("button", "view")
    way_out = f'<view class="{name}-no" style="{refuse_style}" bindtap="onNo">{no}</view>' if no else ""
    wxml = f"""<view wx:if="{{{{open}}}}" class="{name}-shade" catchtouchmove="noop"><view class="{name}-sheet">
<view class="{name}-title">{draw.of(NOTICE)}</view><view class="{name}-text">{said.format(named)}</view>
<view class="{name}-two">{way_out}<{tag} id="{name}-ok" class="{name}-yes" {how}>{yes}</{tag}></view>
</view></view>"""
    known = f"wx.getStorageSync('{name}')" if kept else f"getApp().{name}Answered"
    put = f"wx.setStorageSync('{name}', 1)\n" if kept else ""
    open_ = f"""if ({known}{" === 1" if everywhere else ""}) return
this.setData({{ open: true }})
{shown}"""
    if when:
        open_ = f"const show = () => this.setData({{ open: true }})\n{when}"
    hook = (
        f"pageLifetimes: {{ show() {{\n{open_}\n}} }}" if everywhere else f"lifetimes: {{ attached() {{\n{open_}\n}} }}"
    )
    js = f"""Component({{
{hook},
methods: {{
noop() {{}},
onRules() {{ wx.navigateTo({{ url: '/{policy}' }}) }},
onYes() {{
{put}getApp().{name}Answered = 1
this.setData({{ open: false }})
{on_agree}
}},
onNo() {{
{put}getApp().{name}Answered = 2
this.setData({{ open: false }})
{on_refuse}
}},
}},
}})
"""
    path = f"components/{name}/{name}"
    program.add_component(path, wxml, js, style=draw.look(name))
    pages = (
        [p for p in program.app["pages"] if f"{p}.wxml" in program.files and p != policy]
        if everywhere
        else [program.entry]
    )
    for page in pages:
        program.use_component(page, name, path)
        program.wxml(page, f"<{name} />", top=False)
    return name


def has_notice(program: Program) -> bool:
    """Whether the program brings a privacy popup of its own."""
    return any(b"agreePrivacyAuthorization" in body for path, body in program.files.items() if path.endswith(".wxml"))
