"""Making a device trust the inspection's own certificate authority, where it lets us; and taking it away again.

Apps for Android 7 and later trust the system's store only (Android's network security configuration), which can be
added to by root alone. A memory file system over the store leaves the device's own files untouched; it is gone with
a restart at the latest. From Android 14 on the store lies in an APEX that every process sees in a view of its own.
"""

import hashlib
from pathlib import Path

from cryptography import x509

from crawler.drivers.android.device import Device

STORE = "/system/etc/security/cacerts"
_APEX = "/apex/com.android.conscrypt/cacerts"
_WORK = "/data/local/tmp/minispect-cacerts"
_APEX_SINCE = 34


def store_name(pem: bytes) -> str:
    """File name in Android's store: OpenSSL's old subject hash and ``.0``."""
    subject = x509.load_pem_x509_certificate(pem).subject.public_bytes()
    digest = hashlib.md5(subject, usedforsecurity=False).digest()
    return f"{int.from_bytes(digest[:4], 'little'):08x}.0"


class Authority:
    """One certificate on one device."""

    def __init__(self, device: Device, certificate: Path) -> None:
        self._device = device
        self._pem = certificate.read_bytes()
        self._name = store_name(self._pem)
        self._root = ""
        self.installed = False

    async def install(self) -> str:
        """Put it into the system's store; why not, in words for the report, or empty when it is there."""
        if not await self._has_root():
            return "the device is not rooted, and apps trust only authorities of the system's store"
        await self._device.push(self._pem, f"/data/local/tmp/{self._name}")
        lines = [
            f"rm -rf {_WORK}; mkdir -p -m 755 {_WORK} && cp {STORE}/* {_WORK}/",
            f"mount -t tmpfs tmpfs {STORE} && cp {_WORK}/* {STORE}/",
            f"cp /data/local/tmp/{self._name} {STORE}/{self._name}",
            f"chown root:root {STORE}/*; chmod 644 {STORE}/*; chcon u:object_r:system_file:s0 {STORE}/*",
        ]
        for line in lines:
            await self._as_root(line)
        if await self._level() >= _APEX_SINCE:
            await self._for_all_processes(f"mount --bind {STORE} {_APEX}")
        listed = await self._as_root(f"ls {STORE}/{self._name}")
        self.installed = self._name in listed
        return "" if self.installed else "the system's store could not be written to, although the device is rooted"

    async def remove(self) -> None:
        """Take it away again; what cannot be undone is gone with a restart."""
        if not self.installed:
            return
        if await self._level() >= _APEX_SINCE:
            await self._for_all_processes(f"umount {_APEX}")
        await self._as_root(f"umount {STORE}; rm -rf {_WORK} /data/local/tmp/{self._name}")
        listed = await self._as_root(f"ls {STORE}/{self._name}")
        if self._name in listed and "No such" not in listed:
            await self._as_root(f"rm -f {STORE}/{self._name}")
        self.installed = False

    async def _has_root(self) -> bool:
        if "uid=0" in await self._device.text("id"):
            return True
        if "uid=0" in (await self._device.sh("su -c id")).out:
            self._root = "su -c "
            return True
        return False

    async def _as_root(self, line: str) -> str:
        quoted = "'" + line.replace("'", "'\\''") + "'"
        return (await self._device.sh(f"{self._root}{quoted}" if self._root else line)).out

    async def _level(self) -> int:
        said = await self._device.text("getprop ro.build.version.sdk")
        return int(said) if said.isdigit() else 0

    async def _for_all_processes(self, command: str) -> None:
        """In the mount namespace of init, of each zygote and of WeChat's running processes."""
        said = await self._device.text("pidof init zygote zygote64 com.tencent.mm")
        for pid in {"1", *said.split()}:
            if pid.isdigit():
                await self._as_root(f"nsenter --mount=/proc/{pid}/ns/mnt -- {command}")
