"""Commands with which an operator gives its log rules that all can read: policies, changes of keys, cross-anchors."""

import argparse
from pathlib import Path

from courtlog import governance
from courtlog.commands import shell
from courtlog.commands.shell import COURTS, EVERY, NATURAL, argument, command
from courtlog.issue import issue_public
from courtlog.keychange import KeyChange
from courtlog.log import load_key, system_clock
from courtlog.note import VerifierKey
from courtlog.policy import Policy
from courtlog.report import moment
from courtlog.statement import Kind

_POLICY = argument("policy", type=Path, metavar="FILE")
_PLACE = argument("place", metavar="PLACE", help="directory of the log, or address of the process that serves it")
_ISSUER = argument("--issuer-key", type=Path, required=True, metavar="PATH", help="secret key that signs the entry")
_SINCE = "POSIX second from which it is invalid"


@command("show court.tlog-policy")
def _policy(_: argparse.Namespace) -> None:
    """Show a policy, check a head against it, enter it in a log, list what a log has entered."""


@_POLICY
@command("court.tlog-policy", of=_policy)
def _policy_show(options: argparse.Namespace) -> None:
    """Show logs, witnesses and quorum."""
    policy = shell.read_policy(options.policy)
    for log in policy.logs:
        shell.say(f"log {log} {policy.urls.get(log, 'without address')}")
    for name, key in policy.witnesses.items():
        shell.say(f"witness {name} {key} {policy.urls.get(key, 'without address')}")
    need = "no witness" if policy.quorum == "none" else _in_words(policy, policy.quorum)
    shell.say(f"A head needs {need}.")


def _in_words(policy: Policy, name: str) -> str:
    """Say what a group needs: "2 of (a, b, c)", nested as the groups are."""
    if name in policy.witnesses:
        return name
    count, members = policy.groups[name]
    return f"{count} of ({', '.join(_in_words(policy, member) for member in members)})"


@_POLICY
@argument("head", type=Path, metavar="HEAD")
@command("court.tlog-policy head", of=_policy)
def _policy_check(options: argparse.Namespace) -> None:
    """Check a head: exit 0 when accepted."""
    head = shell.read_policy(options.policy).check(shell.read_small(options.head))
    when = moment(head.since.time) if head.since else "no time proved"
    shell.say(f"{head.checkpoint.origin} {head.checkpoint.size} entries, {when}")
    for one in head.cosignatures:
        shell.say(f"{one.name} {moment(one.time)}")


@_PLACE
@_ISSUER
@_POLICY
@command("ledger court.tlog-policy --issuer-key court.key", of=_policy)
def _policy_publish(options: argparse.Namespace) -> None:
    """Enter a policy in the log and put it in force."""
    policy = shell.read_small(options.policy)
    shell.say(governance.publish_policy(options.place, policy, load_key(options.issuer_key), system_clock()))


@argument("place", metavar="PLACE", help="directory or address of the log")
@argument("--log", required=True, metavar="KEY", help="verifier key of the log, or its file")
@argument("--entry", type=NATURAL, metavar="INDEX", help="show what this one says, word for word")
@command("https://court.example/log --log court.vkey", of=_policy)
def _policy_history(options: argparse.Namespace) -> None:
    """List the policies, key changes and heads of other logs that a log has entered."""
    for index, stated, content in governance.public_entries(options.place, shell.read_key(options.log)):
        if index == options.entry:
            shell.say(content.decode(errors="backslashreplace").removesuffix("\n"))
        elif options.entry is None and stated:
            shell.say(f"{index} {moment(stated.at)} {stated.issuer}: {stated.kind} {stated.subject}")
        elif options.entry is None:
            shell.say(f"{index} is not what it claims to be: {content.decode()}")


@_PLACE
@_ISSUER
@argument("--old", type=Path, required=True, metavar="PATH", help="secret key that is given up")
@argument("--new", type=Path, required=True, metavar="PATH", help="secret key of the same name that follows")
@command("ledger --old w.key --new w2.key --issuer-key court.key")
def _rotate(options: argparse.Namespace) -> None:
    """Enter that a key is replaced by another, signed with both; prints the index."""
    old, new = load_key(options.old), load_key(options.new)
    change = KeyChange(old.verifier, new.verifier, system_clock()).sign(old, new)
    _enter(options, change, old.verifier)


@_PLACE
@_ISSUER
@argument("key", metavar="KEY", help="verifier key, or its file")
@argument("--signer", type=Path, required=True, metavar="PATH", help="that key's secret, or the log's")
@argument("--since", type=NATURAL, required=True, metavar="SECONDS", help=_SINCE)
@command("ledger w.key.pub --signer ledger/keys/log.key --since 1800000000 --issuer-key court.key")
def _revoke(options: argparse.Namespace) -> None:
    """Enter that a key is no longer valid; prints the index."""
    signer = load_key(options.signer)
    change = KeyChange(shell.read_key(options.key), None, options.since).sign(signer)
    _enter(options, change, signer.verifier)


def _enter(options: argparse.Namespace, change: bytes, authority: VerifierKey) -> None:
    KeyChange.open(change, [authority])  # as a monitor will check it
    entry = issue_public(Kind.KEY_OR_POLICY, "key", change, load_key(options.issuer_key), system_clock())
    shell.say(governance.submit(options.place, entry))


@_PLACE
@_ISSUER
@COURTS
@argument("--own", action="append", default=[], metavar="KEY", help="verifier key of the log itself")
@EVERY
@command("ledger --policy courts.tlog-policy --own ledger.vkey --issuer-key court.key --every 3600")
def _anchor(options: argparse.Namespace) -> int:
    """Enter the newest quorum heads of other logs in a log; prints index, origin and size of each."""
    policy, key = shell.read_policy(options.policy), load_key(options.issuer_key)
    own = {shell.read_key(one).name for one in options.own}

    def enter(log: VerifierKey) -> None:
        if log.name not in own:
            head, index = governance.anchor_head(options.place, log, policy, key, system_clock())
            shell.say(f"{index} {head.origin} {head.size}")

    return shell.again(options.every, lambda: shell.each_log(policy, enter))
