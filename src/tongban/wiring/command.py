"""`tongban`: one program, one word per task. `tongban --help` lists them; each has its own `--help`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tongban.access.audience import Audience, Declared, declared
from tongban.cli.legal import command as law

EXIT_USAGE = 64
EXIT_CONFIG = 78


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="tongban", description="Tongban (通办): the open court platform.")
    top.add_argument(
        "--home",
        type=Path,
        help="the platform's home folder with platform.toml (default: $TONGBAN_HOME, else var/platform)",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _platform_commands(commands)
    _peer_commands(commands)
    _ledger_commands(commands)
    _keys_commands(commands)
    for operators in commands.choices.values():
        operators.set_defaults(audience=Declared(Audience.OPERATOR))
    bank = commands.add_parser("bank", help="a small fictional bank in a process of its own, for trying payments")
    bank.add_argument("--folder", type=Path, required=True, help="where the bank keeps its orders")
    bank.add_argument("--inbox", action="append", default=[], metavar="ACCOUNT=FOLDER", help="a customer's statements")
    bank.add_argument("--port", type=int, help="port of the bank's page on this machine (default: no page)")
    bank.add_argument("--once", action="store_true", help="carry out the waiting orders and stop")
    demo = commands.add_parser("demo", help="two platforms on this machine, and a story that plays")
    demo.add_argument("--once", action="store_true", help="play the story, write var/demo/summary.json, stop")
    demo.add_argument(
        "--port", type=int, default=8001, help="port of the first platform; the second takes the next one"
    )
    demo.add_argument("--folder", type=Path, default=Path("var/demo"), help="where the demo keeps everything")
    law.add_to(commands)
    for without_data in (bank, demo, commands.choices["law"]):
        without_data.set_defaults(audience=Declared(Audience.PUBLIC))
    return top


def _platform_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    init = commands.add_parser("init", help="make a platform's home: configuration, keys, ledger, database, courts")
    init.add_argument("--slug", required=True, help="short name among peers: letters, digits, hyphens")
    init.add_argument("--name", required=True, help="name for people, in Chinese")
    init.add_argument("--name-en", default="", help="name for people, in English")
    init.add_argument(
        "--tree",
        default=[],
        action="append",
        help="code of a highest court hosted here, e.g. 渝; none in the internet zone",
    )
    init.add_argument("--url", required=True, help="public address, e.g. https://court.example")
    init.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a further line of platform.toml")
    commands.add_parser("migrate", help="bring the database up to this version")
    check = commands.add_parser("check", help="look the installation over: triggers, keys, ledger, failing work")
    check.add_argument("--json", action="store_true", help="as JSON")
    audit = commands.add_parser("audit", help="compare all that was sealed with the ledger and with what is there now")
    audit.add_argument("--json", action="store_true", help="as JSON")
    serve = commands.add_parser("serve", help="run the platform: web and worker processes, watched over")
    serve.add_argument("--port", type=int, default=8001)
    serve.add_argument("--host", default="127.0.0.1")
    commands.add_parser("worker", help="run only the worker (serve starts one)")
    calendar = commands.add_parser("calendar", help="take in the working calendar of a year when it is announced")
    calendar.add_argument("year", type=int)
    calendar.add_argument("file", type=Path, help="CSV with the columns day, kind (holiday or working), festival")
    calendar.add_argument("--notice", required=True, help="name or number of the notice that announced it")
    outage = commands.add_parser(
        "outage", help="record hours in which the platform took nothing in, once they are over"
    )
    outage.add_argument("--from", dest="began", required=True, help="when it began, e.g. 2026-12-08T14:00")
    outage.add_argument("--to", dest="ended", required=True, help="when the platform worked again")
    outage.add_argument("--record", required=True, help="number of the signed record")
    outage.add_argument("--court", default="", help="code of the only court that it touched (default: all here)")
    licences = commands.add_parser("licences", help="take in a list of lawyers' and legal workers' licences")
    licences.add_argument("file", type=Path, help="CSV with the fourteen columns of docs/law/licences.md")
    licences.add_argument("--as-of", required=True, help="day as of which the list was made, e.g. 2026-11-01")
    licences.add_argument("--source", required=True, help="the authority, and number or day of its list")
    staff = commands.add_parser("staff", help="appoint persons to functions at courts, end functions, renew access")
    staff.add_argument("--court", default="", help="court code, e.g. 渝0103")
    staff.add_argument("--role", default="", choices=["", "clerk", "judge", "president", "liaison"])
    staff.add_argument("--name", default="")
    staff.add_argument("--login", default="")
    staff.add_argument("--language", default="en")
    staff.add_argument("--password-file", type=Path, help="file with the password (default: asked for)")
    change = staff.add_mutually_exclusive_group()
    change.add_argument("--end", action="store_true", help="the owner of --login leaves (or only --court, --role)")
    change.add_argument("--renew", action="store_true", help="the owner of --login gets a new password, all else ends")
    staff.add_argument("--file", type=Path, help="several at once: CSV with the columns court, role, name, login")


def _keys_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    keys = commands.add_parser("keys", help="the keys under which personal data lies in the database")
    actions = keys.add_subparsers(dest="keys_command", required=True)
    actions.add_parser("show", help="list the keys, and how many values lie under each")
    rotated = actions.add_parser("rotate", help="make a new key and bring all personal data under it")
    rotated.add_argument("--cipher", default="", choices=["", "aes-256-gcm", "sm4-gcm"], help="default: as before")
    rotated.add_argument("--index", action="store_true", help="also a new key for the look-up columns")
    actions.add_parser("forget", help="take keys out of the file under which nothing lies any more")


def _ledger_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    ledger = commands.add_parser("ledger", help="the court's ledger among those of other courts")
    actions = ledger.add_subparsers(dest="ledger_command", required=True)
    actions.add_parser("show", help="print the lines by which a policy names this ledger and its witness")
    joined = actions.add_parser("join", help="take a policy: which logs to witness, who cosigns, how many are enough")
    joined.add_argument("policy", type=Path, help="a tlog-policy (C2SP) with addresses")
    rotated = actions.add_parser("rotate", help="make the next key of this court's witness; prints its line")
    rotated.add_argument("--days", type=int, default=7, help="days until the old key counts no more (default: 7)")
    revoked = actions.add_parser("revoke", help="say in the ledger that a key of this court leaked")
    revoked.add_argument("key", help="the verifier key, as the policy writes it")
    revoked.add_argument("--since", type=int, required=True, metavar="SECONDS", help="the last second it was safe")


def _peer_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    peer = commands.add_parser("peer", help="platforms that this one exchanges signed messages with")
    actions = peer.add_subparsers(dest="peer_command", required=True)
    actions.add_parser("show", help="print this platform's own line for peers")
    actions.add_parser(
        "sealing", help="in the court zone: make (once) and print the key for which the internet zone seals"
    )
    add = actions.add_parser("add", help="admit a peer")
    add.add_argument("slug")
    add.add_argument("name")
    add.add_argument("url", help="web address, or file:/// and the folder of a file gateway")
    add.add_argument("key", help="as `peer show` prints it there; the mark before it may be left out")
    add.add_argument("tree", nargs="*", help="codes of the highest courts it hosts")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    options = parser().parse_args(arguments)
    declared(options)
    if options.home:
        os.environ["TONGBAN_HOME"] = str(options.home.resolve())
    if options.command == "bank":
        from tongban.cli.bank import inboxes_from, run_bank

        return run_bank(options.folder, inboxes_from(options.inbox), options.port, once=options.once)
    if options.command == "demo":
        from tongban.cli.demo.run import run_demo
        from tongban.wiring.clock import Clock

        return run_demo(options.folder, port=options.port, once=options.once, wall=Clock.wall)
    if options.command == "law":
        from tongban.wiring.clock import Clock

        return law.run(options, today=Clock.wall().astimezone(law.TIME_ZONE).date())
    if options.command == "init":
        from tongban.wiring.home import make_home

        make_home(options)
    return _on_platform(options)


def _on_platform(options: argparse.Namespace) -> int:
    """Commands that need the platform's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.wiring.settings")
    import django

    try:
        django.setup()
    except RuntimeError as error:
        if type(error).__name__ != "PlatformMisconfigured":
            raise
        print(f"tongban: {error}", file=sys.stderr)  # noqa: T201 - the command line speaks
        return EXIT_CONFIG
    from tongban.wiring import operator

    return operator.run(options)


if __name__ == "__main__":
    sys.exit(main())
