"""Seals beside the signature: a local authority made with openssl stamps, certifies and signs by SM2."""

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports import bag, pack, restamp, seal, sealcheck, seals, settings, stamping, verify
from reports.drill.authority import Authority
from reports.pack import PackError
from reports.sealcheck import Trust
from reports.settings import Certificate, NationalKey, Seals, StampAuthority

IDENTITY = "inspector@authority.example"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.make(tmp_path_factory.mktemp("a") / "authority")


@pytest.fixture
def server(authority: Authority, tmp_path: Path) -> Iterator[str]:
    """The authority over HTTP, on loopback."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (tmp_path / "q").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            authority.stamp(tmp_path / "q", tmp_path / "r", certificates=2)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((tmp_path / "r").read_bytes())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}/tsr"
        listening.shutdown()
        thread.join()


def rebag(root: Path, *required: str) -> None:
    bag.write(root, bag.Info("示例检查机构", "MI-1", "2026-11-22", "minispect 0.1.0", seals=required))


def state(result: verify.Result, name: str) -> str:
    return next(step.state for step in result.steps if step.name == name)


def test_all_seals_are_made_and_vouched_for(
    sealed: Path, signing: seal.Key, authority: Authority, server: str, trusted: Callable[[], Path]
) -> None:
    folder = authority.folder
    wanted = Seals(
        stamp=StampAuthority(url=server, ca=str(authority.root), policy="1.3.6.1.4.1.99999.1"),
        cms=Certificate(certificate=str(folder / "org.pem"), key=str(folder / "org.key"), ca=str(authority.root)),
        sm2=NationalKey(key=str(folder / "sm2.key"), public=str(folder / "sm2.pub")),
    )
    rebag(sealed, *wanted.required)
    shutil.rmtree(sealed / "seal")
    seals.make(sealed, signing, wanted)
    result = verify.verify(sealed, Trust(trusted(), IDENTITY, authority.root, authority.root, folder / "sm2.pub"))
    assert not result.refused, result.lines()
    assert [state(result, name) for name in ("time stamp", "organisation", "SM2", "signer")] == ["ok"] * 4
    assert ", since 20" in result.summary
    alone = verify.verify(sealed)
    assert not alone.refused
    assert [state(alone, name) for name in ("time stamp", "organisation", "SM2")] == ["not checked"] * 3


def test_answer_with_two_certificates_is_kept_whole_and_read(sealed: Path, authority: Authority) -> None:
    stamping.request(sealed)
    for count in (1, 2):
        authority.stamp(sealed / sealcheck.REQUEST, sealed / "answer", certificates=count)
        data = (sealed / "answer").read_bytes()
        stamping.keep(sealed, data, authority.root, "test")
        assert (sealed / sealcheck.STAMP).read_bytes() == data
        outcome = sealcheck.stamp(sealed, authority.root)
        assert outcome.ok, outcome.text


def test_pack_can_be_stamped_later_also_by_hand(
    sealed: Path, authority: Authority, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINISPECT_HOME", str(tmp_path / "home"))
    (sealed / "data/original/blobs").mkdir(exist_ok=True)
    with pytest.raises(PackError, match="--response"):
        restamp.stamp(sealed, None, None, None)
    authority.stamp(sealed / sealcheck.REQUEST, tmp_path / "answer.tsr")
    other = tmp_path / "other.tsr"
    other.write_bytes(b"0\x03\x02\x01\x02")
    with pytest.raises(seal.SealError, match="not a granted"):
        restamp.stamp(sealed, None, other, None)
    restamp.stamp(sealed, None, tmp_path / "answer.tsr", authority.root)
    with pytest.raises(PackError, match="already"):
        restamp.stamp(sealed, StampAuthority(url=server), None, None)
    assert not verify.verify(sealed, Trust(tsa_ca=authority.root)).refused


def test_promised_stamp_that_fails_leaves_the_pack_unsealed_until_it_is_stamped(
    tmp_path: Path, signing: seal.Key, make_recording: Callable[..., Path], server: str
) -> None:
    draft = pack.begin(tmp_path / "out")
    chain = (draft.original / "custody.jsonl").read_bytes()
    shutil.rmtree(draft.original)
    make_recording(draft.original)
    (draft.original / "custody.jsonl").write_bytes(chain)
    nobody = Seals(stamp=StampAuthority(url="http://127.0.0.1:9/tsr", name="示例时间戳中心"))
    with pytest.raises(seal.SealError, match=r"unsealed: the pack is not sealed; http://127"):
        pack.finish(draft, pack.Account(), signing, reading_seconds=0, wanted=nobody)
    left = tmp_path / "out" / f"{draft.id}.unsealed"
    assert verify.verify(left).refused
    done = restamp.stamp(left, StampAuthority(url=server), None, None)
    assert done == tmp_path / "out" / draft.id
    assert pack.read_inspection(done).seals["time"] == "attested by 示例时间戳中心"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[stamp]\nurl = 'ftp://x'", "'stamp.url'"),
        ("[stamp", "not valid TOML"),
        ("[cms]\ncertificate = 'c.pem'\nkey = 'k.pem'", r"'certificate' names .*c\.pem"),
        ("[wax]\ncolour = 'red'", "'wax'"),
    ],
)
def test_settings_that_cannot_be_used_are_one_clear_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "seals.toml").write_text(text)
    with pytest.raises(seal.SealError, match=sentence):
        settings.load(tmp_path / "seals.toml")
