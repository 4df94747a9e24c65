"""Where a planted function stands: on the first page, in a component, on a page of its own."""

from dataclasses import dataclass

from truth.policies import policy_page
from truth.program import Program, Unfit
from truth.words import AGREE, NOTICE, POLICY, REFUSE, Draw

PLACES = ("top", "bottom", "component", "page")


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


def no_notice_yet(program: Program) -> None:
    """Raises Unfit where one is there already."""
    if has_notice(program):
        raise Unfit(f"{program.name} has a notice of its own")
