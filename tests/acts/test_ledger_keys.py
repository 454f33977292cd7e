"""A court's witness gets a new key, or its key leaks: entries of the ledger tell it, and older proofs stay good."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import courtlog
from courtlog.cosignature import verify_cosignature
from courtlog.log import load_key
from courtlog.note import Note
from tests.acts.watched import World, seconds, sound_world
from tests.builders import House
from tongban.register.actions.bundle import bundle, check_bundle
from tongban.register.actions.look_up import ledger_policies
from tongban.register.actions.watched import watched
from tongban.register.adapters.governing import handed_in, policy_for, revoke_key, rotate_witness, take_policy
from tongban.register.adapters.witness import KEY, NEXT
from tongban.register.models import Seal
from tongban.register.vocabulary import LedgerHealth
from tongban.wiring.sealing import Sealer

DAY = 86_400


@pytest.fixture
def world(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Two sound ledgers."""
    with sound_world(house, tmp_path, monkeypatch) as found:
        yield found


def _work(world: World, house: House) -> None:
    """The worker makes what was handed in, and seals."""
    with Sealer(world.homes["test"], house.clock) as sealer:  # type: ignore[arg-type]
        while sealer():
            pass
        sealer.enter()
    assert handed_in(world.homes["test"]) == []


def _bundle(seal: Seal) -> bytes:
    made = bundle(seal.subject, name="x")
    assert made is not None
    return made


def _proved(made: bytes) -> set[str]:
    found = check_bundle(BytesIO(made))
    assert found is not None
    return {finding.code for finding in found[0].findings if finding.outcome is courtlog.Outcome.PROVED}


def _rotated(world: World, house: House, since: int) -> bytes:
    """The whole ceremony but its last step; gives the policy that names the next key alone."""
    old = load_key(world.homes["test"] / KEY).verifier
    new = rotate_witness(world.homes["test"], since, seconds())
    _work(world, house)
    return world.policy.replace(str(old).encode(), str(new).encode())


def test_a_bundle_from_before_a_rotation_verifies_after_it_and_so_does_a_new_one(world: World, house: House) -> None:
    world.stop("other")  # so that the quorum needs this court's key
    house.case()
    _work(world, house)
    world.start("other")
    seal = Seal.objects.latest("id")
    before = _bundle(seal)
    old = load_key(world.homes["test"] / KEY).verifier
    policy = _rotated(world, house, seconds() + DAY)
    for name in ("test", "other"):
        take_policy(world.homes[name], policy, seconds())
    new = load_key(world.homes["test"] / KEY).verifier
    assert (new.name, new == old) == (old.name, False)
    assert not (world.homes["test"] / NEXT).exists()
    house.case()
    world.stop("other")
    _work(world, house)
    head = Note.parse(courtlog.LogReader(world.homes["test"] / "ledger").head().note)
    assert verify_cosignature(head, new)
    assert not verify_cosignature(head, old)
    assert {"head", "inclusion"} <= _proved(before)
    assert {"head", "inclusion"} <= _proved(_bundle(seal))
    assert {"head", "inclusion"} <= _proved(_bundle(Seal.objects.latest("id")))
    assert ledger_policies() == [policy, world.policy]
    with courtlog.Bundle.open(BytesIO(_bundle(seal))) as opened:  # a stranger needs no platform
        assert opened.need("policy.tlog-policy") == world.policy


def test_while_both_keys_sign_nothing_is_interrupted_and_nobody_raises_an_alarm(world: World, house: House) -> None:
    _rotated(world, house, seconds() + DAY)
    house.case()
    world.stop("other")
    _work(world, house)
    world.start("other")
    assert not Seal.objects.filter(proven_at=None).exists()
    found = world.look(house)
    assert found.health is LedgerHealth.AGREES
    with pytest.raises(courtlog.LogError, match="waits already"):
        rotate_witness(world.homes["test"], seconds(), seconds())


def test_the_explorer_shows_the_history_of_keys_and_policies(world: World, house: House, client: Client) -> None:
    old = load_key(world.homes["test"] / KEY).verifier
    take_policy(world.homes["test"], _rotated(world, house, seconds() + DAY), seconds())
    new = load_key(world.homes["test"] / KEY).verifier
    _work(world, house)
    world.look(house)
    seen = watched(house.at)
    assert seen is not None
    rotated, policy = seen.logs[0].changes
    assert (rotated.old, rotated.new) == (str(old), str(new))
    assert policy.policy
    text = client.get(reverse("portal:ledger_keys"), headers={"accept-language": "en"}).content.decode()
    assert all(shown in unescape(text) for shown in (str(old), str(new), policy.policy))
    entry = client.get(reverse("portal:ledger_entry", args=[rotated.entry])).content.decode()
    assert "court-key-change/v1" in entry


def test_a_head_signed_with_a_key_after_its_end_is_an_alarm_for_everybody(world: World, house: House) -> None:
    leaked = load_key(world.homes["test"] / KEY).verifier
    revoke_key(world.homes["test"], leaked, seconds() - 60, seconds())
    world.stop("other")  # so that the quorum needs this court's key
    _work(world, house)
    world.start("other")
    found = world.look(house)
    assert found.health is LedgerHealth.ALARM
    assert "revoked" in found.logs[0].troubles
    assert not found.open  # it ends with the next policy, so nobody has to close it


def test_nobody_revokes_the_key_of_another_house(world: World) -> None:
    foreign = load_key(world.homes["other"] / KEY).verifier
    with pytest.raises(courtlog.Missing):
        revoke_key(world.homes["test"], foreign, 1, seconds())
    assert handed_in(world.homes["test"]) == []


def test_an_earlier_policy_vouches_for_no_head_of_a_later_time(world: World, house: House) -> None:
    """Whoever steals keys that were replaced cannot have new heads counted under the policy of then."""
    head = courtlog.LogReader(world.homes["test"] / "ledger").head().note
    policy = _rotated(world, house, seconds())
    take_policy(world.homes["test"], policy, seconds() - 3 * DAY)
    assert policy_for(world.homes["test"], head) == policy
