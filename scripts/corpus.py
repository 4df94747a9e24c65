"""Scan public mini programs that nobody here wrote, and write what came of it as a table.

``python scripts/corpus.py FETCHED [NAME …]``: FETCHED holds the repositories of ``tests/corpus/programs.toml`` as
git directories named ``owner+name``. Each is unpacked at its commit into the output folder, scanned on the stub
backend of ``tests/corpus/NAME`` and left there with its pack; its figures go to ``NAME.json``. With ``--docs`` the
table of ``docs/public-programs.md`` is written again from all figures in the output folder.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent.parent
OURS = HERE / "tests" / "corpus"
DOCS = HERE / "docs" / "public-programs.md"
_MARKS = ("<!-- table -->", "<!-- end of table -->")
_SHOWN = ("PHN-01", "PHN-09")


def main() -> int:
    """0 when every scan ended and none contradicts its label without an explanation."""
    options = _options()
    programs = tomllib.loads((OURS / "programs.toml").read_text(encoding="utf-8"))["program"]
    chosen = [p for p in programs if not options.names or p["name"] in options.names]
    options.out.mkdir(parents=True, exist_ok=True)
    for program in chosen:
        figures = _figures(program, options)
        (options.out / f"{program['name']}.json").write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")
        print(_row(program, figures), flush=True)
    rows = [(p, json.loads(f.read_text(encoding="utf-8"))) for p in programs if (f := _file(options, p)).is_file()]
    if options.docs:
        _write(rows)
    return 1 if any(not figures["verdicts"] or _differs(p, figures) for p, figures in rows) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fetched", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--out", type=Path, default=Path("inspections") / "corpus")
    parser.add_argument("--budget", default="60")
    parser.add_argument("--seed", default="7")
    parser.add_argument("--no-ocr", action="store_true")
    parser.add_argument("--docs", action="store_true")
    return parser.parse_args()


def _file(options: argparse.Namespace, program: dict[str, Any]) -> Path:
    return Path(options.out / f"{program['name']}.json")


def unpack(program: dict[str, Any], fetched: Path, out: Path) -> Path:
    """The program's folder, made ready as its developer would: npm packages added, documented settings set."""
    folder = out / str(program["name"]) / "program"
    root: Path = folder / str(program.get("root", "."))
    if root.is_dir():
        return root
    git = fetched / str(program["repo"]).replace("/", "+") / "repo"
    wanted = [str(program["root"])] if "root" in program and "copies" not in program else []
    archive = subprocess.run(
        ["git", f"--git-dir={git}", "archive", str(program["commit"]), *wanted], check=True, capture_output=True
    )
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["tar", "-x", "-C", folder], input=archive.stdout, check=True)
    for setting in program.get("settings", ()):
        file = root / setting["file"]
        file.write_text(file.read_text(encoding="utf-8").replace(setting["from"], setting["to"]), encoding="utf-8")
    for copy in program.get("copies", ()):
        _copy(folder, str(copy["from"]), str(copy["to"]))
    if "packages" in program:
        base = root / str(program.get("package_folder", "."))
        # A package list of its own: npm would otherwise add to the one of a folder above.
        (base / "package.json").write_text("{}", encoding="utf-8")
        (base / "package-lock.json").unlink(missing_ok=True)
        npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", *program["packages"]]
        subprocess.run(npm, cwd=base, check=True, capture_output=True)
    return root


def _copy(folder: Path, pattern: str, target: str) -> None:
    """``*`` in both stands for the same name."""
    before, star, after = pattern.partition("*")
    for source in folder.glob(pattern) if star else [folder / pattern]:
        name = source.relative_to(folder).as_posix()[len(before) : -len(after) or None] if star else ""
        shutil.copytree(source, folder / target.replace("*", name), dirs_exist_ok=True)


def _figures(program: dict[str, Any], options: argparse.Namespace) -> dict[str, Any]:
    root = unpack(program, options.fetched, options.out)
    command = [str(Path(sys.executable).with_name("minispect")), "scan", str(root), "--json", "--lang", "en"]
    command += ["--profile", str(OURS / program["name"] / "minispect.toml"), "--budget", options.budget]
    command += ["--out", str(options.out / program["name"]), "--seed", options.seed]
    began = time.monotonic()
    done = subprocess.run([*command, *(["--no-ocr"] if options.no_ocr else [])], capture_output=True, text=True)
    seconds = round(time.monotonic() - began)
    data = json.loads(done.stdout) if done.stdout.strip() else {}
    coverage = data.get("coverage", {})
    return {
        "exit": done.returncode,
        "seconds": seconds,
        "declared": coverage.get("declared", 0),
        "walked": len(coverage.get("walked", ())),
        "direct": len(coverage.get("direct", ())),
        "errors": _errors(Path(data["pack"])) if data else {},
        "verdicts": data.get("verdicts", {}),
        "reasons": {f["check"]: f["reason"]["en"] for f in data.get("findings", ())},
        "message": "" if data else done.stderr.strip().splitlines()[-1][:300],
    }


def _errors(pack: Path) -> dict[str, int]:
    """Pages with an error, by whose it was: the host's, the program's own, a missing file's."""
    pages: dict[str, set[str]] = {}
    with (pack / "data" / "original" / "events.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["kind"] == "error":
                pages.setdefault(str(event["data"].get("cause", "")), set()).add(event.get("page") or "")
    return {cause: len(names) for cause, names in sorted(pages.items())}


def _disagrees(program: dict[str, Any], figures: dict[str, Any]) -> bool:
    """Whether verdict and label disagree; "conditional" and "partial" bind nobody."""
    fired = any(figures["verdicts"].get(check) == "fail" for check in _SHOWN)
    expected = {"yes": True, "no": False}.get(str(program["wall"]))
    return expected is not None and fired != expected


def _differs(program: dict[str, Any], figures: dict[str, Any]) -> bool:
    """Whether they disagree and nothing explains it."""
    return _disagrees(program, figures) and not program.get("remark")


def _row(program: dict[str, Any], figures: dict[str, Any]) -> str:
    verdicts = figures["verdicts"]
    fails = [f"**{check}**" if check in _SHOWN else check for check, v in sorted(verdicts.items()) if v == "fail"]
    agreed = "differs" if _disagrees(program, figures) else "agrees"
    if program["wall"] == "no" and agreed == "agrees" and "inconclusive" in (verdicts.get(c) for c in _SHOWN):
        agreed = "open"
    if program["wall"] not in ("yes", "no"):
        agreed = str(program["wall"])
    if not verdicts:
        agreed = "not scanned"
    cells = [
        f"{program['name']} ({program['repo']})",
        f"{figures['walked'] + figures['direct']}/{figures['declared']} ({figures['walked']} by walking)",
        ", ".join(f"{cause} {count}" for cause, count in figures["errors"].items()) or "none",
        *(verdicts.get(check, "-") for check in _SHOWN),
        ", ".join(fails) or "none",
        f"{program['wall']}: {agreed}" if agreed != program["wall"] else agreed,
        str(figures["seconds"]),
    ]
    return "| " + " | ".join(cells) + " |"


def _write(rows: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    head = ["program", "pages", "pages with errors", *_SHOWN, "violations", "label", "seconds"]
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *(_row(*row) for row in rows)]
    notes = [f"- **{p['name']}**: {p['remark']}" for p, _ in rows if p.get("remark")]
    text = DOCS.read_text(encoding="utf-8")
    before, _, rest = text.partition(_MARKS[0])
    after = rest.partition(_MARKS[1])[2]
    middle = "\n".join([_MARKS[0], "", *table, "", *notes, "", _MARKS[1]])
    DOCS.write_text(before + middle + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
