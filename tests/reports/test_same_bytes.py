"""The derived files are the same bytes in another time zone, language, home and, where possible, as another user."""

import os
import stat
import subprocess
import sys
from pathlib import Path

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


def derived(original: Path, folder: Path, user: int | None, **environment: str) -> list[str]:
    folder.mkdir()
    if user is not None:
        os.chown(folder, user, user)
    command = [sys.executable, "-c", PROGRAM, str(original), str(folder / "derived"), str(original.parent / "about")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, user=user, umask=0o077, cwd="/",
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(Path.cwd()), **environment},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def another_user(*paths: Path) -> int | None:
    """``nobody``, when this process may become that and nobody may read what is needed."""
    if os.geteuid() != 0:
        return None
    needed = {parent for path in paths for parent in (path.resolve(), *path.resolve().parents)}
    return 65534 if all(path.stat().st_mode & stat.S_IXOTH for path in needed) else None


def test_same_input_same_bytes(original: Path, tmp_path: Path) -> None:
    about = inspection.Inspection(id="MI-1", lang="zh")
    (original.parent / "about").write_text(about.model_dump_json(), encoding="utf-8")
    here = derived(original, tmp_path / "a", None, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    nobody = another_user(Path(sys.executable), Path.cwd(), original)
    there = derived(
        original, tmp_path / "b", nobody, TZ="America/St_Johns", LC_ALL="tr_TR.UTF-8", LANG="C", PYTHONHASHSEED="2",
        USER="other", LOGNAME="other",
    )  # fmt: skip
    assert here == there
    assert {line.split()[1] for line in here} >= {
        "findings.sarif",
        "traffic.har",
        "traffic.warc",
        "recipients.json",
        "report.html",
        "report.pdf",
    }
