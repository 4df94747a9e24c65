"""``uiautomator dump``: the tree of the topmost window, honest, opaque, empty or scrambled."""

import random
from xml.sax.saxutils import quoteattr

from drawing import HEIGHT, WIDTH

_CLASSES = {
    "button": "android.widget.Button",
    "input": "android.widget.EditText",
    "textarea": "android.widget.EditText",
    "checkbox": "android.widget.CheckBox",
    "radio": "android.widget.RadioButton",
    "switch": "android.widget.ToggleButton",
    "image": "android.widget.Image",
    "text": "android.widget.TextView",
}
_CONTEXT = """function () {
  const found = [];
  const visit = (element, depth) => {
    const box = element.getBoundingClientRect();
    let text = '';
    for (const child of element.childNodes) if (child.nodeType === 3) text += child.data;
    text = text.replace(/\\s+/g, ' ').trim();
    const tag = element.localName.replace(/^wx-/, '');
    const shown = box.width > 0 && box.height > 0 && getComputedStyle(element).opacity !== '0';
    if (shown && (text || tag === 'button' || tag === 'input' || tag === 'image')) {
      found.push({ tag, text, box: [box.left, box.top, box.right, box.bottom], id: element.id || '' });
    }
    if (shown && tag !== 'script' && tag !== 'style') for (const child of element.children) visit(child, depth + 1);
  };
  const all = [...document.querySelectorAll("mioverlay > milayer")];
  const layers = all.filter((one) => !one.classList.contains("mio-layer-float"));
  const window = layers.pop();
  visit(window || document.body, 0);
  return { native: Boolean(window), found };
}"""


async def dump(phone) -> str:
    """The XML, or what the tool prints instead when it fails."""
    screens, mode = phone.screens, phone.faults.tree
    if mode == "empty":
        return _document([])
    nodes = []
    package = screens.focus.split("/")[0]
    parts = await screens.parts()
    web = screens.scene == "program" and screens.area is not None
    if web and screens.area.sheet is None and not screens.android_question:
        nodes.append(await _web(phone, mode, package))
    nodes += [_node(p.kind, p.text, p.box, package, p.description, bool(p.act)) for p in parts if p.text or p.act]
    return _document(_scrambled(nodes) if mode == "lying" else nodes)


async def _web(phone, mode: str, package: str) -> str:
    appid, page = await phone.screens.area.state()
    whole = (0, 0, WIDTH, HEIGHT)
    if mode not in ("web", "lying", "moving"):
        return _node("com.tencent.xweb.WebView", "", whole, package, "", False, naf=True)
    answer = await phone.screens.area.in_page(_CONTEXT)
    found = answer["found"]
    inside = "".join(
        _node(_CLASSES.get(one["tag"], "android.view.View"), one["text"], tuple(round(v * 3) for v in one["box"]),
              package, "", one["tag"] in ("button", "input"), id=one["id"])
        for one in found
    )  # fmt: skip
    if answer["native"]:
        # A window of its own: the dump shows the topmost one only.
        return inside
    title = f"{appid}:{page}.html:VISIBLE"
    return _node("android.webkit.WebView", title, whole, package, "", False, inside=inside)


def _node(kind, text, box, package, description, clickable, *, naf=False, inside="", id="") -> str:  # noqa: A002
    left, top, right, bottom = box
    flags = " ".join(
        f'{name}="{str(value).lower()}"'
        for name, value in (
            ("checkable", "CheckBox" in kind), ("checked", False), ("clickable", clickable), ("enabled", True),
            ("focusable", clickable), ("focused", False), ("scrollable", False), ("long-clickable", False),
            ("password", False), ("selected", False),
        )
    )  # fmt: skip
    extra = ' NAF="true"' if naf else ""
    return (
        f'<node index="0" text={quoteattr(text)} resource-id={quoteattr(id)} class="{kind}" package="{package}" '
        f"content-desc={quoteattr(description)} {flags}{extra} "
        f'bounds="[{left},{top}][{right},{bottom}]">{inside}</node>'
    )


def _document(nodes: list[str]) -> str:
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    return f'{head}<hierarchy rotation="0">{"".join(nodes)}</hierarchy>'


_TRICK = random.Random()


def _scrambled(nodes: list[str]) -> list[str]:
    """Another lie at each asking: letters are other letters, boxes stay."""
    found = []
    for node in nodes:
        start = node.index('text="') + 6 if 'text="' in node else 0
        end = node.index('"', start) if start else 0
        text = "".join(chr(_TRICK.randrange(0x4E00, 0x6000)) for _ in node[start:end])
        found.append(node[:start] + text + node[end:])
    return found
