"""How surely the court knows who acts: each way to a proof, and the gate that every act of a party passes."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from tests.builders import House, party, step
from tongban.cooperation.actions.hand_in import hand_in_draft
from tongban.cooperation.events import RemoteActSent
from tongban.frame.acts import act
from tongban.kernel.actor import Actor, IdentityLevel
from tongban.kernel.facts import Fact
from tongban.kernel.ids import new_id
from tongban.kernel.refusal import Refused
from tongban.people.actions.prove import prove_again, prove_by_platform
from tongban.people.actions.register import prove_identity
from tongban.people.queries import checked_since, identity_level, proofs_of
from tongban.people.vocabulary import OutsideIdentity, ProofMethod, Provider
from tongban.register.models import Entry

PLATFORM = Provider("id", "统一身份平台", "Identity platform", "https://id.example", "c", "s", proves=True)


def sent(house: House, name: str) -> RemoteActSent:
    return RemoteActSent(act=new_id(), name=name, person=house.lin.uid, case=new_id(), peer="sichuan")


def done(house: House, fact: Fact, by: Actor) -> list[str]:
    """Record `fact` in an act by `by`: the reasons why it was refused."""
    before = Entry.objects.count()
    try:
        with act(by=by, at=house.at) as record:
            record(fact, under="test")
    except Refused as no:
        assert Entry.objects.count() == before, "a refused act leaves no trace"
        return [refusal.reason for refusal in no.refusals]
    return []


def low(uid: UUID, level: IdentityLevel = IdentityLevel.ACCOUNT) -> Actor:
    return replace(party(uid), level=level)


# The gate


def test_an_account_alone_does_no_act_of_litigation(house: House) -> None:
    assert done(house, sent(house, "give_consent"), low(house.lin.uid)) == ["people.needs_document"]
    assert done(house, sent(house, "give_consent"), low(house.lin.uid, IdentityLevel.DOCUMENT)) == []


def test_an_exchange_needs_a_fresh_check(house: House) -> None:
    by = party(house.lin.uid)
    house.clock.forward(hours=13)
    assert done(house, sent(house, "comment_exhibit"), by) == ["people.check_again"]
    prove_again(by=by, at=house.at)
    house.clock.forward(hours=11)
    assert done(house, sent(house, "comment_exhibit"), by) == []
    house.clock.forward(hours=2)
    assert done(house, sent(house, "comment_exhibit"), by) == ["people.check_again"]


def test_all_that_is_missing_is_said_at_once(house: House) -> None:
    house.clock.forward(hours=13)
    found = done(house, sent(house, "confirm_record"), low(house.lin.uid))
    assert found == ["people.needs_document", "people.check_again"]


def test_a_fresh_check_of_another_person_does_not_help(house: House) -> None:
    house.clock.forward(hours=13)
    prove_again(by=party(house.zhou.uid), at=house.at)
    assert done(house, sent(house, "answer_inquiry"), party(house.lin.uid)) == ["people.check_again"]


def test_a_clerk_beside_the_person_sees_who_it_is(house: House) -> None:
    house.clock.forward(hours=13)
    assert done(house, sent(house, "comment_exhibit"), party(house.lin.uid, helper=house.clerk)) == []


def test_a_person_of_a_peer_was_checked_there(house: House) -> None:
    house.clock.forward(hours=13)
    by = party(house.lin.uid, platform="sichuan")
    assert done(house, sent(house, "comment_exhibit"), by) == []
    assert done(house, sent(house, "comment_exhibit"), replace(by, level=IdentityLevel.ACCOUNT)) == [
        "people.needs_document"
    ]


def test_staff_and_office_clocks_pass(house: House) -> None:
    house.clock.forward(hours=13)
    fact = replace(sent(house, "comment_exhibit"), case=house.case().uid)
    for by in (house.clerk, Actor.office("渝0103", "test")):
        assert done(house, fact, by) == []


def test_the_same_holds_through_the_real_act(house: House) -> None:
    draft = house.draft()
    with pytest.raises(Refused) as no:
        hand_in_draft(
            draft.uid, viewer=house.viewer(house.lin.uid), by=low(house.lin.uid), at=house.at, platform="test"
        )
    assert [one.reason for one in no.value.refusals] == ["people.needs_document"]
    assert house.hand_in(draft).filing


# The proofs


def claims(house: House, **changed: str) -> OutsideIdentity:
    told = {"name": house.lin.name, "id_number": house.lin.id_number} | changed
    return OutsideIdentity("id", "citizen-1", **told)


def test_an_identity_platform_proves_name_and_number(house: House) -> None:
    assert prove_by_platform(claims(house), PLATFORM, by=party(house.lin.uid), at=house.at)
    newest = proofs_of(house.lin.uid)[0]
    assert (newest.method, newest.level, newest.evidence) == (ProofMethod.PLATFORM, "document", "id:citizen-1")
    assert Entry.objects.filter(event="identity_proven").latest("id").version == 2


@pytest.mark.parametrize("wrong", [{"name": "林小梅"}, {"id_number": "990101199001010999"}])
def test_other_claims_are_kept_as_a_failed_check_that_proves_nothing(house: House, wrong: dict[str, str]) -> None:
    before = identity_level(house.lin.uid)
    house.clock.forward(hours=1)
    assert not prove_by_platform(claims(house, **wrong), PLATFORM, by=party(house.lin.uid), at=house.at)
    newest = proofs_of(house.lin.uid)[0]
    assert (newest.passed, newest.level) == (False, "none")
    assert identity_level(house.lin.uid) == before
    assert not checked_since(house.lin.uid, IdentityLevel.NONE, since=house.at)
    assert Entry.objects.filter(event="identity_check_failed").count() == 1


def test_a_provider_that_is_no_identity_platform_proves_nothing(house: House) -> None:
    before = len(proofs_of(house.lin.uid))
    mere = replace(PLATFORM, proves=False)
    assert not prove_by_platform(claims(house), mere, by=party(house.lin.uid), at=house.at)
    assert not prove_by_platform(claims(house, id_number=""), PLATFORM, by=party(house.lin.uid), at=house.at)
    assert len(proofs_of(house.lin.uid)) == before


def test_nobody_proves_another(house: House) -> None:
    for by in (party(house.lin.uid, helper=house.clerk), Actor.office("", "test")):
        with pytest.raises(Refused, match="sign_in_first"):
            prove_again(by=by, at=house.at)


def test_the_surest_proof_counts_whatever_came_later(house: House) -> None:
    step(
        house.clerk,
        house.at,
        lambda record: prove_identity(
            record, person=house.lin.uid, method=ProofMethod.AGAIN, level=IdentityLevel.ACCOUNT
        ),
    )
    assert identity_level(house.lin.uid) is IdentityLevel.COUNTER
