"""The shell of WeChat around mini programs: chats, the pulled-down recents, the list, the search, the way in."""

from dataclasses import dataclass

from drawing import HEIGHT, WIDTH, Canvas, Look, blank

PACKAGE = "com.tencent.mm"
LAUNCHER = f"{PACKAGE}/{PACKAGE}.ui.LauncherUI"
LIST = f"{PACKAGE}/{PACKAGE}.plugin.appbrand.ui.AppBrandLauncherUI"
SEARCH = f"{PACKAGE}/{PACKAGE}.plugin.appbrand.ui.AppBrandSearchUI"
LOADING = f"{PACKAGE}/{PACKAGE}.plugin.appbrand.launching.AppBrandLaunchProxyUI"
CONTAINER = f"{PACKAGE}/{PACKAGE}.plugin.appbrand.ui.AppBrandUI00"
LOGIN = f"{PACKAGE}/{PACKAGE}.plugin.account.ui.LoginPasswordUI"
HOME = "com.android.launcher3/com.android.launcher3.uioverrides.QuickstepLauncher"
PERMISSION = (
    "com.google.android.permissioncontroller/com.android.permissioncontroller.permission.ui.GrantPermissionsActivity"
)


@dataclass(frozen=True)
class Program:
    """A mini program that this WeChat knows."""

    appid: str
    name: str


def home(look: Look) -> Canvas:
    canvas = blank(look, "#24506e")
    for number, name in enumerate(("微信", "相机", "设置", "浏览器")):
        x = 120 + 240 * number
        canvas.draw.rounded_rectangle((x, 1900, x + 150, 2050), 36, fill="#5ad06e" if number == 0 else "#d8d8d8")
        canvas.text(x + 75, 2070, name, 12, color="#ffffff", anchor="ma", act="wechat" if number == 0 else "")
        if number == 0:
            canvas.area((x, 1900, x + 150, 2150), "wechat")
    return canvas


def chats(look: Look) -> Canvas:
    canvas = blank(look)
    canvas.text(WIDTH // 2, 90, "微信", 17, anchor="ma")
    for number, name in enumerate(("文件传输助手", "家人", "订阅号消息")):
        y = 210 + 216 * number
        canvas.draw.rectangle((0, y, WIDTH, y + 214), fill=look.panel)
        canvas.draw.rounded_rectangle((48, y + 36, 190, y + 178), 12, fill="#9ab")
        canvas.text(230, y + 48, name, 16)
        canvas.text(230, y + 116, "好的", 13, color=look.faint)
    _tabs(canvas, 0)
    return canvas


def discover(look: Look) -> Canvas:
    canvas = blank(look)
    canvas.text(WIDTH // 2, 90, "发现", 17, anchor="ma")
    for number, name in enumerate(("朋友圈", "扫一扫", "搜一搜", "小程序")):
        y = 240 + 180 * number
        canvas.draw.rectangle((0, y, WIDTH, y + 168), fill=look.panel)
        canvas.text(150, y + 50, name, 16)
        canvas.area((0, y, WIDTH, y + 168), "list" if name == "小程序" else "")
    _tabs(canvas, 2)
    return canvas


def _tabs(canvas: Canvas, current: int) -> None:
    for number, (name, act) in enumerate((("微信", "chats"), ("通讯录", ""), ("发现", "discover"), ("我", ""))):
        x = 135 + 270 * number
        color = "#07c160" if number == current else canvas.look.faint
        canvas.draw.ellipse((x - 30, 2240, x + 30, 2300), outline=color, width=6)
        canvas.text(x, 2310, name, 10, color=color, anchor="ma")
        canvas.area((x - 130, 2220, x + 130, HEIGHT - 20), act)


def recents(look: Look, programs: list[Program]) -> Canvas:
    """What a pull on the chats uncovers."""
    canvas = blank(look, "#2b2b38")
    canvas.draw.rounded_rectangle((60, 150, WIDTH - 60, 250), 20, fill="#43434f")
    canvas.text(WIDTH // 2, 172, "搜索小程序", 15, color="#b8b8c4", anchor="ma")
    canvas.area((60, 150, WIDTH - 60, 250), "search")
    canvas.text(60, 330, "最近使用的小程序", 14, color="#c8c8d2")
    canvas.area((60, 310, 620, 400), "list")
    for number, program in enumerate(programs[:8]):
        x, y = 150 + 260 * (number % 4), 470 + 280 * (number // 4)
        canvas.draw.ellipse((x - 72, y - 10, x + 72, y + 134), fill="#5a8dee")
        canvas.text(x, y + 156, program.name, 11, color="#e0e0ea", anchor="ma")
        canvas.area((x - 125, y - 20, x + 125, y + 220), f"open:{program.appid}")
    return canvas


def listing(look: Look, programs: list[Program]) -> Canvas:
    canvas = blank(look, look.panel)
    _bar(canvas, "小程序")
    canvas.text(48, 240, "最近使用", 13, color=look.faint)
    for number, program in enumerate(programs):
        y = 320 + 200 * number
        canvas.draw.ellipse((48, y + 28, 192, y + 172), fill="#5a8dee")
        canvas.text(230, y + 66, program.name, 16)
        canvas.area((0, y, WIDTH, y + 200), f"open:{program.appid}")
        canvas.draw.line((230, y + 199, WIDTH, y + 199), fill=look.line, width=2)
    return canvas


def held_menu(canvas: Canvas, x: float, y: float, appid: str) -> None:
    """What a long press on an entry of the list offers."""
    left, top = min(int(x), WIDTH - 520), int(y)
    canvas.parts.clear()
    canvas.area((0, 0, WIDTH, HEIGHT), "dismiss")
    canvas.draw.rounded_rectangle((left, top, left + 480, top + 300), 18, fill="#4c4c4c")
    canvas.text(left + 48, top + 48, "添加到我的小程序", 15, color="#ffffff")
    canvas.text(left + 48, top + 190, "删除", 15, color="#ffffff")
    canvas.area((left, top + 150, left + 480, top + 300), f"delete:{appid}")


def search(look: Look, typed: str, found: list[Program]) -> Canvas:
    canvas = blank(look, look.panel)
    canvas.draw.rounded_rectangle((60, 100, 880, 200), 16, fill=look.grey)
    canvas.text(90, 124, typed or "搜索小程序", 15, color=look.ink if typed else look.faint)
    canvas.area((60, 100, 880, 200), "field", kind="android.widget.EditText")
    canvas.text(920, 124, "取消", 15, color="#576b95")
    canvas.area((890, 90, WIDTH, 210), "back")
    for number, program in enumerate(found):
        y = 300 + 220 * number
        canvas.draw.ellipse((48, y + 28, 192, y + 172), fill="#5a8dee")
        canvas.text(230, y + 40, program.name, 16)
        canvas.text(230, y + 120, "小程序", 12, color=look.faint)
        canvas.area((0, y, WIDTH, y + 210), f"open:{program.appid}")
    return canvas


def loading(look: Look, program: Program) -> Canvas:
    canvas = blank(look, look.panel)
    canvas.draw.ellipse((WIDTH // 2 - 110, 800, WIDTH // 2 + 110, 1020), fill="#5a8dee")
    canvas.text(WIDTH // 2, 1080, program.name, 17, anchor="ma")
    return canvas


def login(look: Look) -> Canvas:
    canvas = blank(look, look.panel)
    canvas.text(WIDTH // 2, 700, "用密码登录", 20, anchor="ma")
    canvas.button((120, 1200, WIDTH - 120, 1340), "登录", "", fill="#07c160", color="#ffffff")
    return canvas


def keyboard(canvas: Canvas) -> None:
    """An input method that came up by itself and covers the lower part."""
    top = 1560
    canvas.draw.rectangle((0, top, WIDTH, HEIGHT), fill="#2a2a2a" if canvas.look.dark else "#d1d4da")
    for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm")):
        for column, key in enumerate(keys):
            x, y = 20 + 105 * column + 50 * row, top + 40 + 180 * row
            canvas.draw.rounded_rectangle((x, y, x + 92, y + 150), 12, fill=canvas.look.panel)
            canvas.draw.text((x + 30, y + 40), key, fill=canvas.look.ink, font_size=54)
    canvas.parts[:] = [part for part in canvas.parts if part.box[1] < top]
    canvas.area((0, top, WIDTH, HEIGHT), "")


def _bar(canvas: Canvas, title: str) -> None:
    canvas.draw.line((66, 126, 44, 148), fill=canvas.look.ink, width=6)
    canvas.draw.line((44, 148, 66, 170), fill=canvas.look.ink, width=6)
    canvas.area((0, 90, 140, 200), "back")
    canvas.text(WIDTH // 2, 118, title, 17, anchor="ma")
