"""Files of a pack in a browser: never outside the pack, never active."""

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minispect.console import archive, inside, served
from minispect.store.database import Database
from reports import ed25519, verify

Visit = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pack"
    (root / "data" / "original" / "blobs").mkdir(parents=True)
    (root / "data" / "derived").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    for name in ("page.html", "drawing.svg", "code.js", "style.css", "picture.png", "x.xhtml", "x.wasm", "blobs/00ff"):
        (root / "data" / "original" / name).write_text("<script>alert(1)</script>")
    return root


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "data/../../secret.txt", "/etc/passwd", "", ".", "data//original/x", "data", "data/", "a\0b",
     "..\\secret.txt", "data/original/link", "data/original/linked/secret.txt", "data/original/pipe", "x/" * 40 + "x",
     "data/original/hard\ud800"],
)  # fmt: skip
def test_nothing_outside_and_no_link(folder: Path, path: str) -> None:
    (folder / "data/original/link").symlink_to(folder.parent / "secret.txt")
    (folder / "data/original/linked").symlink_to(folder.parent)
    os.mkfifo(folder / "data/original/pipe")
    with pytest.raises(inside.NotThere):
        inside.opened(folder, path)


@given(st.lists(st.sampled_from(["..", ".", "", "data", "original", "/", "\\", "secret.txt", "%2e%2e"]), max_size=9))
def test_no_way_leads_out(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    root = tmp_path_factory.getbasetemp() / "outside" / "pack"
    (root / "data" / "original").mkdir(parents=True, exist_ok=True)
    for place in (root.parent, root.parent.parent):
        (place / "secret.txt").write_text("secret")
    with pytest.raises(inside.NotThere):
        inside.opened(root, "/".join(parts))


@pytest.mark.parametrize(
    "name", ["page.html", "drawing.svg", "code.js", "style.css", "x.xhtml", "x.wasm", "blobs/00ff"]
)
def test_what_could_act_is_only_saved(folder: Path, name: str) -> None:
    answer = served.response(folder, f"data/original/{name}")
    assert answer.media_type == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-security-policy"].startswith("sandbox;")


def test_texts_are_plain_and_the_report_has_its_own_style_and_no_script(folder: Path) -> None:
    (folder / "data/derived/findings.csv").write_text("a")
    assert served.response(folder, "data/derived/findings.csv").media_type == "text/plain; charset=utf-8"
    (folder / served.REPORT).write_text("<html><style>a{}</style><script>alert(1)</script>")
    policy = served.response(folder, served.REPORT).headers["content-security-policy"]
    assert policy.startswith("sandbox allow-same-origin allow-downloads; default-src 'none'")
    assert "allow-scripts" not in policy
    assert "script-src" not in policy
    assert "style-src 'sha256-" in policy


async def test_through_the_console(filled: Database, two_packs: tuple[Path, Path], visit: Visit) -> None:
    assert filled
    name = two_packs[0].name
    async with visit() as browser:
        base = f"/inspections/{name}/files"
        blobs = sorted(path.name for path in (two_packs[0] / "data/original/blobs").iterdir())
        for way in [f"{base}/data/original/blobs/{blob}" for blob in blobs]:
            answer = await browser.get(way)
            assert answer.status_code == 200
            assert answer.headers["content-type"] == "application/octet-stream"
            assert "sandbox" in answer.headers["content-security-policy"]
        for way in ("/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "/data/%2e%2e/%2e%2e/x", "/%00", "/data"):
            assert (await browser.get(base + way)).status_code == 404
        report = await browser.get(f"{base}/{served.REPORT}")
        assert report.headers["content-type"].startswith("text/html")
        assert "sandbox" in report.headers["content-security-policy"]


async def test_a_downloaded_pack_is_whole(
    filled: Database, two_packs: tuple[Path, Path], visit: Visit, tmp_path: Path
) -> None:
    assert filled
    async with visit() as browser:
        answer = await browser.get(f"/inspections/{two_packs[0].name}/pack.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert found.testzip() is None
        found.extractall(tmp_path / "out")
    assert verify.verify(tmp_path / "out" / two_packs[0].name, holds=ed25519.holds).ok


def test_what_lies_beside_goes_with_it_and_links_do_not(folder: Path) -> None:
    beside = folder.with_name("pack.review")
    beside.mkdir()
    (beside / "decisions.jsonl").write_text("{}")
    (beside / "link").symlink_to(folder.parent / "secret.txt")
    linked = folder.with_name("pack.custody.jsonl")
    linked.symlink_to(folder.parent / "secret.txt")
    with zipfile.ZipFile(io.BytesIO(b"".join(archive.stream(folder, (beside, linked))))) as found:
        names = found.namelist()
    assert "pack.review/decisions.jsonl" in names
    assert not [name for name in names if "link" in name or "custody" in name]


async def test_a_pack_that_is_gone_or_a_link_is_said_to_be(
    filled: Database, two_packs: tuple[Path, Path], visit: Visit, tmp_path: Path
) -> None:
    name = two_packs[0].name
    copy = shutil.copytree(two_packs[0], tmp_path / "copy")
    (tmp_path / "link").symlink_to(copy)
    from minispect.console import history

    for place in (tmp_path / "gone", tmp_path / "link"):
        with filled.session() as db:
            history.inspection(db, name).pack = str(place)
        async with visit() as browser:
            assert (await browser.get(f"/inspections/{name}")).status_code == 200
            answer = await browser.get(f"/inspections/{name}/files/bagit.txt")
            assert answer.status_code == 409
            assert str(place) in answer.text
