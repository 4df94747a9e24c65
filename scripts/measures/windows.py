"""Recall of the platform's windows over all looks of the stand-in phone, and presses that would land elsewhere.

``python scripts/measures/windows.py [--few]``: draws each window in each layout, light and dark, in two font sizes,
with a grainy display; reads it; lets the driver's recogniser look; and holds every control it offers against the parts
that were really drawn there.
"""

# ruff: noqa: E402  (the stand-in phone is no package)
import io
import itertools
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2] / "tests" / "standin")]

import drawing
import sheets

from crawler.drivers.android.frame import frame
from crawler.drivers.android.scene import Scene
from crawler.drivers.android.seen import tree_of
from crawler.drivers.android.shapes import shapes
from crawler.drivers.android.windows import recognise
from crawler.eyes import ocr
from recording.reading import Line
from recording.sight.controls import controls

IN_FRONT = "com.tencent.mm/com.tencent.mm.plugin.appbrand.ui.AppBrandUI00"
PRIVACY = "在你使用好吃点餐的服务之前，请仔细阅读《好吃点餐小程序隐私保护指引》。如你同意该指引，请点击“同意”继续。"
TICK = "我已阅读并同意《好吃点餐小程序隐私保护指引》"
ROWS = ((sheets.MASKED, "微信绑定号码"),)
WINDOWS = {
    "phone": sheets.Texts("phone", "好吃点餐", "申请获取并验证你的手机号", "用于注册会员", ROWS, refuse="不允许",
                          other="使用其它号码"),
    "phone ": sheets.Texts("phone", "好吃点餐", "申请获取并验证你的手机号", "用于登录",
                           (*ROWS, ("199****0001", "上次提供")), TICK, refuse="不允许", other="使用其它号码"),
    "privacy": sheets.Texts("privacy", "好吃点餐", "用户隐私保护提示", PRIVACY, agree="同意"),
    "location": sheets.Texts("scope", "好吃点餐", "获取你的位置信息", "你的位置信息将用于查找附近门店"),
    "location ": sheets.Texts("scope", "好吃点餐", "获取你的位置信息", "用于配送", tick=TICK),
    "camera": sheets.Texts("scope", "好吃点餐", "使用你的摄像头", "用于扫码点餐"),
}  # fmt: skip


def main() -> None:
    engine = ocr._load()[0]
    looks = [drawing.Look(dark, font, noise=True) for dark in (False, True) for font in (1.0, 1.3)]
    cases = list(itertools.product(WINDOWS.items(), sheets.LAYOUTS, looks))
    cases = cases[::7] if "--few" in sys.argv else cases
    missed, wrong, presses = [], [], 0
    for (name, texts), layout, look in cases:
        canvas = drawing.blank(look, "#141414" if look.dark else "#ffffff")
        canvas.text(60, 500, "今日推荐 招牌牛肉面", 17)
        sheets.draw(canvas, texts, layout)
        drawing.status_bar(canvas, look.dark)
        what = f"{name.strip()} {layout} {'dark' if look.dark else 'light'} {look.font}"
        lines, tree = _seen(engine, canvas, name.strip(), missed, what)
        for control in controls(tree) if tree is not None else ():
            x, y = control.rect[0] + control.rect[2] / 2, control.rect[1] + control.rect[3] / 2
            if control.role == "toggle":
                x = control.rect[0] + 12
            hit = [p.act for p in canvas.parts if p.act and p.holds(x * 3, y * 3)]
            want = {"refuse": "refuse", "toggle": "tick"}.get(control.role, "agree")
            presses += 1
            if hit[-1:] != [want]:
                wrong.append(f"{what}: {control.text!r} ({control.role}) lands on {hit[-1:]}")
        del lines
    print(f"{len(cases)} windows, {len(cases) - len(missed)} found; {presses} presses, {len(wrong)} wrong")
    print(*missed, *wrong, sep="\n")


def _seen(engine, canvas, name, missed, what):
    out = io.BytesIO()
    canvas.image.save(out, "PNG")
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        file.write(out.getvalue())
        file.flush()
        lines = tuple(Line.model_validate(x) for x in ocr.read(engine, Path(file.name), 3.0))
    shot = frame(out.getvalue(), 3.0)
    found = recognise(lines, shapes(shot).panel, IN_FRONT)
    if found is None or found.window.id != name:
        missed.append(f"{what}: not found; read {[x.text for x in lines]}")
        return lines, None
    return lines, tree_of(Scene(shot, lines, shapes(shot), found))


if __name__ == "__main__":
    main()
