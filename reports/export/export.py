"""``<pack>.export`` beside a pack: a sheet, a letter and one picture per finding."""

import shutil
from pathlib import Path

from reports.export import items, letter, sheet
from reports.fresh import Fresh, fresh
from reports.pack import PackError


def export(root: Path, form: str, lang: str = "") -> list[Path]:
    """Paths of what was written; a folder of an earlier export is replaced. Raises PackError."""
    into = root.absolute().with_name(f"{root.absolute().name}.export")
    part = into.with_name(into.name + ".part")
    with fresh(root, lang) as found:
        try:
            shutil.rmtree(part, ignore_errors=True)
            names = _write(found, part, form)
            shutil.rmtree(into, ignore_errors=True)
            part.replace(into)
        except OSError as error:
            raise PackError(f"{into}: the export cannot be written there ({error.strerror})") from None
    return [into / name for name in names]


def _write(found: Fresh, part: Path, form: str) -> list[str]:
    part.mkdir()
    listed = items.of(found.page, found.lang)
    pictures: dict[str, str] = {}
    for item in listed:
        if item.picture and (found.folder / item.picture).is_file():
            pictures[item.number] = f"{item.number}.png"
            shutil.copyfile(found.folder / item.picture, part / pictures[item.number])
    (part / "items.csv").write_bytes(sheet.build(listed, pictures, found.lang))
    (part / "items.docx").write_bytes(letter.build(found.page, listed, found.folder, form, found.lang))
    return ["items.csv", "items.docx", *pictures.values()]
