"""What counts as new, fixed, unchanged and not comparable."""

from collections.abc import Callable

import pytest

from detectors.verdict import Text
from reports.difference.difference import Difference, compare
from reports.difference.side import Found, Party, Reach, Side
from reports.review.rulings import Ruling

Find = Callable[..., Found]
Inspect = Callable[..., Side]
ToReach = Callable[..., Reach]
LACK = Text(zh="只看到 1/3 个页面", en="only 1 of 3 pages were seen")


def states(found: Difference) -> list[tuple[str, str]]:
    return [(item.state, item.shown.check) for item in found.items]


def test_fixed_needs_a_check_that_passed_and_the_surface(find: Find, inspect: Inspect) -> None:
    found = compare(inspect(find()), inspect(words={"FLW-01": "pass"}))
    assert states(found) == [("fixed", "FLW-01")]
    assert "passed" in found.items[0].why.en


@pytest.mark.parametrize(
    ("changes", "words", "says"),
    [
        ({}, {"FLW-01": "inconclusive"}, "could not be decided: FLW-01 is inconclusive"),
        ({}, {"FLW-01": "not-applicable"}, "did not apply"),
        ({}, {"FLW-01": "error"}, "not judged"),
        ({}, {}, "not judged"),
        ({"driver": "android"}, {"FLW-01": "pass"}, "different targets: embedded and android"),
        ({"backend": "live"}, {"FLW-01": "pass"}, "different back ends"),
        ({"capture": "hosts"}, {"FLW-01": "pass"}, "less traffic was readable"),
        ({"interrupted": True}, {"FLW-01": "pass"}, "interrupted"),
        ({"ended": ("untouched", "refuse")}, {"FLW-01": "pass"}, "no complete run agree"),
        ({"walked": ("pages/index/index",)}, {"FLW-01": "pass"}, "page pages/mine/mine was not reached"),
        (
            {"walked": ("pages/index/index",), "direct": ("pages/mine/mine",)},
            {"FLW-01": "pass"},
            "only opened directly",
        ),
        (
            {"declared": ("pages/index/index", "packages/order/pay"), "walked": ("pages/index/index",)},
            {"FLW-01": "pass"},
            "there is no page pages/mine/mine, and 1 of the pages there were not reached",
        ),
        ({"declared": (), "walked": ()}, {"FLW-01": "pass"}, "was not reached"),
    ],
)
def test_everything_else_is_not_comparable(
    find: Find, inspect: Inspect, reach: ToReach, changes: dict[str, object], words: dict[str, str], says: str
) -> None:
    found = compare(inspect(find()), inspect(words=words, reach=reach(**changes)))
    assert states(found) == [("not-comparable", "FLW-01")]
    assert says in found.items[0].why.en
    assert found.items[0].why.zh


def test_a_page_that_is_gone_from_a_program_seen_whole(find: Find, inspect: Inspect, reach: ToReach) -> None:
    left = ("pages/index/index", "packages/order/pay")
    now = inspect(words={"FLW-01": "pass"}, reach=reach(declared=left, walked=left))
    assert states(compare(inspect(find()), now)) == [("fixed", "FLW-01")]


def test_a_check_that_fails_for_something_else(find: Find, inspect: Inspect, reach: ToReach) -> None:
    other = find(subject=("location",), kinds=("location",))
    enough = compare(inspect(find()), inspect(other))
    assert states(enough) == [("new", "FLW-01"), ("fixed", "FLW-01")]
    little = compare(inspect(find()), inspect(other, reach=reach(missing=(LACK,))))
    assert states(little) == [("new", "FLW-01"), ("not-comparable", "FLW-01")]
    assert "only 1 of 3 pages" in little.items[1].why.en


def test_what_stands_in_front_of_the_program_is_looked_for_at_the_launch(
    find: Find, inspect: Inspect, reach: ToReach
) -> None:
    wall = find("PHN-01", ("launch", "phone"), page="pages/login/login", run="refuse", moment="launch")
    mended = {"PHN-01": "pass"}
    assert states(compare(inspect(wall), inspect(words=mended))) == [("fixed", "PHN-01")]
    elsewhere = inspect(words=mended, reach=reach(scene=1047))
    assert states(compare(inspect(wall), elsewhere)) == [("not-comparable", "PHN-01")]


def test_a_finding_without_a_page_needs_all_pages_again(find: Find, inspect: Inspect, reach: ToReach) -> None:
    whole = find("DEC-02", ("declared",), page="", run="")
    passed = {"DEC-02": "pass"}
    assert states(compare(inspect(whole), inspect(words=passed))) == [("fixed", "DEC-02")]
    less = inspect(words=passed, reach=reach(walked=("pages/index/index",)))
    assert "2 pages were not reached" in compare(inspect(whole), less).items[0].why.en
    fewer = inspect(words=passed, reach=reach(ended=("refuse",)))
    assert "agree, untouched" in compare(inspect(whole), fewer).items[0].why.en


def test_new_is_sure_only_when_it_was_looked_for(find: Find, inspect: Inspect, reach: ToReach) -> None:
    sure = compare(inspect(words={"FLW-01": "pass"}), inspect(find())).items[0]
    assert (sure.state, sure.sure) == ("new", True)
    hint = find(number="U1", verdict="inconclusive")
    unsure = compare(inspect(hint), inspect(find())).items[0]
    assert (unsure.state, unsure.sure) == ("new", False)
    assert "it looked that way before (U1)" in unsure.why.en
    later = compare(inspect(find()), inspect(hint)).items[0]
    assert later.state == "not-comparable"
    assert "it still looks that way (U1)" in later.why.en
    page = find("MIN-07", ("phone", "pages/mine/mine"))
    old = inspect(words={"MIN-07": "pass"}, reach=reach(declared=PAGES_BEFORE, walked=PAGES_BEFORE))
    assert compare(old, inspect(page)).items[0].sure, "the page is new and all of the earlier ones were seen"


PAGES_BEFORE = ("pages/index/index",)


def test_other_programs_are_not_compared(find: Find, inspect: Inspect) -> None:
    found = compare(inspect(find()), inspect(find(), appid="wxffffffffffffffff", name="别家"))
    assert not found.same_target
    assert [item.state for item in found.items] == ["not-comparable", "not-comparable"]
    assert "different programs" in found.notes[0].en
    assert not found.changes
    forced = compare(found.old, found.new, same_target=True)
    assert [item.state for item in forced.items] == ["unchanged"]
    unnamed = compare(inspect(find(), appid=""), inspect(find(), name="改名"))
    assert not unnamed.same_target, "without appids the names decide"
    same_files = compare(
        inspect(find(), appid="", packages=("ab",)), inspect(find(), appid="", name="x", packages=("ab",))
    )
    assert same_files.same_target


def test_a_program_that_did_not_change_has_fixed_nothing(find: Find, inspect: Inspect, reach: ToReach) -> None:
    def pair(backend: str, declared: tuple[str, ...] = ("guidelines: PhoneNumber",)) -> Difference:
        same = {"packages": ("ab",), "reach": reach(backend=backend)}
        return compare(inspect(find(), **same), inspect(words={"FLW-01": "pass"}, declared=declared, **same))

    found = pair("stub")
    assert states(found) == [("not-comparable", "FLW-01")]
    assert "the program did not change" in found.items[0].why.en
    assert "the very same package" in found.notes[0].en
    assert states(pair("live")) == [("fixed", "FLW-01")], "a server may have changed"
    assert states(pair("stub", ("guidelines: Phone",))) == [("fixed", "FLW-01")], "so may what is declared"
    back = compare(pair("stub").new, pair("stub").old).items[0]
    assert (back.state, back.sure) == ("new", False)


def test_who_what_and_where_is_new_or_gone(inspect: Inspect, reach: ToReach) -> None:
    ads = Party(domain="ads.example", owner="third", organisation="Ads", kinds=("location",))
    more = reach(declared=(*PAGES_BEFORE, "pages/new"), walked=(*PAGES_BEFORE, "pages/new"))
    old = inspect(reach=reach(declared=PAGES_BEFORE, walked=PAGES_BEFORE))
    new = inspect(parties=(ads,), reach=more, asked=("phone", "camera"), declared=("guidelines: Location",))
    told = {(c.sort, c.name, c.also): c.state for c in compare(old, new).changes}
    assert told == {
        ("recipient", "ads.example", "Ads"): "new",
        ("recipient", "collect.example", ""): "gone",
        ("kind", "location", "sent"): "new",
        ("kind", "phone", "sent"): "gone",
        ("kind", "camera", "asked"): "new",
        ("page", "pages/new", ""): "new",
        ("declared", "guidelines: Location", ""): "new",
        ("declared", "guidelines: PhoneNumber", ""): "gone",
    }
    less = inspect(parties=(), asked=(), reach=reach(declared=PAGES_BEFORE, walked=()), declared=None)
    more_asked = inspect(reach=old.reach, declared=None, in_app=("app.json plugins: x",))
    assert [(c.name, c.state) for c in compare(old, more_asked).changes] == [("app.json plugins: x", "new")]
    fewer = compare(old, less)
    assert {c.state for c in fewer.changes} == {"not-seen-again"}, "what was not looked for is not gone"
    short = inspect(parties=(), asked=(), reach=old.reach.model_copy(update={"missing": (LACK,)}))
    assert {c.state for c in compare(old, short).changes} == {"not-seen-again"}, "nothing fell, but too little was seen"
    assert any("was not known now" in note.en for note in fewer.notes)


def test_rejected_stays_rejected(find: Find, inspect: Inspect) -> None:
    ruling = Ruling(number="F1", mark="m", word="rejected", by="甲", at="2026-11-22T00:00:00.000Z")
    remark = ruling.model_copy(update={"word": "", "by": "乙"})
    carried = compare(inspect(find(ruling=ruling)), inspect(find(ruling=remark)))
    assert carried.items[0].rejected
    assert carried.items[0].ruling is ruling
    confirmed = ruling.model_copy(update={"word": "confirmed"})
    assert not compare(inspect(find(ruling=ruling)), inspect(find(ruling=confirmed))).items[0].rejected


def test_far_too_many_findings_of_one_fingerprint_are_still_told_once(find: Find, inspect: Inspect) -> None:
    def many(count: int, page: str) -> Side:
        return inspect(*(find(number=f"F{n}", page=f"{page}/{n % 700}", line=n) for n in range(count)))

    found = compare(many(1500, "pages/a"), many(1400, "pages/a"))
    assert [len(found.of(state)) for state in ("unchanged", "new", "fixed", "not-comparable")] == [1400, 0, 100, 0]
    moved = compare(many(150, "pages/a"), many(150, "pages/b"))
    assert len(moved.of("unchanged")) == 150
