"""Finds out what works on this machine, by trying it, and says what to do about the rest."""

import asyncio
import importlib.metadata
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from PIL import Image, ImageDraw

from crawler.driver import Unreachable
from crawler.eyes.reader import COMMAND
from crawler.host import chromium, playwrights
from interceptors.client import ProxyError
from minispect.canary import canary
from recording.data import config_path
from reports import fonts

SAMPLE = "隐私保护指引 拒绝"


@dataclass(frozen=True)
class Probe:
    """One answer. ``mend`` says how to get what is missing; empty when it works."""

    name: str
    works: bool
    detail: str
    mend: str = ""

    def line(self) -> str:
        state = "ok     " if self.works else "MISSING"
        return f"{state} {self.name}: {self.detail}" + (f" -> {self.mend}" if self.mend else "")


def python() -> Probe:
    """Python and the mitmproxy it can have: 11.0.2 is the last one for Python 3.11."""
    version = platform.python_version()
    proxy = importlib.metadata.version("mitmproxy")
    reason = " (the last for Python 3.11)" if sys.version_info < (3, 12) else ""
    return Probe("Python", True, f"{version}, mitmproxy {proxy}{reason}")


async def _start_browser() -> str:
    async with playwrights.started() as playwright:
        browser = await chromium.launch(playwright)
        version = browser.version
        await browser.close()
    return f"{version} starts" + ("" if chromium.sandboxed() else " (as root, so without its own sandbox)")


def browser() -> Probe:
    """Chromium: the one MINISPECT_CHROMIUM names, the system's, or Playwright's own download."""
    try:
        detail = asyncio.run(_start_browser())
    except Unreachable as error:
        mend = "apt install chromium, or: playwright install chromium" if "Chromium" in str(error) else ""
        return Probe("Chromium", False, str(error), mend)
    return Probe("Chromium", True, detail)


def host_packages() -> Probe:
    """The npm packages the embedded host runs on."""
    folder = Path(chromium.__file__).parent / "npm" / "node_modules"
    needed = ("glass-easel", "css-tree", "sucrase", "@vant/area-data")
    missing = [name for name in needed if not (folder / name / "package.json").is_file()]
    if missing:
        return Probe("host packages", False, f"{', '.join(missing)} not installed", "make setup")
    return Probe("host packages", True, "glass-easel, adapter, compiler, css-tree, sucrase, region data")


def data() -> Probe:
    """The dated data of ``config/``."""
    try:
        return Probe("data", True, str(config_path("privacy_interfaces.tsv").parent.name) + "/ found")
    except FileNotFoundError as error:
        return Probe("data", False, str(error), "install minispect again")


def chinese_font() -> Probe:
    """Without a Chinese font screens are boxes and no OCR can read them."""
    font = fonts.find()
    if font is None:
        return Probe("Chinese font", False, "none found", "apt install fonts-noto-cjk")
    return Probe("Chinese font", True, font.name)


def tesseract() -> Probe:
    """The second reading: reads a picture drawn here."""
    if shutil.which("tesseract") is None:
        return Probe("tesseract", False, "not installed", "apt install tesseract-ocr tesseract-ocr-chi-sim")
    try:
        text = str(pytesseract.image_to_string(_picture(), lang="chi_sim", config="--psm 7"))
    except pytesseract.TesseractError as error:
        return Probe("tesseract", False, str(error).splitlines()[0][:120], "apt install tesseract-ocr-chi-sim")
    return _reading("tesseract", text)


def rapidocr() -> Probe:
    """The eye that judges: its own process reads the same picture."""
    with tempfile.TemporaryDirectory(prefix="minispect-doctor-") as folder:
        path = Path(folder) / "sample.png"
        _picture().save(path)
        task = json.dumps({"png": str(path), "scale": 1}) + "\n"
        try:
            done = subprocess.run(COMMAND, input=task, capture_output=True, text=True, timeout=120, check=False)
            answer = json.loads(done.stdout.splitlines()[-1])
        except (OSError, subprocess.TimeoutExpired, ValueError, IndexError):
            return Probe("rapidocr", False, "its process does not answer", "make setup")
    if "error" in answer:
        return Probe("rapidocr", False, str(answer["error"]), "make setup")
    return _reading("rapidocr", " ".join(str(line["text"]) for line in answer["lines"]))


def graphviz() -> Probe:
    """What draws the site map; without it a report says that there is none."""
    if shutil.which("dot") is None:
        return Probe("Graphviz", False, "not installed: reports have no site map", "apt install graphviz")
    try:
        done = subprocess.run(
            ["dot", "-Tsvg"], input=b"digraph { a -> b }", capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return Probe("Graphviz", False, "dot does not answer", "apt install --reinstall graphviz")
    works = done.returncode == 0 and b"<svg" in done.stdout
    return Probe("Graphviz", works, "dot draws" if works else "dot cannot draw SVG", "" if works else "dot -c")


def proxy() -> Probe:
    """Starts the proxy as a scan does and sends a canary request through it."""
    try:
        detail = asyncio.run(canary())
    except (ProxyError, OSError) as error:
        return Probe("proxy", False, str(error), "run 'minispect doctor' again; if it stays, report this line")
    return Probe("proxy", True, detail)


def tools() -> Probe:
    """Public tools that verify a pack beside minispect itself."""
    missing = [name for name in ("ssh-keygen", "openssl", "sha256sum") if shutil.which(name) is None]
    if missing:
        return Probe("verification tools", False, f"{', '.join(missing)} missing", "apt install openssh-client openssl")
    return Probe("verification tools", True, "ssh-keygen, openssl, sha256sum")


def disk() -> Probe:
    """Room for evidence: a scan takes some 25 MB."""
    free = shutil.disk_usage(tempfile.gettempdir()).free // 2**20
    return Probe("disk", free > 500, f"{free} MB free for temporary files", "" if free > 500 else "free some room")


PROBES: tuple[Callable[[], Probe], ...] = (
    python, browser, host_packages, data, chinese_font, tesseract, rapidocr, graphviz, proxy, tools, disk,
)  # fmt: skip


def _picture() -> Image.Image:
    picture = Image.new("RGB", (640, 120), "white")
    ImageDraw.Draw(picture).text((30, 30), SAMPLE, font=fonts.drawn(48), fill="black")
    return picture


def _reading(engine: str, text: str) -> Probe:
    read = "".join(text.split())
    wanted = SAMPLE.replace(" ", "")
    if wanted in read:
        return Probe(engine, True, f"reads Chinese ({wanted})")
    mend = "apt install fonts-noto-cjk tesseract-ocr-chi-sim"
    return Probe(engine, False, f"read '{read[:40]}' instead of '{wanted}'", mend)
