"""A shared pack holds no planted value in any spelling, and says of the program what the full pack says."""

import base64
import hashlib
import hmac
import json
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from recording.planted_pictures import read_code
from recording.recording import Recording
from recording.search import Searcher
from reports import pack, rebuild, rejudge, seal, verify
from reports.pack import PackError
from reports.redaction import twin
from reports.settings import Seals


@pytest.fixture
def shared(full: tuple[Path, Any], signing: seal.Key, tmp_path: Path) -> Path:
    return twin.redact(full[0], tmp_path / "shared", signing, Seals())


def spellings(value: str) -> Iterator[bytes]:
    """Written here anew, not taken from the product: what an opponent would look for."""
    for charset in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        raw = value.encode(charset)
        yield from (raw, raw.hex().encode(), raw.hex().upper().encode(), raw[::-1])
        yield from (base64.b64encode(b"\0" * n + raw)[4:-4] for n in range(3))
        quoted = urllib.parse.quote(raw, safe="")
        yield from (quoted.encode(), quoted.lower().encode(), urllib.parse.quote(quoted).encode())
    yield json.dumps(value)[1:-1].encode()
    for algorithm in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sm3"):
        for form in (value, f"+86{value}", f"86{value}"):
            digest = hashlib.new(algorithm, form.encode()).digest()
            yield from (digest, digest.hex().encode(), digest.hex().upper().encode(), base64.b64encode(digest))
    yield f"{value[:3]} {value[3:7]} {value[7:]}".encode()
    if len(value) > 64:
        yield from (value[at : at + 24].encode() for at in range(0, len(value) - 24, 24))
    if value.replace(".", "").isdigit() and "." in value:
        yield from (f"{float(value):.{places}f}".encode() for places in (5, 6, 7))


def test_no_planted_value_is_left_in_any_spelling(shared: Path, full: tuple[Path, Any]) -> None:
    values = full[1].values
    wanted = {needle: name for name, value in values.items() for needle in spellings(value) if len(needle) >= 8}
    for path in shared.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        left = {name for needle, name in wanted.items() if needle in data}
        assert not left, (path, left)
        assert str(full[1].log.root).encode() not in data
        assert b"1416166021" not in data, f"{path}: all values could be made again from the seed"
        assert read_code(data) != values["nickname_avatar.picture"]
    assert not (shared / "data/original/identity.json").exists()
    assert not (shared / "data/original/flows").exists()


def test_same_verdicts_and_the_same_hits(shared: Path, full: tuple[Path, Any]) -> None:
    assert not verify.verify(shared).refused
    assert rejudge.differences(shared) == []
    one, other = pack.read_inspection(full[0]), pack.read_inspection(shared)
    assert one.verdicts == other.verdicts
    assert "fail" in one.verdicts.values()
    assert (other.kind, other.tool.seed, other.id) == ("shared", 0, f"{one.id}-shared")
    assert other.derived_from == hashlib.sha256((full[0] / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    for before, after in zip(hits(full[0]), hits(shared), strict=True):
        assert {h[:2] for h in before} == {h[:2] for h in after}, "the same values in the same places"


def hits(root: Path) -> list[set[tuple[str, str, str]]]:
    recording = Recording(root / "data/original")
    searcher = Searcher.of(recording)
    return [{(h.planted, h.place, h.spelling) for h in searcher.flow(recording, e)} for e in recording.of("flow")]


def test_json_stays_json_and_numbers_are_placeholders(shared: Path) -> None:
    recording = Recording(shared / "data/original")
    bodies = [recording.blob(recording.flow(event).request_body) for event in recording.of("flow")]
    first = json.loads(bodies[0])
    assert first["phone"].startswith("<inspector.phone!agree.1-")
    assert first["phone"].endswith(":plain>")
    assert json.loads(json.loads(first["inner"])["deep"])["p"] == first["again"]
    assert json.loads(base64.b64decode(first["hidden"]))["n"] == 1
    assert first["long"].count("<") == 1
    digests = json.loads(bodies[1])
    assert [digests[name].rpartition(":")[2] for name in ("md5", "sha256", "sm3")] == [
        "md5-hex>", "sha256-hex>", "sm3-hex>",
    ]  # fmt: skip
    assert digests["salted"].endswith(":md5-hex_of_value~salt>")
    assert set(json.loads(bodies[2])["geo"].values()) != set()


def test_pictures_are_covered_where_tree_or_reading_shows_a_value(shared: Path, full: tuple[Path, Any]) -> None:
    (event,) = Recording(shared / "data/original").of("screen")
    (before,) = Recording(full[0] / "data/original").of("screen")
    assert event.data["pixels_sha256"] != before.data["pixels_sha256"], "the old hash could confirm a guess"
    with Image.open(shared / "data/original" / event.data["png"]) as image:
        dark = (20, 20, 24)
        assert image.getpixel((100, 200)) == dark, "by the tree"
        assert image.getpixel((100, 1210)) == dark, "by a reading that took 1 for l"
        assert image.getpixel((100, 620)) == (255, 255, 255)
        assert image.info == {}


def test_owner_of_the_full_pack_can_prove_what_stood_there(shared: Path, full: tuple[Path, Any]) -> None:
    found = json.loads((shared / "data/derived/redactions.json").read_text(encoding="utf-8"))
    assert found["full_pack"] == pack.read_inspection(shared).derived_from
    assert set(found["removed"]) == {"identity.json", "flows/flows.mitm"}
    signature = (full[0] / "seal/tagmanifest-sha256.txt.sig").read_bytes()
    key = hmac.digest(signature, b"minispect redaction commitments", "sha256")
    phone = full[1]["phone.number"].encode()
    entry = next(r for r in found["redactions"] if r["name"] == "phone.number" and r["spelling"] == "plain")
    assert entry["commitment"] == hmac.new(key, phone, "sha256").hexdigest()


def test_same_full_pack_gives_the_same_bytes(shared: Path, full: tuple[Path, Any], signing: seal.Key) -> None:
    first = (shared / "manifest-sha256.txt").read_bytes().splitlines()
    shutil.rmtree(shared)
    again = twin.redact(full[0], shared.parent, signing, Seals())
    second = (again / "manifest-sha256.txt").read_bytes().splitlines()
    differing = {line.split(b"  ")[1] for line in set(first) ^ set(second)}
    assert differing <= {b"data/original/custody.jsonl"}, "only the moment of sharing differs"
    assert rebuild.rebuild(again)[0].is_relative_to(again)


def test_only_a_full_pack_that_holds_is_shared(shared: Path, full: tuple[Path, Any], signing: seal.Key) -> None:
    with pytest.raises(PackError, match="shared pack already"):
        twin.redact(shared, shared.parent, signing, Seals())
    with pytest.raises(PackError, match="of that name already"):
        twin.redact(full[0], shared.parent, signing, Seals())
    (full[0] / "data/original/texts/policy-agree-1.txt").write_text("x")
    with pytest.raises(PackError, match="does not verify"):
        twin.redact(full[0], shared.parent / "other", signing, Seals())
