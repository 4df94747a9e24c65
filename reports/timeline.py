"""``timeline.svg``: actions, pictures, privacy calls and exchanges of each run in their order, answers as lines."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from detectors.facts import interfaces
from recording.event import Event
from recording.recording import Recording
from reports import plain
from reports.html import words

_WIDTH, _LEFT, _LANE, _HEAD, _GAP = 1200, 150, 22, 34, 18
_LANES = ("操作 Actions", "截图 Pictures", "隐私接口 Privacy calls", "网络交换 Exchanges")
_INK, _SOFT, _RULE, _PAPER, _RED = "#1c1e22", "#5c626c", "#d9d6cf", "#fbfaf7", "#a8182b"
_FONTS = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
_LANE_COLOURS = ("#1c1e22", "#265c96", "#b4490c", "#6a6f78")
_LABEL = 115
"""What the name of an answer needs."""
_ANSWERS = {"agree": ("#2c6e49", "同意 agreed"), "refuse": ("#a8182b", "拒绝 refused")}


@dataclass(frozen=True)
class _Tick:
    lane: int
    event: Event
    """What stands in a lane; lane -1 is an answer to a privacy question."""


def build(recording: Recording, marked: Collection[int]) -> bytes | None:
    """The drawing, or None when there is nothing to draw. ``marked``: events that findings point at."""
    bands = [(run, ticks) for run in recording.runs if (ticks := _ticks(recording, run))]
    if not bands:
        return None
    tall = _HEAD + len(_LANES) * _LANE + _GAP
    height = len(bands) * tall + _GAP + 22
    size = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONTS}" font-size="12">',
        f'<rect width="{_WIDTH}" height="{height}" fill="{_PAPER}"/>',
    ]
    for number, (run, ticks) in enumerate(bands):
        parts += _band(run, ticks, _GAP + number * tall, marked)
    said = "横轴为事件顺序；红色：结论所指。 Left to right: the order of events; red: what a finding points at."
    parts += [f'<text x="{_LEFT}" y="{height - 10}" fill="{_SOFT}">{escape(said)}</text>', "</svg>\n"]
    return "\n".join(parts).encode("utf-8", "replace")


def _ticks(recording: Recording, run: str) -> list[_Tick]:
    events = (e for kind in ("action", "screen", "call", "flow", "consent") for e in recording.of(kind, run))
    found = [_Tick(lane, event) for event in events if (lane := _lane(event)) is not None]
    return sorted(found, key=lambda tick: tick.event.seq)


def _lane(event: Event) -> int | None:
    data = event.data
    if event.kind == "consent":
        return -1 if data.get("answer") in _ANSWERS else None
    if event.kind == "call":
        private = data.get("phase") == "begin" and interfaces.gated(str(data.get("api", ""))) is not None
        return 2 if private else None
    if event.kind == "flow":
        return 3 if data.get("type", "http") != "frame" else None
    return 0 if event.kind == "action" else 1


def _band(run: str, ticks: Sequence[_Tick], top: int, marked: Collection[int]) -> list[str]:
    name = words.of(words.RUN, run)
    step = (_WIDTH - _LEFT - 20) / len(ticks)
    first, last = ticks[0].event, ticks[-1].event
    span = f"#{first.seq} {first.utc[11:19]} – #{last.seq} {last.utc[11:19]} UTC"
    title, told = escape(plain.line(f"{name.zh} {name.en}", 60)), escape(plain.line(span, 80))
    parts = [
        f'<text x="16" y="{top + 16}" fill="{_INK}" font-size="14" font-weight="700">{title}</text>',
        f'<text x="{_WIDTH - 20}" y="{top + 16}" fill="{_SOFT}" text-anchor="end">{told}</text>',
    ]
    floor = top + _HEAD + len(_LANES) * _LANE
    for lane, label in enumerate(_LANES):
        y = top + _HEAD + lane * _LANE
        parts.append(f'<text x="16" y="{y + 14}" fill="{_SOFT}">{label}</text>')
        parts.append(f'<path d="M{_LEFT} {y + 20}H{_WIDTH - 20}" stroke="{_RULE}"/>')
    free = 0.0
    for place, tick in enumerate(ticks):
        x = _LEFT + place * step
        if tick.lane >= 0:
            parts.append(_mark(tick, x, step, top, marked))
            continue
        parts.append(_answer(tick.event, x, top, floor, named=x >= free))
        free = x + _LABEL if x >= free else free
    return parts


def _answer(event: Event, x: float, top: int, floor: int, *, named: bool) -> str:
    """A line through all lanes; its name only where that does not cover the one before."""
    colour, text = _ANSWERS[str(event.data.get("answer"))]
    line = f'<path d="M{x:.1f} {top + 22}V{floor}" stroke="{colour}" stroke-width="2"/>'
    if not named:
        return line
    left = min(x + 4, _WIDTH - _LABEL)
    return f'{line}<text x="{left:.1f}" y="{top + 31}" fill="{colour}" font-size="10">#{event.seq} {text}</text>'


def _mark(tick: _Tick, x: float, step: float, top: int, marked: Collection[int]) -> str:
    red = tick.event.seq in marked
    wide = max(3.0 if red else 1.2, min(8.0, step * 0.8))
    y = top + _HEAD + tick.lane * _LANE + (2 if red else 5)
    colour = _RED if red else _LANE_COLOURS[tick.lane]
    return f'<rect x="{x:.1f}" y="{y}" width="{wide:.1f}" height="{18 if red else 14}" fill="{colour}"/>'
