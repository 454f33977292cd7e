"""At the opening of a hearing each agent's authority is checked and noted; in a divorce the party comes itself."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import UUID

import pytest

from tests.acts.agents import SPECIAL, accepted, named
from tests.acts.conduct import consent, does, prepared
from tests.builders import House, id_number, party, person, refused
from tongban.cases.models import Case
from tongban.cases.queries import case_by_uid, clocks_of
from tongban.cases.vocabulary import CaseView, Stage
from tongban.cooperation.queries import sheet_of
from tongban.documents.models import Document
from tongban.frame.guard import lifted
from tongban.hearings.actions.confirm import note_signature
from tongban.hearings.actions.schedule import set_hearing
from tongban.hearings.actions.session import close_hearing, open_hearing, write_line
from tongban.hearings.models import Hearing
from tongban.hearings.queries import attendance, hearing_of
from tongban.hearings.vocabulary import Mode, Way
from tongban.people.actions.prove import prove_again
from tongban.people.models import IdentityProof
from tongban.people.vocabulary import PersonView
from tongban.register.models import Entry

GUARDIAN = {"kind": "statutory", "name": "周大山", "id_number": id_number(32), "firm": "", "scope": ""}


@pytest.fixture
def case(house: House) -> CaseView:
    """A case whose hearing is set for today."""
    found = prepared(house)
    set_hearing(found.uid, place="第三法庭", starts_at=house.at + timedelta(days=1), by=house.clerk, at=house.at)
    house.clock.forward(days=1)
    return case_by_uid(found.uid)


@pytest.fixture
def chen(house: House) -> PersonView:
    return person("陈律师", 31)


def divorce(case: CaseView) -> None:
    with lifted("a test makes it a divorce"):
        Case.objects.filter(uid=case.uid).update(cause="14")


def opens(
    house: House, case: CaseView, *here: UUID, online: tuple[UUID, ...] = (), written: tuple[UUID, ...] = ()
) -> None:
    open_hearing(case.uid, present=here, online=online, written=written, by=house.judge, at=house.at)


def there(case: CaseView) -> list[dict[str, str]]:
    hearing = hearing_of(case.uid)
    assert hearing is not None
    return attendance(hearing, case)


def test_an_agent_stands_for_the_party_and_is_noted_with_the_authority(
    house: House, case: CaseView, chen: PersonView
) -> None:
    lin, zhou = (one.uid for one in case.parties)
    agent = accepted(house, case, house.zhou, **SPECIAL)
    opens(house, case, lin, agent)
    row = Hearing.objects.get()
    assert (row.present, row.agents, row.heard) == ([str(lin)], {str(agent): str(zhou)}, [str(lin), str(zhou)])
    plaintiff, defendant, lawyer = there(case)
    assert plaintiff == {"role": "原告", "name": "林晓梅", "note": "到庭参加，身份证件已核对"}
    assert (defendant["away"], defendant["note"]) == ("represented", "本人未到庭，由代理人到庭")
    assert (lawyer["role"], lawyer["name"]) == ("被告周志强的委托诉讼代理人", "陈律师")
    assert lawyer["note"] == (
        "律师，特别授权：代为承认诉讼请求、代为和解、调解、代为选择在线诉讼；到庭参加，身份证件已核对"
    )
    assert f'"agents":["{agent}"]' in Entry.objects.get(event="hearing_opened").body


def test_the_agent_confirms_the_record_for_the_party_that_stayed_away(
    house: House, case: CaseView, chen: PersonView
) -> None:
    lin, zhou = (one.uid for one in case.parties)
    opens(house, case, lin, accepted(house, case, house.zhou, **SPECIAL))
    write_line(case.uid, part="opening", speaker="judge", name="李明", text="现在开庭。", by=house.clerk, at=house.at)
    digest = close_hearing(case.uid, by=house.judge, at=house.at)
    owed = {one.owed_by for one in clocks_of(case.uid) if one.rule == "record_reading"}
    assert owed == {str(lin), str(zhou)}
    assert sheet_of(house.viewer(chen.uid), case.uid)["hearing"]["hearings"][0]["to_confirm"]
    consent(house, case, "record", who=(house.zhou,))
    prove_again(by=party(chen.uid), at=house.at)
    does(house, chen, "confirm_record", case, digest=digest)
    assert not Document.objects.filter(kind="record").exists()
    note_signature(case.uid, lin, way=Way.PAPER, by=house.clerk, at=house.at)
    data = json.loads(Document.objects.get(kind="record").data)
    assert [one["name"] for one in data["present"]] == ["林晓梅", "周志强", "陈律师"]


@pytest.mark.parametrize("why", ["unchecked", "revoked", "over", "not yet"])
def test_who_has_no_authority_on_the_day_opens_nothing(house: House, case: CaseView, why: str) -> None:
    days = {"over": {"since": "2026-11-01", "until": "2026-11-24"}, "not yet": {"since": "2027-01-01"}}.get(why, {})
    uid = named(house, case, house.zhou) if why == "unchecked" else accepted(house, case, house.zhou, **days)
    if why == "revoked":
        does(house, house.zhou, "revoke_authority", case, authority=str(uid))
    if why == "over":
        set_for = Hearing.objects.get().starts_at + timedelta(days=1)
        with lifted("a test moves the day of the hearing"):
            Hearing.objects.update(starts_at=set_for)
        house.clock.forward(days=1)
    with refused("hearings.agent_without_authority") as found:
        opens(house, case, case.parties[0].uid, uid)
    assert found[0].facts == (("agent", "陈律师"),)
    assert case_by_uid(case.uid).stage is Stage.HEARING_SET


def test_an_authority_of_another_case_brings_nobody_into_the_room(house: House, case: CaseView) -> None:
    other = house.put_at(house.case(loan__amount="5"), Stage.PREPARATION, defendant=house.zhou)
    uid = accepted(house, other, house.zhou)
    with refused("hearings.nobody_present"):
        opens(house, case, uid)


def test_in_a_divorce_the_party_comes_itself_or_states_its_will_in_writing(house: House, case: CaseView) -> None:
    divorce(case)
    lin, zhou = (one.uid for one in case.parties)
    agent = accepted(house, case, house.zhou)
    with refused("hearings.party_comes_itself") as found:
        opens(house, case, lin, agent)
    assert (found[0].law, found[0].facts) == ("CPL 65", (("party", "周志强"),))
    opens(house, case, lin, agent, written=(zhou,))
    assert there(case)[1]["note"] == "本人未到庭，由代理人到庭，已提交书面意见"
    assert Hearing.objects.get().written == [str(zhou)]


def test_in_a_divorce_a_party_beside_its_agent_is_enough(house: House, case: CaseView) -> None:
    divorce(case)
    opens(house, case, *(one.uid for one in case.parties), accepted(house, case, house.zhou))
    assert "away" not in there(case)[1]


def test_a_guardian_stands_for_who_cannot_state_a_will_in_a_divorce_too(house: House, case: CaseView) -> None:
    divorce(case)
    opens(house, case, case.parties[0].uid, accepted(house, case, house.zhou, **GUARDIAN))
    seen = {"note": "到庭参加，身份证件已核对"}
    assert there(case)[2] == {"role": "被告周志强的法定代理人", "name": "周大山"} | seen


def test_in_other_cases_an_agent_is_enough_for_both_sides(house: House, case: CaseView) -> None:
    first = accepted(house, case, house.lin, name="王律师", id_number=id_number(35), firm="另一律师事务所")
    opens(house, case, first, accepted(house, case, house.zhou))
    assert Hearing.objects.get().present == []
    assert [one["name"] for one in there(case)] == ["林晓梅", "王律师", "周志强", "陈律师"]


# Online and in the room


def test_one_side_is_in_the_room_and_the_other_online_each_checked_in_its_way(house: House, case: CaseView) -> None:
    lin, zhou = (one.uid for one in case.parties)
    consent(house, case, "hearing", who=(house.lin,))
    consent(house, case, "hearing", choice="offline", who=(house.zhou,))
    prove_again(by=party(house.lin.uid), at=house.at)
    opens(house, case, zhou, online=(lin,))
    row = Hearing.objects.get()
    assert (row.mode, row.present) == (Mode.HYBRID, [str(lin), str(zhou)])
    assert [one["note"] for one in there(case)] == ["在线参加，身份已核验：再次验证", "到庭参加，身份证件已核对"]
    told = json.loads(Entry.objects.get(event="hearing_opened").body)
    check = IdentityProof.objects.filter(person__uid=house.lin.uid).latest("id")
    assert (told["online"], told["checks"]) == ([str(lin)], [str(check.uid)])
    # What both say in it is said in one hearing, and both read and confirm one record.
    write_line(case.uid, part="opening", speaker="judge", name="李明", text="现在开庭。", by=house.clerk, at=house.at)
    digest = close_hearing(case.uid, by=house.judge, at=house.at)
    consent(house, case, "record", who=(house.lin,))
    does(house, house.lin, "confirm_record", case, digest=digest)
    note_signature(case.uid, zhou, way=Way.PAPER, by=house.clerk, at=house.at)
    data = json.loads(Document.objects.get(kind="record").data)
    assert data["mode"] == "线上线下相结合"
    assert [one["note"] for one in data["present"]] == ["在线参加，身份已核验：再次验证", "到庭参加，身份证件已核对"]


def test_nobody_is_online_without_the_own_yes_and_a_check_just_before(house: House, case: CaseView) -> None:
    lin, zhou = (one.uid for one in case.parties)
    with refused("hearings.online_not_agreed", "hearings.online_unchecked") as found:
        opens(house, case, zhou, online=(lin,))
    assert {one.facts for one in found} == {(("who", "林晓梅"),)}
    # The other side's yes is not the own one, and a check of yesterday is none of today.
    consent(house, case, "hearing", who=(house.zhou,))
    prove_again(by=party(house.lin.uid), at=house.at - timedelta(hours=13))
    with refused("hearings.online_not_agreed", "hearings.online_unchecked"):
        opens(house, case, zhou, online=(lin,))
    consent(house, case, "hearing", who=(house.lin,))
    prove_again(by=party(house.lin.uid), at=house.at)
    with refused("hearings.room_or_online"):
        opens(house, case, lin, zhou, online=(lin,))
    assert case_by_uid(case.uid).stage is Stage.HEARING_SET
    opens(house, case, zhou, online=(lin,))


def test_an_agent_is_online_by_the_partys_yes_and_the_own_check(house: House, case: CaseView, chen: PersonView) -> None:
    lin, zhou = (one.uid for one in case.parties)
    agent = accepted(house, case, house.zhou, **SPECIAL)
    consent(house, case, "hearing")
    prove_again(by=party(house.zhou.uid), at=house.at)
    with refused("hearings.online_unchecked") as found:
        opens(house, case, lin, online=(agent,))
    assert found[0].facts == (("who", "陈律师"),)
    prove_again(by=party(chen.uid), at=house.at)
    opens(house, case, online=(agent, zhou))
    assert Hearing.objects.get().mode == Mode.ONLINE
    assert there(case)[2]["note"].endswith("；在线参加，身份已核验：再次验证")
