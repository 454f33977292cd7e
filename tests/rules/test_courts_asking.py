"""Which facts are worth asking about a matter: all that some row reads, and each only when it is relevant."""

from __future__ import annotations

import pytest

from tongban.courts.law import PARTY_PLACES_BY_STATE, venue_needs
from tongban.courts.vocabulary import Circumstance, ClaimKind, Matter, PartyState, Where

pytestmark = pytest.mark.once


def test_a_loan_asks_for_the_place_of_the_performer_only_where_no_money_is_claimed() -> None:
    needs = venue_needs(Matter.PRIVATE_LENDING)
    assert needs.waits[Where.PERFORMER] == (ClaimKind.OTHER,)
    assert Where.PERFORMANCE not in needs.waits


def test_an_online_sale_asks_for_the_home_of_the_buyer_only_where_nothing_was_sent() -> None:
    needs = venue_needs(Matter.ONLINE_SALE)
    assert needs.deciding == (Circumstance.DELIVERED_ONLINE,)
    assert needs.waits[Where.BUYER] == (Circumstance.DELIVERED_ONLINE,)
    assert Where.DELIVERY not in needs.waits


def test_the_weight_of_a_case_is_asked_where_the_level_is_open() -> None:
    loan, judgment = venue_needs(Matter.PRIVATE_LENDING), venue_needs(Matter.ENFORCE_JUDGMENT)
    assert Circumstance.MAJOR_IN_AREA in loan.weight
    assert set(loan.weight_abroad) == {Circumstance.COMPLEX, Circumstance.MANY_PARTIES}
    assert not judgment.weight
    assert not judgment.amount


@pytest.mark.parametrize("matter", list(Matter))
def test_nothing_is_asked_twice_and_every_wait_has_its_question(matter: Matter) -> None:
    needs = venue_needs(matter)
    assert not set(needs.places) & set(needs.abroad)
    assert not set(needs.deciding) & set(needs.circumstances)
    asked = {*needs.deciding, *needs.circumstances} | (set(ClaimKind) if needs.claims else set())
    assert set(needs.waits) <= set(needs.places)
    assert {word for words in needs.waits.values() for word in words} <= asked


def test_the_places_of_a_party_follow_from_what_is_special_about_it() -> None:
    states = {state for states in PARTY_PLACES_BY_STATE.values() for state in states}
    assert states <= set(PartyState)
    assert PartyState.CONFINED_A_YEAR in PARTY_PLACES_BY_STATE["confined_at"]
    assert PartyState.CONFINED in venue_needs(Matter.CONTRACT).own_states
