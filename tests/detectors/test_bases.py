"""Legal bases: dated, honest about what was read; catalogue, code, pages and example programs belong together."""

import datetime
from pathlib import Path

import pytest

from detectors import catalogue
from detectors.registry import judgeable

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "miniprograms"
TODAY = datetime.date(2026, 11, 22)


def test_every_basis_names_a_document_of_a_known_law() -> None:
    cited = [catalogue.citation(b) for entry in catalogue.entries().values() for b in entry.basis]
    assert not [c.basis for c in cited if c.document is None]
    assert {c.law for c in cited} == {"cn", "platform", "gdpr", "other"}


def test_documents_are_dated_and_none_ends_before_it_begins() -> None:
    for document in catalogue.documents().values():
        assert not document.valid_to or datetime.date.fromisoformat(document.valid_to) >= document.valid_from
        assert document.zh and document.en


@pytest.mark.parametrize(
    ("basis", "citable"),
    [
        ("PIPL 17", True),
        ("PIPL 17(1)", True),
        ("PIPL 17(1), 50", True),
        ("PIPL 44-48", True),
        ("PIPL 44-49", False),
        ("PIPL 5, 6, 74", False),
        ("RD 1.1", True),
        ("RD 6.6", False),
        ("GDPR 13(1)(a),(b)", True),
        ("GDPR 14", False),
        ("GDPR recital 26", True),
        ("MIIT23 purpose with the permission", True),
        ("MIIT23 another purpose", False),
        ("MIIT23", False),
        ("CAC26 draft", False),
        ("CSL 41", False),
        ("CSL2026 43", True),
        ("WX15", True),
        ("SCEN 1.1-7", False),
        ("OWASP ASVS 14.2.1", False),
        ("nobody's rule 1", False),
    ],
)
def test_what_nobody_read_is_not_put_into_a_notice(basis: str, citable: bool) -> None:
    cited = catalogue.citation(basis)
    assert cited.citable(TODAY) is citable
    assert cited.confirmed is ("to be confirmed" not in cited.text("en"))


def test_a_passage_without_a_number_is_named_in_the_readers_language() -> None:
    cited = catalogue.citation("guidelines plugins")
    assert (cited.clause("zh"), cited.clause("en")) == (
        "“第三方插件信息/SDK信息”",
        "“third-party plugin and SDK information”",
    )
    assert cited.text("zh").endswith("内容介绍》 “第三方插件信息/SDK信息”")


def test_every_clause_that_was_read_is_cited_where_only_parts_of_a_document_were_read() -> None:
    cited: dict[str, set[str]] = {}
    for entry in catalogue.entries().values():
        for found in map(catalogue.citation, entry.basis):
            assert found.document is not None
            named = cited.setdefault(found.document.key, set())
            named |= {found.item, *catalogue.clauses(found.document, found.item)}
    documents = catalogue.documents()
    assert set(cited) == set(documents), "a document that no check cites is no basis of anything"
    for key, document in documents.items():
        assert len(set(document.read)) == len(document.read), key
        assert set(document.passages) <= cited[key], key
        if document.verified != "read":
            assert set(document.read) <= cited[key], key


def test_what_is_said_of_how_far_a_text_was_read_agrees_with_itself() -> None:
    for key, document in catalogue.documents().items():
        if document.verified == "part":
            assert document.note, f"{key}: where was what part of it read?"
        if document.unit == "article":
            assert all(clause.isdecimal() or clause.startswith("recital ") for clause in document.read), key
        if "征求意见稿" in document.zh:
            assert document.verified != "read" and not document.read and not document.passages, (
                f"{key}: a draft binds nobody"
            )


def test_of_a_law_with_two_texts_one_is_in_force_on_any_day() -> None:
    old, new = catalogue.documents()["CSL"], catalogue.documents()["CSL2026"]
    assert datetime.date.fromisoformat(old.valid_to) + datetime.timedelta(days=1) == new.valid_from
    moved = {"41": "43", "42": "44", "43": "45", "49": "51"}  # the amendment put two articles before them
    for entry in catalogue.entries().values():
        olds = [basis.removeprefix("CSL ") for basis in entry.basis if basis.startswith("CSL ")]
        news = [basis.removeprefix("CSL2026 ") for basis in entry.basis if basis.startswith("CSL2026 ")]
        assert [moved[clause] for clause in olds] == news, entry.id
        for day in (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)):
            texts = [c for c in catalogue.cited(entry, day) if c.document in (old, new)]
            assert len(texts) == len(olds), entry.id


def test_most_judged_checks_rest_on_a_clause_of_chinese_law_that_was_read() -> None:
    facts = {number for number in judgeable() if "ever fails" in catalogue.entries()[number].oracle.get("fail", "")}
    bare = {
        number
        for number in judgeable()
        if not any(c.citable(TODAY) and c.law in ("cn", "platform") for c in map(catalogue.citation, _bases(number)))
    }
    assert bare <= facts, "a finding that can be a violation has to name a rule that somebody read"


def _bases(number: str) -> tuple[str, ...]:
    return catalogue.entries()[number].basis


def test_a_rule_that_was_not_in_force_is_not_cited() -> None:
    assert not catalogue.citation("PIPL 17").citable(datetime.date(2021, 10, 31))


def test_judged_checks_are_in_the_catalogue_and_have_a_page() -> None:
    pages = {p.stem for p in (ROOT / "docs" / "checks").glob("*.md")} - {"README"}
    assert set(judgeable()) <= set(catalogue.entries())
    assert not set(judgeable()) - pages, "run: make docs"


def test_example_programs_belong_to_judged_checks() -> None:
    folders = {p.name.upper() for p in FIXTURES.iterdir() if p.is_dir() and list(p.glob("*/app.json"))}
    assert not folders - set(judgeable())


def test_every_judged_check_says_when_it_fails_and_how_to_mend_it() -> None:
    for number, check in judgeable().items():
        assert catalogue.entries()[number].oracle.get("fail") or number.startswith("INT"), number
        assert check.meta.help.zh and check.meta.help.en
