"""Profiles: what is absent is unknown, what is misspelt is named."""

from pathlib import Path

import pytest

from recording.profile import Profile, ProfileError, load, load_case
from recording.recording import Recording


def _profile(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "minispect.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_no_declaration_is_unknown_and_an_empty_one_declares_nothing(tmp_path: Path) -> None:
    assert _profile(tmp_path, "").declared is None
    empty = _profile(tmp_path, "[declared]\n").declared
    assert empty is not None
    assert empty.keys == frozenset()


def test_declared_keys(tmp_path: Path) -> None:
    profile = _profile(tmp_path, '[declared]\nsetting_list = [{ privacy_key = "Location", privacy_text = "x" }]\n')
    assert profile.declared is not None
    assert profile.declared.keys == {"Location"}


def test_pages_of_a_program_whose_code_nobody_hands_out_are_those_of_the_profile(tmp_path: Path) -> None:
    profile = _profile(tmp_path, '[target.pages]\n"pages/index/index" = "首页"\n"/pages/me/me" = ""\n')
    folder = tmp_path / "target"
    folder.mkdir()
    (folder / "profile.json").write_text(profile.model_dump_json(), encoding="utf-8")
    (folder / "app.json").write_text("{}", encoding="utf-8")
    assert Recording(tmp_path).declared_pages == ("pages/index/index", "pages/me/me")
    (folder / "app.json").write_text('{"pages": ["a/a"]}', encoding="utf-8")
    assert Recording(tmp_path).declared_pages == ("a/a",), "what the program itself declares counts"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[target]\nnmae = "x"', "'target.nmae'; did you mean 'name'?"),
        ("[host.enter]\nscen = 1", "did you mean 'scene'?"),
        ('[target]\ncategory = "nec-40"', "'target.category'"),
        ('[backend]\nmode = "fake"', "'backend.mode'"),
        ("[target\n", "not valid TOML"),
        ("[declared]\nsetting_list = [{ privacy_text = 'x' }]", "privacy_key"),
    ],
)
def test_what_is_wrong_is_named_with_the_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ProfileError) as caught:
        _profile(tmp_path, text)
    assert said in str(caught.value)
    assert str(tmp_path / "minispect.toml") in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_categories_are_those_of_the_necessity_table(tmp_path: Path) -> None:
    for good in ("nec-01", "nec-10", "nec-29", "nec-39"):
        assert _profile(tmp_path, f'[target]\ncategory = "{good}"').target.category == good
    for bad in ("nec-00", "nec-1", "dining"):
        with pytest.raises(ProfileError):
            _profile(tmp_path, f'[target]\ncategory = "{bad}"')


def test_a_case_file_with_or_without_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "case.toml"
    for text in ('ref = "A-1"\noperators = ["甲", "乙"]', '[case]\nref = "A-1"\noperators = ["甲", "乙"]'):
        path.write_text(text, encoding="utf-8")
        case = load_case(path)
        assert (case.ref, case.operators) == ("A-1", ("甲", "乙"))
    path.write_text('reff = "A-1"', encoding="utf-8")
    with pytest.raises(ProfileError, match="did you mean 'ref'"):
        load_case(path)
