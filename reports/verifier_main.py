"""What the single-file verifier does when it is started."""

import argparse
import sys
from pathlib import Path

from reports import sealcheck, signers, verify


def main(arguments: list[str]) -> int:
    """Print one line a step and the sentence that sums up; gives the exit code."""
    parser = argparse.ArgumentParser(description="Check an evidence pack of the format minispect-pack/1.")
    parser.add_argument("pack", type=Path)
    parser.add_argument("--allowed-signers", type=Path, metavar="FILE", help="published list of keys")
    parser.add_argument("--identity", default="", metavar="NAME", help="whose seal it must be")
    parser.add_argument("--tsa-ca", type=Path, metavar="FILE", help="root of the time-stamp authority (PEM)")
    parser.add_argument("--org-ca", type=Path, metavar="FILE", help="root of the organisation's certificate (PEM)")
    parser.add_argument("--sm2-key", type=Path, metavar="FILE", help="public SM2 key (PEM)")
    asked = parser.parse_args(arguments)
    if bool(asked.allowed_signers) != bool(asked.identity):
        parser.error("--allowed-signers and --identity belong together")
    for file in (asked.allowed_signers, asked.tsa_ca, asked.org_ca, asked.sm2_key):
        if file is not None and not file.is_file():
            parser.error(f"{file}: there is no such file")
    trust = sealcheck.Trust(asked.allowed_signers, asked.identity, asked.tsa_ca, asked.org_ca, asked.sm2_key)
    try:
        result = verify.verify(asked.pack, trust)
    except signers.SignersError as error:
        parser.error(str(error))
    sys.stdout.write("\n".join(result.lines()) + "\n")
    if result.refused:
        return 5
    return 3 if result.unsigned else 0
