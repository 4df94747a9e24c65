"""``minispect batch``: many mini programs at once, and one sheet of them all."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minispect import options
from minispect.exits import Exit, UserError
from minispect.schedule.capacity import MB, Limits
from minispect.schedule.stopping import until_stopped
from minispect.store.database import open_database
from minispect.terminal import safe

if TYPE_CHECKING:
    from minispect.schedule.sheet import Program


def command(
    listed: Annotated[
        Path, typer.Argument(metavar="LIST.csv", help="Lines of target,profile,case[,driver,device]; paths beside it.")
    ],
    runs: Annotated[str, typer.Option(help="As for scan.")] = "",
    backend: Annotated[str, typer.Option(help="As for scan.")] = "",
    budget: Annotated[float | None, typer.Option(min=1, max=86400, help="As for scan.")] = None,
    lang: Annotated[str, typer.Option(help="As for scan.")] = "",
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="As for scan.")] = False,
    again: Annotated[bool, typer.Option("--again", help="All anew, though this list was done before.")] = False,
    workers: Annotated[int, typer.Option(min=0, max=256, help="Inspections at once; 0 as the machine carries.")] = 0,
    limit: Annotated[float, typer.Option(min=0, help="Seconds until an inspection is ended; 0 by its budget.")] = 0,
    memory: Annotated[int, typer.Option(min=0, help="MB for all inspections together; 0 what is free.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Folder for the sheets; batches/ of the data folder.")] = None,
    data: options.Data = None,
    database: options.Database = "",
) -> int:
    """Inspect every program of a list; the same list started again goes on where it stopped. Prints the sheets."""
    from minispect.schedule import batch, batchlist, sheet
    from minispect.schedule.scheduler import Scheduler, Settings

    given = {"runs": runs, "backend": backend, "budget": budget, "lang": lang, "no_ocr": no_ocr}
    wanted = batchlist.load(listed, {name: value for name, value in given.items() if value})
    opened = open_database(data, database)

    def note(sentence: str) -> None:
        typer.echo(safe(sentence), err=True)

    try:
        with opened.session() as session:
            begun = batch.begin(session, wanted, again=again)
        note(f"{begun.total} program(s), {begun.done} of them done already")
        settings = Settings(limits=Limits(workers, limit, memory * MB), note=note, batch_id=begun.id)
        stopped = asyncio.run(until_stopped(Scheduler(opened, settings).run()))
        with opened.reading() as session:
            found = sheet.programs(session, begun.id)
        for path in _write(out or batch.folder(opened.folder, begun.id), found):
            typer.echo(str(path))
    except OSError as error:
        raise UserError(
            f"{error.filename}: the sheet cannot be written ({error.strerror}); give another --out"
        ) from None
    finally:
        opened.close()
    return Exit.INTERRUPTED if stopped else _exit(found)


def _write(folder: Path, found: Sequence["Program"]) -> list[Path]:
    from minispect.schedule import sheet

    folder.mkdir(parents=True, exist_ok=True)
    rows = sheet.table(found)
    paths = [folder / "sheet.csv", folder / "sheet.xlsx"]
    paths[0].write_bytes(sheet.as_csv(rows))
    sheet.write_xlsx(rows, paths[1])
    return paths


def _exit(found: Sequence["Program"]) -> Exit:
    """1 when any program violates; 4 when one was not inspected to its end or stayed undecided; else 0."""
    if any(program.last and program.last.violations for program in found):
        return Exit.VIOLATIONS
    decided = all(
        program.due_state == "done" and program.last and program.last.headline == "clean" for program in found
    )
    return Exit.CLEAN if decided else Exit.INCOMPLETE
