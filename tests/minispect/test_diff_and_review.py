"""``diff`` and ``review`` as a user meets them, on packs sealed and judged for real, made without a browser."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recording import canonical
from recording.event import Kind
from recording.log import Log
from reports import pack, seal
from reports.difference import packs
from reports.difference.difference import Difference, compare
from reports.difference.side import Side
from reports.inspection import Account
from reports.settings import Seals

Say = Callable[..., Any]


def inspected(out: Path, page: str, host: str = "collect.example") -> Path:
    """A phone number typed by the user leaves in clear text, undeclared: FLW-01 and SEC-01 fail."""
    draft = pack.begin(out)
    log = Log(draft.original)
    log.run = "agree"
    log.note("run.begin", seed=1)
    log.note("start", number=1, purpose="explore")
    log.add(Kind.ACTION, {"type": "launch"})
    log.note("planted", interface="typed", id="agree.1", kind="phone", field="number", value="14612345678")
    url = f"http://api.{host}/v1"
    call = {"phase": "begin", "id": "c1", "api": "wx.request", "file": f"{page}.js", "line": 3, "args": [{"url": url}]}
    log.add(Kind.CALL, call, page=page)
    flow = {
        "id": "f1",
        "call": "c1",
        "method": "POST",
        "url": url,
        "scheme": "http",
        "host": f"api.{host}",
        "port": 80,
        "request_headers": [["content-type", "application/json"]],
        "request_body": log.blobs.put(b'{"mobile":"14612345678"}'),
        "request_size": 24,
        "status": 200,
        "started_ns": 10,
        "ended_ns": 20,
    }
    log.add(Kind.FLOW, flow, page=page)
    log.note("coverage", walked=[page], direct=[], missed=[])
    log.note("run.end", reason="done")
    log.close()
    canonical.write(draft.original / "target/app.json", {"pages": [page]})
    declared = {"owner_setting": {}, "setting_list": [], "sdk_privacy_info_list": []}
    profile = {"target": {"name": "小店\x1b[31m\u202e", "appid": "wx0123456789abcdef"}, "declared": declared}
    canonical.write(draft.original / "target/profile.json", profile)
    return pack.finish(draft, Account(lang="en"), seal.key(), reading_seconds=0, wanted=Seals()).path


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same violations, on a page that has moved and was re-worded, to another host of the same owner."""
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINISPECT_HOME", str(folder / "home"))
        patch.setattr("reports.pdf.report.build", lambda *_, **__: b"%PDF-1.7\n")  # its fonts take seconds
        old = inspected(folder, "pages/mine/mine")
        return old, inspected(folder, "packages/user/\u202emy", host="eu.collect.example")


def test_a_moved_page_changes_nothing(say: Say, two: tuple[Path, Path]) -> None:
    said = say("diff", *two)
    assert said.code == 0, said
    assert said.out.splitlines()[0] == "new 0  not comparable 0  unchanged 2  fixed 0"
    assert "on page pages/mine/mine before" in said.out
    assert "\x1b" not in said.out and "\u202e" not in said.out, "texts of the target do not steer a terminal"
    chinese = say("diff", *two, "--lang", "zh").out
    assert "未变 2" in chinese and "明文" in chinese
    found = json.loads(say("diff", *two, "--json").out)
    assert [one["check"] for one in found["unchanged"]] == ["FLW-01", "SEC-01"]
    assert all(one["moved"] for one in found["unchanged"])
    assert found["new"] == found["fixed"] == found["not_comparable"] == []
    assert [one["name"] for one in found["pages"]["new"]] == ["packages/user/\u202emy"]
    assert found["recipients"] == {"new": [], "gone": [], "not_seen_again": []}


def test_a_decision_is_carried_and_tampering_found(say: Say, two: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = (Path(shutil.copytree(one, tmp_path / one.name)) for one in two)
    assert say("review", old).out.splitlines()[0].startswith("F1   FLW-01")
    said = say("review", old, "reject", "F1", "--by", "甲", "--comment", "对方\x1b[2J已授权")
    assert said.code == 0, said
    assert "reject" in said.out and "\x1b" not in said.out
    assert say("review", old, "confirm", "F2", "--by", "乙").code == 0
    assert "2 decisions hold" in say("review", old, "verify").out
    assert say("verify", old).code == 0, "nothing was written into the pack"
    rows = json.loads(say("review", old, "list", "--json").out)["findings"]
    assert [row["state"] for row in rows[:2]] == ["rejected", "confirmed"]
    found = say("diff", old, new)
    assert "rejected by 甲" in found.out and "confirmed by 乙" in found.out
    line = next(one for one in say("keys").out.splitlines() if one.startswith("allowed_signers"))
    (tmp_path / "signers").write_text(line.partition(" ")[2] + "\n")
    assert say("review", old, "verify", "--allowed-signers", tmp_path / "signers").code == 0
    decisions = old.with_name(f"{old.name}.review") / "decisions.jsonl"
    decisions.write_text(decisions.read_text(encoding="utf-8").replace("reject", "confirm"), encoding="utf-8")
    for command in (
        ("review", old, "verify"),
        ("review", old),
        ("diff", old, new),
        ("review", old, "confirm", "F1", "--by", "x"),
    ):
        said = say(*command)
        assert said.code == 5, said
        assert "line 1" in said.err + said.out


def test_broken_packs_and_other_programs(say: Say, two: tuple[Path, Path], tmp_path: Path) -> None:
    old = Path(shutil.copytree(two[0], tmp_path / "copy"))
    body = next((old / "data/original/blobs").iterdir())
    body.write_bytes(body.read_bytes().replace(b"146", b"147"))
    for command in (
        ("diff", old, two[1]),
        ("diff", two[1], old),
        ("review", old),
        ("review", old, "confirm", "F1", "--by", "x"),
    ):
        said = say(*command)
        assert said.code == 5, said
        assert body.name[:8] in said.err and said.err.count("\n") == 1 and not said.out


def test_other_programs_and_what_could_not_be_compared(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    sides = {"a": Side(id="MI-1", appid="wx1", name="店\x1b[2J"), "b": Side(id="MI-2", appid="wx2", lang="en")}

    def difference(old: Path, new: Path, *, same_target: bool | None, trust: object) -> Difference:
        return compare(sides[old.name], sides[new.name], same_target=same_target)

    monkeypatch.setattr(packs, "difference", difference)
    said = say("diff", "a", "b")
    assert said.code == 4
    assert "different programs" in said.out and "--same-target" in said.err and "\x1b" not in said.out
    assert say("diff", "a", "b", "--same-target").code == 0
    assert "没有违规可比较" in say("diff", "a", "a", "--lang", "zh").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("diff", "gone", "gone"), "not an evidence pack"),
        (("diff", ".", ".", "--lang", "fr"), "give 'zh' or 'en'"),
        (("diff", ".", ".", "--identity", "x"), "belong together"),
        (("review", "gone"), "not an evidence pack"),
        (("review", ".", "eat", "F1", "--by", "x"), "give one of confirm, reject, comment, list, verify"),
        (("review", ".", "confirm", "--by", "x"), "name the finding"),
        (("review", ".", "confirm", "F1"), "--by goes with"),
        (("review", ".", "list", "F1"), "takes no finding"),
        (("review", ".", "comment", "F1", "--by", "x"), "say what with --comment"),
        (("review", ".", "verify", "--comment", "x"), "--comment goes with"),
        (("review", ".", "verify", "--json"), "--json goes with list"),
        (("review", ".", "list", "--allowed-signers", "x"), "goes with verify"),
    ],
)
def test_wrong_use_is_one_sentence(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = say(*arguments)
    assert said.code == 2, said
    assert words in said.err and said.err.count("\n") == 1
