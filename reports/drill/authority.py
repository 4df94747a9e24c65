"""A throwaway root, time-stamp authority, organisation and SM2 key, made by openssl for one drill."""

from dataclasses import dataclass
from pathlib import Path

from reports import command

_CONFIG = """\
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
[tsa]
serial = {folder}/tsa.serial
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


class AuthorityError(Exception):
    """openssl could not make what the drill needs; the message says what."""


@dataclass(frozen=True)
class Authority:
    """Everything in one folder; a second one made the same way is unknown to whoever trusts the first."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> "Authority":
        """Make keys and certificates. Raises AuthorityError."""
        folder.mkdir(parents=True)
        made = cls(folder)
        made._config(folder.name)
        made._root()
        made._issued("tsa", "stamper")
        made._issued("org", "signer")
        (folder / "tsa.serial").write_text("01\n")
        made._openssl("ecparam", "-genkey", "-name", "SM2", "-noout", "-out", folder / "sm2.key")
        made._openssl("pkey", "-in", folder / "sm2.key", "-pubout", "-out", folder / "sm2.pub")
        return made

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def stamp(self, request: Path, response: Path, *, certificates: int = 1) -> None:
        """Answer a request; with two certificates the answer carries the root as well."""
        chain: list[str | Path] = ["-chain", self.root] if certificates > 1 else []
        config = ["-config", str(self.folder / "openssl.cnf"), "-section", "tsa"]
        signer: list[str | Path] = ["-signer", self.folder / "tsa.pem", "-inkey", self.folder / "tsa.key", *chain]
        self._openssl("ts", "-reply", "-queryfile", request, *config, *signer, "-out", response)

    def _config(self, name: str) -> None:
        text = _CONFIG.format(folder=self.folder, name=f"minispect {name}")
        (self.folder / "openssl.cnf").write_text(text, encoding="utf-8")

    def _root(self) -> None:
        config = ["-config", str(self.folder / "openssl.cnf"), "-extensions", "root"]
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        out: list[str | Path] = ["-keyout", self.folder / "root.key", "-out", self.root]
        self._openssl("req", "-x509", *key, "-days", "3650", "-subj", "/CN=minispect drill root", *config, *out)

    def _issued(self, name: str, extensions: str) -> None:
        base = self.folder / name
        config = ["-config", str(self.folder / "openssl.cnf")]
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{base}.key"]
        self._openssl("req", "-new", *key, "-subj", f"/CN=minispect drill {name}", *config, "-out", f"{base}.csr")
        issuer: list[str | Path] = ["-CA", self.root, "-CAkey", self.folder / "root.key", "-CAcreateserial"]
        told = ["-extfile", str(self.folder / "openssl.cnf"), "-extensions", extensions, "-days", "3650"]
        self._openssl("x509", "-req", "-in", f"{base}.csr", *issuer, *told, "-out", f"{base}.pem")

    def _openssl(self, *arguments: str | Path) -> None:
        done = command.run("openssl", *arguments)
        if not done.ok:
            raise AuthorityError(f"openssl {arguments[0]}: {command.last_words(done)}")
