"""Which control is pressed next, by the answer this run gives: tabs first, orders last."""

from crawler.plan import Answer
from crawler.view import View
from crawler.words import Care, forbidden, orders, submits, warns
from recording.sight import words
from recording.sight.controls import AGREE_TYPE, Control

_RANK = {
    "tab": 0,
    "browse": 2,
    "other": 3,
    "account": 4,
    "transact": 5,
    "link": 6,
    "toggle": 7,
    "refuse": 8,
    "close": 8,
}
_UNTOUCHED = frozenset({"tab", "browse", "other", "link"})
_ELSEWHERE = frozenset({"tab", "link", "back", "close", "refuse"})
_BEHIND_A_QUESTION = frozenset({"tab", "browse", "other", "link"})


def pressable(view: View, answer: Answer, care: Care) -> list[Control]:
    """The controls of a screen that this run may press while it explores."""
    asking = bool(view.asking) and not view.shows_content
    idle = not view.surfaces and not view.shows_content
    form = any(c.role == "input" for c in view.controls)
    allowed = [c for c in view.controls if _allowed(c, answer, asking) or (idle and _skips(c))]
    usable = [c for c in allowed if not forbidden(c.text, care)]
    if any(warns(n.text) for n in view.tree.nodes if n.text and n.surface == "app"):
        # Where something is said to be gone for good, only the ways elsewhere are pressed.
        usable = [c for c in usable if c.role in _ELSEWHERE]
    if answer != "agree":
        usable = [c for c in usable if not _commits(c, form, care)]
    return [c for c in usable if c.role != "tab" or not current_tab(c, view)]


def rank(control: Control, answer: Answer, unseen: frozenset[str]) -> int:
    """Smaller is sooner. ``unseen`` are declared pages that were not reached yet."""
    target = str(control.node.attrs.get("url", "")).split("?")[0].strip("/")
    if (target and target in unseen) or (answer == "agree" and control.asks):
        return 1
    if control.role == "other" and not control.text:
        # Often the inside of something with a name that was pressed already.
        return 7
    return _RANK.get(control.role, 9)


def gives_consent(control: Control) -> bool:
    """Pressing it is an agreement in itself: only the run that agrees may do that."""
    if control.role == "agree" or AGREE_TYPE in control.open_types:
        return True
    return control.role != "grant" and words.says(control.text, "agree", "read")


def current_tab(control: Control, view: View) -> bool:
    """A tab entry that stands for the page already shown."""
    marks = control.node.attrs
    if str(marks.get("aria-selected", marks.get("selected", ""))).lower() == "true":
        return True
    return str(marks.get("url", "")).split("?")[0].strip("/") == view.page


def _allowed(control: Control, answer: Answer, asking: bool) -> bool:
    if control.node.dialog or control.node.part in ("capsule", "back", "home") or control.role in ("back", "input"):
        return False
    if answer == "none":
        return control.role in _UNTOUCHED and not _logs_in(control)
    if answer == "agree":
        return control.role not in ("refuse", "close")
    if control.role == "grant":
        # Pressing it asks; the platform's window that follows is then refused.
        return bool(control.open_types) and AGREE_TYPE not in control.open_types
    if control.role == "agree":
        return False
    if asking:
        return control.role in _BEHIND_A_QUESTION and not _logs_in(control)
    return control.role != "toggle"


def _skips(control: Control) -> bool:
    """Where nothing is asked nothing is refused: the way past a guide or an advertisement, in every run."""
    own = control.node.surface == "app" and not control.node.dialog
    return own and control.role in ("refuse", "close") and not words.mentions(control.text, "login", "exit")


def _commits(control: Control, form: bool, care: Care) -> bool:
    """A tick or a sentence that agrees to something, or the button that sends a form; an order's where it may be."""
    if control.role in ("refuse", "close", "tab", "grant"):
        return False
    sends = form and submits(control.text) and not (care.orders and orders(control.text))
    return sends or words.says(control.text, "agree", "read")


def _logs_in(control: Control) -> bool:
    return words.says(control.text, "login") or bool(control.open_types & {"getphonenumber", "getrealtimephonenumber"})
