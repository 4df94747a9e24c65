"""Open every page of public programs that nobody here wrote, and write how the embedded host did.

``python scripts/coverage.py FETCHED [NAME …]``: FETCHED holds the repositories of ``tests/corpus/programs.toml`` and
``tests/corpus/host.toml`` as git directories named ``owner+name``. Each is unpacked at its commit, swept with
``minispect sweep`` (programs with a stub backend of ``tests/corpus/NAME`` on it, the others without a server) and its
outcome kept in the output folder as ``NAME.json`` beside its pictures. With ``--docs`` the tables and pictures of
``docs/host-coverage.md`` are written again from everything in the output folder.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from corpus import HERE, OURS, unpack
from PIL import Image

DOCS = HERE / "docs" / "host-coverage.md"
PICTURES = HERE / "docs" / "images" / "programs"
_MARKS = ("<!-- tables -->", "<!-- end of tables -->")
_OUTCOMES = ("ok", "network", "project", "host")
_WIDTH = 240
_REASONS = (
    (
        "a file or package is missing",
        re.compile(r"not in the project|is not defined, require args|has no file|not found"),
    ),
    (
        "an answer or query that is not there",
        re.compile(
            r"of (undefined|null)\b|is not valid JSON|not iterable|Spread syntax|Cannot destructure|of Undefined;"
        ),
    ),
    ("a platform call refused as on a device", re.compile(r"\w:fail")),
    (
        "its own error, thrown or rejected",
        re.compile(r"unhandled rejection|is not a function|is not defined|is not a constructor"),
    ),
)


def main() -> int:
    """0 when every sweep ended."""
    options = _options()
    chosen = [p for p in _programs() if not options.names or p["name"] in options.names]
    options.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for program in chosen if not options.docs_only else ():
        found = _swept(program, options)
        failed += not found["pages"]
        (options.out / f"{program['name']}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        print(_row(program, found), flush=True)
    if options.docs or options.docs_only:
        _write(_kept(options.out), options.out)
    return 1 if failed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fetched", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=Path("inspections") / "coverage")
    parser.add_argument("--docs", action="store_true", help="write docs/host-coverage.md afterwards")
    parser.add_argument("--docs-only", action="store_true", help="write it from what is kept, without a sweep")
    return parser.parse_args()


def _programs() -> list[dict[str, Any]]:
    """All programs, each repository once; ``counted`` marks the fifteen that the goal is about."""
    found: dict[str, dict[str, Any]] = {}
    for file in ("programs.toml", "host.toml"):
        for program in tomllib.loads((OURS / file).read_text(encoding="utf-8"))["program"]:
            found.setdefault(
                str(program["repo"]), {**program, "counted": file == "programs.toml" or "counted" in program}
            )
    return list(found.values())


def _swept(program: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    root = unpack(program, options.fetched, options.out)
    pictures = options.out / program["name"] / "pictures"
    command = [
        str(Path(sys.executable).with_name("minispect")),
        "sweep",
        str(root),
        "--json",
        "--pictures",
        str(pictures),
    ]
    profile = OURS / program["name"] / "minispect.toml"
    began = time.monotonic()
    done = subprocess.run(
        [*command, *(["--profile", str(profile)] if profile.is_file() else [])], capture_output=True, text=True
    )
    found: dict[str, Any] = (
        json.loads(done.stdout) if done.stdout.strip() else {"pages": [], "totals": {}, "unsupported": {}}
    )
    message = done.stderr.strip().splitlines()[-1:] if not found["pages"] else []
    return {**found, "seconds": round(time.monotonic() - began), "message": " ".join(message)[:300]}


def _kept(out: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    files = [(program, out / f"{program['name']}.json") for program in _programs()]
    return [(p, json.loads(f.read_text(encoding="utf-8"))) for p, f in files if f.is_file()]


def reason(page: dict[str, Any]) -> str:
    """Why a page is not ``ok``, in words that many pages share."""
    if page["outcome"] == "network":
        return "requests that nobody answers"
    if page["outcome"] == "host":
        return "not supported or a fault of the host"
    text = " ".join(page["errors"])
    return next((word for word, pattern in _REASONS if pattern.search(text)), "other")


def _row(program: dict[str, Any], found: dict[str, Any]) -> str:
    reasons = Counter(reason(page) for page in found["pages"] if page["outcome"] not in ("ok", "network"))
    cells = [
        f"{program['name']} ({program['repo']})",
        str(program.get("kind") or "ordinary program"),
        str(len(found["pages"])),
        *(str(found["totals"].get(word, 0)) for word in _OUTCOMES),
        "; ".join(f"{word} {count}" for word, count in reasons.most_common()) or found["message"] or "-",
    ]
    return "| " + " | ".join(cells) + " |"


def _write(rows: list[tuple[dict[str, Any], dict[str, Any]]], out: Path) -> None:
    parts = [*_shares(rows), "", *_table(rows), "", *_faults(rows), "", *_wants(rows), "", *_gallery(rows, out)]
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(_MARKS[0])
    after = rest.partition(_MARKS[1])[2]
    DOCS.write_text(before + "\n".join([_MARKS[0], "", *parts, "", _MARKS[1]]) + after, encoding="utf-8")


def _shares(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    lines = []
    for label, all_of_them in (("the fifteen programs", False), ("all programs", True)):
        found = [data for program, data in rows if all_of_them or program["counted"]]
        pages = sum(len(data["pages"]) for data in found)
        sums = {word: sum(data["totals"].get(word, 0) for data in found) for word in _OUTCOMES}
        figures = ", ".join(f"{count} {word}" for word, count in sums.items())
        lines.append(
            f"- **{label}** ({len(found)}): {pages} pages, {figures}; host share {sums['host'] / max(1, pages):.2%}"
        )
    return lines


def _table(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    head = ["program", "what it is", "pages", *_OUTCOMES, "reasons of project and host"]
    return ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *(_row(*row) for row in rows)]


def _faults(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    """Every page that is not carried, with what was said."""
    lines = ["## Pages that the host does not carry", ""]
    for program, found in rows:
        for page in (p for p in found["pages"] if p["outcome"] == "host"):
            said = "; ".join([*page["unsupported"], *page["errors"]][:2])
            lines.append(f"- {program['name']} `{page['path']}`: {_plain(said)}")
    return lines if len(lines) > 2 else [*lines, "None."]


def _wants(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    users: dict[str, list[str]] = {}
    for program, found in rows:
        for name in found["unsupported"]:
            users.setdefault(name, []).append(str(program["name"]))
    order = sorted(users.items(), key=lambda item: (-len(item[1]), item[0]))
    lines = ["## Asked for and not supported", "", "| what | programs | which |", "|---|---|---|"]
    return [*lines, *(f"| {_plain(name)} | {len(which)} | {', '.join(which)} |" for name, which in order)]


def _gallery(rows: list[tuple[dict[str, Any], dict[str, Any]]], out: Path) -> list[str]:
    shown = tomllib.loads((OURS / "host.toml").read_text(encoding="utf-8"))["pictures"]
    PICTURES.mkdir(parents=True, exist_ok=True)
    lines = ["## First pages", ""]
    for program, found in rows:
        page = next((p for p in found["pages"] if p["path"] == shown.get(program["name"])), None)
        if page is None:
            continue
        name = f"{program['name']}.webp"
        with Image.open(out / program["name"] / "pictures" / page["picture"]) as image:
            small = image.resize((_WIDTH, round(image.height * _WIDTH / image.width)))
        small.save(PICTURES / name, quality=70, method=6)
        lines.append(f"![{program['name']}: {page['path']}](images/programs/{name})")
    return lines


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")[:220]


if __name__ == "__main__":
    sys.exit(main())
