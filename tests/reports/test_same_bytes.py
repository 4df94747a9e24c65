"""The derived files are the same bytes in another time zone, language and home, and as another user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reports import inspection

PROGRAM = """
import hashlib, sys
from pathlib import Path
from recording.recording import Recording
from reports.derive import derive
from reports.inspection import Inspection
original, into = Path(sys.argv[1]), Path(sys.argv[2])
about = Inspection.model_validate_json(Path(sys.argv[3]).read_text(encoding="utf-8"))
for name in derive(Recording(original), into, about):
    print(hashlib.sha256((into / name).read_bytes()).hexdigest(), name)
"""


READER = (
    "setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
    "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override",
)  # fmt: skip
"""Another user, who may still read where the interpreter and the test's folders lie, often below a closed home."""


def derived(original: Path, folder: Path, before: tuple[str, ...] = (), **environment: str) -> list[str]:
    """Hash and name of every derived file, computed by a process of its own."""
    folder.mkdir()
    if before:
        os.chown(folder, 65534, 65534)
    command = [sys.executable, "-c", PROGRAM, str(original), str(folder / "derived"), str(original.parent / "about")]
    done = subprocess.run(
        [*before, *command], capture_output=True, text=True, check=False, umask=0o077, cwd="/",
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(Path.cwd()), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def another_user() -> str:
    """Empty when this process may start another as nobody; else why not."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return "only root can become another user, by setpriv"
    asks = [*READER, sys.executable, "-c", "import os; print(os.getuid())"]
    probe = subprocess.run(asks, capture_output=True, text=True, check=False)
    return "" if probe.stdout.strip() == "65534" else probe.stderr.strip()[:80] or "refused"


def test_same_input_same_bytes(original: Path, tmp_path: Path) -> None:
    about = inspection.Inspection(id="MI-1", lang="zh")
    (original.parent / "about").write_text(about.model_dump_json(), encoding="utf-8")
    here = derived(original, tmp_path / "a", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    hindrance = another_user()
    there = derived(
        original, tmp_path / "b", () if hindrance else READER, TZ="America/St_Johns", LC_ALL="tr_TR.UTF-8", LANG="C",
        PYTHONHASHSEED="2", USER="other", LOGNAME="other",
    )  # fmt: skip
    assert here == there
    assert {line.split()[1] for line in here} >= {
        "findings.sarif",
        "traffic.har",
        "traffic.warc",
        "report.html",
        "report.pdf",
        "timeline.svg",
        "sitemap.json",
    }
    if hindrance:
        pytest.skip(f"the same bytes, but by the same user: {hindrance}")
    assert {path.stat().st_uid for path in (tmp_path / "b" / "derived").iterdir()} == {65534}
