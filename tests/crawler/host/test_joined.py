"""The host's modules as one: what is understood is joined, what is not is refused, and ours are understood."""

import pytest

from crawler.host.joined import NotJoinable, joined
from crawler.host.site import joined_module, main_module

MODULES = {
    "main.js": "import { a, b as c } from './one.js';\nimport two from './parts/two.js';\nuse(a, c, two);\n",
    "one.js": "import * as lib from './npm/lib.js';\nexport const a = lib.a;\nexport async function b() {}\n",
    "parts/two.js": "import { a } from '../one.js';\nexport default (host) => a(host);\n"
    "export class D {}\nconst later = () => import('../npm/data.js');\n",
}


def test_modules_are_joined_in_the_order_of_their_imports() -> None:
    text = joined("main.js", MODULES.__getitem__)
    assert text.startswith("import * as $x0 from './npm/lib.js';")
    assert (
        text.index("const a = lib.a;")
        < text.index("const $default = (host) => a(host);")
        < text.index("use(a, c, two);")
    )
    assert "const { a, b : c } = $m0;" in text
    assert "const two = $m1.default;" in text
    assert "return { __proto__: null, a, b };" in text
    assert "return { __proto__: null, D, default: $default };" in text
    assert "import('./npm/data.js')" in text
    assert not [line for line in text.splitlines() if line.startswith("export")]


@pytest.mark.parametrize(
    "line",
    ["export { x };", "export * from './y.js';", "export const { x } = y;", "import './y.js';", "export let x = 1;"],
)
def test_another_form_is_refused(line: str) -> None:
    with pytest.raises(NotJoinable, match=r"main\.js"):
        joined("main.js", {"main.js": f"{line}\n", "y.js": ""}.__getitem__)


def test_a_circle_of_modules_is_refused() -> None:
    circle = {"a.js": "import { b } from './b.js';\n", "b.js": "import { a } from './a.js';\n"}
    with pytest.raises(NotJoinable, match=r"a\.js -> b\.js -> a\.js"):
        joined("a.js", circle.__getitem__)


def test_our_own_modules_are_understood() -> None:
    assert main_module() == "joined.js"
    assert joined_module().count(b"(() => {") > 100
