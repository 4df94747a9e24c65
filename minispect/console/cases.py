"""The case data of a target: who inspects on what mandate, kept as the TOML file that ``scan --case`` reads."""

import json
import os
from pathlib import Path

from pydantic import ValidationError

from minispect.console import history
from minispect.console.guard import Visitor
from minispect.console.state import Console
from minispect.exits import UserError
from recording.profile import Case, ProfileError, load_case

_LARGEST = 1 << 16


def read(path: str) -> Case:
    """What the file says; an empty case when there is none or it cannot be read."""
    try:
        return load_case(Path(path)) if path and Path(path).stat().st_size <= _LARGEST else Case()
    except (OSError, ValueError, ProfileError):
        return Case()


def made(ref: str, organisation: str, operators: str, witness: str, mandate: str) -> Case:
    """From a form; one operator a line. Raises UserError naming the field that cannot be used."""
    names = tuple(line.strip() for line in operators.splitlines() if line.strip())
    try:
        return Case(
            ref=ref.strip(), organisation=organisation.strip(), operators=names, witness=witness.strip(),
            mandate=mandate.strip(),
        )  # fmt: skip
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else "case"
        raise UserError(f"{field}: {first['msg']}") from None


def save(console: Console, who: Visitor, number: int, case: Case) -> None:
    """The case of a target from now on. Raises NotThere, UserError."""
    with console.writing() as db:
        target = history.target(db, number)
        target.case_file = str(write(console.data, target.id, case))
        console.audit.add(who.name, "case.saved", f"{number} {case.ref}".strip(), address=who.address)


def write(folder: Path, number: int, case: Case) -> Path:
    """``cases/<target>.toml`` in the data folder, in one step. Raises UserError."""
    into = folder / "cases" / f"{number}.toml"
    lines = [f"{name} = {_toml(value)}" for name, value in case.model_dump(mode="json").items()]
    part = into.with_suffix(f".{os.getpid()}.part")
    try:
        into.parent.mkdir(mode=0o700, exist_ok=True)
        part.write_text("[case]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        part.replace(into)
    except OSError as error:
        raise UserError(f"{into}: the case cannot be saved there ({error.strerror})") from None
    return into


def _toml(value: str | list[str]) -> str:
    """JSON's strings and lists of strings are TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
