"""Each court mirrors and monitors the others' ledgers: a silent court is read elsewhere, a lying one is convicted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

import courtlog
from courtlog.cli import main
from courtlog.note import Note
from courtlog.witness import origin_digest
from tests.acts.watched import OTHER, World, sound_world
from tests.builders import YUZHONG, House, ledger_at, refused, staff
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.register.actions.alarms import close_alarm, raise_alarms
from tongban.register.actions.bundle import bundle
from tongban.register.actions.watched import watched
from tongban.register.adapters.watching import evidence_of, mirrored
from tongban.register.models import Alarm, Entry, Seal
from tongban.register.vocabulary import AlarmKind, LedgerHealth


@pytest.fixture
def world(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Two sound ledgers."""
    with sound_world(house, tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "陈院")


def _judged(world: World, alarm: Alarm) -> int:
    """What `courtlog conflict` says of the evidence, alone and with the court's policy."""
    file, policy = world.folder / "evidence", world.folder / "policy"
    file.write_text(alarm.evidence)
    policy.write_bytes(world.policy)
    assert main(["conflict", str(file)]) == main(["conflict", str(file), "--policy", str(policy)])
    return main(["conflict", str(file), "--policy", str(policy)])


def test_two_sound_ledgers_agree_and_the_explorer_says_who_knows_how_much(world: World, house: House) -> None:
    found = world.look(house)
    assert found.health is LedgerHealth.AGREES
    own, other = found.logs
    assert (own.own, other.own, other.origin) == (True, False, OTHER)
    assert other.size == courtlog.LogReader(world.homes["other"] / "ledger").size
    (mirror,) = (place for place in other.places if place.mirror)
    assert (mirror.name, mirror.behind) == ("test.tongban.example/mirror", 0)
    assert sum(not place.mirror for place in other.places) == 3
    assert not Alarm.objects.exists()


def test_a_silent_court_is_verified_and_audited_from_the_mirrors_address(
    world: World, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log of the other court is down; a stranger has a policy, a bundle, and this court's mirror."""
    monkeypatch.setattr("courtlog.monitor.STALE", 10**9)  # the stranger's clock is the machine's
    world.deposit(world.homes["other"], "contract")
    world.look(house)
    world.stop("other")
    address = f"http://127.0.0.1:{world.ports['test']}/ledger/mirror"
    copy, policy = f"{address}/{origin_digest(OTHER)}", world.folder / "policy"
    policy.write_text(world.policy.decode().replace(f"http://127.0.0.1:{world.ports['other']}/ledger/log", copy))
    assert world.verify_with(mirrored(world.homes["test"], f"{origin_digest(OTHER)}/checkpoint") or b"") == 0
    assert main(["policy", "history", copy, "--log", str(world.log_of("other"))]) == 0
    for place in ("stranger", "again"):  # every entry is checked on the way, the second time against the first
        key = world.folder / f"{place}.key"
        assert main(["keygen", "--witness", "--name", f"{place}.example", "--out", str(key)]) == 0
        assert main(["mirror", str(world.folder / place), "--key", str(key), "--policy", str(policy)]) == 0
    assert main(["monitor", str(world.folder / "seen"), "--policy", str(policy), "--mirror", address]) == 0
    assert world.look(house).logs[1].health is LedgerHealth.LATE


def test_nothing_but_the_copies_is_given_out(world: World, client: Client) -> None:
    digest = origin_digest(OTHER)
    good = client.get(f"/ledger/mirror/{digest}/checkpoint")
    assert good.status_code == 200
    assert client.get(f"/ledger/mirror/{digest}/tile/entries/000.p/3").status_code == 200
    for bad in (
        "writer.lock",
        f"{digest}/../../keys/mirror.key",
        "../keys/mirror.key",
        f"{digest}/tile/0/999",
        "x" * 64,
    ):
        assert client.get(f"/ledger/mirror/{bad}").status_code == 404


def test_a_forked_ledger_is_refused_by_the_mirror_and_convicted_for_everybody(
    world: World, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other court and the notary collude; this court saw the first history, and keeps both heads."""
    fork = world.branch("fork")
    honest = world.deposit(world.homes["other"], "four")
    world.look(house)
    world.deposit(fork, "forged", "and more", alone=True)
    world.collude(fork)
    world.put_up(fork)
    found = world.look(house)
    digest = origin_digest(OTHER)
    copied = mirrored(world.homes["test"], f"{digest}/checkpoint") or b""
    assert copied.startswith(Note.parse(honest).text.encode())
    assert found.health is found.logs[1].health is LedgerHealth.ALARM
    (alarm,) = found.open
    assert (alarm.kind, alarm.origin) == (AlarmKind.FORK, OTHER)
    row = Alarm.objects.get()
    assert _judged(world, row) == 4
    assert capsys.readouterr().out.count("CONFLICT\nother.tongban.example/ledger signed two histories") == 3
    assert json.loads(Entry.objects.get(event="ledger_alarm_raised").body)["evidence"] == row.sha256
    world.look(house)
    assert Alarm.objects.count() == 1


def test_a_forked_head_of_one_size_is_refused_by_the_witness_and_becomes_an_alarm(
    world: World, house: House, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    fork = world.branch("fork")
    honest = world.deposit(world.homes["other"], "four")
    forged = world.deposit(fork, "forged", alone=True)
    size = Note.parse(honest).text.split("\n")[1]
    request = f"old {size}\n\n".encode() + forged
    assert client.post("/ledger/witness/add-checkpoint", request, content_type="text/plain").status_code == 409
    raise_alarms(world.homes["test"], house.at)
    assert _judged(world, Alarm.objects.get()) == 4
    assert "signed two histories" in capsys.readouterr().out
    assert world.verify_with(forged) == 4


def test_a_ledger_that_goes_back_raises_an_alarm_with_the_head_that_it_signed(
    world: World, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    old = world.branch("old")
    newest = world.deposit(world.homes["other"], "four", "five")
    world.look(house)
    world.put_up(old)
    found = world.look(house)
    (alarm,) = found.open
    assert (alarm.kind, found.health) == (AlarmKind.ROLLBACK, LedgerHealth.ALARM)
    assert alarm.sizes[1] - alarm.sizes[0] == 2
    row = Alarm.objects.get()
    signed = json.loads(row.evidence)["second"]["note"]
    assert signed.startswith(Note.parse(newest).text)
    assert _judged(world, row) == 3  # an old head contradicts nothing by itself: that it was shown is the finder's word


def test_an_alarm_stays_until_a_president_closes_it_with_a_reason(world: World, house: House, president: Actor) -> None:
    old = world.branch("old")
    good = world.branch("good")
    world.deposit(world.homes["other"], "four")
    shutil.rmtree(good)
    good = world.branch("good")
    world.look(house)
    world.put_up(old)
    uid = world.look(house).open[0].uid
    world.put_up(good)
    found = world.look(house)
    assert found.health is LedgerHealth.ALARM  # what is in order again stays an alarm until somebody has looked into it
    at = house.at
    with refused("register.president_alone"):
        close_alarm(uid, "x", by=house.judge, at=at)
    with refused("register.reason_missing"):
        close_alarm(uid, "  ", by=president, at=at)
    with refused("register.reason_too_long"):
        close_alarm(uid, "长" * 401, by=president, at=at)
    with refused("register.no_such_alarm"):
        close_alarm(uuid4(), "x", by=president, at=at)
    close_alarm(uid, " 主机维护时误用旧备份,已恢复 ", by=president, at=at)
    with refused("register.alarm_closed_before"):
        close_alarm(uid, "x", by=president, at=at)
    found = world.look(house)
    assert (found.open, found.health) == ((), LedgerHealth.AGREES)
    (closed,) = found.closed
    assert (closed.closed_by, closed.reason) == (president.person, "主机维护时误用旧备份,已恢复")
    entry = Entry.objects.get(event="ledger_alarm_closed")
    assert entry.person == president.person
    assert "备份" not in entry.body
    assert list(evidence_of(world.homes["test"]))


def test_what_is_found_after_an_alarm_was_closed_is_a_new_alarm(world: World, house: House, president: Actor) -> None:
    old = world.branch("old")
    world.deposit(world.homes["other"], "four")
    world.look(house)
    world.put_up(old)
    close_alarm(world.look(house).open[0].uid, "查明", by=president, at=house.at)
    assert world.look(house).open == ()  # the same heads again tell nothing new
    world.deposit(old, "another", "and another", "and one more", alone=True)
    world.collude(old)
    world.put_up(old)
    assert [one.kind for one in world.look(house).open] == [AlarmKind.FORK]


def test_a_bundle_of_this_court_still_verifies_while_an_alarm_about_another_is_open(world: World, house: House) -> None:
    old = world.branch("old")
    world.deposit(world.homes["other"], "four")
    world.look(house)
    world.put_up(old)
    found = world.look(house)
    assert [one.health for one in found.logs] == [LedgerHealth.AGREES, LedgerHealth.ALARM]
    made = bundle(Seal.objects.earliest("id").subject, name="x")
    assert made is not None
    with courtlog.Bundle.open(BytesIO(made)) as opened:
        codes = {(one.code, one.outcome.value) for one in courtlog.verify_bundle(opened, courtlog.Given()).findings}
    assert ("head", "proved") in codes


def test_where_nothing_is_watched_the_explorer_says_nothing_about_others(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger_at(tmp_path, monkeypatch)
    assert settings.TONGBAN.watch == 0
    assert watched(house.at) is None
