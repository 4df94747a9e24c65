"""The commands of the phone's shell that our tools, and those of others, send."""

import hashlib
import itertools
import re
import zlib

import finger
import uidump
import wechat
from drawing import DENSITY, HEIGHT, WIDTH
from minishell import Command, Result, failed, said


def commands(phone) -> dict[str, Command]:
    device = Device(phone)
    found = {name.removeprefix("do_"): getattr(device, name) for name in dir(device) if name.startswith("do_")}
    found["appops"] = phone.held.appops
    return {**found, "true": device.ok, "false": device.no, ":": device.ok, "[": device.do_test, "svc": device.ok}


class Device:
    def __init__(self, phone) -> None:
        self.phone = phone

    async def ok(self, words: list[str], given: bytes) -> Result:
        return Result()

    async def no(self, words: list[str], given: bytes) -> Result:
        return Result(code=1)

    # --- the shell's own

    async def do_echo(self, words: list[str], given: bytes) -> Result:
        return said(" ".join(words) + "\n")

    async def do_cat(self, words: list[str], given: bytes) -> Result:
        if not words:
            return Result(given)
        if words[0] == "/proc/net/unix":
            head = "Num       RefCount Protocol Flags    Type St Inode Path\n"
            row = "0000000000000000: 00000002 00000000 00010000 0001 01 {} @{}\n"
            return said(head + "".join(row.format(40 + n, name) for n, name in enumerate(self.phone.sockets)))
        entry = self.phone.files.get(words[0])
        if entry is None or entry.folder:
            return failed(f"cat: {words[0]}: No such file or directory\n")
        return Result(entry.data)

    async def do_ls(self, words: list[str], given: bytes) -> Result:
        paths = [word for word in words if not word.startswith("-")] or ["/"]
        entry = self.phone.files.get(paths[0])
        if entry is None:
            return failed(f"ls: {paths[0]}: No such file or directory\n")
        if not entry.folder:
            return said(paths[0] + "\n")
        return said("".join(f"{name}\n" for name, _ in self.phone.files.listing(paths[0])))

    async def do_rm(self, words: list[str], given: bytes) -> Result:
        paths = [word for word in words if not word.startswith("-")]
        if any(not self.phone.files.may_write(path) for path in paths):
            return failed(f"rm: {paths[0]}: Permission denied\n")
        gone = [self.phone.files.remove(path) for path in paths]
        return Result() if all(gone) or "-f" in words or "-rf" in words else failed(f"rm: {paths[0]}: No such file\n")

    async def do_mkdir(self, words: list[str], given: bytes) -> Result:
        for path in words:
            if not path.startswith("-"):
                self.phone.files.make_folder(path)
        return Result()

    async def do_cp(self, words: list[str], given: bytes) -> Result:
        source, target = [word for word in words if not word.startswith("-")][:2]
        entry = self.phone.files.get(source)
        if entry is None:
            return failed(f"cp: {source}: No such file or directory\n")
        if not self.phone.files.may_write(target):
            return failed(f"cp: {target}: Read-only file system\n")
        folder = self.phone.files.get(target)
        name = f"{target}/{source.rsplit('/', 1)[-1]}" if folder is not None and folder.folder else target
        self.phone.files.write(name, entry.data)
        return Result()

    async def do_chmod(self, words: list[str], given: bytes) -> Result:
        return Result()

    do_chcon = do_chown = do_mount = do_umount = do_chmod

    async def do_test(self, words: list[str], given: bytes) -> Result:
        path = next((word for word in words if word.startswith("/")), "")
        return Result(code=0 if self.phone.files.get(path) is not None else 1)

    async def do_grep(self, words: list[str], given: bytes) -> Result:
        pattern = next((word for word in words if not word.startswith("-")), "")
        lines = [line for line in given.decode("utf-8", "replace").splitlines() if re.search(pattern, line)]
        return Result("".join(line + "\n" for line in lines).encode(), b"", 0 if lines else 1)

    async def do_head(self, words: list[str], given: bytes) -> Result:
        return Result(b"".join(given.splitlines(True)[:10]))

    async def do_md5sum(self, words: list[str], given: bytes) -> Result:
        entry = self.phone.files.get(words[-1]) if words else None
        if entry is None:
            return failed(f"md5sum: {words[-1] if words else ''}: No such file or directory\n")
        return said(f"{hashlib.md5(entry.data).hexdigest()}  {words[-1]}\n")

    async def do_toybox(self, words: list[str], given: bytes) -> Result:
        command = self.phone.shell.commands.get(words[0] if words else "")
        return await command(words[1:], given) if command is not None else failed("toybox: Unknown command\n", 127)

    async def do_id(self, words: list[str], given: bytes) -> Result:
        return said("uid=0(root) gid=0(root)\n" if self.phone.rooted else "uid=2000(shell) gid=2000(shell)\n")

    async def do_whoami(self, words: list[str], given: bytes) -> Result:
        return said("root\n" if self.phone.rooted else "shell\n")

    async def do_su(self, words: list[str], given: bytes) -> Result:
        if not self.phone.rooted:
            return failed("/system/bin/sh: su: inaccessible or not found\n", 127)
        line = words[words.index("-c") + 1] if "-c" in words else " ".join(words[1:])
        return await self.phone.shell.run(line)

    async def do_nsenter(self, words: list[str], given: bytes) -> Result:
        return Result() if self.phone.rooted else failed("nsenter: Permission denied\n")

    # --- what the phone says of itself

    async def do_getprop(self, words: list[str], given: bytes) -> Result:
        facts = self.phone.properties
        if words:
            return said(facts.get(words[0], "") + "\n")
        return said("".join(f"[{name}]: [{value}]\n" for name, value in facts.items()))

    async def do_wm(self, words: list[str], given: bytes) -> Result:
        if words[:1] == ["density"]:
            return said(f"Physical density: {160 * DENSITY}\n")
        return said(f"Physical size: {WIDTH}x{HEIGHT}\n")

    async def do_ip(self, words: list[str], given: bytes) -> Result:
        return said("2: wlan0: <BROADCAST,MULTICAST,UP>\n    inet 192.0.2.17/24 brd 192.0.2.255 scope global wlan0\n")

    async def do_ps(self, words: list[str], given: bytes) -> Result:
        rows = [("1", "init"), ("2301", wechat.PACKAGE), ("2377", f"{wechat.PACKAGE}:tools")]
        if self.phone.screens.running:
            rows.append(("2410", f"{wechat.PACKAGE}:appbrand1"))
        return said("PID NAME\n" + "".join(f"{pid} {name}\n" for pid, name in rows))

    async def do_pidof(self, words: list[str], given: bytes) -> Result:
        return said("2301\n") if words == [wechat.PACKAGE] and self.phone.wechat else Result(code=1)

    async def do_dumpsys(self, words: list[str], given: bytes) -> Result:
        focus = self.phone.screens.focus
        package, name = focus.split("/")
        match words[:1]:
            case ["window"]:
                return said(
                    f"  mCurrentFocus=Window{{3f1c u0 {focus}}}\n  mFocusedApp=ActivityRecord{{9 u0 {focus}}}\n"
                )
            case ["activity"]:
                short = name.replace(package, "", 1)
                return said(
                    f"  topResumedActivity=ActivityRecord{{51e u0 {package}/{short} t88}}\n"
                    f"TASK 88: id=88\n  ACTIVITY {package}/{short} 51e pid=2410\n"
                )
            case ["package"]:
                if not self.phone.wechat or words[1:2] != [wechat.PACKAGE]:
                    return said(f"Unable to find package: {' '.join(words[1:])}\n")
                return said("    versionCode=2901 minSdk=24 targetSdk=33\n    versionName=8.0.77\n")
            case ["input_method"]:
                return said(f"  mInputShown={str(self.phone.screens.keyboard).lower()}\n")
            case ["display"]:
                return said(
                    f"  DisplayViewport{{type=INTERNAL, valid=true, orientation=0, "
                    f"deviceWidth={WIDTH}, deviceHeight={HEIGHT}}}\n"
                )
            case ["SurfaceFlinger"]:
                return said('Display 4619827259835644672 (HWC display 0): port=0 pnpId=GGL displayName=""\n')
        own = self.phone.held.dumped(" ".join(words))
        return said(own or f"Can't find service: {' '.join(words)}\n")

    async def do_settings(self, words: list[str], given: bytes) -> Result:
        verb, table, name = (*words, "", "", "")[:3]
        known = self.phone.settings.setdefault(table, {})
        if verb == "get":
            return said(known.get(name, "null") + "\n")
        if verb == "put":
            known[name] = words[3] if len(words) > 3 else ""
            self.phone.say(setting={name: known[name]})
        elif verb == "delete":
            gone = known.pop(name, None)
            return said(f"Deleted {int(gone is not None)} rows\n")
        elif verb == "list":
            return said("".join(f"{key}={value}\n" for key, value in known.items()))
        return Result()

    async def do_pm(self, words: list[str], given: bytes) -> Result:
        installed = ["android", "com.android.systemui", *([wechat.PACKAGE] if self.phone.wechat else [])]
        if words[:2] == ["list", "packages"]:
            return said("".join(f"package:{name}\n" for name in installed))
        if words[:1] == ["path"]:
            there = words[1:2] and words[1] in installed
            return said(f"package:/data/app/{words[1]}-1/base.apk\n") if there else Result(code=1)
        return failed(f"Unknown command: {' '.join(words)}\n")

    async def do_cmd(self, words: list[str], given: bytes) -> Result:
        known = {"package": self.do_pm, "settings": self.do_settings, **self.phone.held.commands()}
        command = known.get(words[0] if words else "")
        return await command(words[1:], given) if command is not None else failed("cmd: Can't find service\n", 20)

    # --- what it does

    async def do_am(self, words: list[str], given: bytes) -> Result:
        screens = self.phone.screens
        if words[:1] == ["force-stop"]:
            await screens.stop_wechat()
            return Result()
        if words[:1] != ["start"]:
            return failed(f"Error: unknown command '{' '.join(words[:1])}'\n")
        options = dict(itertools.pairwise(words))
        uri, name = options.get("-d", ""), options.get("-n", "")
        if uri.startswith("weixin:") and self.phone.wechat:
            found = await screens.view(uri)
            return said(f"Starting: Intent {{ act=android.intent.action.VIEW dat={uri} }}\n" if found else "Error\n")
        if name.startswith(wechat.PACKAGE) and self.phone.wechat:
            screens.start_wechat()
            return said(f"Starting: Intent {{ cmp={name} }}\n")
        return said("Error: Activity not started, unable to resolve Intent\n", 1)

    async def do_monkey(self, words: list[str], given: bytes) -> Result:
        if wechat.PACKAGE not in words or not self.phone.wechat:
            return said("** No activities found to run, monkey aborted.\n", 252)
        self.phone.screens.start_wechat()
        return said("Events injected: 1\n")

    async def do_input(self, words: list[str], given: bytes) -> Result:
        screens = self.phone.screens
        words = [word for word in words if word not in ("touchscreen", "keyboard")]
        self.phone.history.append(" ".join(words))
        try:
            match words:
                case ["tap", x, y]:
                    await screens.tap(float(x), float(y))
                case ["swipe", x1, y1, x2, y2, *ms]:
                    await screens.swipe(float(x1), float(y1), float(x2), float(y2), float(ms[0]) if ms else 300)
                case ["keyevent", *keys]:
                    for key in keys:
                        await screens.key(key)
                case ["text", text]:
                    if not text.isascii():
                        return failed("java.lang.NullPointerException: Attempt to get length of null array\n", 255)
                    await screens.text(text.replace("%s", " "))
                case _:
                    return failed("Error: Unknown input command\n")
        except ValueError:
            return failed("Error: Invalid arguments for input command\n", 255)
        return Result()

    async def do_screencap(self, words: list[str], given: bytes) -> Result:
        screens = self.phone.screens
        data = await screens.png() if "-p" in words else await self._raw()
        path = next((word for word in words if word.startswith("/")), "")
        if path:
            self.phone.files.write(path, data)
            return Result()
        return Result(data)

    async def _raw(self) -> bytes:
        """Width, height, format 1 (RGBA_8888), colour space, then the pixels."""
        image = await self.phone.screens.image()
        head = b"".join(value.to_bytes(4, "little") for value in (image.width, image.height, 1, 1))
        return head + image.convert("RGBA").tobytes()

    async def do_gzip(self, words: list[str], given: bytes) -> Result:
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        return Result(packer.compress(given) + packer.flush())

    async def do_uiautomator(self, words: list[str], given: bytes) -> Result:
        if self.phone.helper.running:
            return failed("Killed\n", 137)
        if self.phone.faults.tree == "moving":
            return said("ERROR: could not get idle state.\n")
        text = await uidump.dump(self.phone)
        path = next((word for word in words if word.startswith("/")), "/sdcard/window_dump.xml")
        if path == "/dev/tty":
            return said(f"{text}UI hierchary dumped to: /dev/tty\n")
        self.phone.files.write(path, text.encode())
        return said(f"UI hierchary dumped to: {path}\n")

    async def do_getevent(self, words: list[str], given: bytes) -> Result:
        if not self.phone.hand.told:
            return failed("could not open /dev/input: Permission denied\n")
        return said(finger.LISTED if "p" in "".join(words) else "")

    async def do_sleep(self, words: list[str], given: bytes) -> Result:
        return Result()
