"""Commands with which an operator gives its log rules that all can read: policies, changes of keys, cross-anchors."""

import argparse
import sys
from pathlib import Path

from courtlog import governance
from courtlog.commands.shell import FAULTY, Commands, add, again, complain, read_small, say
from courtlog.errors import CourtlogError, Malformed
from courtlog.keychange import KeyChange
from courtlog.log import load_key, system_clock
from courtlog.note import VerifierKey
from courtlog.policy import Policy
from courtlog.report import moment, printable


def register(commands: Commands) -> None:
    """Add `policy`, `rotate`, `revoke` and `anchor`."""
    for declare in (_add_policy, _add_rotate, _add_revoke, _add_anchor):
        declare(commands)


def _show(options: argparse.Namespace) -> int:
    policy = Policy.parse(read_small(options.policy))
    for log in policy.logs:
        say(printable(f"log {log} {policy.urls.get(log, 'without address')}"))
    for name, key in policy.witnesses.items():
        say(printable(f"witness {name} {key} {policy.urls.get(key, 'without address')}"))
    need = "no witness" if policy.quorum == "none" else _in_words(policy, policy.quorum)
    say(printable(f"A head needs {need}."))
    return 0


def _in_words(policy: Policy, name: str) -> str:
    """Say what a group needs: "2 of (a, b, c)", nested as the groups are."""
    if name in policy.witnesses:
        return name
    count, members = policy.groups[name]
    return f"{count} of ({', '.join(_in_words(policy, member) for member in members)})"


def _check(options: argparse.Namespace) -> int:
    head = Policy.parse(read_small(options.policy)).check(read_small(options.head))
    when = moment(head.since.time) if head.since else "no time proved"
    say(printable(f"{head.checkpoint.origin} {head.checkpoint.size} entries, {when}"))
    for one in head.cosignatures:
        say(printable(f"{one.name} {moment(one.time)}"))
    return 0


def _publish(options: argparse.Namespace) -> int:
    policy = read_small(options.policy)
    say(governance.publish_policy(options.place, policy, load_key(options.issuer_key), system_clock()))
    return 0


def _history(options: argparse.Namespace) -> int:
    log = read_key(options.log)
    if options.entry is not None:
        sys.stdout.write(governance.policy_at(options.place, log, options.entry).decode(errors="surrogateescape"))
        return 0
    for one in governance.history(options.place, log):
        say(printable(f"{one.index} {moment(one.stated)} {one.issuer}: {one.text}"))
    return 0


def _rotate(options: argparse.Namespace) -> int:
    old, new = load_key(options.old), load_key(options.new)
    change = KeyChange(old.verifier, new.verifier, system_clock()).sign(old, new)
    return _enter(options, change, old.verifier)


def _revoke(options: argparse.Namespace) -> int:
    signer = load_key(options.signer)
    change = KeyChange(read_key(options.key), None, options.since).sign(signer)
    return _enter(options, change, signer.verifier)


def _enter(options: argparse.Namespace, change: bytes, authority: VerifierKey) -> int:
    say(governance.publish_change(options.place, change, authority, load_key(options.issuer_key), system_clock()))
    return 0


def _anchor(options: argparse.Namespace) -> int:
    policy, key = Policy.parse(read_small(options.policy)), load_key(options.issuer_key)
    own = {read_key(one).name for one in options.own}

    def go() -> int:
        worst = 0
        for log in policy.logs:
            if log.name in own or log not in policy.urls:
                continue
            try:
                head, index = governance.anchor_head(options.place, log, policy, key, system_clock())
                say(printable(f"{index} {head.origin} {head.size}"))
            except CourtlogError as error:
                complain(f"{log.name}: {error}")
                worst = FAULTY
        return worst

    return again(options.every, go)


def read_key(given: str) -> VerifierKey:
    """Read a verifier key, given as such or as a file; raises `Malformed`."""
    try:
        return VerifierKey.parse(read_small(Path(given)).decode() if Path(given).is_file() else given)
    except (OSError, ValueError) as error:
        raise Malformed(f"{given} cannot be read as a key.") from error


def _add_policy(commands: Commands) -> None:
    text = "Show a policy, check a head against it, enter it in a log, list what a log has entered."
    one = add(commands, "policy", _show, text, "show court.tlog-policy")
    inner: Commands = one.add_subparsers(required=True, metavar="WHAT")
    show = add(inner, "show", _show, "Show logs, witnesses and quorum.", "court.tlog-policy", family="policy ")
    show.add_argument("policy", type=Path, metavar="FILE")
    check = add(
        inner, "check", _check, "Check a head: exit 0 when accepted.", "court.tlog-policy head", family="policy "
    )
    check.add_argument("policy", type=Path, metavar="FILE")
    check.add_argument("head", type=Path, metavar="HEAD")
    example = "ledger court.tlog-policy --issuer-key court.key"
    publish = add(
        inner, "publish", _publish, "Enter a policy in the log and put it in force.", example, family="policy "
    )
    _add_place(publish)
    publish.add_argument("policy", type=Path, metavar="FILE")
    text = "List the policies, key changes and heads of other logs that a log has entered."
    listing = add(inner, "history", _history, text, "https://court.example/log --log court.vkey", family="policy ")
    listing.add_argument("place", metavar="PLACE", help="directory or address of the log")
    listing.add_argument("--log", required=True, metavar="KEY", help="verifier key of the log, or its file")
    listing.add_argument("--entry", type=int, metavar="INDEX", help="write the policy in this entry instead")


def _add_place(one: argparse.ArgumentParser) -> None:
    one.add_argument("place", metavar="PLACE", help="directory of the log, or address of the process that serves it")
    one.add_argument("--issuer-key", type=Path, required=True, metavar="PATH", help="secret key that signs the entry")


def _add_rotate(commands: Commands) -> None:
    text = "Enter that a key is replaced by another, signed with both; prints the index."
    one = add(commands, "rotate", _rotate, text, "ledger --old w.key --new w2.key --issuer-key court.key")
    _add_place(one)
    one.add_argument("--old", type=Path, required=True, metavar="PATH", help="secret key that is given up")
    one.add_argument("--new", type=Path, required=True, metavar="PATH", help="secret key of the same name that follows")


def _add_revoke(commands: Commands) -> None:
    text = "Enter that a key is no longer valid; prints the index."
    example = "ledger w.key.pub --signer ledger/keys/log.key --since 1800000000 --issuer-key court.key"
    one = add(commands, "revoke", _revoke, text, example)
    _add_place(one)
    one.add_argument("key", metavar="KEY", help="verifier key, or its file")
    one.add_argument("--signer", type=Path, required=True, metavar="PATH", help="that key's secret, or the log's")
    one.add_argument(
        "--since", type=int, required=True, metavar="SECONDS", help="POSIX second from which it is invalid"
    )


def _add_anchor(commands: Commands) -> None:
    text = "Enter the newest quorum heads of other logs in a log; prints index, origin and size of each."
    example = "ledger --policy courts.tlog-policy --own ledger.vkey --issuer-key court.key --every 3600"
    one = add(commands, "anchor", _anchor, text, example)
    _add_place(one)
    one.add_argument("--policy", type=Path, required=True, help="policy with the logs, their addresses, the quorum")
    one.add_argument("--own", action="append", default=[], metavar="KEY", help="verifier key of the log itself")
    one.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever; default: one round")
