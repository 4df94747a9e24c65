"""``LIST.csv``: many targets at once, read with every mistake named by file and line."""

import codecs
import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minispect.exits import UserError
from minispect.schedule.targets import described
from minispect.store.tables import Target
from minispect.terminal import safe

COLUMNS = ("target", "profile", "case", "driver", "device")
_MOST_BYTES = 16 << 20
_MOST_ROWS = 100_000


@dataclass(frozen=True)
class Listed:
    """The list: its targets in their order, and a hash of what they say."""

    name: str
    sha256: str
    targets: tuple[Target, ...]


def load(path: Path, given: dict[str, Any]) -> Listed:
    """``given``: options of ``scan`` for all of them. Paths in the list are relative to it. Raises UserError."""
    rows = _rows(path)
    made: list[Target] = []
    lines: dict[tuple[str, ...], int] = {}
    for number, row in rows:
        try:
            target = _target(path.parent, row, given)
        except UserError as error:
            raise UserError(f"{path}, line {number}: {error}") from None
        key = (target.location, target.profile, target.case_file, target.driver, target.device)
        if key in lines:
            raise UserError(f"{path}, line {number}: the same as line {lines[key]}; take one of them out")
        lines[key] = number
        made.append(target)
    if not made:
        raise UserError(f"{path}: the list is empty; give one target a line: {','.join(COLUMNS)}")
    text = "\x1e".join("\x1f".join((*key, repr(sorted(given.items())))) for key in lines)
    return Listed(path.name, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), tuple(made))


def _target(beside: Path, row: dict[str, str], given: dict[str, Any]) -> Target:
    if not row["target"]:
        raise UserError("the target is missing")

    def place(text: str) -> str:
        return str(beside / text) if text and (beside / text).exists() else text

    return described(
        place(row["target"]), driver=row["driver"], profile=place(row["profile"]), case=place(row["case"]),
        device=row["device"], given=given,
    )  # fmt: skip


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Rows with the number of their line; a first line that names the columns says their order."""
    reader = csv.reader(io.StringIO(_text(path)), strict=True)
    names: tuple[str, ...] = COLUMNS
    found: list[tuple[int, dict[str, str]]] = []
    try:
        for cells in reader:
            values = [cell.strip() for cell in cells]
            if not any(values) or values[0].startswith("#"):
                continue
            if not found and values[0].casefold() == COLUMNS[0]:
                names = _names(path, reader.line_num, values)
                continue
            if len(values) > len(names) or len(found) >= _MOST_ROWS:
                why = f"{len(values)} columns" if len(values) > len(names) else f"more than {_MOST_ROWS} targets"
                raise UserError(f"{path}, line {reader.line_num}: {safe(why)}; there are {','.join(names)}")
            filled = dict.fromkeys(COLUMNS, "") | dict(zip(names, values, strict=False))
            found.append((reader.line_num, filled))
    except csv.Error as error:
        raise UserError(f"{path}, line {reader.line_num}: not valid CSV ({error})") from None
    return found


def _names(path: Path, line: int, values: list[str]) -> tuple[str, ...]:
    names = tuple(value.casefold() for value in values)
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or len(set(names)) != len(names):
        what = f"unknown column '{safe(unknown[0], 60)}'" if unknown else "a column twice"
        raise UserError(f"{path}, line {line}: {what}; columns are {','.join(COLUMNS)}")
    return names


def _text(path: Path) -> str:
    """UTF-8 or UTF-16 with a mark, UTF-8 without one, else GB 18030, which Chinese spreadsheets still write."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{path}: larger than {_MOST_BYTES >> 20} MB; no list of targets is")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path}: the list cannot be read ({error.strerror}); check the path") from None
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"{path}: not a text; save the list as CSV in UTF-8")
