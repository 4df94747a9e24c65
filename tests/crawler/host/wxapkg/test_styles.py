"""Style sheets as the platform's compiler (wcsc) writes them, read without running anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.host.wxapkg.styles import Sheets, collect

LISTS = st.recursive(
    st.text(max_size=8) | st.integers(-9, 9) | st.floats(-9, 9),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=20,
)


def texts(*scripts: str) -> dict[str, str]:
    sheets = Sheets()
    for script in scripts:
        collect(script, sheets)
    return sheets.texts()


def test_sizes_prefixes_and_escapes() -> None:
    script = (
        r"""__wxAppCode__['pages/a.wxss']=setCssToHead([".",[1],"a .",[1],"b\x3ewx-text{width:",[0,10],";
    """.replace("\n", " ")
        + r"""margin:",[0,-5.5]," auto;content:\x22\u4e2d\n\x22}",],undefined,{path:"./pages/a.wxss"});"""
    )
    assert texts(script) == {"pages/a": ".a .b>wx-text{width:10rpx;" + " " * 5 + 'margin:-5.5rpx auto;content:"中\n"}'}


def test_sheets_that_take_in_others_by_path_or_number() -> None:
    common = """if (!__COMMON_STYLESHEETS__.hasOwnProperty('./c.wxss'))__COMMON_STYLESHEETS__['./c.wxss']=[".c{}"];
    var _C= [[".n{}"],["@m"]];"""
    page = 'setCssToHead([[2,"./c.wxss"],".p{}",[2,0],[2,9],[2,"./gone.wxss"]],undefined,{path:"./p.wxss"})'
    assert texts(common, page) == {"p": ".c{}.p{}.n{}"}


def test_one_that_takes_in_itself_ends() -> None:
    common = """__COMMON_STYLESHEETS__['./a.wxss']=["a",[2,"./b.wxss"]];
    __COMMON_STYLESHEETS__['./b.wxss']=["b",[2,"./a.wxss"]];"""
    assert texts(common, 'setCssToHead([[2,"./a.wxss"],[2,"./a.wxss"]])()') == {"app": "ab"}


def test_the_mark_of_local_pictures_is_dropped() -> None:
    script = 'setCssToHead([".",[1],"bg{background:url(/img/a.png-do-not-use-local-path-./app.wxss\\x262\\x26311)}"])()'
    assert texts(script) == {"app": ".bg{background:url(/img/a.png)}"}


def test_sheets_of_pages_of_their_own() -> None:
    sheets = Sheets()
    collect('var setCssToHead = function(file) {}; setCssToHead(["body{top:0}"])();', sheets)
    collect('setCssToHead([".x{}"])();', sheets, "pages/x")
    assert sheets.texts() == {"app": "body{top:0}", "pages/x": ".x{}"}


@pytest.mark.parametrize(
    "broken", ["[", '["a"', '["a', "[alert(1)]", "[[[[[[[[1]]]]]]]]", "[[0]]", "[[2]]", "[[2,[1]]]", "[{}]"]
)
def test_what_is_no_list(broken: str) -> None:
    assert set(texts(f"setCssToHead({broken}")) <= {"app"}


@given(LISTS)
def test_any_list_is_text(sheet: object) -> None:
    assert all(isinstance(text, str) for text in texts(f"setCssToHead({[sheet]!r})").values())
