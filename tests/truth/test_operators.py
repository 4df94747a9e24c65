"""Operators change texts and nothing else: what they make still parses, holds one planted thing, and can be told apart."""

import argparse
import importlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from crawler.host.project import read
from detectors.catalogue import entries
from detectors.registry import judgeable
from recording.profile import load

command = importlib.import_module("truth.command")
bases = importlib.import_module("truth.bases")
measure = importlib.import_module("truth.measure")
table = importlib.import_module("truth.table")
operators = importlib.import_module("truth.operators")
program = importlib.import_module("truth.program")
command.load_families()

ALL: dict[str, Any] = operators.OPERATORS


def test_there_are_enough_and_each_cites_what_it_is_written_from() -> None:
    bad = [o for o in ALL.values() if o.violation]
    assert len(bad) >= 24
    assert len(ALL) - len(bad) >= 12
    cited = re.compile(r"PIPL|determination method|rules|catalogue|platform|GB/T|T/TAF|notice 164|guide", re.IGNORECASE)
    assert [o.name for o in ALL.values() if not cited.search(o.law)] == []
    known = set(entries())
    assert {c for o in ALL.values() for c in (o.check, *o.also)} <= known
    assert {o.group for o in bad if o.group} == {"homepage", "overlaying", "bothering", "repeating", "looping", "way"}


def test_every_violation_has_its_look_alike() -> None:
    bad = {o.check for o in ALL.values() if o.violation}
    assert bad == {o.check for o in ALL.values() if not o.violation}


def _with_three_programs() -> set[str]:
    kinds: dict[str, set[str]] = {}
    for path in bases.FIXTURES.glob("*/*/app.json"):
        kinds.setdefault(path.parts[-3].upper(), set()).add(path.parts[-2].partition("-")[0])
    return {check for check, found in kinds.items() if found >= {"violates", "complies", "near"}}


def test_every_judged_check_is_tried_on_programs() -> None:
    """Three small programs of its own, or planted ones of both kinds."""
    planted = {o.check for o in ALL.values()}
    assert set(judgeable()) - _with_three_programs() - planted == set()


def test_the_plan_is_large_enough_and_its_shares_are_whole(tmp_path: Path) -> None:
    jobs = command.plan("", None, tmp_path)
    bad = [j for j in jobs if ALL[j.operator].violation]
    assert len(bad) >= 200
    assert len(jobs) - len(bad) >= 200
    assert len({j.key for j in jobs}) == len(jobs)
    assert len({j.base for j in jobs}) >= 20
    shares = [[j for n, j in enumerate(jobs) if n % 3 == k] for k in range(3)]
    assert sorted(j.key for s in shares for j in s) == sorted(j.key for j in jobs)


def test_any_beginning_of_the_plan_is_a_fair_sample(tmp_path: Path) -> None:
    jobs = command.plan("", None, tmp_path)
    assert jobs == command.plan("", None, tmp_path)
    for length in (len(ALL) // 2, 2 * len(ALL), 3 * len(ALL)):
        held = [sum(1 for j in jobs[:length] if j.operator == name) for name in ALL]
        assert max(held) - min(held) <= 1
    first = [j for j in jobs[: len(ALL)] if ALL[j.operator].variants > 1]
    forms = {j.number % ALL[j.operator].variants for j in first}
    assert len(forms) > 3, "not the first form of each"
    assert 0.25 < sum(1 for j in first if j.number == 0) / len(first) + 0.1 < 0.6


def test_what_was_measured_counts_as_long_as_it_is_made_the_same(tmp_path: Path) -> None:
    """Programs are added and the plan changes with them; a mutant that lies there is still one."""
    options = argparse.Namespace(only="", fetched=None, out=tmp_path)
    job = command.Job("undeclared-kind-sent", "flw-01/near", 3)
    for sources, counted in (("another", False), (measure.sources(command._made(job, options)), True)):
        (tmp_path / job.key).mkdir(exist_ok=True)
        (tmp_path / job.key / "result.json").write_text(json.dumps({"sources": sources}))
        assert command._measured(options) == [job]
        assert bool(command._current(job, options)) is counted
    unfit = command.Job("notice-without-no", "con-03/violates", 0)
    assert command._sources(unfit, options) == ""


def test_a_program_more_changes_little_of_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = bases.ours()
    monkeypatch.setattr(bases, "ours", lambda: names[1:])
    before = {(j.operator, j.base) for j in command.plan("", None, tmp_path)}
    monkeypatch.setattr(bases, "ours", lambda: names)
    after = {(j.operator, j.base) for j in command.plan("", None, tmp_path)}
    assert len(before & after) > 0.85 * len(after)


SOME = ("flw-01/complies", "phn-02/complies", "prm-03/complies", "phn-02/near", "sec-01/near", "pol-10/complies")
"""Programs one of which each operator fits."""


def _mutant(name: str, number: int) -> Any:
    for base in SOME:
        try:
            return ALL[name].apply(bases.base(base, None, Path()), number), bases.base(base, None, Path())
        except program.Unfit:
            continue
    pytest.fail(f"{name} fits none of the programs")


@pytest.fixture(scope="module")
def mutants() -> list[tuple[str, Any, Any]]:
    """Every form of every operator with the program it was made from."""
    return [(name, *_mutant(name, n)) for name, operator in ALL.items() for n in range(operator.variants)]


def test_every_mutant_is_a_whole_program_with_one_beacon(mutants: list[tuple[str, Any, Any]], tmp_path: Path) -> None:
    for number, (name, made, base) in enumerate(mutants):
        assert made.files != base.files, name
        assert made.beacon in b"".join(made.files.values()).decode("utf-8", "replace"), name
        assert made.beacon not in json.dumps(made.profile), f"{name}: the checks read the profile"
        assert [p for p in base.files if p not in made.files] == [], f"{name} takes a file away"
        folder = tmp_path / str(number)
        made.write(folder)
        assert not read(folder).problems, name
        load(folder / "minispect.toml")
        shutil.rmtree(folder)


def test_a_mutant_is_repeatable() -> None:
    for name in ("phone-wall-at-entry", "notice-with-faint-no", "undeclared-kind-sent"):
        assert _mutant(name, 1)[0].files == _mutant(name, 1)[0].files


def test_templates_of_every_mutant_close_what_they_open(mutants: list[tuple[str, Any, Any]]) -> None:
    wrong = [
        f"{name}: {path}"
        for name, made, base in mutants
        for path, body in made.files.items()
        if path.endswith(".wxml") and body != base.files.get(path) and _unbalanced(body.decode())
    ]
    assert wrong == []


@pytest.mark.skipif(shutil.which("node") is None, reason="asks a JavaScript engine of its own")
def test_scripts_of_every_mutant_parse(mutants: list[tuple[str, Any, Any]], tmp_path: Path) -> None:
    module = re.compile(rb"(?m)^(import|export) ")
    scripts = {
        f"{name} {number}: {path}": f"(function (require, module, exports) {{{body.decode()}\n}})"
        for number, (name, made, base) in enumerate(mutants)
        for path, body in made.files.items()
        if path.endswith(".js") and body != base.files.get(path) and not module.search(body)
    }
    assert len(scripts) > len(ALL)
    (tmp_path / "scripts.json").write_text(json.dumps(scripts))
    code = (
        "const wrong = []; for (const [name, text] of Object.entries(require(process.argv[1])))"
        "{ try { new (require('vm').Script)(text) } catch (e) { wrong.push(name + ': ' + e.message) } }"
        "console.log(JSON.stringify(wrong))"
    )
    done = subprocess.run(
        ["node", "-e", code, str(tmp_path / "scripts.json")], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []


def _unbalanced(wxml: str) -> bool:
    tags = re.findall(
        r"<(/?)([a-z][\w-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*?)(/?)>", re.sub(r"<!--.*?-->", "", wxml, flags=re.DOTALL)
    )
    open_: list[str] = []
    for closing, tag, _, empty in tags:
        if closing:
            if not open_ or open_.pop() != tag:
                return True
        elif not empty and tag not in ("input", "image", "import", "include", "wxs", "icon", "checkbox", "radio"):
            open_.append(tag)
    return False


def test_words_and_layouts_differ_from_mutant_to_mutant() -> None:
    texts = set()
    for number in range(12):
        made = ALL["phone-wall-at-entry"].apply(bases.base("flw-01/complies", None, Path()), number)
        new = [p for p in made.files if made.files[p] != bases.base("flw-01/complies", None, Path()).files.get(p)]
        texts.add(re.sub(r"gate\d*", "", "".join(made.files[p].decode() for p in sorted(new) if "wx" in p)))
    assert len(texts) >= 11


def test_the_beacon_goes_out_of_the_recording_with_the_call_that_made_it(tmp_path: Path) -> None:
    lines = [
        {
            "kind": "call",
            "run": "agree",
            "seq": 1,
            "data": {"phase": "begin", "id": "7", "args": [{"url": "https://xyz.example/done"}]},
        },
        {"kind": "call", "run": "agree", "seq": 2, "data": {"phase": "end", "id": "7"}},
        {"kind": "call", "run": "refuse", "seq": 3, "data": {"phase": "end", "id": "7"}},
        {"kind": "flow", "run": "agree", "seq": 4, "data": {"host": "xyz.example", "url": "https://xyz.example/done"}},
        {"kind": "flow", "run": "agree", "seq": 5, "data": {"host": "api.example", "url": "https://api.example/done"}},
    ]
    events = tmp_path / "events.jsonl"
    events.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert measure.strip(events, "xyz.example") == {"agree:done": 1}
    assert [json.loads(line)["seq"] for line in events.read_text().splitlines()] == [3, 5]


def test_interval_by_wilson() -> None:
    low, high = table.wilson(10, 10)
    assert (round(low, 4), round(high, 4)) == (0.7225, 1.0)
    low, high = table.wilson(5, 10)
    assert (round(low, 4), round(high, 4)) == (0.2366, 0.7634)
    assert table.wilson(0, 0) == (0.0, 1.0)


def test_of_a_check_that_a_person_decides_the_sheet_is_read() -> None:
    bad, good = "position-for-shops-to-another-firm", "position-for-shops-stays-at-home"

    def counted(name: str, said: str, findings: str) -> Any:
        verdicts = {"DEC-08": {"verdict": said, "reason": "r", "findings": findings}}
        return table.outcome(table.Row(name, "shop", 0, {"agree:done": 1}, verdicts, says="ads.example"))

    assert counted(bad, "inconclusive", "sent to ads.example.\n").tp == 1
    assert counted(bad, "inconclusive", "sent to api.example.\n").inconclusive == 1
    assert counted(bad, "not-applicable", "").fn == 1
    assert counted(good, "inconclusive", "sent to ads.example.\n").fp == 1
    assert counted(good, "inconclusive", "sent to api.example.\n").tn == 1


def _row(name: str, said: str, beacon: bool = True, **others: str) -> Any:
    verdicts = {c: {"verdict": v, "reason": "r"} for c, v in {ALL[name].check: said, **others}.items()}
    return table.Row(name, "shop", 0, {"agree:done": 1} if beacon else {}, verdicts)


def test_inconclusive_is_no_pass_and_unreached_no_miss() -> None:
    bad, good = "consent-ticked-by-default", "consent-ticked-by-the-user"
    counts = [
        table.outcome(r)
        for r in (_row(bad, "fail"), _row(bad, "pass"), _row(bad, "inconclusive"), _row(bad, "pass", beacon=False))
    ]
    assert [(c.tp, c.fn, c.inconclusive, c.unreached) for c in counts] == [
        (1, 0, 0, 0),
        (0, 1, 0, 0),
        (0, 0, 1, 0),
        (0, 0, 0, 1),
    ]
    assert table.outcome(_row(good, "fail")).fp == 1
    assert table.outcome(_row(good, "not-applicable")).tn == 1
    rows = [_row(bad, "fail"), _row(bad, "pass"), _row(bad, "inconclusive")]
    assert "recall 0.333" in table.tell(rows, {}, planned=3)


def test_a_fail_that_neither_act_nor_program_explains_is_a_false_alarm() -> None:
    row = _row("consent-ticked-by-default", "fail", **{"SEC-01": "fail", "POL-04": "fail"})
    assert table.strays(row, {"POL-04": {"verdict": "fail"}}) == ["SEC-01"]
    assert "precision 0.500" in table.tell([row], {"shop": {"POL-04": {"verdict": "fail"}}}, planned=1)
