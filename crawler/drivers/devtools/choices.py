"""What a user chooses in a window of the platform that the protocol cannot press: a planted picture, address, entry.

The window itself is opened by the program's own call, so that consent, declarations and refusals stay the platform's.
While it stands there the program is answered by the module before its first line (``choices.js``).
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crawler.drivers.android.book import Window
from crawler.drivers.android.windows import Button, Found
from recording import planted_pictures
from recording.observations import Rect
from recording.reading import Line

Give = Callable[[str, str], str]
"""Kind and field -> the planted value."""

CHOSEN: Mapping[str, bool] = {
    "chooseMedia": True, "chooseImage": True, "chooseVideo": True, "chooseMessageFile": True, "scanCode": True,
    "chooseLocation": True, "choosePoi": True, "chooseAddress": True, "chooseInvoiceTitle": True,
    "chooseInvoice": True, "chooseLicensePlate": True, "chooseContact": True, "showActionSheet": False,
}  # fmt: skip
"""Interface -> whether its window is opened. A list of entries asks for nothing that the platform guards; it is not."""
_ROW = 48.0
"""CSS pixels of an entry."""
_KINDS = ("chooser", "actionsheet")
_ENTRY, _NONE = "选择", "取消"


@dataclass(frozen=True)
class Asked:
    """A choice that the program waits for; ``items``: the entries of a list."""

    api: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The answer to a program. ``file``: ``name``, ``base64``, and ``at``, the places in the answer of its path."""

    answer: dict[str, Any]
    file: dict[str, Any] | None = None


def asked(told: Any) -> Asked | None:
    """What the module says is open."""
    if not isinstance(told, dict) or told.get("api") not in CHOSEN:
        return None
    items = told.get("items")
    return Asked(told["api"], tuple(str(x)[:200] for x in items) if isinstance(items, list) else ())


def window(found: Asked, viewport: tuple[float, float], panel: Rect | None, lines: Sequence[Line]) -> Found:
    """As a window with an entry for each thing there is to choose, and one for none of them. ``panel``: where the
    picture shows it; else it is told only, and stands where the platform draws sheets."""
    texts = (*(found.items or (_ENTRY,)), _NONE)
    width, height = viewport
    x, y, w, h = panel or (0.0, height - _ROW * len(texts), width, _ROW * len(texts))
    row = h / len(texts)
    places = [(x, y + row * number, w, row) for number in range(len(texts))]
    roles = (*("item" for _ in texts[:-1]), "close")
    buttons = tuple(Button(text, place, role) for text, place, role in zip(texts, places, roles, strict=True))
    kind = _KINDS[0] if CHOSEN[found.api] else _KINDS[1]
    of = Window(
        id=f"{kind}.{found.api}", kind=kind, titles=(), refuse=(), accept=(), needs=(), source="told by the app service"
    )
    inside = tuple(line for line in lines if panel is not None and _within(line.rect, panel))
    return Found(
        window=of,
        title="",
        rect=(x, y, w, h),
        lines=inside,
        buttons=buttons,
        rows=(),
        drawn="native" if panel else "unsure",
    )


def of(found: Found) -> bool:
    """Whether this is such a window."""
    return found.window.kind in _KINDS


def chosen(found: Found, button: Button) -> bool:
    """Whether a press on this button chooses something."""
    return of(found) and button.role == "item"


def choice(api: str, give: Give) -> Choice:
    """What a user chooses there, with planted values."""
    return _MADE[api](give)


def _picture(give: Give, kind: str, *places: str, **facts: Any) -> Choice:
    """``places``: of its path in the answer (``tempFiles.0.path``)."""
    code = give(kind, "picture")
    body = planted_pictures.photo(code)
    file = {"name": f"mi-{code}.jpg", "base64": base64.b64encode(body).decode(), "at": places}
    return Choice({"size": len(body), "width": 512, "height": 512, **facts}, file)


def _listed(made: Choice, **more: Any) -> Choice:
    """What is known of the file as the only one of a list."""
    return Choice({**more, "tempFiles": [made.answer]}, made.file)


def _media(give: Give) -> Choice:
    return _listed(_picture(give, "chosen_media", "tempFiles.0.tempFilePath", fileType="image"), type="image")


def _image(give: Give) -> Choice:
    return _listed(_picture(give, "chosen_media", "tempFiles.0.path", "tempFilePaths.0"), tempFilePaths=[""])


def _video(give: Give) -> Choice:
    return _picture(give, "chosen_media", "tempFilePath", duration=1)


def _message_file(give: Give) -> Choice:
    return _listed(_picture(give, "chosen_file", "tempFiles.0.path", name="mi.jpg", type="image", time=0))


def _scan(give: Give) -> Choice:
    result = give("scan", "result")
    raw = base64.b64encode(result.encode()).decode()
    return Choice({"result": result, "scanType": "QR_CODE", "charSet": "UTF-8", "rawData": raw, "path": ""})


def _place(give: Give) -> Choice:
    texts = {name: give("chosen_location", name) for name in ("name", "address")}
    return Choice({**texts, **{n: float(give("chosen_location", n)) for n in ("latitude", "longitude")}})


def _poi(give: Give) -> Choice:
    return Choice({**_place(give).answer, "type": 2, "city": "北京市"})


def _address(give: Give) -> Choice:
    street = give("address", "street")
    return Choice({
        "userName": give("address", "userName"), "telNumber": give("address", "telNumber"), "detailInfo": street,
        "detailInfoNew": street, "postalCode": "101500", "nationalCode": "110118", "provinceName": "北京市",
        "cityName": "北京市", "countyName": "密云区", "streetName": "溪翁庄镇",
    })  # fmt: skip


def _title(give: Give) -> Choice:
    empty = dict.fromkeys(("companyAddress", "telephone", "bankName", "bankAccount"), "")
    return Choice({"type": "0", "title": give("invoice", "title"), "taxNumber": give("invoice", "taxNumber"), **empty})


def _invoice(give: Give) -> Choice:
    card, code = give("invoice", "cardId"), give("invoice", "encryptCode")
    return Choice({"invoiceInfo": f'[{{"card_id":"{card}","encrypt_code":"{code}"}}]'})


def _plate(give: Give) -> Choice:
    return Choice({"plateNumber": give("plate", "number")})


def _contact(give: Give) -> Choice:
    number = give("contact_pick", "phoneNumber")
    name = give("contact_pick", "displayName")
    return Choice({"displayName": name, "phoneNumber": number, "phoneNumberList": [number]})


_MADE: Mapping[str, Callable[[Give], Choice]] = {
    "chooseMedia": _media, "chooseImage": _image, "chooseVideo": _video, "chooseMessageFile": _message_file,
    "scanCode": _scan, "chooseLocation": _place, "choosePoi": _poi, "chooseAddress": _address,
    "chooseInvoiceTitle": _title, "chooseInvoice": _invoice, "chooseLicensePlate": _plate, "chooseContact": _contact,
}  # fmt: skip


def _within(rect: Rect, panel: Rect) -> bool:
    x, y, width, height = rect
    return panel[0] <= x + width / 2 <= panel[0] + panel[2] and panel[1] <= y + height / 2 <= panel[1] + panel[3]
