"""Things the user picks or hands over: pictures, files, invoices, plates, contacts, codes, sound, messages."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from crawler.host.native import drawings
from crawler.host.native.texts import text
from crawler.host.native.visit import Handler, Refusal, Visit
from recording import planted_pictures


def _file(body: bytes, extension: str, **facts: Any) -> dict[str, Any]:
    return {"base64": base64.b64encode(body).decode(), "extension": extension, **facts}


async def pictures(visit: Visit) -> Mapping[str, Any]:
    """One planted picture with its code in blocks, and EXIF unless only compressed ones are wanted."""
    code = visit.give("chosen_media", "picture")
    sizes = visit.args.get("sizeType")
    # Where both are possible the user may tick "original picture" (wx.chooseMedia, sizeType).
    original = not (isinstance(sizes, list) and sizes) or "original" in sizes
    body = planted_pictures.photo(code, original=original)
    thumb = f"data:image/jpeg;base64,{base64.b64encode(planted_pictures.photo(code, (96, 96))).decode()}"
    items = [{"name": "picture", "text": text("chooser", "photo"), "src": thumb}]
    await visit.choose(drawings.choices("chooser", text("chooser", "media"), items, style="media"))
    video = visit.question.interface == "wx.chooseVideo" or visit.args.get("mediaType") == ["video"]
    kind = "video" if video else "image"
    facts = {"name": f"mi-{code}.jpg", "type": kind, "width": 512, "height": 512, "duration": 1 if video else 0}
    return {"type": kind, "files": [_file(body, "jpg", **facts)]}


async def message_file(visit: Visit) -> Mapping[str, Any]:
    code = visit.give("chosen_file", "picture")
    name = f"mi-{code}.jpg"
    items = [{"name": "file", "text": name, "note": text("chooser", "document")}]
    await visit.choose(drawings.choices("chooser", text("chooser", "file"), items, style="file"))
    return {"files": [_file(planted_pictures.photo(code), "jpg", name=name, type="image")]}


async def camera_shot(visit: Visit) -> Mapping[str, Any]:
    code = visit.give("camera", "picture")
    return {"files": [_file(planted_pictures.photo(code), "jpg", width=512, height=512)]}


async def sound(visit: Visit) -> Mapping[str, Any]:
    code = visit.give("microphone", "sound")
    return {"files": [_file(planted_pictures.sound(code), "wav", duration=1000, name=f"mi-{code}.wav")]}


async def invoice_title(visit: Visit) -> Mapping[str, Any]:
    title, number = visit.give("invoice", "title"), visit.give("invoice", "taxNumber")
    items = [{"name": "invoice", "text": title, "note": number}]
    await visit.choose(drawings.choices("chooser", text("chooser", "invoice"), items, style="invoice"))
    empty = dict.fromkeys(("companyAddress", "telephone", "bankName", "bankAccount"), "")
    return {"type": "0", "title": title, "taxNumber": number, **empty}


async def invoice(visit: Visit) -> Mapping[str, Any]:
    card, code = visit.give("invoice", "cardId"), visit.give("invoice", "encryptCode")
    items = [{"name": "invoice", "text": visit.give("invoice", "title"), "note": card}]
    await visit.choose(drawings.choices("chooser", text("chooser", "invoice"), items, style="invoice"))
    return {"invoiceInfo": json.dumps([{"card_id": card, "encrypt_code": code, "app_id": visit.desk.appid}])}


async def plate(visit: Visit) -> Mapping[str, Any]:
    number = visit.give("plate", "number")
    items = [{"name": "plate", "text": number}]
    await visit.choose(drawings.choices("chooser", text("chooser", "plate"), items, style="plate"))
    return {"plateNumber": number}


async def contact(visit: Visit) -> Mapping[str, Any]:
    name, number = visit.give("contact_pick", "displayName"), visit.give("contact_pick", "phoneNumber")
    items = [{"name": "contact", "text": name, "note": number}]
    await visit.choose(drawings.choices("chooser", text("chooser", "contact"), items, style="contact"))
    return {"displayName": name, "phoneNumber": number, "phoneNumberList": [number]}


async def scan(visit: Visit) -> Mapping[str, Any]:
    items = [{"name": "code", "text": text("chooser", "scan_item")}]
    await visit.choose(drawings.choices("chooser", text("chooser", "scan"), items, style="scan"))
    result = visit.give("scan", "result")
    raw = base64.b64encode(result.encode()).decode()
    return {"result": result, "scanType": "QR_CODE", "charSet": "UTF-8", "rawData": raw, "path": ""}


async def subscribe(visit: Visit) -> Mapping[str, Any]:
    ids = visit.args.get("tmplIds")
    names = [str(name) for name in ids][:5] if isinstance(ids, list) else []
    if not names:
        raise Refusal("TmplIds can't be empty", extra={"errCode": 10001})
    answer = await visit.ask(drawings.subscribe(visit.desk.app_name, len(names)))
    return dict.fromkeys(names, "accept" if answer.agreed else "reject")


async def steps(visit: Visit) -> Mapping[str, Any]:
    return visit.sealed("steps")


async def group(visit: Visit) -> Mapping[str, Any]:
    return visit.sealed("group")


HANDLERS: dict[str, Handler] = {
    "wx.chooseImage": pictures,
    "wx.chooseMedia": pictures,
    "wx.chooseVideo": pictures,
    "wx.chooseMessageFile": message_file,
    "CameraContext.takePhoto": camera_shot,
    "CameraContext.stopRecord": camera_shot,
    "RecorderManager.start": sound,
    "RecorderManager.stop": sound,
    "wx.startRecord": sound,
    "wx.chooseInvoiceTitle": invoice_title,
    "wx.chooseInvoice": invoice,
    "wx.chooseLicensePlate": plate,
    "wx.chooseContact": contact,
    "wx.scanCode": scan,
    "wx.requestSubscribeMessage": subscribe,
    "wx.getWeRunData": steps,
    "wx.getShareInfo": group,
    "wx.getGroupEnterInfo": group,
}
