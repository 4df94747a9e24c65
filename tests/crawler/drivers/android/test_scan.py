"""The commands against the stand-in phone, as a user types them."""

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import adbutils
import pytest

from crawler.drivers.android.replay import replay
from recording.recording import Recording

from ..turns import todays
from .conftest import StandIn

PROGRAMS = Path(__file__).parents[3] / "miniprograms"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(adb_port: int, tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "ANDROID_ADB_SERVER_PORT": str(adb_port),
        "MINISPECT_HOME": str(tmp_path / "home"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def start(*arguments: object) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", "from minispect.cli import main; main()", *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)

    return start


def test_doctor_proves_the_tunnel_on_the_device(standin: Callable[..., StandIn], run: Run) -> None:
    phone = standin("--rooted")
    before = phone.tell(ask="state")["settings"]["global"]
    done = run("doctor", "--driver", "android", "--serial", phone.serial)
    assert "ok      tunnel: a canary request of the device arrived" in done.stdout, done.stdout + done.stderr
    assert "(a simulated device)" in done.stdout
    assert "WeChat: versionName=8.0.77" in done.stdout
    assert re.search(r"uiautomator2: 3\.\S+ runs on the device, \d+ nodes", done.stdout)
    assert phone.tell(ask="state")["settings"]["global"] == before


def test_no_such_device(run: Run, tmp_path: Path) -> None:
    done = run("scan", "wx00aa00aa00aa00aa", "--serial", "nobody", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert done.stderr.strip().splitlines()[-1].startswith("minispect: --serial nobody: adb does not know this device")
    assert not list((tmp_path / "out").iterdir())


def test_only_a_device_has_values_to_leave_alone(run: Run, tmp_path: Path) -> None:
    done = run("scan", PROGRAMS / "phn-01" / "violates", "--no-device-values", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert done.stderr.strip() == "minispect: --no-device-values belongs to '--driver android'"


@pytest.mark.ocr
def test_a_visit_by_hand_presses_nothing(standin: Callable[..., StandIn], run: Run, tmp_path: Path) -> None:
    phone = standin()
    done = run("record", "天气", "--serial", phone.serial, "--seconds", 3, "--out", tmp_path / "out", "--lang", "en")
    assert done.returncode == 0, done.stdout + done.stderr
    pack = Path(done.stdout.strip())
    assert "integrity holds" in run("verify", pack).stdout
    recording = Recording(pack / "data" / "original")
    assert recording.of("screen", "visit")
    assert not recording.of("action")
    assert [one.now.nodes == one.then.nodes for one in replay(recording)] == [True]
    state = phone.tell(ask="state")
    assert (state["inputs"], state["reverses"]) == ([], {})
    assert not recording.notes("planted"), "nothing of the device is read for a visit either"


GATE = {
    "app.json": '{"pages": ["pages/a"], "window": {"navigationBarTitleText": "桌边点餐"}}',
    "minispect.toml": '[target]\nname = "桌边点餐"\nappid = "wx00cc00cc00cc00cc"\n',
    "app.js": "App({})",
    "pages/a.js": "Page({ data: { open: false }, done() { this.setData({ open: true }); } })",
    "pages/a.wxml": """<block wx:if="{{!open}}"><view style="padding: 30px; font-size: 22px">请扫描桌上的二维码</view>
      <view style="height: 300px"></view>
      <button type="primary" bindtap="done" style="width: 200px">开始点餐</button></block>
      <view wx:else>小店介绍：本店提供早餐、午餐和晚餐，欢迎光临，早上七点到晚上九点营业，地址在人民路一号。</view>""",
}


@todays(2, 3)
@pytest.mark.browser
@pytest.mark.ocr
def test_a_person_holds_the_phone_where_a_code_stands_in_the_way(
    standin: Callable[..., StandIn], environment: dict[str, str], tmp_path: Path
) -> None:
    """The touch is told by ``getevent``, written down with its custody line, and the way is kept."""
    folder = tmp_path / "gate"
    for name, text in GATE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    phone = standin(folder)
    walk = ("--serial", phone.serial, "--profile", folder / "minispect.toml", "--runs", "agree", "--budget", 60)
    more = ("--capture", "none", "--lang", "en", "--json", "--out", tmp_path / "out")
    command = [sys.executable, "-c", "from minispect.cli import main; main()", "scan", "wx00cc00cc00cc00cc"]
    with subprocess.Popen(
        [*command, *map(str, (*walk, *more)), "--assist"], env=environment,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as scan:  # fmt: skip
        assert scan.stdin is not None and scan.stderr is not None and scan.stdout is not None
        told: list[str] = []
        while not any("the walk stops here" in line for line in told):
            told.append(scan.stderr.readline())
            assert told[-1], told
        phone.tell(finger=[540, 1440])
        threading.Event().wait(2)
        scan.stdin.write("\n")
        scan.stdin.flush()
        out, rest = scan.stdout.read(), scan.stderr.read()
    assert out, rest
    original = Path(json.loads(out)["pack"]) / "data" / "original"
    recording = Recording(original)
    (by_hand,) = [e for e in recording.of("action") if e.data.get("purpose") == "human"]
    assert by_hand.data["target"]["text"] == "开始点餐"
    assert f"tap, event {by_hand.seq}" in (original / "custody.jsonl").read_text()
    (kept,) = (tmp_path / "home" / "ways").glob("android-*.json")
    (way,) = json.loads(kept.read_text("utf-8"))["ways"].values()
    assert [(step["type"], step["text"]) for step in way] == [("tap", "开始点餐")]


def shop(folder: Path, name: str, appid: str, host: str) -> Path:
    """A program that asks its own back end for what it shows."""
    files = {
        **GATE,
        "app.json": json.dumps({"pages": ["pages/a"], "window": {"navigationBarTitleText": name}}),
        "minispect.toml": f'[target]\nname = "{name}"\nappid = "{appid}"\n',
        "pages/a.js": f"Page({{data: {{open: true}}, onLoad() {{ wx.request({{url: 'http://{host}/menu'}}); }} }})",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@todays(0, 3)
@pytest.mark.browser
@pytest.mark.ocr
def test_two_phones_are_inspected_at_once(standin: Callable[..., StandIn], run: Run, tmp_path: Path) -> None:
    """By one adb server, each by its own scan: neither sees the other's screens or traffic, both are given back; a
    third scan of a phone that is in use does not begin."""
    programs = [
        shop(tmp_path / "one", "晨光烘焙", "wx00dd00dd00dd0001", "one.example.test"),
        shop(tmp_path / "two", "暮色书店", "wx00dd00dd00dd0002", "two.example.test"),
    ]
    phones = [standin(folder) for folder in programs]
    before = [phone.tell(ask="state")["settings"]["global"] for phone in phones]
    done: dict[int, subprocess.CompletedProcess[str]] = {}

    def scan(number: int, folder: Path, phone: StandIn) -> None:
        own = ("--serial", phone.serial, "--profile", folder / "minispect.toml", "--out", tmp_path / f"out{number}")
        walk = ("--runs", "untouched", "--budget", 10, "--lang", "en", "--json")
        done[number] = run("scan", f"wx00dd00dd00dd000{number + 1}", *own, *walk)

    scans = [threading.Thread(target=scan, args=(n, programs[n], phones[n])) for n in (0, 1)]
    for thread in scans:
        thread.start()
    while scans[0].is_alive() and not phones[0].tell(ask="state")["reverses"]:
        threading.Event().wait(0.2)
    busy = run("scan", "wx00dd00dd00dd0001", "--serial", phones[0].serial, "--out", tmp_path / "third")
    for thread in scans:
        thread.join()
    assert (busy.returncode, "is in use by another scan" in busy.stderr) == (3, True), busy.stderr
    for number, (phone, title) in enumerate(zip(phones, ("晨光烘焙", "暮色书店"), strict=True)):
        assert done[number].returncode in (0, 1, 4), done[number].stderr
        pack = Path(json.loads(done[number].stdout)["pack"])
        assert "integrity holds" in run("verify", pack).stdout
        recording = Recording(pack / "data" / "original")
        hosts = {str(f.data["host"]) for f in recording.of("flow")}
        assert {h for h in hosts if h.endswith("example.test")} == {f"{('one', 'two')[number]}.example.test"}
        assert {recording.tree(e).title for e in recording.of("screen")} <= {title, ""}
        assert recording.environment["device"]["serial"] == phone.serial
        after = phone.tell(ask="state")
        assert (after["settings"]["global"], after["reverses"]) == (before[number], {})


@todays(1, 3)
@pytest.mark.browser
@pytest.mark.ocr
def test_a_virtual_device_is_started_for_a_scan_and_stopped(
    sdk: Callable[[], list[str]], environment: dict[str, str], run: Run, adb_port: int, tmp_path: Path
) -> None:
    """From its snapshot to a verified pack that names both; nothing of the inspection stays on it."""
    folder = tmp_path / "gate"
    for name, text in GATE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    walk = ("--profile", folder / "minispect.toml", "--runs", "untouched", "--budget", 6, "--capture", "none")
    own = ("--avd", "Pixel_7", "--snapshot", "clean")
    environment["FAKE_EMULATOR_PROGRAM"] = str(folder)
    done = run("scan", "wx00cc00cc00cc00cc", *own, *walk, "--lang", "en", "--json", "--out", tmp_path / "out")
    assert done.returncode in (0, 4), done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert "integrity holds" in run("verify", told["pack"]).stdout
    facts = Recording(Path(told["pack"]) / "data" / "original").environment["device"]
    options = sdk()
    serial = f"emulator-{options[options.index('-port') + 1]}"
    assert facts["emulator"] == {"avd": "Pixel_7", "snapshot": "clean"}
    assert facts["serial"] == serial
    assert options[options.index("-snapshot") + 1] == "clean"
    assert not [d for d in adbutils.AdbClient(port=adb_port).list() if d.serial == serial and d.state == "device"]


@todays(0)
@pytest.mark.browser
@pytest.mark.ocr
def test_a_wall_is_found_on_the_phone(standin: Callable[..., StandIn], run: Run, tmp_path: Path) -> None:
    """PHN-01 as on the embedded host, in a verified pack that says what it was made with; everything given back."""
    folder = PROGRAMS / "phn-01" / "violates"
    phone = standin(folder, "--rooted")
    before = phone.tell(ask="state")["settings"]["global"]
    done = run(
        "scan", phone.programs[1]["appid"], "--serial", phone.serial, "--profile", folder / "minispect.toml",
        "--runs", "refuse", "--budget", 90, "--lang", "en", "--json", "--out", tmp_path / "out",
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    assert result["verdicts"]["PHN-01"] == "fail"
    blind = {number: result["verdicts"][number] for number in ("PRE-01", "PRE-03", "DEC-01", "FLW-01", "SEC-01")}
    assert set(blind.values()) == {"inconclusive"}, "a phone tells no calls: nothing seen proves nothing"
    assert any(s.startswith("SIMULATED DEVICE") for s in result["limitations"])
    assert any(s.startswith("Capture level: full") for s in result["limitations"])
    assert "integrity holds" in run("verify", result["pack"]).stdout
    recording = Recording(Path(result["pack"]) / "data" / "original")
    assert recording.environment["device"]["appids_by_referer"] == [phone.programs[1]["appid"]]
    again = list(replay(recording))
    assert again
    assert all(one.now.nodes == one.then.nodes for one in again), "seen again from the pack alone"
    after = phone.tell(ask="state")
    assert (after["settings"]["global"], after["reverses"]) == (before, {})
    assert not [p for p in after["pressed"] if p["act"] in ("number", "agree", "other")]
