"""The bars of a screen in a tree made of a picture: title, arrow or house, capsule, tabs."""

from crawler.drivers.android.book import plain
from crawler.drivers.android.buttons import button_of
from crawler.drivers.android.frame import GESTURE_SHARE, STATUS_SHARE, TOP_BARS, Frame
from crawler.drivers.android.marks import colourful, glyph, house, ink
from crawler.drivers.android.scene import SURE, Draft, Scene
from recording.reading import Line

CAPSULE = 0.66
"""Share of the width from which on the capsule begins."""
_TABS = 0.9
"""Share of the height from which on a tab bar stands."""


def draw_bars(scene: Scene, draft: Draft) -> tuple[Line | None, list[Line]]:
    """The navigation bar's title, and the lines of the page itself."""
    width, height = scene.frame.viewport
    status = height * STATUS_SHARE
    rest: list[Line] = []
    title = _title(scene, status)
    if title is not None:
        draft.add("native-title", title.rect, text=title.text, surface="platform", part="navbar")
    for line in scene.lines:
        x, y, _, h = line.rect
        if line.score < SURE or y + h / 2 < status or y > height * GESTURE_SHARE:
            continue
        if y + h / 2 < TOP_BARS and x > width * CAPSULE:
            continue  # the capsule's marks read as letters
        if line is not title and not (y + h / 2 < TOP_BARS and x < width * 0.15 and len(plain(line.text)) < 2):
            rest.append(line)
    draft.add("native-capsule", (width * 0.74, status, width * 0.24, 40), surface="platform", part="capsule")
    if has_back(scene):
        attributes = {"aria-label": "返回"}
        draft.add("native-back", (0, status, 48, 56), attrs=attributes, surface="platform", part="back")
    elif house(scene.frame, (4, status + 4, 44, 48)):
        attributes = {"aria-label": "首页"}
        draft.add("native-home", (0, status, 48, 56), attrs=attributes, surface="platform", part="home")
    # What stands low in a window over the page are its buttons.
    tabs = [] if scene.window is not None or scene.shapes.panel is not None else _tab_lines(scene, rest)
    if tabs:
        edge = min(t.rect[1] for t in tabs) - 30
        bar = draft.add("native-tabbar", (0, edge, width, height - edge), surface="platform", part="tabbar")
        for number, tab in enumerate(tabs):
            cell = (width * number / len(tabs), edge, width / len(tabs), height - edge - 8)
            selected = {"aria-selected": "true"} if _selected(scene.frame, tab, tabs) else {}
            draft.add("native-tab", cell, text=tab.text, attrs=selected, parent=bar, surface="platform", part="tabbar")
    taken = {t.rect for t in tabs}
    return title, [x for x in rest if x.rect not in taken]


def _title(scene: Scene, status: float) -> Line | None:
    """The line of the navigation bar that is nearest to its middle; marks at its ends read as single letters."""
    width = scene.frame.viewport[0]
    high = [x for x in scene.lines if x.score >= SURE and status < x.rect[1] + x.rect[3] / 2 < TOP_BARS]
    own = [x for x in high if x.rect[0] < width * CAPSULE and 2 <= len(plain(x.text)) <= 24]
    top = min((x.rect[1] for x in own), default=0.0)
    return min(
        (x for x in own if x.rect[1] < top + 12), key=lambda x: abs(x.rect[0] + x.rect[2] / 2 - width / 2), default=None
    )


def has_back(scene: Scene) -> bool:
    """A narrow mark at the left of the title: an arrow. A house (which leaves for the home page) is wider."""
    status = scene.frame.viewport[1] * STATUS_SHARE
    title = _title(scene, status)
    # A bar of the program's own may begin with its title right behind the arrow.
    room = min(40.0, title.rect[0] - 6) if title is not None else 40.0
    found = glyph(scene.frame, (4, status + 4, room, 40)) if room > 8 else None
    return found is not None and 5 <= found[1] <= 30 and found[0] <= 0.75 * found[1]


def _tab_lines(scene: Scene, lines: list[Line]) -> list[Line]:
    """Two to five short texts at the very bottom, evenly spread."""
    width, height = scene.frame.viewport
    low = sorted((x for x in lines if x.rect[1] > height * _TABS and len(x.text) <= 6), key=lambda x: x.rect[0])
    if not 2 <= len(low) <= 5 or max(x.rect[1] for x in low) - min(x.rect[1] for x in low) > 8:
        return []
    step = width / len(low)
    even = all(abs(x.rect[0] + x.rect[2] / 2 - step * (n + 0.5)) < step * 0.16 for n, x in enumerate(low))
    on_buttons = sum(1 for x in low if button_of(scene, x) is not None)
    return low if even and not on_buttons else []


def _selected(frame: Frame, tab: Line, tabs: list[Line]) -> bool:
    """The entry written in another colour than all the others."""
    colors = {t.rect: ink(frame, t.rect)[0] for t in tabs}

    def far(one: Line, other: Line) -> bool:
        return sum(abs(a - b) for a, b in zip(colors[one.rect], colors[other.rect], strict=True)) > 60

    others = [t for t in tabs if t is not tab]
    return all(far(tab, t) for t in others) and (len(others) > 1 or colourful(colors[tab.rect]))
