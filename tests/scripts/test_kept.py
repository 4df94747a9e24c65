"""A kept recording is as good as a new one exactly as long as nothing that makes it changed."""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def kept() -> ModuleType:
    sys.path.insert(0, str(SCRIPTS))
    try:
        return importlib.import_module("measures.kept")
    finally:
        sys.path.remove(str(SCRIPTS))


@pytest.fixture
def versions(kept: ModuleType, monkeypatch: pytest.MonkeyPatch) -> dict[Any, str]:
    """Versions of capture and checks, to be changed at will."""
    found = {kept.CAPTURE: "c1", kept.JUDGEMENT: "j1"}
    monkeypatch.setattr(kept, "version", lambda folders: found[folders])
    return found


def recorded(folder: Path) -> dict[str, Any]:
    (folder / "original").mkdir()
    return {"seconds": 1}


def test_every_source_counts_and_nothing_else(kept: ModuleType, tmp_path: Path) -> None:
    def now() -> str:
        return str(kept.digest(tmp_path, tmp_path, but=frozenset({"expect.toml"})))

    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.js").write_text("1")
    seen = {now()}
    for path, text in (("pages/a.js", "2"), ("pages/b.js", "2"), ("minispect.toml", "")):
        (tmp_path / path).write_text(text)
        assert now() not in seen, path
        seen.add(now())
    (tmp_path / "pages/b.js").rename(tmp_path / "pages/c.js")
    assert now() not in seen
    before = now()
    (tmp_path / "expect.toml").write_text("[verdicts]")
    for folder in ("node_modules", "__pycache__"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.js").write_text("3")
    assert now() == before


def test_two_files_that_trade_a_byte_are_others(kept: ModuleType, tmp_path: Path) -> None:
    found = set()
    for number, (first, second) in enumerate((("ab", "c"), ("a", "bc"))):
        root = tmp_path / str(number)
        root.mkdir()
        (root / "a").write_text(first)
        (root / "b").write_text(second)
        found.add(kept.digest(root, root))
    assert len(found) == 2


def test_the_version_hangs_on_what_captures(kept: ModuleType, tmp_path: Path) -> None:
    places = (
        "crawler/walk.py",
        "crawler/host/page.py",
        "interceptors/flow.py",
        "recording/log.py",
        "config/walk_words.toml",
    )
    others = ("crawler/drivers/android.py", "detectors/x.py", "config/rights_words.toml", "reports/html.py")
    for path in (*places, *others):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("1")

    def now() -> str:
        kept.version.cache_clear()
        return str(kept.version(kept.CAPTURE, tmp_path))

    before = now()
    for path in others:
        (tmp_path / path).write_text("2")
    assert now() == before
    for path in places:
        (tmp_path / path).write_text("2")
        assert now() != before, path
        before = now()
    kept.version.cache_clear()


def test_fresh_until_program_walk_or_recording_is_another(
    kept: ModuleType, versions: dict[Any, str], tmp_path: Path
) -> None:
    one = kept.Kept(tmp_path / "phn-01-near", "s1")
    assert not one.fresh
    one.taken(recorded)
    assert one.fresh
    assert not kept.Kept(one.folder, "s2").fresh
    versions[kept.JUDGEMENT] = "j2"
    assert one.fresh
    versions[kept.CAPTURE] = "c2"
    assert not one.fresh
    one.taken(recorded)
    (one.folder / "original").rmdir()
    assert not one.fresh


def test_a_scan_that_breaks_off_leaves_what_was_there(
    kept: ModuleType, versions: dict[Any, str], tmp_path: Path
) -> None:
    one = kept.Kept(tmp_path / "phn-01-near", "s1")
    one.taken(recorded)

    def broken(folder: Path) -> dict[str, Any]:
        (folder / "original").mkdir()
        raise kept.NotScanned("no browser")

    with pytest.raises(kept.NotScanned):
        one.taken(broken)
    assert one.fresh
    assert [path.name for path in tmp_path.iterdir()] == ["phn-01-near"]


def test_only_other_checks_judge_again(
    kept: ModuleType, versions: dict[Any, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Path] = []
    monkeypatch.setattr(kept, "judge", lambda original: judged.append(original) or {"verdicts": {"PHN-01": "pass"}})
    one = kept.Kept(tmp_path / "phn-01-near", "s1")
    one.taken(recorded)
    assert one.judged()["verdicts"] == {"PHN-01": "pass"}
    one.judged()
    assert len(judged) == 1
    versions[kept.JUDGEMENT] = "j2"
    assert one.judged()["seconds"] == 1
    assert len(judged) == 2
    assert one.fresh
