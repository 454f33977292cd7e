"""The explorer and the desk while a ledger is alarming: seen by everybody, closed by a president on a page."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import courtlog
from courtlog.conflict import Evidence
from courtlog.tiles import decode_bundle
from tests.acts.watched import World, sound_world
from tests.builders import YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tongban.people.vocabulary import Role
from tongban.register.models import Alarm

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def world(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Two sound ledgers."""
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)
    with sound_world(house, tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def forked(world: World, house: House) -> Alarm:
    """The other court showed two histories."""
    fork = world.branch("fork")
    world.deposit(world.homes["other"], "four")
    world.look(house)
    world.deposit(fork, "forged", "and more", alone=True)
    world.collude(fork)
    world.put_up(fork)
    world.look(house)
    return Alarm.objects.get()


def _text(client: Client, name: str = "portal:ledger", *args: object, **query: str) -> str:
    return client.get(reverse(name, args=args), query, headers=ENGLISH).content.decode()


def test_everybody_reads_how_the_ledgers_stand_and_who_watches_them(world: World, client: Client) -> None:
    text = _text(client)
    assert "All agree" in text
    assert "other.tongban.example/ledger" in text
    assert "notary.tongban.example/witness" in text
    assert "Mirror test.tongban.example/mirror · 3" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))
    assert str(world.folder) not in text


def test_an_alarm_is_public_with_evidence_that_convicts_by_itself(world: World, forked: Alarm, client: Client) -> None:
    text = _text(client)
    assert "cannot both be true" in text
    address = reverse("portal:ledger_alarm", args=[forked.uid])
    assert address in text
    answer = client.get(address)
    assert str(world.folder).encode() not in answer.content
    assert "attachment" in answer.headers["Content-Disposition"]
    with pytest.raises(courtlog.Conflict):
        Evidence.parse(answer.content).judge([world.log_of("other")])
    assert client.get(reverse("portal:ledger_alarm", args=["01a21780-f455-7720-8564-66779b2e41b4"])).status_code == 404


def test_the_president_finds_the_alarm_in_the_inbox_and_closes_it_with_a_reason(
    world: World, forked: Alarm, house: House, client: Client
) -> None:
    president = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "陈院").person)
    address = f"/desk/register/alarms/{forked.uid}"
    assert address in president.get("/desk/").content.decode()
    assert "Keep the evidence" in president.get(address).content.decode()
    empty = president.post(address, {"reason": " "})
    assert empty.status_code == 422
    assert 'href="#id_reason' in empty.content.decode()
    assert president.post(address, {"reason": "四川法院已停用该账本并启用新账本"}).status_code == 302
    assert president.get(address).status_code == 404
    listed = president.get("/desk/register/alarms").content.decode()
    assert "陈院" in listed
    public = _text(client)
    assert "四川法院已停用该账本并启用新账本" in public
    assert "陈院" not in public


def test_nobody_but_a_president_sees_the_pages_of_alarms(world: World, forked: Alarm, house: House) -> None:
    for person in (house.judge.person, house.clerk.person, house.lin.uid):
        client = signed_in(house, person)
        assert client.get("/desk/register/alarms").status_code == 404
        assert client.post(f"/desk/register/alarms/{forked.uid}", {"reason": "x"}).status_code == 404
    assert Alarm.objects.get().closed_at is None


def test_an_entry_is_found_by_its_commitment_and_given_out_byte_for_byte(world: World, client: Client) -> None:
    log = courtlog.LogReader(world.homes["test"] / "ledger")
    made = courtlog.SignedStatement.parse(log.entry(2)).statement.commitments
    for commitment in (made.sha256.hex(), made.sm3.hex().upper()):
        found = client.get(reverse("portal:ledger"), {"entry": commitment})
        assert found.headers["Location"] == reverse("portal:ledger_entry", args=[2])
    assert client.get(reverse("portal:ledger"), {"entry": "0" * 64}).status_code == 422
    raw = client.get(reverse("portal:ledger_raw", args=[2]))
    assert raw.content == log.entry(2)
    bundle = client.get(reverse("portal:ledger_log", args=[f"tile/entries/000.p/{log.size}"])).content
    assert decode_bundle(bundle)[2] == raw.content
    assert client.get(reverse("portal:ledger_raw", args=[10**9])).status_code == 404


def test_an_entry_that_explains_itself_is_read_on_its_page(world: World, house: House, client: Client) -> None:
    log = courtlog.LogReader(world.homes["test"] / "ledger")
    assert "other.tongban.example/ledger\n" in _text(client, "portal:ledger_entry", log.size - 1)


def test_two_sizes_are_shown_to_agree_and_wrong_ones_are_explained(world: World, client: Client) -> None:
    log = courtlog.LogReader(world.homes["test"] / "ledger")
    found = client.get(reverse("portal:ledger_between"), {"old": "5", "new": str(log.size)}, headers=ENGLISH)
    assert found.status_code == 200
    assert log.head().checkpoint.root.hex() in found.content.decode()
    for old, new in (("0", "3"), ("4", "3"), ("1", str(log.size + 1)), ("x", "3"), ("", ""), ("9" * 30, "3")):
        wrong = client.get(reverse("portal:ledger_between"), {"old": old, "new": new}, headers=ENGLISH)
        assert wrong.status_code == 422
        assert "the smaller first" in wrong.content.decode()


def test_the_first_page_asks_the_database_a_few_times_and_stays_quick(
    world: World, forked: Alarm, client: Client, django_assert_max_num_queries: object
) -> None:
    _text(client)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        _text(client)
    before = time.thread_time()
    for _ in range(10):
        _text(client)
    assert (time.thread_time() - before) / 10 < 0.1
    assert json.loads(forked.evidence)["kind"] == "court-conflict"
