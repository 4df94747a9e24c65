"""Every sentence that can reach the console is there in Chinese too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from minispect.sentences import chinese

ROOT = Path(__file__).parents[2]
REACHING = (
    "minispect/console", "minispect/target.py", "minispect/subjects.py", "minispect/inspection.py",
    "minispect/schedule", "minispect/store", "minispect/fleet/storage.py", "minispect/fleet/bringing.py",
    "minispect/fleet/beside.py",
    "minispect/notices/deadlines.py", "minispect/android.py", "minispect/relay.py", "minispect/wireguard.py",
    "reports/difference", "reports/review", "reports/existing.py", "reports/fresh.py", "reports/signed.py",
    "reports/export", "reports/verify.py", "reports/sealcheck.py", "reports/manifests.py", "reports/shapecheck.py",
    "reports/listing.py", "reports/seal.py", "recording/profile.py", "interceptors/stub.py", "interceptors/replay.py",
    "interceptors/process.py", "interceptors/client.py", "crawler/drivers", "crawler/host/chromium.py",
    "crawler/host/compiler.py", "crawler/host/page.py", "crawler/host/bridge.py", "crawler/host/playwrights.py",
    "crawler/host/project.py", "crawler/host/wxapkg",
)  # fmt: skip
"""Whose errors a page, the history or a verification shows."""
COMMANDS_ONLY = ("minispect/console/serving.py", "minispect/schedule/batchlist.py")
TOLD = {
    "UserError", "GoneError", "StorageError", "PackError", "BrokenPackError", "ReviewError", "SealError",
    "ProfileError", "BackendError", "ChangedError", "NotAFileError", "TooMuchError", "BadFileError",
    "BadSignatureError", "Unreachable", "ProjectError", "WxapkgError", "ProxyError", "StartError", "Step", "Problem",
    "Outcome",
}  # fmt: skip
SAMPLE = "X7"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sources() -> Iterator[Path]:
    for place in REACHING:
        path = ROOT / place
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def told(path: Path) -> Iterator[str]:
    """The sentences of a module with a sample for everything that is put into them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for argument in node.args if name in TOLD else ():
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value
            elif isinstance(argument, ast.JoinedStr):
                yield "".join(str(v.value) if isinstance(v, ast.Constant) else SAMPLE for v in argument.values)


def test_no_error_is_left_in_english() -> None:
    left, seen = [], 0
    for path in sources():
        if str(path.relative_to(ROOT)) in COMMANDS_ONLY:
            continue
        for sentence in told(path):
            bare = re.sub(rf"^({SAMPLE}|-+{SAMPLE}|'{SAMPLE}')(: |$)", "", sentence)
            if " " not in bare or not re.search(r"[a-z]{2}", bare.replace(SAMPLE, "")):
                continue
            if re.fullmatch(rf"[\W]*({SAMPLE}[\W]*)*", bare):
                continue
            seen += 1
            if not _CHINESE.search(chinese(sentence)):
                left.append(f"{path.relative_to(ROOT)}: {sentence}")
    assert left == [], "put them into minispect/sentences.tsv"
    assert seen > 200


def test_what_a_sentence_names_stays_and_its_causes_are_put_into_chinese() -> None:
    assert chinese("/a b: c: there is no such folder; give the folder of the mini program") == (
        "/a b: c：没有这个文件夹；请给出小程序所在的文件夹"
    )
    assert chinese("/x: refused: data/a: was changed; its hash is not the one in manifest-sha256.txt; what was changed "
                   "is not compared or decided upon") == (
        "/x：不予认可：data/a：已被改动；散列与 manifest-sha256.txt 不符；被改动过的证据包不予比较，也不予审核"
    )  # fmt: skip
    assert (
        chinese("/x: the case cannot be saved there (No space left on device)")
        == "/x：无法在此保存案件信息（磁盘空间不足）"
    )
    assert chinese("nobody wrote this") == "nobody wrote this"
    assert chinese("") == ""


@pytest.mark.parametrize(
    "text", [": " * 1900, "refused: " * 400, "line {} " * 500, "{0*}{0}{9}: is missing", "; " * 1999]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    chinese(text)
    assert "{0*}" in chinese("{0*}: is missing")
