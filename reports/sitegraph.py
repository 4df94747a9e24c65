"""``sitemap.dot`` and ``sitemap.svg``: the site map drawn by Graphviz, thumbnails inside the drawing."""

import base64
import io
import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image
from pydantic import ValidationError

from recording.recording import Recording
from reports import pictures, plain
from reports.html import telling, words

_WIDE, _TALL = 96, 208
_SECONDS = 40
_LINK = re.compile(r'xlink:href="(\d{6}\.png)"')
_FONT = 'fontname="Noto Sans CJK SC, sans-serif"'


def dot(found: dict[str, Any], lang: str) -> str:
    """The graph: the first way to each node with its action, other ways faint. Pictures bear the names of
    ``original/screens``, so that ``dot -Gimagepath=`` finds them there."""
    lines = [
        "digraph sitemap {",
        f'  graph [rankdir=LR, bgcolor="#fbfaf7", nodesep=0.3, ranksep=0.7, {_FONT}];',
        f"  node [shape=plain, fontsize=10, {_FONT}];",
        f'  edge [fontsize=9, color="#5c626c", fontcolor="#5c626c", arrowsize=0.6, {_FONT}];',
    ]
    lines += [f"  {node['id']} [label={_label(node, lang)}];" for node in found["nodes"]]
    reached = {node["id"] for node in found["nodes"] if node["reached"] == "launched"}
    for edge in found["edges"]:
        if edge["to"] in reached:
            lines.append(f'  {edge["from"]} -> {edge["to"]} [constraint=false, color="#d9d6cf"];')
            continue
        reached.add(edge["to"])
        times = f" ×{edge['times']}" if edge["times"] > 1 else ""
        label = plain.line(f"#{edge['event']} {edge['zh' if lang == 'zh' else 'en']}{times}", 40)
        lines.append(f"  {edge['from']} -> {edge['to']} [label=<{escape(label)}>];")
    return "\n".join([*lines, "}\n"])


def svg(recording: Recording, found: dict[str, Any], text: str) -> bytes | None:
    """The drawing, or None without Graphviz or when it fails."""
    command = shutil.which("dot")
    if command is None or not found["nodes"]:
        return None
    with tempfile.TemporaryDirectory(prefix="minispect-map-") as name:
        folder = Path(name)
        for node in found["nodes"]:
            _thumbnail(recording, node["screen"]).save(folder / _picture(node), "PNG", compress_level=6)
        try:
            done = subprocess.run(
                [command, "-Tsvg"], input=text.encode("utf-8", "replace"), cwd=folder, capture_output=True,
                check=False, timeout=_SECONDS,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return None
        if done.returncode != 0:
            return None
        drawn = done.stdout.decode("utf-8", "replace")
        return _LINK.sub(lambda link: f'xlink:href="{_data(folder / link[1])}"', drawn).encode()


def _label(node: dict[str, Any], lang: str) -> str:
    """A table in Graphviz's own language; a red border where a finding sits, a broken one where no way led."""
    red = bool(node["findings"])
    colour, border = ("#a8182b", 3) if red else (("#265c96", 1) if node["kind"] == "dialog" else ("#d9d6cf", 1))
    broken = ' STYLE="dashed"' if node["reached"] == "opened" else ""
    told = words.of(telling.DIALOGS, node["name"]) if node["kind"] == "dialog" else None
    name = escape(plain.line((told.zh if lang == "zh" else told.en) if told else node["name"], 36)) or "-"
    marks = f'<TR><TD><FONT COLOR="#a8182b">{escape(" ".join(node["findings"][:8]))}</FONT></TD></TR>' if red else ""
    return (
        f'<<TABLE BORDER="{border}" COLOR="{colour}"{broken} BGCOLOR="white" CELLBORDER="0" CELLSPACING="0" '
        f'CELLPADDING="3">'
        f'<TR><TD FIXEDSIZE="TRUE" WIDTH="{_WIDE + 6}" HEIGHT="{_TALL + 6}"><IMG SCALE="TRUE" SRC="{_picture(node)}"/>'
        f"</TD></TR><TR><TD>{name}</TD></TR>{marks}</TABLE>>"
    )


def _picture(node: dict[str, Any]) -> str:
    return f"{int(node['screen']):06d}.png"


def _thumbnail(recording: Recording, seq: int) -> Image.Image:
    sheet = Image.new("RGB", (_WIDE, _TALL), (241, 239, 233))
    event = recording.by_seq.get(seq)
    if event is None or event.kind != "screen":
        return sheet
    try:
        image = pictures.opened(recording.file(recording.screen(event).png))
    except (OSError, TypeError, ValidationError, pictures.BlankPictureError):
        return sheet
    image.thumbnail((_WIDE, _TALL), Image.Resampling.BOX, reducing_gap=1.0)
    sheet.paste(image, ((_WIDE - image.width) // 2, 0))
    return sheet


def _data(path: Path) -> str:
    """The thumbnail as WebP inside the drawing: a tenth of the size."""
    out = io.BytesIO()
    with Image.open(path) as image:
        image.save(out, "WEBP", quality=70, method=4)
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"
