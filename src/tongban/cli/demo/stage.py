"""The stage of the demo: two platforms with a shared clock, a mail server and a bank, each its own process."""

from __future__ import annotations

import contextlib
import ctypes
import json
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

PASSWORD = "tongban-demo-2026"  # noqa: S105 - the demo's accounts are public and fictional # nosec B105
READY_WITHIN = 60
"""Seconds that a platform may take to answer after its start."""
WATCH = 30
"""Seconds between two rounds in which each court copies the other's ledger and compares what all places show."""
_DIE_WITH_PARENT = 1
_REGISTERS = Path(__file__).parent / "registers"
"""Tables of the fictional registers of licences and organisations."""
_REGISTERS_KEY = "tongban-demo-registers"
_SERVICES = (
    ("licence_service", "执业信息库（演示）", "Register of licences (demo)"),
    ("organisation_service", "统一社会信用代码查询（演示）", "Register of organisations (demo)"),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of a court's staff in the demo."""

    login: str
    name: str
    role: str
    court: str


@dataclass(frozen=True, slots=True)
class PlatformPlan:
    """One platform of the demo."""

    slug: str
    name: str
    name_en: str
    tree: str
    staff: tuple[Staff, ...]


CHONGQING = PlatformPlan(
    "chongqing",
    "重庆法院通办平台",
    "Courts of Chongqing",
    "渝",
    (
        Staff("clerk", "陈思雨", "clerk", "渝0103"),
        Staff("judge", "何明远", "judge", "渝0103"),
        Staff("president", "罗建国", "president", "渝0103"),
        Staff("liaison", "唐雪", "liaison", "渝0103"),
    ),
)
SICHUAN = PlatformPlan(
    "sichuan",
    "四川法院通办平台",
    "Courts of Sichuan",
    "川",
    (
        Staff("clerk", "王芳", "clerk", "川0107"),
        Staff("liaison", "赵启航", "liaison", "川0107"),
        Staff("president", "蒋文", "president", "川0107"),
    ),
)


class StageFailed(RuntimeError):  # noqa: N818 - its text is what the person at the terminal reads
    """A process of the demo did not start or ended; the text says which and where its log is."""


@dataclass(slots=True)
class Stage:
    """Starts, watches and stops the processes. `folder` keeps everything between two starts.

    `wall` tells the machine's time: the composition root lends its own, since nothing else asks the clock.
    """

    folder: Path
    port: int
    wall: Callable[[], datetime]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    commands: dict[str, list[str]] = field(default_factory=dict)
    mail_port: int = 0
    bank_port: int = 0
    notary_port: int = 0
    registers_port: int = 0
    _stopping: threading.Event = field(default_factory=threading.Event)

    def home(self, plan: PlatformPlan) -> Path:
        """The platform's home folder."""
        return self.folder / plan.slug

    def url(self, plan: PlatformPlan) -> str:
        """The platform's address."""
        return f"http://127.0.0.1:{self.port + (plan is SICHUAN)}"

    @property
    def bank_url(self) -> str:
        """The bank's address."""
        return f"http://127.0.0.1:{self.bank_port}"

    @property
    def notary(self) -> Path:
        """The notary's home: its key, and what it cosigned."""
        return self.folder / "notary"

    @property
    def policy_file(self) -> Path:
        """The policy that the courts agreed on for their ledgers."""
        return self.folder / "courts.tlog-policy"

    @property
    def licences_file(self) -> Path:
        """The list of licences, with annual checks as they should be in this year."""
        file, year = self.folder / "licences.csv", self.business_now().year
        text = (_REGISTERS / "licences.csv").read_text(encoding="utf-8")
        file.write_text(text.replace("LAST", str(year - 1)).replace("OLD", str(year - 3)), encoding="utf-8")
        return file

    @property
    def clock_file(self) -> Path:
        """The one file by which both platforms share their business time."""
        return self.folder / "clock"

    def prepare(self) -> None:
        """Write the configurations and bring both platforms to the point where they can serve; repeatable."""
        for plan in (CHONGQING, SICHUAN):
            _must_be_free(int(self.url(plan).rsplit(":", 1)[1]))
        self.folder.mkdir(parents=True, exist_ok=True)
        self.mail_port, self.bank_port, self.notary_port, self.registers_port = (free_port() for _ in range(4))
        for plan in (CHONGQING, SICHUAN):
            self._configure(plan)
        both = [
            self._start_quietly(self._tongban(plan, "init", *_init_words(plan, self.url(plan))))
            for plan in (CHONGQING, SICHUAN)
        ]
        for process in both:
            _finished(process)
        self._introduce()
        self._agree_on_witnesses()
        for plan in (CHONGQING, SICHUAN):
            self._appoint(plan)

    def start(self) -> None:
        """Start everything and wait until the pages answer."""
        self._launch(
            "mail", [sys.executable, "-m", "tongban.cli.demo.mailbox", str(self.mail_port), str(self.folder / "mail")]
        )
        inboxes = ",".join(f"{plan.slug}={self.home(plan) / 'bank'}" for plan in (CHONGQING, SICHUAN))
        bank = [str(self.bank_port), str(self.folder / "bank"), inboxes, str(self.clock_file)]
        self._launch("bank", [sys.executable, "-m", "tongban.cli.bank", *bank])
        tables = [str(self.licences_file), str(_REGISTERS / "organisations.csv")]
        asked = [sys.executable, "-m", "tongban.cli.registers", str(self.registers_port), _REGISTERS_KEY, *tables]
        self._launch("registers", asked)
        notary = [str(self.notary), str(self.policy_file), str(self.clock_file), str(self.notary_port)]
        self._launch("notary", [sys.executable, "-m", "tongban.wiring.notary", *notary])
        for plan in (CHONGQING, SICHUAN):
            port = self.url(plan).rsplit(":", 1)[1]
            self._launch(plan.slug, self._tongban(plan, "serve", "--port", port))
        threading.Thread(target=self._watch, daemon=True, name="watch").start()
        for plan in (CHONGQING, SICHUAN):
            self.wait_until_up(plan)

    def wait_until_up(self, plan: PlatformPlan) -> None:
        """Wait until the platform's first page answers; raises `StageFailed` when it does not."""
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            try:
                if (
                    httpx.get(self.url(plan), timeout=5, follow_redirects=True).status_code
                    < httpx.codes.INTERNAL_SERVER_ERROR
                ):
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        message = f"{plan.slug} does not answer at {self.url(plan)}; its log: {self.folder / (plan.slug + '.log')}"
        raise StageFailed(message)

    def stop(self) -> None:
        """End every process that was started here."""
        self._stopping.set()
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()

    def advance_clock(self, by: timedelta) -> None:
        """Move the business time of both platforms forward."""
        known = int(self.clock_file.read_text()) if self.clock_file.exists() else 0
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(str(known + int(by.total_seconds())))
        fresh.replace(self.clock_file)

    def business_now(self) -> datetime:
        """The business time that both platforms share."""
        known = int(self.clock_file.read_text()) if self.clock_file.exists() else 0
        return self.wall() + timedelta(seconds=known)

    def check(self, plan: PlatformPlan) -> dict[str, Any]:
        """What `tongban check --json` says of a platform."""
        done = subprocess.run(self._tongban(plan, "check", "--json"), capture_output=True, text=True, check=False)
        return dict(json.loads(done.stdout))

    def _configure(self, plan: PlatformPlan) -> None:
        home = self.home(plan).resolve()
        home.mkdir(parents=True, exist_ok=True)
        (home / "bank").mkdir(exist_ok=True)
        settings = {
            "slug": plan.slug,
            "name": plan.name,
            "name_en": plan.name_en,
            "tree": [plan.tree],
            "public_url": self.url(plan),
            "mail": f"127.0.0.1:{self.mail_port}",
            "clock_file": str(self.clock_file.resolve()),
            "bank_inbox": str(home / "bank"),
            # The demo's bank lives on this very machine, which no court of people would open.
            "capture_networks": ["127.0.0.1/32"],
        }
        lines = "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items())
        other = self.url(SICHUAN if plan is CHONGQING else CHONGQING)
        lines += f'[ledger]\nwatch = {WATCH}\nmirrors = ["{other}/ledger/mirror"]\n'
        lines += "".join(self._register(section, *names) for section, *names in _SERVICES)
        (home / "platform.toml").write_text("# Written anew at each start of the demo.\n" + lines, encoding="utf-8")

    def _register(self, section: str, name: str, name_en: str) -> str:
        address = f"http://127.0.0.1:{self.registers_port}"
        table = {"address": address, "key": _REGISTERS_KEY, "name": name, "name_en": name_en}
        return f"[{section}]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in table.items())

    def _introduce(self) -> None:
        """Let each platform admit the other with its key."""
        for plan, other in ((CHONGQING, SICHUAN), (SICHUAN, CHONGQING)):
            shown = _finished(self._start_quietly(self._tongban(other, "peer", "show"))).split()
            _finished(self._start_quietly(self._tongban(plan, "peer", "add", *shown)))

    def _agree_on_witnesses(self) -> None:
        """One policy for both courts: a head counts when the notary and one of the courts cosigned it.

        So any two quorums share a witness that no court commands, and the outage of a court stops nobody else.
        """
        notary = [sys.executable, "-m", "tongban.wiring.notary", str(self.notary)]
        lines = [_finished(self._start_quietly(self._tongban(plan, "ledger", "show"))) for plan in (CHONGQING, SICHUAN)]
        courts = " ".join(line.split()[1] for line in "".join(lines).splitlines() if line.startswith("witness "))
        neutral = _finished(self._start_quietly(notary)).strip()
        lines += [f"{neutral} http://127.0.0.1:{self.notary_port}\n", f"group courts any {courts}\n"]
        lines.append(f"group notary-and-court all {neutral.split()[1]} courts\nquorum notary-and-court\n")
        self.policy_file.write_text("".join(lines))
        for plan in (CHONGQING, SICHUAN):
            _finished(self._start_quietly(self._tongban(plan, "ledger", "join", str(self.policy_file))))

    def _appoint(self, plan: PlatformPlan) -> None:
        marker = self.home(plan) / "staff-appointed"
        if marker.exists():
            return
        secret = self.home(plan) / "demo-password"
        secret.write_text(PASSWORD)
        listing = self.home(plan) / "staff.csv"
        rows = "".join(f"{staff.court},{staff.role},{staff.name},{staff.login}\n" for staff in plan.staff)
        listing.write_text("court,role,name,login\n" + rows, encoding="utf-8")
        words = ["--file", str(listing), "--password-file", str(secret)]
        _finished(self._start_quietly(self._tongban(plan, "staff", *words)))
        told = ["--as-of", f"{self.business_now():%Y-%m-%d}", "--source", "示例司法局"]
        _finished(self._start_quietly(self._tongban(plan, "licences", str(self.licences_file), *told)))
        marker.touch()

    def _tongban(self, plan: PlatformPlan, *words: str) -> list[str]:
        return [sys.executable, "-m", "tongban.wiring.command", "--home", str(self.home(plan)), *words]

    @staticmethod
    def _start_quietly(command: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def _launch(self, name: str, command: list[str]) -> None:
        self.commands[name] = command
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                # Ctrl-C in the terminal reaches the demo alone, which then ends its processes in order.
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - it only asks the kernel for a signal
            )

    def _watch(self) -> None:
        """Start a process again that ended, as an operator's service manager would."""
        while not self._stopping.wait(0.5):
            for name, process in list(self.processes.items()):
                if process.poll() is not None and not self._stopping.is_set():
                    time.sleep(0.5)
                    self._launch(name, self.commands[name])


def _init_words(plan: PlatformPlan, url: str) -> list[str]:
    return ["--slug", plan.slug, "--name", plan.name, "--tree", plan.tree, "--url", url]


def _finished(process: subprocess.Popen[bytes]) -> str:
    out, _ = process.communicate()
    if process.returncode:
        message = f"{' '.join(map(str, process.args[2:]))} ended with {process.returncode}:\n{out.decode()}"  # type: ignore[index]
        raise StageFailed(message)
    return out.decode()


def _must_be_free(port: int) -> None:
    """Raise `StageFailed` when somebody else listens on `port` already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as taken:
            message = (
                f"port {port} is taken ({taken.strerror}): stop what uses it, or choose another, `make demo PORT=8711`"
            )
            raise StageFailed(message) from taken


def free_port() -> int:
    """A port of the loopback interface that nobody uses now, nor the next one, as two platforms stand side by side.

    Below the ports that the system gives to whoever connects: one of those may be taken a moment later.
    """
    while True:
        first = 10_240 + secrets.randbelow(20_000)
        with contextlib.suppress(StageFailed):
            _must_be_free(first)
            _must_be_free(first + 1)
            return first


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
