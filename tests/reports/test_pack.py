"""A pack from its first event to its seal, and read again afterwards."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import reports.pack
from detectors.verdict import Verdict
from recording.recording import Recording
from reports import chain, pack, rebuild, rejudge, seal, verify
from reports.inspection import Account
from reports.sealcheck import Trust

Record = Callable[..., Path]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The checks say what the small recording is made to show, whatever this version can judge."""
    make: Callable[[Recording], list[Verdict]] = request.getfixturevalue("make_verdicts")
    for module in ("reports.pack", "reports.rejudge", "reports.derive"):
        monkeypatch.setattr(f"{module}.judge_all", make)


@pytest.fixture
def finished(tmp_path: Path, signing: seal.Key, judged: None, make_recording: Record) -> pack.Finished:
    draft = pack.begin(tmp_path / "out")
    fill(draft, make_recording)
    return pack.finish(draft, Account(seed=7, lang="zh"), signing, reading_seconds=0)


def fill(draft: pack.Draft, make_recording: Record) -> None:
    chain = (draft.original / "custody.jsonl").read_bytes()
    (draft.original / "custody.jsonl").unlink()
    draft.original.rmdir()
    make_recording(draft.original)
    (draft.original / "custody.jsonl").write_bytes(chain)


def test_finished_pack_is_sealed_and_named(finished: pack.Finished, trusted: Callable[[], Path]) -> None:
    assert finished.path.name.startswith("MI-20")
    assert not list(finished.path.parent.glob("*.part"))
    result = verify.verify(finished.path, Trust(trusted(), "inspector@authority.example"))
    assert not result.refused, [str(step) for step in result.steps]
    assert [item.number for item in finished.findings] == ["F1", "F2"]
    assert finished.inspection.totals["fail"] == 2
    assert finished.inspection.scope.unvisited[0].path == "pages/order/order"
    lines = (finished.path / "data/original/custody.jsonl").read_bytes()
    assert chain.broken_at(lines) == 0
    assert [json.loads(line)["action"] for line in lines.splitlines()] == ["run.opened", "derived", "sealed"]


def test_every_json_file_has_the_shape_its_schema_says(finished: pack.Finished) -> None:
    data = finished.path / "data"
    for schema, file in (("inspection", "inspection.json"), ("identity", "original/identity.json")):
        check(data, schema, json.loads((data / file).read_text(encoding="utf-8")))
    for line in (data / "original/events.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        check(data, "event", event)
        check(data, f"event-{event['kind']}", event["data"])
    tree = next((data / "original/screens").glob("*.tree.json"))
    check(data, "screen-tree", json.loads(tree.read_text(encoding="utf-8")))


def check(data: Path, schema: str, value: object) -> None:
    found = json.loads((data / "schema" / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(value, found)


def test_derived_again_is_the_same_bytes_and_leaves_the_pack_alone(finished: pack.Finished) -> None:
    before = {path: path.stat().st_mtime_ns for path in finished.path.rglob("*")}
    paths = rebuild.rebuild(finished.path)
    assert finished.path / "data/derived/report.html" in paths
    assert {path: path.stat().st_mtime_ns for path in finished.path.rglob("*")} == before
    assert not list(finished.path.parent.glob("*.derived*"))


def test_report_in_the_other_language_stands_beside_the_sealed_pack(finished: pack.Finished) -> None:
    paths = rebuild.rebuild(finished.path, "en")
    page = next(path for path in paths if path.name == "report.html")
    assert page.parent.name == f"{finished.path.name}.derived-en"
    link = f"../{finished.path.name}/data/original/screens/000004.png"
    assert link in page.read_text(encoding="utf-8")
    assert (page.parent / link).is_file()
    assert not verify.verify(finished.path).refused


def test_judging_again_finds_the_same(finished: pack.Finished) -> None:
    assert rejudge.differences(finished.path) == []


def test_judging_again_names_the_finding_that_differs(finished: pack.Finished) -> None:
    path = finished.path / "data/derived/findings.sarif"
    log = json.loads(path.read_text(encoding="utf-8"))
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    results["PHN-01"]["kind"] = "pass"
    log["runs"][0]["results"].remove(results["PRE-02"])
    path.write_text(json.dumps(log), encoding="utf-8")
    assert rejudge.differences(finished.path) == [
        "PHN-01: was pass, is fail",
        "PRE-02: is fail now, was not there",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[" * 100_000, "not readable JSON"),
        (b'{"runs":[{"tool":{"driver":{"name":"CodeQL"}}}]}', "not written by minispect"),
        (b"[]", "not written by minispect"),
    ],
)
def test_judging_a_pack_with_foreign_findings_is_one_clear_sentence(
    finished: pack.Finished, content: bytes, sentence: str
) -> None:
    (finished.path / "data/derived/findings.sarif").write_bytes(content)
    with pytest.raises(pack.PackError, match=sentence):
        rejudge.differences(finished.path)


def test_nothing_is_read_through_a_link(finished: pack.Finished, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("outside")
    target = finished.path / "data/original/target/app.json"
    target.unlink()
    target.symlink_to(secret)
    with pytest.raises(pack.PackError, match=r"app\.json is a link"):
        rejudge.differences(finished.path)
    with pytest.raises(pack.PackError, match=r"app\.json is a link"):
        rebuild.rebuild(finished.path)


def test_cut_off_recording_still_becomes_a_pack(
    tmp_path: Path, signing: seal.Key, judged: None, make_recording: Record
) -> None:
    draft = pack.begin(tmp_path / "out")
    fill(draft, make_recording)
    with (draft.original / "events.jsonl").open("ab") as file:
        file.write(b'{"seq":99,"kin')
    (draft.original / "blobs" / ".part-1-1").write_bytes(b"half a body")
    (draft.original / "blobs" / ".part-1-2").write_bytes(b"")
    done = pack.finish(draft, Account(interrupted=True), signing, reading_seconds=0)
    assert not verify.verify(done.path).refused
    assert done.inspection.scope.interrupted
    assert any("cut off" in sentence for sentence in done.inspection.limitations)
    assert b"half a body" in [p.read_bytes() for p in (done.path / "data/original/blobs").iterdir()]
    assert rebuild.rebuild(done.path)[0].is_relative_to(done.path)


def test_recording_without_any_event_is_a_readable_pack(tmp_path: Path, signing: seal.Key) -> None:
    draft = pack.begin(tmp_path / "out")
    (draft.original / "events.jsonl").write_bytes(b"")
    (draft.original / "blobs").mkdir()
    done = pack.finish(draft, Account(interrupted=True), signing, reading_seconds=0)
    assert not verify.verify(done.path).refused


def test_pack_that_does_not_verify_never_gets_the_name(
    tmp_path: Path, signing: seal.Key, judged: None, make_recording: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = pack.begin(tmp_path / "out")
    fill(draft, make_recording)
    monkeypatch.setattr(reports.pack.seals, "make", lambda root, key, wanted: None)
    with pytest.raises(seal.SealError, match="unsealed"):
        pack.finish(draft, Account(), signing, reading_seconds=0)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{draft.id}.unsealed"]


def test_unwritable_place_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(pack.PackError, match="--out"):
        pack.begin(tmp_path / "file" / "out")


def test_discarded_draft_leaves_nothing(tmp_path: Path) -> None:
    pack.begin(tmp_path / "out").discard()
    assert list((tmp_path / "out").iterdir()) == []


def test_private_key_and_machine_are_not_in_the_pack(finished: pack.Finished, signing: seal.Key) -> None:
    secret = signing.path.read_bytes().split(b"\n")[1]
    for path in finished.path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert secret not in data
            assert str(finished.path.parent).encode() not in data, path
