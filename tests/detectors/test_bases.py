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
        ("PIPL 17(1), 50", False),
        ("PIPL 5, 6, 16", False),
        ("RD 1.1", True),
        ("RD 6.1", False),
        ("GDPR 13", False),
        ("nobody's rule 1", False),
    ],
)
def test_what_nobody_read_is_not_put_into_a_notice(basis: str, citable: bool) -> None:
    cited = catalogue.citation(basis)
    assert cited.citable(TODAY) is citable
    assert cited.confirmed is ("to be confirmed" not in cited.text("en"))


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
