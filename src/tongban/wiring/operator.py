"""The operator's commands, once the platform's settings are known."""

from __future__ import annotations

import argparse
import csv
import getpass
import json
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

import courtlog
from courtlog.note import VerifierKey
from tongban.cases.actions.outages import record_outage
from tongban.courts.actions.announcing import announce_year
from tongban.courts.actions.importing import import_courts
from tongban.delivery.adapters.mail import MailAccessRefused, mail_answers
from tongban.documents.actions.content import encrypt_content
from tongban.documents.actions.quarantine import scanner_answers
from tongban.face.refusals import in_a_line
from tongban.federation.actions.admit import admit_peer
from tongban.federation.actions.gateway import gateways
from tongban.federation.adapters.keys import make_sealing_key, public_text, sealing_text
from tongban.frame.acts import act
from tongban.frame.at_rest import KeyNotBrought
from tongban.frame.keyring import Damaged, KeyMissing
from tongban.frame.rewriting import overwrite_free_space, was_plain
from tongban.kernel.actor import Actor
from tongban.kernel.refusal import Refused
from tongban.people.actions.licences import take_licences
from tongban.people.actions.personal_keys import missing_keys
from tongban.people.actions.register import appoint, open_account, register_person
from tongban.people.actions.staff import end_functions, renew_staff_access
from tongban.people.vocabulary import PersonKind, Role
from tongban.register.actions.audit import audit
from tongban.register.adapters.governing import revoke_key, rotate_witness, take_policy
from tongban.register.adapters.ledger import introduction
from tongban.register.adapters.triggers import missing_triggers
from tongban.register.queries import alarms, counts, failing_work
from tongban.wiring.keys import keys
from tongban.wiring.sealed import SEALED
from tongban.wiring.servers import serve, work

OK, FAILED = 0, 1
DAY = 86_400
"""Seconds."""
KEY_MARK = "ed25519:"
"""Stands before a key on the line for peers: one key in 64 begins with "-", which looks like an option."""


def run(options: argparse.Namespace) -> int:
    """Carry out the command; a refusal becomes one line per reason and exit status 1."""
    table: dict[str, Callable[[argparse.Namespace], int]] = {
        "init": _init,
        "migrate": _migrate,
        "check": _check,
        "serve": lambda o: serve(host=o.host, port=o.port),
        "worker": lambda _: work(),
        "staff": _staff,
        "peer": _peer,
        "calendar": _calendar,
        "outage": _outage,
        "licences": _licences,
        "audit": _audit,
        "ledger": _ledger,
        "keys": keys,
    }
    try:
        return table[options.command](options)
    except Refused as no:
        for refusal in no.refusals:
            print(f"tongban: {in_a_line(refusal)}")
        return FAILED
    except (KeyMissing, KeyNotBrought, Damaged) as unreadable:
        print(f"tongban: {unreadable}")
        return FAILED


def _operator(rule: str) -> Actor:
    return Actor.office("", rule, settings.TONGBAN.slug)


def _init(_: argparse.Namespace) -> int:
    from tongban.documents.adapters.demo_authority import make_authority
    from tongban.register.adapters.ledger import make_ledger

    make_ledger(settings.TONGBAN.home, settings.TONGBAN.slug)
    make_authority(settings.TONGBAN.home)
    _migrate(_)
    print(f"{settings.TONGBAN.home}: ready; start it with `tongban --home {settings.TONGBAN.home} serve`")
    return OK


def _migrate(_: argparse.Namespace) -> int:
    from tongban.frame.guard import lifted

    plain = was_plain()
    with lifted("migrations rewrite tables"):
        call_command("migrate", verbosity=0, interactive=False)
    if plain:
        overwrite_free_space()
    encrypt_content()
    call_command("collectstatic", verbosity=0, interactive=False)
    import_courts(hosted=settings.TONGBAN.tree, by=_operator("tongban migrate"), at=settings.TONGBAN_CLOCK.now())
    return OK


def _check(options: argparse.Namespace) -> int:
    report = counts() | {
        "missing_triggers": missing_triggers(),
        "missing_keys": missing_keys(),
        "failing_work": [f"{due}: {due.last_error[:200]}" for due in failing_work()],
        "gateways": [f"{one.peer}: {one}" for one in gateways()],
        "scanner": {True: "answers", False: "does not answer", None: "none is installed"}[scanner_answers()],
        **_mail(),
        "ledger_alarms": [f"{one.kind} of {one.origin}" for one in alarms() if one.closed_at is None],
    }
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        for name, value in report.items():
            print(f"{name.replace('_', ' ')}: {value if value not in ([], '') else 'none'}")
    wrong = ("missing_triggers", "missing_keys", "failing_work", "mail_refuses", "ledger_alarms")
    return FAILED if any(report[name] for name in wrong) or any(one.wrong for one in gateways()) else OK


def _mail() -> dict[str, object]:
    """How the mail server stands, and what it holds against this platform."""
    try:
        stands = {True: "answers", False: "does not answer", None: "none is set"}[mail_answers()]
    except MailAccessRefused as no:
        return {"mail": "answers", "mail_refuses": [str(no)]}
    return {"mail": stands, "mail_refuses": []}


def _audit(options: argparse.Namespace) -> int:
    """Compare platform and ledger now; nothing is recorded."""
    found = audit(settings.TONGBAN.home, SEALED, settings.TONGBAN_CLOCK.now())
    differences = [{"mismatch": one.mismatch, "position": one.position, "subject": one.subject and str(one.subject)}
                   for one in found.differences]  # fmt: skip
    report = {"checked": found.checked, "compared": found.compared, "faults": found.faults, "differences": differences}
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        print(f"{found.checked} entries checked, {found.compared} of them with their content")
        for fault in found.faults:
            print(f"the ledger's files: {fault}")
        for one in found.differences:
            print(f"position {one.position}: {one.mismatch} ({one.subject})")
        print("sound" if found.sound else f"{len(found.faults) + len(found.differences)} found")
    return OK if found.sound else FAILED


def _ledger(options: argparse.Namespace) -> int:
    """Make this court's ledger known to others, take the policy that several courts agreed on, change a key."""
    home, now = settings.TONGBAN.home, int(settings.TONGBAN_CLOCK.now().timestamp())
    try:
        match options.ledger_command:
            case "show":
                print(introduction(home, settings.TONGBAN.public_url), end="")
            case "join":
                take_policy(home, options.policy.read_bytes(), now)
                print("taken; web and worker follow it from their next start")
            case "rotate":
                new = rotate_witness(home, now + options.days * DAY, now)
                print(f"witness {new.name} {new} {settings.TONGBAN.public_url}/ledger/witness")
            case "revoke":
                revoke_key(home, VerifierKey.parse(options.key), options.since, now)
                print("handed in; the worker enters it")
    except (OSError, courtlog.CourtlogError) as error:
        print(f"tongban ledger: {error}")
        return FAILED
    return OK


def _staff(options: argparse.Namespace) -> int:
    """Appoint one person, or all persons of a CSV file in one act; or end functions, or renew an access."""
    if options.end or options.renew:
        return _staff_changed(options)
    one = {name: getattr(options, name) for name in ("court", "role", "name", "login")}
    rows = list(csv.DictReader(options.file.open(encoding="utf-8"))) if options.file else [one]
    missing = [name for row in rows for name in one if not row.get(name)]
    if missing:
        print(f"tongban staff: {', '.join(sorted(set(missing)))} must be given")
        return FAILED
    password = _password(options)
    with act(by=_operator("tongban staff"), at=settings.TONGBAN_CLOCK.now()) as record:
        for row in rows:
            person = register_person(record, name=row["name"], kind=PersonKind.NATURAL, platform=settings.TONGBAN.slug)
            open_account(record, person=person.uid, login=row["login"], password=password, language=options.language)
            appoint(record, person=person.uid, role=Role(row["role"]), court=row["court"])
    for row in rows:
        print(f"{row['name']} is {row['role']} at {row['court']}; login {row['login']}")
    return OK


def _staff_changed(options: argparse.Namespace) -> int:
    by, at = _operator("tongban staff"), settings.TONGBAN_CLOCK.now()
    if options.renew:
        renew_staff_access(options.login, _password(options), by=by, at=at)
        print(f"{options.login} signs in with the new password alone; every other way in has ended")
        return OK
    for role, court in end_functions(options.login, court=options.court, role=options.role, by=by, at=at):
        print(f"{options.login} is no longer {role} at {court}")
    return OK


def _password(options: argparse.Namespace) -> str:
    return str(options.password_file.read_text().strip() if options.password_file else getpass.getpass())


def _peer(options: argparse.Namespace) -> int:
    if options.peer_command == "sealing":
        keys = settings.TONGBAN.home / "keys"
        make_sealing_key(keys)
        print(sealing_text(keys))
        return OK
    if options.peer_command == "show":
        platform = settings.TONGBAN
        print(
            " ".join(
                (
                    platform.slug,
                    platform.name,
                    platform.public_url,
                    KEY_MARK + public_text(platform.home / "keys"),
                    *platform.tree,
                )
            )
        )
        return OK
    admit_peer(
        slug=options.slug,
        name=options.name,
        url=options.url.rstrip("/"),
        key=options.key.removeprefix(KEY_MARK),
        tree=tuple(options.tree),
        by=_operator("tongban peer add"),
        at=settings.TONGBAN_CLOCK.now(),
    )
    return OK


def _calendar(options: argparse.Namespace) -> int:
    """Take in a year's working calendar; the worker then renews the periods that waited for it."""
    try:
        content = options.file.read_bytes()
    except OSError as error:
        print(f"tongban calendar: {options.file}: {error.strerror}")
        return FAILED
    by, at = _operator("tongban calendar"), settings.TONGBAN_CLOCK.now()
    fact = announce_year(content, year=options.year, notice=options.notice, by=by, at=at)
    kept = "" if fact.changed else ", as known already"
    print(f"{fact.year}: {fact.holidays} rest days of festivals, {fact.working} weekend days worked{kept}")
    return OK


def _licences(options: argparse.Namespace) -> int:
    """Take in a list of licences as the judicial administration gave it: all of it, or every wrong line is named."""
    try:
        content, as_of = options.file.read_bytes(), date.fromisoformat(options.as_of)
    except (OSError, ValueError) as error:
        print(f"tongban licences: {error}")
        return FAILED
    by, at = _operator("tongban licences"), settings.TONGBAN_CLOCK.now()
    fact = take_licences(content, source=options.source, as_of=as_of, by=by, at=at)
    print(
        f"{fact.rows} licences, {fact.fresh} of them new, {fact.changed} changed, {fact.newer} known as of a later day"
    )
    return OK


def _outage(options: argparse.Namespace) -> int:
    """Record an outage of the platform, or of one court's part of it; the worker then moves the periods it hit."""
    try:
        began, ended = (timezone.make_aware(datetime.fromisoformat(text)) for text in (options.began, options.ended))
    except ValueError:
        print("tongban outage: --from and --to are written like 2026-12-08T14:00, in the platform's own time")
        return FAILED
    by, at = _operator("tongban outage"), settings.TONGBAN_CLOCK.now()
    told = {"court": options.court, "began_at": began, "ended_at": ended, "record_number": options.record}
    found = record_outage(**told, by=by, at=at).found
    moves = sum(bool(hit["due"]) for hit in found)
    print(f"{options.record}: open periods that move: {moves}, that stay: {len(found) - moves}")
    return OK
