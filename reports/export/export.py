"""``<pack>.export`` beside a pack: a sheet, a letter and one picture per finding."""

import shutil
from pathlib import Path

from reports.export import items, letter, sheet
from reports.fresh import Fresh, fresh
from reports.pack import PackError
from reports.review import decisions, rulings
from reports.review.rulings import Ruling


def export(root: Path, form: str, lang: str = "") -> list[Path]:
    """Paths of what was written; a folder of an earlier export is replaced. Raises PackError, ReviewError."""
    ruled = rulings.rulings(decisions.sound(root))
    into = root.absolute().with_name(f"{root.absolute().name}.export")
    part = into.with_name(into.name + ".part")
    with fresh(root, lang) as found:
        try:
            shutil.rmtree(part, ignore_errors=True)
            names = _write(found, part, form, ruled)
            shutil.rmtree(into, ignore_errors=True)
            part.replace(into)
        except OSError as error:
            raise PackError(f"{into}: the export cannot be written there ({error.strerror})") from None
    return [into / name for name in names]


def _write(found: Fresh, part: Path, form: str, ruled: list[Ruling]) -> list[str]:
    part.mkdir()
    by_number = {number: rulings.ruling_of(ruled, number, mark) for number, mark in found.marks.items()}
    listed = items.of(found.page, found.lang, {number: one for number, one in by_number.items() if one is not None})
    pictures: dict[str, str] = {}
    for item in listed:
        if item.picture and (found.folder / item.picture).is_file():
            pictures[item.number] = f"{item.number}.png"
            shutil.copyfile(found.folder / item.picture, part / pictures[item.number])
    (part / "items.csv").write_bytes(sheet.build(listed, pictures, found.lang))
    (part / "items.docx").write_bytes(letter.build(found.page, listed, found.folder, form, found.lang))
    return ["items.csv", "items.docx", *pictures.values()]
