"""Lists of targets: every mistake has its line, a second start goes on, and no cell of the sheet is a formula."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from minispect.exits import UserError
from minispect.schedule import batch, batchlist, sheet
from minispect.schedule.batchlist import Listed
from minispect.store.tables import Batch, Due, Target


@pytest.fixture
def listed(tmp_path: Path, program: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a list beside a small program."""
    program()

    def write(text: str | bytes) -> Path:
        path = tmp_path / "list.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def made(*names: str) -> Listed:
    """A list of stand-ins; the names say how their scans go."""
    targets = tuple(
        Target(name=n, location=f"wx-{n}", driver="embedded", profile="", case_file="", options={}) for n in names
    )
    for target in targets:
        target.device = ""
    return Listed("list.csv", "a" * 63 + str(len(names)), targets)


@pytest.mark.parametrize(
    "text",
    [
        "program\n",
        "target,profile,case\nprogram,,\n",
        "\ufefftarget\r\nprogram\r\n",
        "# a comment\n\n driver , target\n".replace("driver , target", "target,driver") + "program,embedded\n",
        "target,profile\nprogram,\n".encode("utf-16"),
        "target,case\nprogram,\n# 备注\n".encode("gb18030"),
    ],
)
def test_lists_as_spreadsheets_write_them(listed: Callable[..., Path], text: str | bytes) -> None:
    found = batchlist.load(listed(text), {})
    assert [Path(target.location).name for target in found.targets] == ["program"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "list is empty"),
        ("program\nnowhere\n", "line 2: nowhere: there is no such folder"),
        ("target,profile\nprogram,no.toml\n", "line 2: .*no.toml"),
        ("target,colour\nprogram,red\n", "line 1: unknown column 'colour'"),
        ("target,case,case\n", "line 1: a column twice"),
        ("program,,,,,,,x\n", "line 1: 8 columns"),
        ('program\n"half', "line 2: not valid CSV"),
        ("program\nprogram\n", "line 2: the same as line 1"),
        ("target,driver\nprogram,carrier pigeon\n", "line 2: --driver carrier pigeon"),
        ("target,profile\n,x\n", "line 2: the target is missing"),
        (b"\x00\xff\xfe\x00binary", "not a text"),
        ("target\n\x1b[31mno\n", "line 2"),
    ],
)
def test_mistakes_name_file_and_line(listed: Callable[..., Path], text: str | bytes, told: str) -> None:
    with pytest.raises(UserError, match=rf"list\.csv.*{told}"):
        batchlist.load(listed(text), {})


def test_the_hash_is_of_what_the_list_says(listed: Callable[..., Path]) -> None:
    first = batchlist.load(listed("program\n"), {}).sha256
    assert batchlist.load(listed("target\n# note\nprogram\n"), {}).sha256 == first
    assert batchlist.load(listed("program\n"), {"budget": 5.0}).sha256 != first


async def test_a_list_is_worked_off_and_gone_on_with(bench) -> None:  # type: ignore[no-untyped-def]
    wanted = made("violates", "clean", "refused")
    with bench.store.session() as session:
        begun = batch.begin(session, wanted)
    assert (begun.done, begun.total) == (0, 3)
    await bench.work(bench.settled, batch_id=begun.id)
    assert sorted(bench.states()) == ["done", "done", "failed"]
    with bench.store.session() as session:
        resumed = batch.begin(session, made("violates", "clean", "refused"))
    assert (resumed.id, resumed.done, resumed.total) == (begun.id, 2, 3)
    await bench.work(bench.settled, batch_id=begun.id)
    assert bench.begun() == 4
    with bench.store.session() as session:
        anew = batch.begin(session, made("violates", "clean", "refused"), again=True)
        assert (anew.done, anew.total) == (0, 3)
        assert anew.id != begun.id
        assert len(session.scalars(select(Batch)).all()) == 2
        assert len(session.scalars(select(Target)).all()) == 3


async def test_a_batch_ends_by_itself_and_leaves_other_runs_alone(bench) -> None:  # type: ignore[no-untyped-def]
    from minispect.schedule.scheduler import Scheduler

    bench.add("clean:other")
    with bench.store.session() as session:
        begun = batch.begin(session, made("violates", "clean"))
    await Scheduler(bench.store, bench.settings(batch_id=begun.id)).run()
    assert bench.states() == ["queued", "done", "done"]


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "<b>\x00\x07", "正常"]


async def test_no_cell_of_the_sheet_is_a_formula(bench, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with bench.store.session() as session:
        begun = batch.begin(session, made(*(f"violates:{n}" for n in range(len(HOSTILE)))))
    await bench.work(bench.settled, batch_id=begun.id)
    with bench.store.session() as session:
        for number, name in enumerate(HOSTILE, 1):
            session.execute(update(Target).where(Target.id == number).values(name=name, location=name))
            session.execute(update(Due).where(Due.target_id == number).values(reason=name))
    with bench.store.reading() as session:
        rows = sheet.table(sheet.programs(session, begun.id))
    assert [row[0] for row in rows][-1] == "PHN-01"
    assert rows[-1][3:] == ["7", "0", "0", *["fail"] * 7]
    read = list(csv.reader(io.StringIO(sheet.as_csv(rows).decode("utf-8-sig"))))
    assert len(read) == len(rows)
    assert not [cell for row in read for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    sheet.write_xlsx(rows, tmp_path / "sheet.xlsx")
    book = load_workbook(tmp_path / "sheet.xlsx").active
    assert {cell.data_type for row in book.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
    assert book["G1"].value == HOSTILE[0]
    assert book.cell(len(rows), 4).value == 7
