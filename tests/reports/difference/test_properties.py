"""What holds of every comparison, whatever was found: inspections made up at random."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from detectors.verdict import Text
from reports.difference.difference import compare
from reports.difference.fingerprint import fingerprint, is_page
from reports.difference.side import Found, Judged, Party, Reach, Side

PAGES = ("pages/a/a", "pages/b/b", "sub/c/c", "sub/d/d")
RUNS = ("untouched", "refuse", "agree")
CHECKS = ("FLW-01", "MIN-07", "PHN-01")
WORDS = st.sampled_from(["phone", "location", "x.track.example.com", "y.track.example.com", *PAGES])
FEW = settings(max_examples=40, deadline=None)


def text(words: str) -> Text:
    return Text(zh=words, en=words)


@st.composite
def findings(draw: st.DrawFn) -> list[dict[str, Any]]:
    one = st.fixed_dictionaries(
        {
            "check": st.sampled_from(CHECKS),
            "subject": st.lists(WORDS, min_size=1, max_size=2).map(tuple),
            "page": st.sampled_from(("", *PAGES)),
            "run": st.sampled_from(("", *RUNS)),
            "moment": st.sampled_from(("launch", "agreed")),
            "api": st.sampled_from(("", "wx.request", "wx.login")),
            "line": st.integers(1, 3),
            "reason": st.text(max_size=12),
            "verdict": st.sampled_from(("fail", "fail", "inconclusive")),
        }
    )
    return draw(st.lists(one, max_size=7))


def side(raw: list[dict[str, Any]], pages: dict[str, str] | None = None, **more: Any) -> Side:
    """``pages``: what each page is called in this version."""
    names = pages or {page: page for page in PAGES}
    made = []
    for number, one in enumerate(raw, 1):
        subject = [names.get(part, part) for part in one["subject"]]
        page = names.get(one["page"], "")
        made.append(
            Found(
                number=f"F{number}",
                check=one["check"],
                verdict=one["verdict"],
                fingerprint=fingerprint(one["check"], subject, names.values()),
                title=text("t"),
                reason=text(one["reason"]),
                page=page,
                pages=(page,) if page else (),
                own_page=any(is_page(part, names.values()) for part in subject),
                run=one["run"],
                moment=one["moment"],
                api=one["api"],
                line=one["line"],
            )
        )
    words = {check: Judged(verdict="pass") for check in CHECKS}
    words |= {one.check: Judged(verdict="inconclusive") for one in made if not one.violated}
    words |= {one.check: Judged(verdict="fail") for one in made if one.violated}
    declared = tuple(names.values())
    reach = Reach(entry=declared[0], declared=declared, walked=declared, ended=RUNS)
    party = Party(domain="example.com", kinds=("phone",))
    return Side(
        id="MI", appid="wx1", findings=tuple(made), verdicts=words, parties=(party,), **{"reach": reach, **more}
    )


@FEW
@given(findings())
def test_nothing_changed_against_itself(raw: list[dict[str, Any]]) -> None:
    found = compare(side(raw), side(raw))
    assert {item.state for item in found.items} <= {"unchanged"}
    assert not found.changes
    assert not found.notes
    assert all(item.old == item.new for item in found.items)


@FEW
@given(findings(), st.permutations(range(7)))
def test_moved_pages_other_words_lines_and_order_change_nothing(raw: list[dict[str, Any]], order: list[int]) -> None:
    moved = {page: f"packages/v2/{page.rpartition('/')[2]}" for page in PAGES}
    again = [raw[n] | {"reason": f"worded anew {n}", "line": 90 + n} for n in order if n < len(raw)]
    found = compare(side(raw), side(again, moved))
    assert {item.state for item in found.items} <= {"unchanged"}
    assert {change.sort for change in found.changes} <= {"page"}


@FEW
@given(findings(), findings())
def test_every_violation_is_told_once(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    old, new = side(before), side(now)
    found = compare(old, new)
    told_old = [item.old.number for item in found.items if item.old is not None]
    told_new = [item.new.number for item in found.items if item.new is not None]
    assert sorted(told_old) == sorted(one.number for one in old.violations)
    assert sorted(told_new) == sorted(one.number for one in new.violations)
    for item in found.items:
        assert (item.old is None) == (item.state == "new")
        assert (item.new is None) == (item.state in ("fixed", "not-comparable"))
        assert item.old is None or item.new is None or item.old.fingerprint == item.new.fingerprint


@FEW
@given(findings(), findings())
def test_backwards_the_same_pairs(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> None:
    old, new = side(before), side(now)
    there = {(i.old.number, i.new.number) for i in compare(old, new).items if i.old and i.new}
    back = {(i.new.number, i.old.number) for i in compare(new, old).items if i.old and i.new}
    assert there == back


@FEW
@given(
    findings(),
    st.sampled_from(
        (
            {"driver": "android"},
            {"capture": "none"},
            {"backend": "stub"},
            {"interrupted": True},
            {"ended": ()},
            {"walked": (), "direct": (), "entry": "other", "declared": (*PAGES, "other")},
        )
    ),
)
def test_nothing_is_fixed_where_less_was_looked_at(raw: list[dict[str, Any]], less: dict[str, Any]) -> None:
    whole = side([])
    found = compare(side(raw), side([], reach=whole.reach.model_copy(update=less)))
    assert {item.state for item in found.items} <= {"not-comparable"}
    assert all(item.why.en and item.why.zh for item in found.items)


@FEW
@given(findings())
def test_all_is_fixed_where_all_passed(raw: list[dict[str, Any]]) -> None:
    assert {item.state for item in compare(side(raw), side([])).items} <= {"fixed"}


@FEW
@given(findings(), st.sampled_from(CHECKS), st.sampled_from(("inconclusive", "not-applicable", "error", "not-judged")))
def test_no_word_but_pass_fixes(raw: list[dict[str, Any]], check: str, word: Any) -> None:
    new = side([])
    new = new.model_copy(update={"verdicts": {**new.verdicts, check: Judged(verdict=word)}})
    states = {item.state for item in compare(side(raw), new).items if item.shown.check == check}
    assert states <= {"not-comparable"}
