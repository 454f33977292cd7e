"""A wrong name or number on record is corrected at a counter, by two; case files stay as handed in (PIPL 46)."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import UUID

import pytest

from tests.acts.conduct import prepared
from tests.builders import OPERATOR, WUHOU, YUZHONG, House, id_number, party, person, refused, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tongban.cases.models import Party
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.people.actions.corrections import ask_correction, decide_correction
from tongban.people.actions.erase import erase_identity
from tongban.people.events import CorrectionOfIdentityRefused
from tongban.people.models import Correction, IdentityProof, Person
from tongban.people.queries import person_by_identity, person_by_uid
from tongban.people.queries.corrections import corrected
from tongban.people.vocabulary import Role
from tongban.people.vocabulary.corrections import CorrectionAct
from tongban.register.models import Entry

RIGHT = {
    "name": "林小梅",
    "id_kind": "resident",
    "id_number": id_number(77),
    "evidence": "居民身份证，渝中区公安分局2020年签发",
    "reason": "登记时录入错误。",
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def second() -> Actor:
    return staff(YUZHONG, Role.CLERK, "赵云")


def ask(house: House, by: Actor | None = None, person: UUID | None = None, **changed: str) -> UUID:
    return ask_correction(person or house.lin.uid, **RIGHT | changed, by=by or house.clerk, at=house.at)


def record_of(house: House) -> tuple[str, str]:
    row = Person.objects.get(uid=house.lin.uid)
    return row.name, row.id_number


def test_the_record_changes_when_a_second_person_confirms_and_is_found_by_the_new_number(
    house: House, second: Actor
) -> None:
    before = record_of(house)
    uid = ask(house)
    assert record_of(house) == before
    decide_correction(uid, CorrectionAct.CONFIRM, by=second, at=house.at)
    assert record_of(house) == ("林小梅", id_number(77))
    found = person_by_identity("resident", id_number(77))
    assert found is not None
    assert found.uid == house.lin.uid
    assert person_by_identity("resident", before[1]) is None
    assert IdentityProof.objects.filter(person__uid=house.lin.uid, court=YUZHONG).exists(), "the paper was seen"


def test_the_register_says_who_and_what_kind_of_thing_and_no_name_or_number(house: House, second: Actor) -> None:
    decide_correction(ask(house), CorrectionAct.CONFIRM, by=second, at=house.at)
    entries = Entry.objects.filter(event__in=("correction_of_identity_asked", "identity_corrected")).order_by("id")
    assert [json.loads(one.actor)["person"] for one in entries] == [str(house.clerk.person), str(second.person)]
    for one in entries:
        assert json.loads(one.body)["fields"] == ["name", "id_number"]
        assert not any(word in one.body for word in ("林小梅", "林晓梅", id_number(77), id_number(1), "录入错误"))


def test_a_refused_correction_changes_nothing_and_another_may_be_asked_for(house: House, second: Actor) -> None:
    before = record_of(house)
    uid = ask(house)
    with refused("people.correction_waits"):
        ask(house)
    decide_correction(uid, CorrectionAct.REFUSE, by=second, at=house.at)
    assert record_of(house) == before
    with refused("correction.not_at_this_stage"):
        decide_correction(uid, CorrectionAct.CONFIRM, by=second, at=house.at)
    assert corrected([house.lin.uid]) == []
    ask(house)


def test_nobody_decides_what_one_asked_for_or_what_is_about_oneself(house: House, second: Actor) -> None:
    uid = ask(house)
    for by in (house.clerk, replace(house.clerk, role="president"), replace(second, person=house.lin.uid)):
        with refused("correction.other_person"):
            decide_correction(uid, CorrectionAct.CONFIRM, by=by, at=house.at)
    with refused("correction.not_your_act"):
        decide_correction(uid, CorrectionAct.CONFIRM, by=house.judge, at=house.at)
    with refused("people.no_such_correction"):
        decide_correction(uid, CorrectionAct.CONFIRM, by=staff(WUHOU, Role.CLERK, "卫国"), at=house.at)
    decide_correction(uid, CorrectionAct.CONFIRM, by=staff(YUZHONG, Role.PRESIDENT, "郑强"), at=house.at)


def test_only_a_clerk_asks_and_never_about_a_colleague(house: House, second: Actor) -> None:
    for by in (house.judge, staff(YUZHONG, Role.LIAISON, "冯敏"), party(house.lin.uid)):
        with refused("correction.not_your_act"):
            ask(house, by)
    for colleague in (house.clerk.person, house.judge.person):
        with refused("people.staff_record"):
            ask(house, person=colleague)
    with refused("people.no_such_person"):
        ask(house, person=person("他乡人", 41, platform="sichuan").uid)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": " "}, "people.name_missing"),
        ({"id_number": "110101199001011234"}, "people.id_number_check"),
        ({"evidence": ""}, "people.correction_evidence"),
        ({"reason": "长" * 401}, "people.correction_reason"),
        ({"name": "林晓梅", "id_number": id_number(1)}, "people.nothing_to_correct"),
        ({"id_number": id_number(2)}, "people.number_of_another"),
    ],
)
def test_what_is_wrong_with_a_correction_is_said(house: House, changed: dict[str, str], why: str) -> None:
    with refused(why):
        ask(house, **changed)
    assert not Correction.objects.exists()


def test_a_number_that_somebody_else_got_meanwhile_is_not_given_twice(house: House, second: Actor) -> None:
    uid = ask(house)
    person("新来者", 77)
    with refused("people.number_of_another"):
        decide_correction(uid, CorrectionAct.CONFIRM, by=second, at=house.at)


def test_the_file_stays_as_handed_in_with_a_note_that_both_sides_and_the_court_read(
    house: House, second: Actor
) -> None:
    case = prepared(house)
    before = list(Party.objects.filter(case=case.uid).values_list("name", flat=True))
    decide_correction(ask(house), CorrectionAct.CONFIRM, by=second, at=house.at)
    assert list(Party.objects.filter(case=case.uid).values_list("name", flat=True)) == before
    for who in (house.lin.uid, house.zhou.uid):
        page = browser(house, who).get(f"/cases/{case.uid}/").content.decode()
        assert "林晓梅" in page
        assert "2026年11月23日在重庆市渝中区人民法院窗口更正：姓名、身份证件号码" in page
        assert ("林小梅" in page) is (who == house.lin.uid), "her own name stands in the head of her own pages"
    desk = signed_in(house, house.judge.person).get(f"/desk/cases/{case.uid}").content.decode()
    assert "name, identity number" in desk


def test_the_person_is_told_on_the_first_page_for_some_weeks_and_reads_it_always(house: House, second: Actor) -> None:
    decide_correction(ask(house), CorrectionAct.CONFIRM, by=second, at=house.at)
    told = "法院已更正您在系统中登记的姓名或者证件号码"
    assert told in browser(house, house.lin.uid).get("/").content.decode()
    assert told not in browser(house, house.zhou.uid).get("/").content.decode()
    house.clock.forward(days=31)
    client = browser(house, house.lin.uid)
    assert told not in client.get("/").content.decode()
    assert "个人信息保护法第46条" in client.get("/account/identity/").content.decode()


def test_the_pages_lead_from_the_counter_to_the_second_person(house: House, second: Actor) -> None:
    clerk, other = signed_in(house, house.clerk.person), signed_in(house, second.person)
    address = f"/desk/counter/{house.lin.uid}/correction"
    assert address in clerk.get(f"/desk/counter/{house.lin.uid}").content.decode()
    wrong = clerk.post(address, {"name": "", "id_kind": "resident", "id_number": "1"})
    assert wrong.status_code == 422
    assert all(f'href="#id_{field}"' in wrong.content.decode() for field in ("name", "id_number", "evidence"))
    assert clerk.post(address, RIGHT).status_code == 302
    uid = Correction.objects.get().uid
    assert "/desk/corrections" in other.get("/desk/").content.decode()
    page = other.get("/desk/corrections").content.decode()
    assert all(word in page for word in ("林晓梅", "林小梅", id_number(77), "录入错误"))
    decide = f"/desk/corrections/{uid}/decide"
    assert other.post(decide, {"decision": "perhaps"}).status_code == 404
    assert clerk.post(decide, {"decision": "confirm"}).status_code == 422
    assert signed_in(house, house.judge.person).get("/desk/corrections").status_code == 404
    assert other.post(decide, {"decision": "confirm"}).status_code == 302
    found = person_by_uid(house.lin.uid)
    assert found is not None
    assert found.name == "林小梅"


def test_an_erased_person_is_erased_from_corrections_too(house: House, second: Actor) -> None:
    decide_correction(ask(house), CorrectionAct.CONFIRM, by=second, at=house.at)
    with act(by=OPERATOR, at=house.at) as record:
        erase_identity(record, house.lin.uid)
        record(CorrectionOfIdentityRefused(correction=house.lin.uid, person=house.lin.uid), under="test")
    row = Correction.objects.get()
    kept = (row.name, row.name_before, row.id_number, row.id_number_before, row.evidence, row.reason)
    assert set(kept) == {""}
