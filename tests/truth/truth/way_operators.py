"""Fifteen ordinary ways from a source of personal data to a request, as a static tool was measured on them: all by the
same act, personal data given to a firm that nothing names (PIPL art. 23)."""

from collections.abc import Callable

from truth.layout import Part, place
from truth.operators import violation
from truth.program import Program
from truth.sources import LEAVE, NEARBY, PHONE, THIRD_ALSO, third
from truth.words import PHONE_ASK, Draw

Way = Callable[[Program, Draw, str], None]
"""Program, draw, URL of the firm."""


_PAIR = "r.latitude + ',' + r.longitude"
_STORED = "p.y + ',' + p.x"
_GLOBAL = "latitude + ',' + longitude"
_CHAINED = "p.a + ',' + p.o"


def _post(url: str, value: str, proof: str) -> str:
    return f"wx.request({{ url: '{url}', method: 'POST', data: {{ v: {value} }}, complete: () => {{ {proof} }} }})"


def _allow(program: Program, draw: Draw) -> None:
    why = draw.say("用于展示您附近的门店", "to show shops near you")
    program.declare("Location", why)
    program.private_info("getLocation", "scope.userLocation", why)


def _act(
    program: Program, draw: Draw, *methods: str, start: str = "onStart", extra: str = "", where: tuple[str, ...] = ()
) -> None:
    name, label = program.fresh("way"), draw.of(NEARBY)
    wxml = f'<view class="{name}-card"><view class="{name}-go" bindtap="{start}">{label}</view>{extra}</view>'
    place(program, draw, Part(name, label, wxml, methods), *where)


def _direct(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        f"onStart() {{ wx.getLocation({{ success: (r) => {{ {_post(url, _PAIR, program.proof())} }} }}) }}",
    )


def _storage(program: Program, draw: Draw, url: str) -> None:
    send = f"const p = wx.getStorageSync('spot'); {_post(url, _STORED, program.proof())}"
    _act(
        program,
        draw,
        "onStart() { wx.getLocation({ success: (r) => { wx.setStorageSync('spot', { y: r.latitude, x: r.longitude }); this.later() } }) }",
        f"later() {{ {send} }}",
    )


def _phone_button(program: Program, draw: Draw, url: str) -> None:
    program.declare("PhoneNumber", draw.say("用于联系您", "to reach you"))
    name = program.fresh("way")
    wxml = f'<view class="{name}-card"><button class="{name}-go" open-type="getPhoneNumber" bindgetphonenumber="onNumber">{draw.of(PHONE_ASK)}</button></view>'
    method = f"onNumber(e) {{ if (e.detail.code) {{ {_post(url, 'e.detail.code', program.proof())} }} }}"
    place(program, draw, Part(name, draw.say("联系我们", "Contact us"), wxml, (method,)))


def _await(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        f"async onStart() {{ const r = await wx.getLocation({{ type: 'wgs84' }}); const v = [r.latitude, r.longitude]; {_post(url, 'v.join()', program.proof())} }}",
    )


def _global(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        "onStart() { wx.getLocation({ success: (r) => { getApp().spot = r; this.pass() } }) }",
        f"pass() {{ const {{ latitude, longitude }} = getApp().spot; {_post(url, _GLOBAL, program.proof())} }}",
    )


def _clipboard(program: Program, draw: Draw, url: str) -> None:
    program.declare("Clipboard", draw.say("用于识别粘贴的地址", "to recognise a pasted address"))
    name, label = program.fresh("way"), draw.say(("粘贴识别地址", "粘贴文字"), ("Paste",))
    wxml = f'<view class="{name}-card"><view class="{name}-go" bindtap="onPaste">{label}</view></view>'
    method = f"onPaste() {{ wx.getClipboardData({{ success: ({{ data }}) => {{ {_post(url, 'data', program.proof())} }} }}) }}"
    place(program, draw, Part(name, label, wxml, (method,)))


def _promises(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        f"onStart() {{ new Promise((ok, no) => wx.getLocation({{ success: ok, fail: no }})).then((r) => ({{ a: r.latitude, o: r.longitude }})).then((p) => {{ {_post(url, _CHAINED, program.proof())} }}).catch(() => {{}}) }}",
    )


def _set_data(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        "onStart() { wx.getLocation({ success: (r) => this.setData({ spot: r.latitude + ',' + r.longitude }, () => this.report()) }) }",
        f"report() {{ {_post(url, 'this.data.spot', program.proof())} }}",
    )


def _module(program: Program, draw: Draw, url: str) -> None:
    path = f"utils/{draw.slug('track', 'report', 'net').lower()}.js"
    program.put(path, f"function tell(v) {{ {_post(url, 'v', program.proof())} }}\nmodule.exports = {{ tell }}\n")
    _act(
        program,
        draw,
        f"onStart() {{ wx.getLocation({{ success: (r) => require('/{path}').tell(r.latitude + ',' + r.longitude) }}) }}",
        where=("page", "component"),
    )


def _typed(program: Program, draw: Draw, url: str, inputs: str, value: str, *methods: str, form: bool = False) -> None:
    program.declare("PhoneNumber", draw.say("用于联系您", "to reach you"))
    name, label = program.fresh("way"), draw.of(LEAVE)
    button = draw.say("提交", "Submit")
    send = f"if (!v) return; {_post(url, 'v', program.proof())}"
    if form:
        body = (
            f'<form bindsubmit="onSend">{inputs}<button class="{name}-go" form-type="submit">{button}</button></form>'
        )
    else:
        body = f'{inputs}<view class="{name}-go" bindtap="onSend">{button}</view>'
    wxml = f'<view class="{name}-card"><view class="{name}-title">{label}</view>{body}</view>'
    place(
        program,
        draw,
        Part(name, label, wxml, (f"onSend(e) {{ const v = {value}; {send} }}", *methods)),
        "page",
        "component",
    )


def _bindinput(program: Program, draw: Draw, url: str) -> None:
    field = f'<input style="height: 80rpx; border: 1rpx solid #ccc" bindinput="onText" placeholder="{draw.of(PHONE.label)}" />'
    _typed(program, draw, url, field, "this.typed", "onText(e) { this.typed = e.detail.value }")


def _model(program: Program, draw: Draw, url: str) -> None:
    field = f'<input style="height: 80rpx; border: 1rpx solid #ccc" model:value="{{{{typed}}}}" name="tel" placeholder="{draw.of(PHONE.label)}" />'
    _typed(program, draw, url, field, "this.data.typed || e.detail.value.tel", form=True)


def _optional(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        f"onStart() {{ wx.getLocation?.({{ success: (r) => {{ const v = r?.latitude + ',' + (r?.longitude ?? ''); {_post(url, 'v', program.proof())} }} }}) }}",
    )


def _subpackage(program: Program, draw: Draw, url: str) -> None:
    app, root, label = program.app, draw.pick("packageNear", "extra", "subpkg"), draw.of(NEARBY)
    key = "subPackages" if "subPackages" in app else "subpackages"
    app[key] = [*app.get(key, []), {"root": root, "pages": ["spot/spot"]}]
    program.set_app(app)
    page = f"{root}/spot/spot"
    program.put(f"{page}.wxml", f'<view style="padding: 60rpx" bindtap="onStart">{label}</view>')
    program.put(f"{page}.json", "{}")
    program.put(
        f"{page}.js",
        f"Page({{ onStart() {{ wx.getLocation({{ success: (r) => {{ {_post(url, _PAIR, program.proof())} }} }}) }} }})",
    )
    program.wxml(program.entry, f'<navigator style="padding: 30rpx" url="/{page}">{label}</navigator>', top=True)


def _component(program: Program, draw: Draw, url: str) -> None:
    _act(
        program,
        draw,
        f"onStart() {{ wx.getLocation({{ success: (r) => {{ {_post(url, _PAIR, program.proof())} }} }}) }}",
        where=("component",),
    )


def _app(program: Program, draw: Draw, url: str) -> None:
    program.at_launch(
        f"this.locate = () => wx.getLocation({{ success: (r) => {{ {_post(url, _PAIR, program.proof())} }} }})"
    )
    _act(program, draw, "onStart() { getApp().locate() }")


WAYS: tuple[Way, ...] = (
    _direct, _storage, _phone_button, _await, _global, _clipboard, _promises, _set_data, _module, _bindinput, _model,
    _optional, _subpackage, _component, _app,
)  # fmt: skip


# RGT-01: the phone button makes an account, and some of the small programs tell nowhere how to close one.
@violation("FLW-02", *THIRD_ALSO, "FLW-07", "FLW-06", "RGT-01", variants=len(WAYS), runs=("agree",), group="way")
def ordinary_way(program: Program, draw: Draw) -> None:
    """Personal data goes to a firm that nothing names (PIPL art. 23), by one of fifteen ordinary ways through the code."""
    _allow(program, draw)
    host, path, *_ = third(draw)
    WAYS[draw.variant](program, draw, f"https://{host}{path}")
