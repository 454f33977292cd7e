"""Two courts and a notary as processes of their own, run with nothing but the commands: a day, then the attacks."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import httpx
import pytest

from courtlog.cli import main

NAMES = ("cq", "sc", "notary")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def call(capsys, *arguments):
    """Run a command in this process; gives its status and both outputs."""
    capsys.readouterr()
    status = main([str(one) for one in arguments])
    captured = capsys.readouterr()
    return status, captured.out.strip(), captured.err


class Courts:
    """Folders and processes; each witness and each web server is a process that can be killed."""

    def __init__(self, path):
        self.path, self.running, self.ports = path, {}, {name: free_port() for name in NAMES}
        self.web = {name: free_port() for name in ("cq", "sc")}
        self.policy = path / "courts.tlog-policy"

    def command(self, *arguments):
        assert main([str(one) for one in arguments]) == 0

    def prepare(self):
        lines = []
        for name in NAMES:
            key = self.path / f"{name}.key"
            self.command("keygen", "--witness", "--name", f"w.{name}.example", "--out", key)
            vkey = key.with_name(key.name + ".pub").read_text().strip()
            lines.append(f"witness {name} {vkey} http://127.0.0.1:{self.ports[name]}")
        for name in ("cq", "sc"):
            ledger = self.path / name
            self.command("init", ledger, "--origin", f"{name}.example/log")
            log = next(
                one for one in (ledger / "policy.tlog-policy").read_text().splitlines() if one.startswith("log ")
            )
            (self.path / f"{name}.vkey").write_text(log.split()[1])
            lines.insert(0, f"{log} http://127.0.0.1:{self.web[name]}")
            self.start(f"web {name}", "-m", "http.server", self.web[name], "--bind", "127.0.0.1", "--directory",
                       ledger / "public")  # fmt: skip
        self.policy.write_text("\n".join([*lines, "group courts 2 cq sc notary", "quorum courts", ""]))
        for name in NAMES:
            self.witness(name, "--new")
        for name in ("cq", "sc"):
            shutil.copy(self.policy, self.path / name / "policy.tlog-policy")
        self.command("keygen", "--name", "party.example", "--out", self.path / "party.key")

    def witness(self, name, *more):
        key, state = self.path / f"{name}.key", self.path / f"{name}.sqlite3"
        where = f"127.0.0.1:{self.ports[name]}"
        options = ("--key", key, "--policy", self.policy, "--listen", where, *more)
        self.start(name, "-m", "courtlog.cli", "witness", state, *options)
        wait_for(f"http://{where}/")

    def start(self, name, *arguments):
        log = (self.path / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(
            [sys.executable, *map(str, arguments)], stdout=log, stderr=log, start_new_session=True
        )
        log.close()

    def kill(self, name):
        """Kill a process and its children at once, as a power cut does."""
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)

    def deposit(self, capsys, name, number, place=None):
        file = self.path / f"{name}-{number}.txt"
        file.write_text(f"Filing {number} of {name}")
        key = self.path / "party.key"
        return call(capsys, "deposit", self.path / (place or name), file, "--issuer-key", key)


def wait_for(url):
    for _ in range(200):
        try:
            httpx.get(url, trust_env=False)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{url} does not answer")


@pytest.fixture
def courts(tmp_path):
    courts = Courts(tmp_path)
    try:
        courts.prepare()
        yield courts
    finally:
        for name in list(courts.running):
            courts.kill(name)


def test_two_courts_and_a_notary_witness_each_other_and_survive_each_attack(courts, capsys):
    path, policy = courts.path, courts.policy
    # A day: deposits in both courts are proven by a quorum, the bundle verifies, the courts enter each other's heads.
    for name in ("cq", "sc"):
        assert courts.deposit(capsys, name, 0)[0] == 0
        assert call(capsys, "policy", "check", policy, path / name / "public/checkpoint")[0] == 0
    made = ("bundle", path / "cq", 0, "--opening", path / "cq-0.txt.opening.json", "--out", path / "b.zip")
    assert call(capsys, *made)[0] == 0
    trusted = ("--policy", policy, "--issuer-key", path / "party.key.pub")
    assert call(capsys, "verify", path / "b.zip", path / "cq-0.txt", *trusted)[1].startswith("MATCH")
    anchor = ("anchor", path / "cq", "--policy", policy, "--own", path / "cq.vkey", "--issuer-key", path / "party.key")
    assert call(capsys, *anchor)[:2] == (0, "1 sc.example/log 1")
    courts.command("keygen", "--witness", "--name", "mirror.example", "--out", path / "mirror.key")
    mirror = ("mirror", path / "copies", "--key", path / "mirror.key", "--policy", policy)
    monitor = ("monitor", path / "seen", "--policy", policy, "--mirror", path / "copies/public")
    assert (call(capsys, *mirror)[0], call(capsys, *monitor)[0]) == (0, 0)

    # A witness is killed: the other two go on. It comes back, and catches up with a proof from what it knows.
    courts.kill("notary")
    assert courts.deposit(capsys, "cq", 1)[0] == 0
    courts.witness("notary")
    assert courts.deposit(capsys, "cq", 2)[0] == 0
    assert call(capsys, *monitor)[0] == 0

    # Roll back: the whole machine is restored from a backup, lock store too. The log signs nothing.
    shutil.copytree(path / "cq", path / "backup")
    assert courts.deposit(capsys, "cq", 3)[0] == 0
    status, _, problem = courts.deposit(capsys, "cq", 4, "backup")
    assert (status, "Nothing is signed" in problem) == (1, True)

    # Fork: the operator signs alone what no witness sees, and shows it in place of its log.
    (path / "backup/policy.tlog-policy").unlink()
    assert courts.deposit(capsys, "cq", 5, "backup")[0] == 0
    shutil.copy(path / "backup/public/checkpoint", path / "cq/public/checkpoint")
    status, out, problem = call(capsys, *monitor, "--json")
    assert (status, "CONFLICT" in problem) == (4, True)
    (cq,) = (one for one in json.loads(out)["logs"] if one["origin"] == "cq.example/log")
    evidence = next(alarm["evidence"] for alarm in cq["alarms"] if alarm["kind"] == "conflict")
    status, out, _ = call(capsys, "conflict", evidence, "--policy", policy)
    assert (status, out.startswith("CONFLICT\ncq.example/log signed two histories")) == (4, True)
    assert call(capsys, *mirror)[0] in (2, 4)
