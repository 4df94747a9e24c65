"""Pictures are uploaded with the place where they were taken."""

from dataclasses import dataclass

from detectors import verdict
from detectors.facts import arguments, functions, moments, sights, transmissions
from detectors.facts.nothing_seen import nothing_seen
from detectors.facts.transmissions import Transmission
from detectors.verdict import Check, Finding, Text, Verdict
from recording.decoding import Decoder
from recording.planted_pictures import read_position
from recording.planted_values import SPOT
from recording.recording import Recording

META = Check(
    id="MIN-08",
    help=Text(
        zh="上传前压缩图片（sizeType: compressed 或 wx.compressImage），去掉 EXIF 位置。",
        en="Compress pictures before the upload (sizeType compressed, wx.compressImage); that drops the EXIF position.",
    ),
    needs=("flows", "hits"),
)
_LARGEST = 16 << 20
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
_NEAR = 0.002
"""Degrees: the planted picture's place is the spot of the test identity moved by 0.01."""


@dataclass(frozen=True)
class Upload:
    """A planted picture in a request; ``position`` True, False, or None when the body could not be read whole.

    Where the program asked for compressed pictures only, the platform re-encodes them and the place is lost; recordings
    of before 2026-11-22 hold the planted bytes as they were, so that the body says nothing there.
    """

    sent: Transmission
    position: bool | None


def judge(recording: Recording) -> Verdict:
    pictures = {(t.flow.seq, t.value.id): t for t in transmissions.transmissions(recording) if _picture(t)}
    uploads = [_upload(recording, t) for t in pictures.values()]
    if not uploads:
        return _none(recording)
    placed = [u for u in uploads if u.position]
    bare = [u for u in placed if not _place_needed(recording, u)]
    numbers = {"pictures": float(len(uploads)), "with_position": float(len(placed))}
    if bare:
        unique = {u.sent.recipient.domain: u for u in reversed(bare)}
        findings = [_finding(u) for u in unique.values()]
        return verdict.failed(META, findings[0].reason, findings, numbers)
    if placed:
        reason = Text(
            zh="上传的图片带有位置，页面本身说到位置，是否需要由人工确认。",
            en="The picture carries its place and the page speaks of places; whether it is needed a person decides.",
        )
        return verdict.inconclusive(META, reason, findings=[_finding(u) for u in placed[:3]], numbers=numbers)
    if any(u.position is None for u in uploads):
        reason = Text(zh="上传内容无法完整读取。", en="The upload could not be read in full.")
        return verdict.inconclusive(META, reason, numbers=numbers)
    reason = Text(zh="上传的图片不带位置。", en="Uploaded pictures carry no place.")
    return verdict.passed(META, reason, transmissions.evidence([u.sent for u in uploads[:3]]), numbers)


def _picture(sent: Transmission) -> bool:
    return sent.kind in ("chosen_media", "camera", "chosen_file") and sent.value.field == "picture" and sent.proof


def _none(recording: Recording) -> Verdict:
    reason = Text(zh="没有看到上传图片。", en="No picture was seen uploaded.")
    if transmissions.opaque(recording):
        reason = Text(zh="有请求无法完整读取，可能含图片。", en="A request could not be read in full; it may hold one.")
        return verdict.inconclusive(META, reason)
    return nothing_seen(META, recording, reason)


def _upload(recording: Recording, sent: Transmission) -> Upload:
    flow = sent.flow
    if _compressed_only(recording, sent):
        return Upload(sent, False)
    headers = {str(k).casefold(): str(v) for k, v in flow.data.get("request_headers") or ()}
    try:
        body = recording.blob(str(flow.data.get("request_body", "")), _LARGEST)
    except OSError:
        return Upload(sent, None)
    decoder = Decoder(_LARGEST)
    leaves = decoder.body(body, headers.get("content-type", ""), headers.get("content-encoding", ""))
    places = [_planted_place(leaf.data) for leaf in leaves if leaf.data.startswith(_MAGIC)]
    return Upload(sent, any(places) if places else None)


def _compressed_only(recording: Recording, sent: Transmission) -> bool:
    calls = recording.of("call", sent.flow.run)
    ended = {e.data.get("id") for e in calls if sent.value.id in (e.data.get("planted") or ())}
    begun = (e for e in calls if e.data.get("phase") == "begin" and e.data.get("id") in ended)
    return any(arguments.first(call).get("sizeType") == ["compressed"] for call in begun)


def _planted_place(picture: bytes) -> bool:
    found = read_position(picture)
    return found is not None and all(abs(found[n] - (SPOT[n] + 0.01)) <= _NEAR for n in (0, 1))


def _place_needed(recording: Recording, upload: Upload) -> bool:
    """Whether the page that sent it has to do with places: a check-in, a patrol, a map."""
    call = moments.call_of(recording, upload.sent.flow)
    page = call.page if call is not None else upload.sent.flow.page
    own = [s for s in sights.all_sights(recording) if s.page == page and s.run == upload.sent.flow.run]
    return any(functions.serves("location", n.text) for s in own for n in s.tree.nodes if n.text and n.surface == "app")


def _finding(upload: Upload) -> Finding:
    sent = upload.sent
    reason = Text(
        zh=f"上传到 {sent.recipient.host} 的图片带有拍摄位置（EXIF）。",
        en=f"The picture uploaded to {sent.recipient.host} carries the place where it was taken (EXIF).",
    )
    proof = transmissions.evidence([sent])
    return Finding(check=META.id, subject=(sent.recipient.domain,), reason=reason, evidence=proof)
