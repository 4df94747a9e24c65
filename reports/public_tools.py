"""Section by section, how a pack is checked with public tools alone: one list for VERIFY.txt and for the drill."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One command of a shell, run inside the pack's folder. Words in braces are brought from outside the pack."""

    number: int
    title: str
    command: str
    seal: str = ""
    """The file below ``seal/`` without which the step has nothing to check."""


OUTSIDE = {
    "signers": "allowed_signers",
    "name": "NAME",
    "tsa": "tsa-root.pem",
    "org": "org-root.pem",
    "sm2": "sm2.pub",
    "listed": "../listed.txt",
    "bagit": "bagit.py",
    "python": "python",
}
"""What stands in VERIFY.txt for each word."""

STEPS = (
    Step(
        1,
        "every listed file is there and unchanged; nothing extra under data/   (pip install bagit)",
        "{bagit} --validate .",
    ),
    Step(
        2,
        "the same with coreutils, tag files included",
        "sha256sum --quiet --strict -c tagmanifest-sha256.txt manifest-sha256.txt",
    ),
    Step(
        3,
        "national hash SM3, if present (coreutils 9.0 or later; else: openssl dgst -sm3 FILE)",
        "cksum -a sm3 --quiet --strict -c tagmanifest-sm3.txt manifest-sm3.txt",
    ),
    Step(
        4,
        "nothing else anywhere, and no links: prints nothing when right",
        "export LC_ALL=C\n"
        "{{ cut -c67- manifest-sha256.txt tagmanifest-sha256.txt; echo tagmanifest-sha256.txt\n"
        "  [ -f manifest-sm3.txt ] && echo tagmanifest-sm3.txt\n"
        "  for s in sha256.txt.sig sha256.txt.sig.tsq sha256.txt.sig.tsr sha256.txt.p7s sm3.txt.sm2; do\n"
        "    [ -f seal/tagmanifest-$s ] && echo seal/tagmanifest-$s; done; }} | sort > {listed}\n"
        "find . -mindepth 1 ! -type d -printf '%P\\n' | sort | diff {listed} -\n"
        "find . -type l",
    ),
    Step(
        5,
        "who sealed it (NAME is the signer's name in allowed_signers)",
        "ssh-keygen -Y verify -f {signers} -I {name} -n minispect-pack \\\n"
        "  -s seal/tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt",
    ),
    Step(
        6,
        "when, by a third party (only if the .tsr is present)",
        "openssl ts -verify -data seal/tagmanifest-sha256.txt.sig -in seal/tagmanifest-sha256.txt.sig.tsr \\\n"
        "  -CAfile {tsa} \\\n"
        "  && openssl ts -reply -in seal/tagmanifest-sha256.txt.sig.tsr -text",
        "tagmanifest-sha256.txt.sig.tsr",
    ),
    Step(
        7,
        "organisation certificate (only if the .p7s is present)",
        "openssl cms -verify -binary -inform DER -in seal/tagmanifest-sha256.txt.p7s \\\n"
        "  -content tagmanifest-sha256.txt -CAfile {org} -purpose any -out /dev/null",
        "tagmanifest-sha256.txt.p7s",
    ),
    Step(
        8,
        "SM2 (only if the .sm2 is present)",
        "openssl dgst -sm3 -verify {sm2} -sigopt distid:1234567812345678 \\\n"
        "  -signature seal/tagmanifest-sm3.txt.sm2 tagmanifest-sm3.txt",
        "tagmanifest-sm3.txt.sm2",
    ),
    Step(
        9,
        "shape of the JSON   (pip install jsonschema)",
        "{python} -m jsonschema -i data/inspection.json data/schema/inspection.schema.json",
    ),
)

_HEAD = """\
How to check this pack without minispect / 不依赖 minispect 校验本证据包
======================================================================

Pack: PACK-ID
Bring from outside the pack (a key found inside proves nothing) / 须从包外取得:
  allowed_signers   published by the authority that made the inspection / 由检查机构公布
  tsa-root.pem      root of the time-stamp authority, if a stamp is present / 如有时间戳
  org-root.pem      root of the organisation's certificate, if the .p7s is present / 如有机构证书签名
  sm2.pub           public SM2 key, if the .sm2 is present / 如有国密签名

Run inside the pack's folder / 在包目录内运行:
"""
_FOOT = """\
Then compare Minispect-Seals-Required in bag-info.txt with what was verified in 5 to 8.
After the end of the signing key, add to 5: -Overify-time=YYYYMMDD, the day of the time stamp.
After the end of the stamping certificate, add to 6: -attime with the seconds since 1970 of the time stamp.
On Windows: Get-FileHash, the built-in ssh-keygen, python -m bagit. On macOS: shasum -a 256 -c.

data/original/ is as captured; data/derived/ was computed from it. Open data/derived/report.html to read the report.
data/original/ 为原始记录，data/derived/ 由其计算得出；打开 data/derived/report.html 阅读报告。
"""


def text(identifier: str) -> str:
    """``VERIFY.txt``."""
    parts = [_HEAD.replace("PACK-ID", identifier)]
    parts += [f"# {step.number}  {step.title}\n{step.command.format(**OUTSIDE)}\n" for step in STEPS]
    return "\n".join([*parts, _FOOT])
