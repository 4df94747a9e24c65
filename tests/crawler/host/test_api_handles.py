"""Files by number, archives, workers, the launch, and the way to the background and back."""

import asyncio
import base64
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
SCRIPT = (Path(__file__).parent / "api_programs" / "handles.js").read_text()


def _zip(files: dict[str, str]) -> str:
    """An archive as base64; the first file is deflated, the others stored."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, (name, text) in enumerate(files.items()):
            archive.writestr(name, text, zipfile.ZIP_STORED if number else zipfile.ZIP_DEFLATED)
    return base64.b64encode(target.getvalue()).decode()


async def test_files_archives_worker_launch_and_background(host: Any) -> None:
    good = _zip({"d/a.txt": "words " * 40, "b.txt": "stored"})
    bad = _zip({"../../out.txt": "x"})
    start = f"const ZIP = {json.dumps(good)};\nconst BAD = (fs, root) => {{ fs.writeFileSync(root + '/bad.zip', "
    start += f"{json.dumps(bad)}, 'base64'); return root + '/bad.zip'; }};\n"
    program = await host.start(start + SCRIPT, enter=("scene=table%3D7%26shop%3D2", 1047))
    await program.until(
        lambda: any(message["api"] == "wx.onAudioInterruptionBegin" for message in program.told("call"))
    )
    await program.page.control("hide")
    await program.page.control("event", "audioInterruptionBegin", {})
    await program.page.control("show")
    await program.page.control("advance", 3600_000)
    await asyncio.wait_for(program.finished.wait(), 20)
    got = program.results

    assert got["numbered"] == [5, 1, 4, "llo!", 6, "heY"]
    assert got["closed"] == {"thrown": "fstatSync:fail bad file descriptor", "errno": 1300009}
    assert got["absent"]["errno"] == 1300002
    assert got["taken"]["errno"] == 1301005
    assert got["readOnly"]["errno"] == 1300013
    assert (got["range"]["errno"], got["part"]) == (1300022, "e")
    assert got["unzipped"] == [["b.txt", "d"], "words " * 40, "stored"]
    assert got["entries"]["entries"]["b.txt"] == {"data": "stored", "errMsg": "ok"}
    assert "no such file" in got["entries"]["entries"]["none"]["errMsg"]
    assert got["noZip"]["thrown"] == "unzip:fail unzip failed"
    assert got["escaped"]["errno"] == 1300013, "an archive must not write beside the user's folder"
    assert got["moved"] == ["/", "/b.txt", "/d", "/d/a.txt"]
    assert got["sha"]["digest"] == hashlib.sha256(b"stored").hexdigest()
    assert got["saved"] == [[True], True]
    assert got["worker"] == {"got": {"list": [1]}, "wx": "undefined", "window": "undefined"}
    assert got["noWorker"]["thrown"] == "createWorker:fail workers/none.js not found"
    assert (got["nfc"]["errCode"], got["nfc"]["errMsg"].partition(" ")[0]) == (13000, "startDiscovery:fail")
    assert got["bound"] is True, "a page's function given to a timer still knows its page"
    assert got["launch"]["query"] == {"scene": "table%3D7%26shop%3D2"}
    assert (got["launch"]["scene"], got["launch"]["path"], got["launch"]["referrerInfo"]) == (1047, "pages/a/a", {})
    assert got["seen"] == ["onHide", "onAppHide", "interrupted", "onAppShow", 1047, "onShow"]
    assert "FileSystemManager.unzip" in {message["api"] for message in program.told("call")}
    assert [error for error in program.told("error") if error["cause"] == "host"] == []
