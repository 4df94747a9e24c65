"""Decisions beside a pack: signed, chained, bound to it; several writers at once; nothing in them is believed."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from reports import seal, verify
from reports.pack import PackError
from reports.review import decisions, listed, rulings
from reports.review.decisions import ReviewError

Decided = Callable[..., Path]


def test_lines_are_signed_chained_and_bound_to_the_pack(judged: Path, signing: seal.Key, tmp_path: Path) -> None:
    decisions.add(judged, "comment", "f1", "甲", "看过", signing)
    decisions.add(judged, "reject", "F2", "乙", "同意后才发送", seal.key(tmp_path / "other"))
    found = decisions.sound(judged)
    assert [(one.act, one.finding, one.check, one.by) for one in found] == [
        ("comment", "F1", "PHN-01", "甲"),
        ("reject", "F2", "PRE-02", "乙"),
    ]
    assert found[0].key == signing.fingerprint != found[1].key
    assert found[0].fingerprint == listed.named(judged, "F1").fingerprint
    assert not verify.verify(judged).refused, "nothing was written into the pack"
    (tmp_path / "signers").write_text(signing.signers_line("lab@x.example") + "\n")
    assert [one.problem for one in decisions.decisions(judged, tmp_path / "signers")] == [
        "",
        "is signed by a key that nobody published",
    ]


def test_no_word_of_a_line_can_be_changed(decided: Path) -> None:
    path = decisions.beside(decided)
    whole = path.read_text(encoding="utf-8")
    for old, new in (
        ("看过", "没看"),
        ("reject", "confirm"),
        ('"actor":"乙"', '"actor":"丙"'),
        ("F2", "F1"),
        ("PRE-02", "PRE-01"),
        ("T", "t"),
    ):
        assert old in whole
        path.write_text(whole.replace(old, new), encoding="utf-8")
        with pytest.raises(ReviewError, match="line [12] "):  # noqa: RUF043
            decisions.sound(decided)


def test_lines_cannot_be_left_out_exchanged_or_carried_to_another_pack(
    decided: Path, signing: seal.Key, tmp_path: Path
) -> None:
    path = decisions.beside(decided)
    first, second = path.read_bytes().splitlines(keepends=True)
    for broken in (second, second + first, first + second[:-9], first + second.rstrip(b"\n"), first + b"[1]\n"):
        path.write_bytes(broken)
        assert any(one.problem for one in decisions.decisions(decided)), broken
        with pytest.raises(ReviewError, match="no decision is added"):
            decisions.add(decided, "confirm", "F1", "x", "", signing)
    path.write_bytes(first + b"[" * 100_000 + b"\n")
    assert decisions.decisions(decided)[-1].problem == "is cut off or not a decision"
    path.write_bytes(first + second)
    tag = decided / "tagmanifest-sha256.txt"
    tag.write_bytes(tag.read_bytes() + b"\n")
    with pytest.raises(ReviewError, match="about another pack"):
        decisions.sound(decided)
    tag.unlink()
    with pytest.raises(PackError, match="not a sealed pack"):
        decisions.sound(decided)


def test_a_link_in_the_place_of_the_decisions_is_not_followed(judged: Path, signing: seal.Key, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("")
    path = decisions.beside(judged)
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PackError, match="cannot be written"):
        decisions.add(judged, "confirm", "F1", "x", "", signing)
    with pytest.raises(ReviewError, match="cannot be read as a file"):
        decisions.decisions(judged)
    assert (tmp_path / "elsewhere").read_text() == ""


def test_writers_at_the_same_time_lose_nothing(judged: Path, signing: seal.Key) -> None:
    def write(name: str) -> None:
        for number in range(5):
            decisions.add(judged, "comment", "F1", name, f"{number}", signing)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ("w0", "w1", "w2", "w3")))
    found = decisions.sound(judged)
    told = sorted((one.by, one.comment) for one in found)
    assert told == sorted((f"w{w}", f"{n}") for w in range(4) for n in range(5))


def test_what_is_no_decision(judged: Path, signing: seal.Key) -> None:
    cases: tuple[tuple[str, str, Any, str, str], ...] = (
        ("F9", "x", "confirm", "", "no finding 'F9' in this pack; it has F1, F2"),
        ("", "x", "confirm", "", "no finding ''"),
        ("F1", "x", "comment", " \n", "without a text"),
        ("F1", "  ", "confirm", "", "who decided"),
        ("F1", "x", "comment", "y" * 5000, "longer than 4000"),
    )
    for finding, by, act, comment, says in cases:
        with pytest.raises(PackError, match=says):
            decisions.add(judged, act, finding, by, comment, signing)
    assert not decisions.beside(judged).exists()


def test_findings_by_their_fingerprints(judged: Path, signing: seal.Key) -> None:
    first = listed.findings(judged)[0]
    assert decisions.add(judged, "confirm", first.mark[:10], "x", "", signing).finding == "F1"
    assert decisions.add(judged, "confirm", first.fingerprint.upper(), "x", "", signing).finding == "F1"


def test_the_last_word_counts_and_comments_leave_it(judged: Path, signing: seal.Key) -> None:
    for act, by, comment in (("reject", "甲", "不是"), ("confirm", "乙", ""), ("comment", "丙", "再看")):
        decisions.add(judged, act, "F1", by, comment, signing)  # type: ignore[arg-type]
    decisions.add(judged, "comment", "F2", "丁", "?", signing)
    first, second = rulings.rulings(decisions.sound(judged))
    assert (first.word, first.by, first.comment) == ("confirmed", "乙", "再看")
    assert (second.word, second.by, second.comment) == ("", "丁", "?")
    assert rulings.ruling_of([first, second], "F7", first.mark) == first
    assert rulings.ruling_of([first, second], "F1", "") is None


def test_hostile_names_and_comments_are_one_harmless_line(judged: Path, signing: seal.Key) -> None:
    decisions.add(judged, "confirm", "F1", "a\nb\x1b[31m", "x\u202ey", signing)
    only = decisions.sound(judged)[0]
    assert only.by == "a b⟨U+001B⟩[31m"
    assert only.comment == "x⟨U+202E⟩y"
    assert len(decisions.beside(judged).read_bytes().splitlines()) == 1
    assert json.loads(decisions.beside(judged).read_bytes())["actor"] == only.by
