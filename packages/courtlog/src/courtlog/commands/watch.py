"""Commands of those who watch: witness, mirror, monitor; and the judgement over the evidence that they find."""

import argparse
import json
from pathlib import Path

from courtlog.clock import SteadyClock
from courtlog.commands import shell
from courtlog.commands.shell import COURTS, DIRECTORY, EVERY, argument, command
from courtlog.conflict import MAX_EVIDENCE, Evidence
from courtlog.disk import Disk
from courtlog.errors import Conflict, Missing
from courtlog.log import load_key
from courtlog.mirror import Forked, Mirror
from courtlog.monitor import Monitor, keep_evidence
from courtlog.note import VerifierKey
from courtlog.policy import Policy
from courtlog.report import EXIT, moment
from courtlog.verification import Verdict
from courtlog.web import Application, serve, source_of
from courtlog.witness import Witness, WitnessStore, application


@argument("state", type=Path, metavar="STATE", help="what it cosigned; never restore it from a backup")
@argument("--new", action="store_true", help="make the state: once for each key, never again")
@argument("--key", type=Path, action="append", required=True, help="witness key; repeatable")
@argument("--policy", type=Path, required=True, help="policy whose log lines say which logs it knows")
@argument("--listen", default="127.0.0.1:8100", metavar="HOST:PORT")
@command("state.sqlite3 --key witness.key --policy logs.tlog-policy --listen 127.0.0.1:8100")
def _witness(options: argparse.Namespace) -> None:
    """Cosign the heads of other logs over HTTP (C2SP tlog-witness)."""
    address = shell.read_address(options.listen)
    logs = shell.read_policy(options.policy).logs
    keys = [load_key(path) for path in options.key]
    if options.new:
        WitnessStore(options.state, new=True).close()
    disk = Disk(options.state.parent)

    def convict(first: bytes, second: bytes) -> None:
        keep_evidence(Evidence.of(first, second, logs, places=("this witness", "a request")), disk)

    def load() -> Application:
        return application(Witness(logs, keys, WitnessStore(options.state), SteadyClock(), convict))

    load()  # say what is wrong before serving
    serve(load, *address)


@DIRECTORY
@argument("--key", type=Path, required=True, help="the mirror's own witness key")
@COURTS
@EVERY
@command("copies --key mirror.key --policy court.tlog-policy --every 60")
def _mirror(options: argparse.Namespace) -> int:
    """Copy logs, checking each entry; DIR/public is served by any web server."""
    policy = shell.read_policy(options.policy)
    disk = Disk(options.directory)

    def copy(log: VerifierKey) -> int:
        try:
            head = mirror.copy(log, source_of(policy.urls[log])).checkpoint
        except Forked as fork:
            shell.complain(f"{log.name}: CONFLICT: {fork} Evidence: {keep_evidence(fork.evidence, disk)}")
            return EXIT[Verdict.CONFLICT]
        shell.say(f"{log.name} {head.size} {mirror.folder(log.name)}")
        return 0

    with Mirror(options.directory, policy, load_key(options.key), SteadyClock()) as mirror:
        return shell.again(options.every, lambda: shell.each_log(policy, copy))


@argument("directory", type=Path, metavar="DIR", help="what it has seen, its evidence, status.json")
@argument("--policy", type=Path, required=True, help="policy with logs and witnesses, and their addresses")
@argument("--mirror", action="append", default=[], metavar="PLACE", help="address or folder; repeatable")
@EVERY
@argument("--json", action="store_true", help="write one JSON object for each round")
@command("seen --policy court.tlog-policy --mirror https://mirror.example")
def _monitor(options: argparse.Namespace) -> int:
    """Compare what logs, witnesses and mirrors show: 0 sound, 2 alarms, 4 CONFLICT with evidence."""
    policy = shell.read_policy(options.policy)
    monitor = Monitor(options.directory, policy, {one: one for one in options.mirror}, SteadyClock())

    def go() -> int:
        report = monitor.watch()
        alarms = [(log["origin"], alarm) for log in report["logs"] for alarm in log["alarms"]]
        if options.json:
            shell.say(json.dumps(report, ensure_ascii=False))
        else:
            for log in report["logs"]:
                since = moment(log["since"]) if log["since"] is not None else "no time proved"
                shell.say(f"{log['origin']} {log['size']} entries, {since}, {len(log['alarms'])} alarms")
        for origin, alarm in alarms:
            shell.complain(f"{origin}: {alarm['kind'].upper()}: {alarm['text']} {alarm.get('evidence', '')}")
        if any(alarm["kind"] == "conflict" for _, alarm in alarms):
            return EXIT[Verdict.CONFLICT]
        return shell.FAULTY if alarms else 0

    return shell.again(options.every, go)


@argument("file", type=Path, metavar="FILE")
@argument("--policy", type=Path, help="keys that you trust; default: those in the evidence")
@command("seen/evidence/1f0c.conflict.json --policy court.tlog-policy")
def _conflict(options: argparse.Namespace) -> int:
    """Judge evidence against a log or witness: CONFLICT (exit 4) or NOT PROVEN (3)."""
    with options.file.open("rb") as file:
        evidence = Evidence.parse(file.read(MAX_EVIDENCE + 1))
    given = shell.read_optional(options.policy)
    policy = Policy.parse(given) if given is not None else None
    try:
        evidence.judge([*policy.logs, *policy.witnesses.values()] if policy else None)
    except Conflict as error:
        verdict, text = Verdict.CONFLICT, str(error)
    except Missing as error:
        verdict, text = Verdict.NOT_PROVEN, str(error)
    own = "" if policy else "\nWhose keys these are is not proved: they came with the evidence. Give --policy."
    shell.say(f"{verdict.value}\n{text}{own}")
    return EXIT[verdict]
