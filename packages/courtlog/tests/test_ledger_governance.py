"""Policies, key changes and heads of other logs as entries: entered, found by a monitor, refused when false."""

import re
from pathlib import Path

import pytest
from ledger_people import History
from ledger_samples import START, key
from ledger_servers import serving
from ledger_world import World, log_key

from courtlog import Kind, Log, Policy, SignerKey
from courtlog.cli import main
from courtlog.errors import Contradiction, LogError, Malformed, Missing
from courtlog.governance import anchor_head, public_entries, publish_policy
from courtlog.intake import Checkers, Intake, parse_issuers
from courtlog.issue import content_of, issue_public
from courtlog.keychange import KeyChange
from courtlog.monitor import Monitor
from courtlog.note import COSIGNATURE, ML_DSA_44
from courtlog.service import Service
from courtlog.service import application as served
from courtlog.signing import cosign

COURT = key("court.example/office")
CQ, SC = log_key("cq").verifier, log_key("sc").verifier


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch):
    monkeypatch.setattr("courtlog.disk.os.fsync", lambda _: None)


@pytest.fixture
def world(tmp_path):
    with World(tmp_path) as world:
        world.deposit("cq", 0, 3)
        world.deposit("sc", 500, 3)
        yield world


def monitor(world):
    return Monitor(world.path / "seen", world.policy, {}, world.clock)


def enter(world, name, *statements):
    with world.open(name) as log:
        return [one.index for one in log.deposit(list(statements))]


def log_of(report, name="cq"):
    return next(one for one in report["logs"] if one["origin"] == f"{name}.example/log")


# Public entries.


def test_the_content_of_a_public_entry_can_be_read_and_checked_by_anybody():
    entry = issue_public(Kind.KEY_OR_POLICY, "policy", b"quorum none\n", COURT, START)
    signed, content = content_of(entry)
    signed.verify(COURT.verifier.public)
    assert (content, signed.statement.issuer) == (b"quorum none\n", COURT.name)
    assert issue_public(Kind.KEY_OR_POLICY, "policy", b"quorum none\n", COURT, START) == entry


def test_a_public_entry_whose_content_was_exchanged_contradicts_its_commitment():
    entry = issue_public(Kind.KEY_OR_POLICY, "policy", b"quorum none\n", COURT, START)
    with pytest.raises(Contradiction):
        content_of(entry.replace(b"quorum none", b"quorum nine"))


def test_a_public_entry_is_bounded():
    with pytest.raises(Malformed):
        issue_public(Kind.KEY_OR_POLICY, "policy", bytes(60_001), COURT, START)


# Cross-anchors.


def test_a_court_enters_the_other_courts_head_and_the_monitor_finds_it_sound(world):
    head, index = anchored(world)
    assert (head.origin, head.size, index) == ("sc.example/log", 3, 3)
    report = monitor(world).watch()
    assert log_of(report)["anchored"] == {"sc.example/log": {"size": 3, "entry": 3, "stated": START}}
    assert [one["alarms"] for one in report["logs"]] == [[], []]
    assert log_of(monitor(world).watch())["anchored"]["sc.example/log"]["size"] == 3


def anchored(world):
    """Let cq enter the head of sc, over HTTP as its platform does while it serves the log."""
    checkers = Checkers(parse_issuers(str(COURT.verifier)), 1)
    try:
        with world.open("cq") as log, Intake(log, checkers) as door, serving(served(Service(log, door))) as url:
            return anchor_head(url, SC, world.policy, COURT, world.time)
    finally:
        checkers.close()


def test_even_all_witnesses_together_cannot_hide_a_fork_from_an_anchor(world, capsys):
    """The operator of one log and every witness collude; the head that the other court entered convicts them."""
    anchored(world)
    forged = History(8, branch=7, signer=log_key("sc")).head(3, "sc.example/log")
    for name in ("cq", "sc", "notary"):
        forged = cosign(forged, key(f"w.{name}.example", COSIGNATURE), world.time)
    assert world.policy.check(forged.encode())
    (world.folders["sc"] / "checkpoint").write_bytes(forged.encode())
    silent = Policy.parse(re.sub(r"(witness \S+ \S+) \S+", r"\1", world.text).encode())  # no witness would tell
    for _ in range(2):
        report = Monitor(world.path / "seen", silent, {}, world.clock).watch()
        alarms = [alarm for alarm in log_of(report, "sc")["alarms"] if alarm["kind"] == "conflict"]
        assert main(["conflict", alarms[0]["evidence"]]) == 4
        assert "entry 3 of cq.example/log" in Path(alarms[0]["evidence"]).read_text()
    assert "two histories" in capsys.readouterr().out


def test_a_head_without_its_quorum_is_not_entered(world):
    world.branch("sc", "fork")
    (world.folders["sc"] / "checkpoint").write_bytes(world.alone("sc", "fork", 700, 1))
    with pytest.raises(Missing, match="quorum"):
        anchor_head(str(world.path / "cq"), SC, world.policy, COURT, START)


def test_an_entry_that_claims_to_be_a_head_and_is_none_is_an_alarm(world):
    data = (world.folders["sc"] / "checkpoint").read_bytes().replace(b"\n3\n", b"\n4\n")
    enter(world, "cq", issue_public(Kind.FOREIGN_CHECKPOINT, "x", data, COURT, START))
    assert [alarm["kind"] for alarm in log_of(monitor(world).watch())["alarms"]] == ["entry"]


# Keys.


def successor(name):
    return SignerKey(name, COSIGNATURE, bytes(range(32)))


OLD = key("w.cq.example", COSIGNATURE)
NEW = successor("w.cq.example")


def test_a_post_quantum_key_is_replaced_in_the_same_way():
    old, new = (SignerKey("pq.example", ML_DSA_44, bytes([number]) * 32) for number in (1, 2))
    change = KeyChange(old.verifier, new.verifier, START)
    assert KeyChange.open(change.sign(old, new)) == change
    with pytest.raises(Contradiction):
        KeyChange.open(change.sign(old, new).replace(b"rotate", b"revoke").replace(f"\n{new.verifier}".encode(), b""))


def test_a_rotation_is_signed_by_both_keys_and_read_back():
    change = KeyChange(OLD.verifier, NEW.verifier, START)
    assert KeyChange.open(change.sign(OLD, NEW)) == change
    for signers in ((OLD,), (NEW,), (COURT,)):
        with pytest.raises(Missing, match="both"):
            KeyChange.open(change.sign(*signers))


def test_a_revocation_is_signed_by_the_key_or_by_the_log():
    change = KeyChange(OLD.verifier, None, START)
    assert KeyChange.open(change.sign(OLD)) == change
    assert KeyChange.open(change.sign(log_key("cq")), [CQ]) == change
    with pytest.raises(Missing):
        KeyChange.open(change.sign(log_key("cq")))
    with pytest.raises(Missing):
        KeyChange.open(change.sign(COURT), [CQ])
    with pytest.raises(Missing):  # a log speaks for the keys of its own house only
        KeyChange.open(change.sign(log_key("sc")), [SC])


def test_a_key_is_replaced_by_one_of_the_same_name_and_type_only():
    for other in (successor("w.sc.example"), SignerKey(OLD.name, 1, bytes(range(32)))):
        with pytest.raises(Malformed, match="same name"):
            KeyChange.open(KeyChange(OLD.verifier, other.verifier, START).sign(OLD, other))


def test_no_changed_word_of_a_change_is_believed():
    good = KeyChange(OLD.verifier, NEW.verifier, START).sign(OLD, NEW)
    for old, new in ((b"rotate", b"revoke"), (str(START).encode(), b"0" + str(START).encode()), (b"/v1", b"/v2"),
                     (str(START).encode(), str(START + 1).encode())):  # fmt: skip
        with pytest.raises((Malformed, Contradiction)):
            KeyChange.open(good.replace(old, new, 1))


def test_a_monitor_tells_a_rotation_and_alarms_when_a_revoked_key_goes_on(tmp_path):
    with World(tmp_path, "group g all cq sc notary\nquorum g\n") as world:
        rotated = KeyChange(OLD.verifier, NEW.verifier, START).sign(OLD, NEW)
        enter(world, "cq", issue_public(Kind.KEY_OR_POLICY, "key", rotated, COURT, START))
        report = log_of(monitor(world).watch())
        assert any("is replaced by w.cq.example+" in one for one in report["notices"])
        world.time += 60
        revoked = KeyChange(OLD.verifier, None, START + 30).sign(log_key("cq"))
        enter(world, "cq", issue_public(Kind.KEY_OR_POLICY, "key", revoked, COURT, START))
        assert [alarm["kind"] for alarm in log_of(monitor(world).watch())["alarms"]] == ["revoked"]


def test_a_monitor_alarms_when_a_log_goes_on_with_a_key_that_another_log_tells_is_revoked(world):
    stolen = KeyChange(SC, None, START + 30).sign(log_key("sc"))
    enter(world, "cq", issue_public(Kind.KEY_OR_POLICY, "key", stolen, COURT, START))
    assert log_of(monitor(world).watch(), "sc")["alarms"] == []
    world.time += 60
    world.deposit("sc", 600)
    assert [alarm["kind"] for alarm in log_of(monitor(world).watch(), "sc")["alarms"]] == ["revoked"]


# Policies.


@pytest.fixture
def court(tmp_path):
    """A log of its own, without witnesses outside, and the keys of its office."""
    assert main(["init", str(tmp_path / "ledger"), "--origin", "court.example/log"]) == 0
    for name, path, kind in (("court.example/office", "office.key", []), ("w.court.example", "w.key", ["--witness"]),
                             ("w.court.example", "w2.key", ["--witness"])):  # fmt: skip
        assert main(["keygen", "--name", name, "--out", str(tmp_path / path), *kind]) == 0
    return tmp_path


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([str(one) for one in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_policies_and_key_changes_are_entered_and_listed_by_commands(court, capsys):
    ledger, office = court / "ledger", court / "office.key"
    policy = ledger / "policy.tlog-policy"
    vkey = next(line.split()[1] for line in policy.read_text().splitlines() if line.startswith("log "))
    (court / "second").write_text(policy.read_text() + "# the second version\n")
    assert run(capsys, "policy", "publish", ledger, court / "second", "--issuer-key", office) == (0, "0\n", "")
    assert policy.read_bytes() == (court / "second").read_bytes()
    rotate = ("rotate", ledger, "--old", court / "w.key", "--new", court / "w2.key", "--issuer-key", office)
    assert run(capsys, *rotate)[:2] == (0, "1\n")
    revoke = ("revoke", ledger, court / "w2.key.pub", "--signer", ledger / "keys/log.key", "--since", START)
    assert run(capsys, *revoke, "--issuer-key", office)[:2] == (0, "2\n")
    status, out, _ = run(capsys, "policy", "history", ledger, "--log", vkey)
    lines = out.splitlines()
    assert (status, len(lines)) == (0, 3)
    assert [line.partition(": ")[2] for line in lines] == [f"key-or-policy {what}" for what in ("policy", "key", "key")]
    status, out, _ = run(capsys, "policy", "history", ledger, "--log", vkey, "--entry", 0)
    assert (status, out) == (0, (court / "second").read_text())
    assert "rotate\nw.court.example+" in run(capsys, "policy", "history", ledger, "--log", vkey, "--entry", 1)[1]
    status, out, _ = run(capsys, "policy", "check", policy, ledger / "public/checkpoint")
    assert (status, out.startswith("court.example/log 3 entries")) == (0, True)
    status, out, _ = run(capsys, "policy", "show", policy)
    assert (status, out.splitlines()[-1]) == (0, "A head needs operator.")


def test_the_words_for_two_regions_and_a_neutral_name_every_group(tmp_path, capsys):
    lines = [f"witness {name} {key(name, COSIGNATURE).verifier}" for name in "abcn"]
    text = "\n".join([*lines, "group cq any a b", "group sc all c", "group all 2 cq sc n", "quorum all", ""])
    (tmp_path / "p").write_text(text)
    assert run(capsys, "policy", "show", tmp_path / "p")[1].splitlines()[-1] == (
        "A head needs 2 of (1 of (a, b), 1 of (c), n)."
    )


def test_a_policy_that_does_not_list_its_own_log_is_not_entered(court):
    with pytest.raises(Missing, match=r"trusts has signed the head of court\.example/log"):
        publish_policy(str(court / "ledger"), b"quorum none\n", COURT, START)


def test_a_log_that_is_served_takes_public_entries_over_http(court):
    office = SignerKey.parse((court / "office.key").read_text().strip())
    checkers = Checkers(parse_issuers(str(office.verifier)), 1)
    with Log(court / "ledger") as log, Intake(log, checkers) as door, serving(served(Service(log, door))) as url:
        policy = (court / "ledger/policy.tlog-policy").read_bytes()
        assert publish_policy(url, policy, office, START) == 0
        ((index, stated, content),) = public_entries(url, log.settings.log)
        assert (index, stated.issuer, content) == (0, office.name, policy)
        with pytest.raises(LogError, match="issuer"):
            publish_policy(url, policy, COURT, START)
    checkers.close()
