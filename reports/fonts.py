"""The one Chinese font that labels are drawn with; without it labels fall back to English."""

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

_KNOWN = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/mnt/c/Windows/Fonts/msyh.ttc",
)
_SIMPLIFIED = 2
"""Index of the simplified Chinese face in the Noto collection."""


@dataclass(frozen=True)
class Font:
    """A font file that has Chinese glyphs."""

    path: str
    name: str
    sha256: str

    @property
    def index(self) -> int:
        """Which face of a collection."""
        return _SIMPLIFIED if "NotoSansCJK" in self.path else 0

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        return _load(self.path, self.index, size)


@cache
def find() -> Font | None:
    """The Chinese font of this machine, or None: Pillow's own font draws boxes for Chinese."""
    for path in (*_KNOWN, _asked()):
        if path and Path(path).is_file():
            digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            return Font(path, Path(path).name, digest)
    return None


def drawn(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The Chinese font, or Pillow's own where there is none (see ``find``)."""
    font = find()
    return font.at(size) if font is not None else ImageFont.load_default(size)


@cache
def _load(path: str, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)


def _asked() -> str:
    command = shutil.which("fc-match")
    if command is None:
        return ""
    done = subprocess.run([command, "-f", "%{file}\n%{lang}", ":lang=zh-cn"], capture_output=True, check=False)
    path, _, languages = done.stdout.decode("utf-8", "replace").partition("\n")
    return path if "zh-cn" in languages else ""
