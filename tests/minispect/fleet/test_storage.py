"""A pack goes to a shared place and comes back as it was sealed, or not at all."""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from minispect.exits import UserError
from minispect.fleet.bringing import local
from minispect.fleet.deposit import Deposit
from minispect.fleet.storage import Storage, StorageError, TakenError
from minispect.schedule.outcome import Outcome
from minispect.store.reading import read
from reports import verify


@pytest.fixture
def bucket() -> Iterator[str]:
    """An object storage: no folders to rename, everything by key."""
    name = f"memory://packs-{secrets.token_hex(4)}"
    yield name
    fs = fsspec.filesystem("memory")
    if fs.exists(name):
        fs.rm(name, recursive=True)


def test_an_object_storage_gives_back_what_was_sealed(bucket: str, pack: Path, tmp_path: Path) -> None:
    storage = Storage(bucket)
    storage.check()
    assert not storage.shared_folder
    url = storage.put(pack, "i1")
    assert url == f"{bucket}/i1/{pack.name}".replace("memory://", "memory:///")
    assert storage.put(pack, "i1") == url
    back = local(url, tmp_path / "cache")
    assert back.name == pack.name
    assert verify.verify(back).ok
    storage.remove(url)
    storage.remove(url)
    assert local(url, tmp_path / "cache") == back
    with pytest.raises(StorageError, match="there is no pack there"):
        local(url, tmp_path / "other")


def test_a_copy_that_nobody_asked_for_goes(bucket: str, pack: Path, tmp_path: Path) -> None:
    """Retention may have taken the pack from the storage since."""
    cache, storage = tmp_path / "cache", Storage(bucket)
    old, used = (local(storage.put(pack, name), cache) for name in ("old", "used"))
    week = time.time() - 8 * 86400
    for place in (old, used):
        os.utime(place.parent, (week, week))
    assert local(f"{bucket}/used/{pack.name}".replace("memory://", "memory:///"), cache) == used
    new = local(storage.put(pack, "new"), cache)
    assert [place.is_dir() for place in (old, used, new)] == [False, True, True]


def test_a_shared_folder_is_its_path_and_never_half_a_pack(pack: Path, tmp_path: Path) -> None:
    for given in (str(tmp_path / "share"), f"file://{tmp_path}/share"):
        storage = Storage(given)
        storage.check()
        place = storage.put(pack, "i1")
        assert place == str(tmp_path / "share" / "i1" / pack.name)
        assert [p.name for p in (tmp_path / "share" / "i1").iterdir()] == [pack.name]
        assert local(place, tmp_path / "cache") == Path(place)
        assert verify.verify(Path(place)).ok
    assert sorted(p.name for p in (tmp_path / "share").iterdir()) == ["i1"]


def test_a_storage_that_changes_a_byte_is_found_out(bucket: str, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true = MemoryFileSystem._open

    def lossy(self: MemoryFileSystem, path: str, mode: str = "rb", **more: Any) -> Any:
        if path.endswith("events.jsonl") and mode == "rb":
            true(self, path, "wb").close()
        return true(self, path, mode, **more)

    monkeypatch.setattr(MemoryFileSystem, "_open", lossy)
    with pytest.raises(StorageError, match=r"events\.jsonl came back changed"):
        Storage(bucket).put(pack, "i1")


def test_what_somebody_changed_in_the_storage_is_not_brought(bucket: str, pack: Path, tmp_path: Path) -> None:
    url = Storage(bucket).put(pack, "i1")
    fs = fsspec.filesystem("memory")
    events = next(name for name in fs.find(url) if name.endswith("events.jsonl"))
    fs.pipe_file(events, fs.cat_file(events).replace(b"step", b"stop") + b"\n")
    with pytest.raises(StorageError, match="refused"):
        local(url, tmp_path / "cache")
    for name in ("data/../../../escape", "data/original/UPPER", "run.sh"):
        fs.store.clear()
        fs.pipe_file(f"{url}/bagit.txt", b"")
        fs.store[f"{fs._strip_protocol(url)}/{name}"] = fs.store[f"{fs._strip_protocol(url)}/bagit.txt"]
        with pytest.raises(StorageError, match="does not belong to a pack"):
            local(url, tmp_path / "cache")
    assert not [p for p in tmp_path.rglob("*") if p.is_file()]


def test_a_place_that_cannot_be_used_is_said_before_a_scan(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="needs gcsfs"):
        Storage("gs://bucket/packs")
    with pytest.raises(UserError, match="'ftpx:' is no storage"):
        Storage("ftpx://bucket")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="packs cannot be kept there"):
        Storage(str(tmp_path / "file" / "packs")).check()


def test_another_pack_of_the_same_name_is_never_written_over(bucket: str, pack: Path, tmp_path: Path) -> None:
    """Two machines may give packs one name: sixteen bits a second. The one that came first stays as it is."""
    twin = tmp_path / "twin" / pack.name
    shutil.copytree(pack, twin)
    (twin / "tagmanifest-sha256.txt").write_text("of another pack\n")
    for given in (bucket, str(tmp_path / "share")):
        storage = Storage(given)
        place = storage.put(pack, "i1")
        with pytest.raises(TakenError, match="another pack of this name"):
            storage.put(twin, "i1")
        assert verify.verify(local(place, tmp_path / "cache")).ok
        assert storage.put(pack, "i1") == place


async def test_a_worker_does_not_wait_for_a_place_that_stays_taken(bucket: str, pack: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin" / pack.name
    shutil.copytree(pack, twin)
    (twin / "tagmanifest-sha256.txt").write_text("of another pack\n")
    storage = Storage(bucket)
    storage.put(pack, "7/IN-1")
    claimed: Any = SimpleNamespace(target=SimpleNamespace(id=7), inspection_id="IN-1")
    outcome = await Deposit(storage)(claimed, Outcome("done", found=(twin, read(pack))))
    assert outcome.where == ""
    assert outcome.reason.endswith(f"it is on the machine that made it, in {twin}")
    assert twin.is_dir()


def test_a_pack_cut_off_on_its_way_leaves_nothing_that_looks_whole(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = Storage(str(tmp_path / "share"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(StorageError, match="No space left"):
        storage.put(pack, "i1")
    monkeypatch.undo()
    assert not (tmp_path / "share" / "i1" / pack.name).exists()
    place = storage.put(pack, "i1")
    assert verify.verify(Path(place)).ok
