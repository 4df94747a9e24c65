"""Operators on what stands behind and around the pages: servers with weak TLS, pages that nobody is let into."""

from truth.layout import lead
from truth.operators import lawful, violation
from truth.program import SERVERS, Program, Unfit
from truth.words import GOODS, STORIES, Draw

_MANY = 8


def _server(program: Program, draw: Draw, facts: str) -> None:
    if any(
        "http://" in body.decode("utf-8", "replace") for path, body in program.files.items() if path.endswith(".js")
    ):
        raise Unfit(f"{program.name} sends without TLS")
    name = program.fresh("hours")
    program.route(program.host, f"/{name}", {"open": "9:00"})
    program.put(SERVERS, f'["{program.host}"]\n{facts}\n')
    code = f"wx.request({{ url: 'https://{program.host}/{name}', complete: () => {{ {program.proof()} }} }})"
    if draw.either():
        program.on_page(program.entry, "onLoad", code)
    else:
        program.at_launch(code)


@violation("SEC-02", variants=4, runs=("agree",))
def server_with_weak_tls(program: Program, draw: Draw) -> None:
    """A certificate that has ended or is another's, a short key, a version before 1.2 (catalogue SEC-02; PIPL art. 51)."""
    ended, bits = f"days = -{draw.number(1, 400)}", f"bits = {draw.pick('1024', '1536')}"
    other = f'name = "{draw.pick("www", "cdn", "shop")}.{draw.slug("maple", "harbour", "lantern").lower()}.example"'
    _server(program, draw, (ended, bits, other, f'tls = "{draw.pick("1.0", "1.1")}"')[draw.variant])


@lawful("SEC-02", variants=4)
def server_with_sound_tls(program: Program, draw: Draw) -> None:
    """Sound, though it looks odd: it ends in days, is made out to all hosts of the domain, has a larger key than others,
    speaks nothing newer than 1.2 (PIPL art. 51)."""
    soon, bits = f"days = {draw.number(1, 9)}", f"bits = {draw.pick('3072', '4096')}"
    every = f'name = "*.{program.host.partition(".")[2]}"'
    _server(program, draw, (soon, every, bits, 'tls = "1.2"')[draw.variant])


@violation("INT-01", "PRE-01", "CON-01", runs=("refuse", "agree"))
def pages_that_send_back(program: Program, draw: Draw) -> None:
    """Pages that send back whoever has no pass of the operator's: they are never seen, and the account of the inspection
    has to name them (catalogue INT-01)."""
    count = max(4, len(program.app["pages"]) // 7)
    if count > _MANY:
        raise Unfit(f"{program.name} has very many pages")
    home = draw.pick("wx.reLaunch", "wx.redirectTo" if program.entry not in program.tabs else "wx.switchTab")
    name = program.fresh("staff")
    for number in range(count):
        path = f"{draw.pick('inner', 'desk')}/{name}{number}/index"
        back = f"{program.proof()} {home}({{ url: '/{program.entry}' }})"
        js = f"Page({{ onLoad() {{ if (!getApp().{name}Pass) {{ {back} }} }} }})"
        program.add_page(path, f'<view style="padding: 40rpx">{draw.of(STORIES)}</view>', js)
        program.says = path


@lawful("INT-01", runs=("refuse", "agree"))
def one_page_for_many_things(program: Program, draw: Draw) -> None:
    """A list of many things that one page shows by its parameter: that page counts once (catalogue INT-01, trap)."""
    name = program.fresh("thing")
    path = draw.path(name)
    shown = f"onLoad(q) {{ this.setData({{ n: q.n || 1 }}); {program.proof()} }}"
    program.add_page(
        path, f'<view style="padding: 40rpx">{{{{n}}}} · {draw.of(STORIES)}</view>', f"Page({{ {shown} }})"
    )
    for number, word in enumerate(draw.some(GOODS, 6)):
        lead(program, draw, program.fresh(f"{name}Row"), word, f"{path}?n={number}")
    program.says = path
